// Choices of policies. Written by `make clients`: do not edit.

export type EditionOrigin = "parley" | "platform";

export type PolicyOrigin = "parley" | "platform";

export type SuppliedActBy = "buyer" | "seller" | "operator";

export type SuppliedActDid =
  | "agree" | "refuse" | "give_evidence" | "escalate" | "withdraw" | "accept_claim" | "request_video" | "rule";

export type SuppliedCaseClaimant = "buyer" | "seller";

// Choices of operators. Written by `make clients`: do not edit.

export type AskingKinds =
  | "photo" | "video" | "live_video" | "external_video" | "document" | "screenshot" | "audio" | "agreement" | "receipt"
  | "shipment_record" | "statement";

export type AskingParty = "buyer" | "seller";

export type AssignmentResult = "assigned" | "refused";

export type PenaltyParty = "buyer" | "seller";

/** What an operator who is present is doing. */
export type Doing = "reading" | "deciding";

export type VerificationResult = "verified" | "not_verified";

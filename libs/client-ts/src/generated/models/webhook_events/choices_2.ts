// Choices of webhook events. Written by `make clients`: do not edit.

export type EvidenceInvalidatedEventDataState = "valid" | "invalid";

export type EvidenceInvalidatedEventDataSufficiency =
  | "sufficient" | "being_checked" | "not_shown_live" | "not_attested" | "not_as_stated";

export type EvidenceUpdatedEventDataState = "valid" | "invalid";

export type EvidenceUpdatedEventDataSufficiency =
  | "sufficient" | "being_checked" | "not_shown_live" | "not_attested" | "not_as_stated";

export type EvidenceErasedEventDataState = "valid" | "invalid";

export type EvidenceErasedEventDataSufficiency =
  | "sufficient" | "being_checked" | "not_shown_live" | "not_attested" | "not_as_stated";

export type EvidenceErasedEventDataWhy = "request" | "retention";

export type VideoSessionOpenedEventDataParty = "buyer" | "seller";

export type VideoSessionLapsedEventDataParty = "buyer" | "seller";

export type VideoFinishedEventDataParty = "buyer" | "seller";

export type VideoVerifiedEventDataParty = "buyer" | "seller";

export type VideoVerifiedEventDataResult = "live" | "partly_live" | "not_shown_live";

export type NegotiationRefAsked = "buyer" | "seller";

export type NegotiationRefState = "guiding" | "negotiating" | "pending" | "open" | "agreed" | "closed";

export type ProposalStandingRefState =
  | "standing" | "superseded" | "accepted" | "rejected" | "expired" | "executed_on_silence" | "withdrawn" | "overtaken";

export type ProposalRefBy = "buyer" | "seller";

export type ProposalConsentedEventDataBy = "buyer" | "seller";

export type ProposalExpiredEventDataAsked = "buyer" | "seller";

export type ProposalExpiredEventDataOwedBy = "buyer" | "seller";

// Choices of disputes. Written by `make clients`: do not edit.

export type Assignment = "assigned" | "unassigned";

export type DisputeSummaryViewerState = "required_action" | "waiting" | "closed";

/** Standing of the operators with the time the edition gives them. */
export type SlaStatus = "on_track" | "target_missed" | "breached";

export type ExpandedDisputeViewerState = "required_action" | "waiting" | "closed";

/** Meaning of a message. */
export type MessageKind = "comment" | "explanation";

export type OfferState =
  | "made" | "amended" | "consented" | "rejected" | "accepted" | "expired" | "executed_on_silence" | "gone";

export type MessageOnBehalfOf = "buyer" | "seller";

export type OpeningOnBehalfOf = "buyer" | "seller";

/** Part of a screen that can be asked for with the case. */
export type Part = "escrow" | "mediation" | "evidence" | "messages" | "story" | "standing" | "notes" | "decisions";

export type PlainActOnBehalfOf = "buyer" | "seller";

export type Sort = "newest" | "due";

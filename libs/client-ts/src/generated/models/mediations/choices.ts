// Choices of mediations. Written by `make clients`: do not edit.

export type AcceptOnBehalfOf = "buyer" | "seller";

/** Basis of an agreement: somebody accepted, or silence counts as accepting. */
export type AgreementBasis = "acceptance" | "silence";

export type AnswerOnBehalfOf = "buyer" | "seller";

export type FollowsAction = "settlement" | "obligation";

/** State of a negotiation. */
export type State = "guiding" | "negotiating" | "pending" | "open" | "agreed" | "closed";

export type MediationViewerState = "required_action" | "optional_action" | "waiting" | "over";

/** Author of a proposal that is put to both sides. */
export type Mediator = "operator";

/** State of a proposal. */
export type ProposalState =
  | "standing" | "superseded" | "accepted" | "rejected" | "expired" | "executed_on_silence" | "withdrawn" | "overtaken";

export type ProposeOnBehalfOf = "buyer" | "seller";

export type RejectOnBehalfOf = "buyer" | "seller";

export type RewordOnBehalfOf = "buyer" | "seller";

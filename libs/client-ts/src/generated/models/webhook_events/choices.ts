// Choices of webhook events. Written by `make clients`: do not edit.

/** Step that an escrow takes by itself. */
export type AutomaticStep =
  | "funding_expiry" | "auto_refund_unshipped" | "presume_delivery" | "auto_refund_undelivered" | "auto_release";

export type FilingHoldRefOpeners = "buyer" | "seller";

export type ActorRefRole = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type EscrowCreatedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type EscrowFundedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type EscrowShippedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type EscrowShipmentCorrectedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type EscrowDeliveredEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type EscrowAcceptedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type TimeoutRefOwedBy = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type EscrowClosedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type FundsHeldEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type FundsParkedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type FundsParkedEventDataWhy = "overfunded" | "late";

export type FundsReleasedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type FundsRefundedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type EscrowFrozenEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type EscrowFreezeRefusedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type EscrowFreezeRefusedEventDataWhy = "nothing_held" | "insufficient_hold" | "already_frozen" | "escrow_ended";

export type EscrowUnfrozenEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type EscrowSettledEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type FundsReversedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type FundsReversedEventDataTo = "buyer" | "seller";

export type FundsFineBookedEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type FundsFineCancelledEventDataState =
  | "awaiting_funds" | "partially_funded" | "funded" | "shipped" | "delivered" | "released" | "refunded"
  | "split_settled" | "cancelled" | "expired";

export type CaseSnapshotRefOutcome =
  | "agreement" | "decision" | "timeout" | "claim_accepted" | "withdrawn" | "void" | "not_verified" | "inconclusive"
  | "escrow_ended";

export type ClockRefOwedBy = "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type BehalfRefMeans = "phone" | "email" | "letter" | "chat" | "in_person" | "other";

export type BehalfRefParty = "buyer" | "seller";

export type DisputeApprovalRequestedEventDataWeighs = "amount_above_limit" | "permanent_closure";

export type DisputeDeadlineApproachingEventDataOf =
  | "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type DisputeDeadlineExpiredEventDataOwedBy =
  | "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type SlaBreachedEventDataLevel = "target" | "limit";

export type ObligationConfirmedEventDataCondition =
  | "received" | "not_received" | "damaged" | "wrong_or_empty" | "items_missing";

export type ObligationConfirmedEventDataObligation =
  | "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type ObligationFulfilledEventDataObligation =
  | "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type ObligationStartedEventDataObligation =
  | "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type ObligationStartedEventDataOwedBy = "buyer" | "seller";

export type ParcelCorrectedEventDataObligation =
  | "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type ReturnAcknowledgedEventDataCondition =
  | "received" | "not_received" | "damaged" | "wrong_or_empty" | "items_missing";

export type PenaltyRefParty = "buyer" | "seller";

export type ParticipantStandingChangedEventDataStatus = "active" | "suspended" | "closed";

export type DisputeCreatedEventDataOpenedBy = "buyer" | "seller";

export type FailureEndBars = "buyer" | "seller";

export type FailureEndCarriesOutLastOf = "buyer" | "seller";

export type FailureEndClosesAs =
  | "agreement" | "decision" | "timeout" | "claim_accepted" | "withdrawn" | "void" | "not_verified" | "inconclusive"
  | "escrow_ended";

export type FailureEndPays = "buyer" | "seller";

export type NegotiationTermsCounterSilence = "execute" | "escalate";

export type NegotiationTermsFirstToAnswer = "buyer" | "seller";

export type NegotiationTermsKinds = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type NegotiationTermsOnSilence = "execute" | "escalate";

export type NegotiationTermsReject = "counter_required" | "allowed" | "escalates";

export type NegotiationTermsWithReduction =
  | "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type OptionRefKind = "refund_full" | "refund_partial" | "release" | "replacement" | "return_and_refund";

export type DisputeOpenedEventDataClaimant = "buyer" | "seller";

export type DisputeActionRequiredEventDataOf =
  | "buyer" | "seller" | "representative" | "operator" | "platform" | "system" | "admin";

export type DisputeUpdatedEventDataChanged = "negotiation" | "evidence_requests" | "evidence" | "deadlines" | "fines";

export type DisputeDecidedEventDataResponsible = "buyer" | "seller" | "both" | "none";

export type AppealFiledEventDataBy = "buyer" | "seller";

export type DisputeSettlementOrderedEventDataBasis =
  | "agreement" | "decision" | "timeout" | "claim_accepted" | "withdrawn" | "void" | "not_verified" | "inconclusive"
  | "escrow_ended";

export type DisputeClosedEventDataBars = "buyer" | "seller";

export type DisputeClosedEventDataOutcome =
  | "agreement" | "decision" | "timeout" | "claim_accepted" | "withdrawn" | "void" | "not_verified" | "inconclusive"
  | "escrow_ended";

export type EvidenceRequestedEventDataParty = "buyer" | "seller";

export type EvidenceRequestedEventDataState = "open" | "satisfied" | "lapsed" | "closed";

export type EvidenceRequestSatisfiedEventDataParty = "buyer" | "seller";

export type EvidenceRequestSatisfiedEventDataState = "open" | "satisfied" | "lapsed" | "closed";

export type EvidenceRequestReopenedEventDataParty = "buyer" | "seller";

export type EvidenceRequestReopenedEventDataState = "open" | "satisfied" | "lapsed" | "closed";

export type EvidenceRequestLapsedEventDataParty = "buyer" | "seller";

export type EvidenceRequestLapsedEventDataState = "open" | "satisfied" | "lapsed" | "closed";

export type EvidenceRequestLapsedEventDataWhy = "silence" | "invalid";

export type EvidenceGraceGrantedEventDataParty = "buyer" | "seller";

export type EvidenceGraceGrantedEventDataState = "open" | "satisfied" | "lapsed" | "closed";

export type EvidenceRequestExtendedEventDataParty = "buyer" | "seller";

export type EvidenceRequestExtendedEventDataState = "open" | "satisfied" | "lapsed" | "closed";

export type EvidenceRequestUpdatedEventDataParty = "buyer" | "seller";

export type EvidenceRequestUpdatedEventDataState = "open" | "satisfied" | "lapsed" | "closed";

export type EvidenceRevealedEventDataParty = "buyer" | "seller";

export type EvidenceRevealedEventDataState = "open" | "satisfied" | "lapsed" | "closed";

export type EvidenceReceivedEventDataParty = "buyer" | "seller";

export type EvidenceReceivedEventDataProvenance = "given" | "deal" | "mailed";

export type EvidenceReceivedEventDataState = "valid" | "invalid";

export type EvidenceReceivedEventDataSufficiency =
  | "sufficient" | "being_checked" | "not_shown_live" | "not_attested" | "not_as_stated";

export type EvidenceAttachedEventDataParty = "buyer" | "seller";

export type EvidenceAttachedEventDataState = "valid" | "invalid";

export type EvidenceAttachedEventDataSufficiency =
  | "sufficient" | "being_checked" | "not_shown_live" | "not_attested" | "not_as_stated";

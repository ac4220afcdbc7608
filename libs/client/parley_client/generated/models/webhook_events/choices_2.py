"""Choices of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

ObligationConfirmedEventDataCondition: TypeAlias = Literal[
    "received", "not_received", "damaged", "wrong_or_empty", "items_missing"
]


ObligationConfirmedEventDataObligation: TypeAlias = Literal[
    "refund_full", "refund_partial", "release", "replacement", "return_and_refund"
]


ObligationFulfilledEventDataObligation: TypeAlias = Literal[
    "refund_full", "refund_partial", "release", "replacement", "return_and_refund"
]


ObligationStartedEventDataObligation: TypeAlias = Literal[
    "refund_full", "refund_partial", "release", "replacement", "return_and_refund"
]


ObligationStartedEventDataOwedBy: TypeAlias = Literal["buyer", "seller"]


ParcelCorrectedEventDataObligation: TypeAlias = Literal[
    "refund_full", "refund_partial", "release", "replacement", "return_and_refund"
]


ReturnAcknowledgedEventDataCondition: TypeAlias = Literal[
    "received", "not_received", "damaged", "wrong_or_empty", "items_missing"
]


PenaltyRefParty: TypeAlias = Literal["buyer", "seller"]


ParticipantStandingChangedEventDataStatus: TypeAlias = Literal["active", "suspended", "closed"]


DisputeCreatedEventDataOpenedBy: TypeAlias = Literal["buyer", "seller"]


FailureEndBars: TypeAlias = Literal["buyer", "seller"]


FailureEndCarriesOutLastOf: TypeAlias = Literal["buyer", "seller"]


FailureEndClosesAs: TypeAlias = Literal[
    "agreement",
    "decision",
    "timeout",
    "claim_accepted",
    "withdrawn",
    "void",
    "not_verified",
    "inconclusive",
    "escrow_ended",
]


FailureEndPays: TypeAlias = Literal["buyer", "seller"]


NegotiationTermsCounterSilence: TypeAlias = Literal["execute", "escalate"]


NegotiationTermsFirstToAnswer: TypeAlias = Literal["buyer", "seller"]


NegotiationTermsKinds: TypeAlias = Literal[
    "refund_full", "refund_partial", "release", "replacement", "return_and_refund"
]


NegotiationTermsOnSilence: TypeAlias = Literal["execute", "escalate"]


NegotiationTermsReject: TypeAlias = Literal["counter_required", "allowed", "escalates"]


NegotiationTermsWithReduction: TypeAlias = Literal[
    "refund_full", "refund_partial", "release", "replacement", "return_and_refund"
]


OptionRefKind: TypeAlias = Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]


DisputeOpenedEventDataClaimant: TypeAlias = Literal["buyer", "seller"]


DisputeActionRequiredEventDataOf: TypeAlias = Literal[
    "buyer", "seller", "representative", "operator", "platform", "system", "admin"
]


DisputeUpdatedEventDataChanged: TypeAlias = Literal[
    "negotiation", "evidence_requests", "evidence", "deadlines", "fines"
]


DisputeDecidedEventDataResponsible: TypeAlias = Literal["buyer", "seller", "both", "none"]


AppealFiledEventDataBy: TypeAlias = Literal["buyer", "seller"]


DisputeSettlementOrderedEventDataBasis: TypeAlias = Literal[
    "agreement",
    "decision",
    "timeout",
    "claim_accepted",
    "withdrawn",
    "void",
    "not_verified",
    "inconclusive",
    "escrow_ended",
]


DisputeClosedEventDataBars: TypeAlias = Literal["buyer", "seller"]


DisputeClosedEventDataOutcome: TypeAlias = Literal[
    "agreement",
    "decision",
    "timeout",
    "claim_accepted",
    "withdrawn",
    "void",
    "not_verified",
    "inconclusive",
    "escrow_ended",
]


EvidenceRequestedEventDataParty: TypeAlias = Literal["buyer", "seller"]


EvidenceRequestedEventDataState: TypeAlias = Literal["open", "satisfied", "lapsed", "closed"]


EvidenceRequestSatisfiedEventDataParty: TypeAlias = Literal["buyer", "seller"]


EvidenceRequestSatisfiedEventDataState: TypeAlias = Literal["open", "satisfied", "lapsed", "closed"]


EvidenceRequestReopenedEventDataParty: TypeAlias = Literal["buyer", "seller"]


EvidenceRequestReopenedEventDataState: TypeAlias = Literal["open", "satisfied", "lapsed", "closed"]


EvidenceRequestLapsedEventDataParty: TypeAlias = Literal["buyer", "seller"]


EvidenceRequestLapsedEventDataState: TypeAlias = Literal["open", "satisfied", "lapsed", "closed"]


EvidenceRequestLapsedEventDataWhy: TypeAlias = Literal["silence", "invalid"]


EvidenceGraceGrantedEventDataParty: TypeAlias = Literal["buyer", "seller"]


EvidenceGraceGrantedEventDataState: TypeAlias = Literal["open", "satisfied", "lapsed", "closed"]


EvidenceRequestExtendedEventDataParty: TypeAlias = Literal["buyer", "seller"]


EvidenceRequestExtendedEventDataState: TypeAlias = Literal["open", "satisfied", "lapsed", "closed"]


EvidenceRequestUpdatedEventDataParty: TypeAlias = Literal["buyer", "seller"]


EvidenceRequestUpdatedEventDataState: TypeAlias = Literal["open", "satisfied", "lapsed", "closed"]


EvidenceRevealedEventDataParty: TypeAlias = Literal["buyer", "seller"]


EvidenceRevealedEventDataState: TypeAlias = Literal["open", "satisfied", "lapsed", "closed"]


EvidenceReceivedEventDataParty: TypeAlias = Literal["buyer", "seller"]


EvidenceReceivedEventDataProvenance: TypeAlias = Literal["given", "deal", "mailed"]


EvidenceReceivedEventDataState: TypeAlias = Literal["valid", "invalid"]


EvidenceReceivedEventDataSufficiency: TypeAlias = Literal[
    "sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"
]


EvidenceAttachedEventDataParty: TypeAlias = Literal["buyer", "seller"]


EvidenceAttachedEventDataState: TypeAlias = Literal["valid", "invalid"]


EvidenceAttachedEventDataSufficiency: TypeAlias = Literal[
    "sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"
]


EvidenceInvalidatedEventDataState: TypeAlias = Literal["valid", "invalid"]


EvidenceInvalidatedEventDataSufficiency: TypeAlias = Literal[
    "sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"
]


EvidenceUpdatedEventDataState: TypeAlias = Literal["valid", "invalid"]


EvidenceUpdatedEventDataSufficiency: TypeAlias = Literal[
    "sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"
]


EvidenceErasedEventDataState: TypeAlias = Literal["valid", "invalid"]


EvidenceErasedEventDataSufficiency: TypeAlias = Literal[
    "sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"
]


EvidenceErasedEventDataWhy: TypeAlias = Literal["request", "retention"]


VideoSessionOpenedEventDataParty: TypeAlias = Literal["buyer", "seller"]


VideoSessionLapsedEventDataParty: TypeAlias = Literal["buyer", "seller"]


VideoFinishedEventDataParty: TypeAlias = Literal["buyer", "seller"]


VideoVerifiedEventDataParty: TypeAlias = Literal["buyer", "seller"]


VideoVerifiedEventDataResult: TypeAlias = Literal["live", "partly_live", "not_shown_live"]


NegotiationRefAsked: TypeAlias = Literal["buyer", "seller"]


NegotiationRefState: TypeAlias = Literal["guiding", "negotiating", "pending", "open", "agreed", "closed"]


ProposalStandingRefState: TypeAlias = Literal[
    "standing", "superseded", "accepted", "rejected", "expired", "executed_on_silence", "withdrawn", "overtaken"
]


ProposalRefBy: TypeAlias = Literal["buyer", "seller"]


ProposalConsentedEventDataBy: TypeAlias = Literal["buyer", "seller"]


ProposalExpiredEventDataAsked: TypeAlias = Literal["buyer", "seller"]


ProposalExpiredEventDataOwedBy: TypeAlias = Literal["buyer", "seller"]

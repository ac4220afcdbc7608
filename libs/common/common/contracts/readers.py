"""Subscriptions: which service reads which events.

The broker's queues are bound from this before anyone publishes, so that no event is without its readers.
"""

from __future__ import annotations

from typing import Final

from . import disputes, escrow, evidence, mediation
from .catalogue import EVENT_OF_TOPIC, events_of
from .envelope import Event

EVENTS_READ_BY: Final[dict[str, tuple[type[Event], ...]]] = {
    "escrow": (
        disputes.PolicyPublished,
        disputes.FreezeRequested,
        disputes.SettlementOrdered,
        disputes.ReductionOrdered,
        disputes.ReversalOrdered,
        disputes.FineOrdered,
        disputes.FineReversed,
        disputes.StandingChanged,
        disputes.DisputeClosed,
    ),
    "disputes": (
        *(event for event in events_of("escrow") if issubclass(event, escrow.EscrowEvent)),
        mediation.TurnChanged,
        mediation.AgreementSubmitted,
        mediation.Failed,
        mediation.ProposalMade,
        mediation.ProposalAmended,
        mediation.ProposalRejected,
        mediation.ProposalAccepted,
        mediation.ProposalExpired,
        evidence.RequestSatisfied,
        evidence.RequestReopened,
        evidence.RequestLapsed,
        evidence.RequestExtended,
        evidence.GraceGranted,
        evidence.ItemReceived,
        evidence.ItemInvalidated,
        evidence.ItemErased,
        evidence.RequestRevealed,
        evidence.VideoFinished,
        evidence.VideoVerified,
    ),
    "mediation": (
        *(event for event in events_of("escrow") if issubclass(event, escrow.EscrowEvent)),
        disputes.DisputeOpened,
        disputes.DisputeEscalated,
        disputes.AgreementDecided,
        disputes.DeadlineExtended,
        disputes.DisputePaused,
        disputes.DisputeResumed,
        disputes.ReductionOrdered,
        disputes.SettlementOrdered,
        disputes.DisputeClosed,
    ),
    "evidence": (
        disputes.DisputeOpened,
        disputes.EvidenceAsked,
        disputes.DeadlineExtended,
        disputes.DisputePaused,
        disputes.DisputeResumed,
        disputes.DisputeDecided,
        disputes.SettlementOrdered,
        disputes.DisputeClosed,
    ),
    "notifications": tuple(EVENT_OF_TOPIC.values()),
}


def topics_of(reader: str) -> list[str]:
    return sorted(event.topic for event in EVENTS_READ_BY[reader])

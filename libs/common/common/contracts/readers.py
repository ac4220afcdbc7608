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
        disputes.EditionMadeCurrent,
        disputes.FreezeRequested,
        disputes.SettlementOrdered,
        disputes.ReductionOrdered,
        disputes.ReversalOrdered,
        disputes.FineOrdered,
        disputes.FineReversed,
        disputes.StandingChanged,
        disputes.DisputeClosed,
        evidence.CaseErased,
        evidence.ParticipantErased,
    ),
    "disputes": (
        escrow.PlatformOriginsChanged,
        escrow.PlatformSuspended,
        escrow.PlatformReinstated,
        escrow.DealsErased,
        *(event for event in events_of("escrow") if issubclass(event, escrow.EscrowEvent)),
        mediation.TurnChanged,
        mediation.AgreementSubmitted,
        mediation.Failed,
        mediation.ProposalMade,
        mediation.ProposalAmended,
        mediation.ProposalRejected,
        mediation.ProposalAccepted,
        mediation.ConsentGiven,
        mediation.ProposalExpired,
        evidence.RequestSatisfied,
        evidence.RequestReopened,
        evidence.RequestLapsed,
        evidence.RequestExtended,
        evidence.GraceGranted,
        evidence.ItemReceived,
        evidence.ItemAttached,
        evidence.ItemInvalidated,
        evidence.ItemErased,
        evidence.CaseErased,
        evidence.RequestRevealed,
        evidence.VideoFinished,
        evidence.VideoVerified,
    ),
    "mediation": (
        escrow.PlatformOriginsChanged,
        escrow.PlatformSuspended,
        escrow.PlatformReinstated,
        escrow.DealsErased,
        *(event for event in events_of("escrow") if issubclass(event, escrow.EscrowEvent)),
        disputes.ApprovalLimitsChanged,
        disputes.DisputeOpened,
        disputes.DisputeEscalated,
        disputes.StageEntered,
        disputes.ActionRequired,
        disputes.DisputeUpdated,
        disputes.DisputeAssigned,
        disputes.ApprovalRequested,
        disputes.ApprovalRejected,
        disputes.AgreementDecided,
        disputes.DeadlineExtended,
        disputes.DisputePaused,
        disputes.DisputeResumed,
        disputes.ReductionOrdered,
        disputes.SettlementOrdered,
        disputes.DisputeClosed,
        evidence.CaseErased,
    ),
    "evidence": (
        escrow.PlatformOpened,
        escrow.PlatformRenamed,
        escrow.PlatformOriginsChanged,
        escrow.PlatformSuspended,
        escrow.PlatformReinstated,
        escrow.DealsErased,
        escrow.EscrowShipped,
        escrow.EscrowShipmentCorrected,
        escrow.EscrowFrozen,
        disputes.DisputeOpened,
        disputes.EvidenceAsked,
        disputes.StageEntered,
        disputes.ActionRequired,
        disputes.DeadlineExtended,
        disputes.DisputePaused,
        disputes.DisputeResumed,
        disputes.DisputeUpdated,
        disputes.ApprovalRequested,
        disputes.ApprovalRejected,
        disputes.DisputeDecided,
        disputes.SettlementOrdered,
        disputes.DisputeClosed,
    ),
    "notifications": tuple(EVENT_OF_TOPIC.values()),
}


HANDED_ON: Final[tuple[type[Event], ...]] = (
    *events_of("disputes"),
    *events_of("mediation"),
    *events_of("evidence"),
    escrow.EscrowFrozen,
    escrow.FreezeRefused,
    escrow.EscrowUnfrozen,
    escrow.EscrowSettled,
    escrow.FundsReversed,
    escrow.EscrowClosed,
)
"""What an act in a case brings about: whoever acts is answered once its readers have it (`internal.handing_on`). The
course of an ordinary deal is left to the broker: whoever rests on it asks escrow."""
HANDED_ON_TOPICS: Final = frozenset(event.topic for event in HANDED_ON)
TOLD_BY_ACTS: Final = HANDED_ON_TOPICS - {escrow.EscrowClosed.topic}
"""Those that are handed on where an act itself has told them. Money that is disputed leaves its escrow by the end of
its case alone: a deal that somebody's own act has ended is an ordinary one."""
LATE_READERS: Final = frozenset({"notifications"})
"""They show what has happened, and nobody's act rests on them."""


def readers_of(topic: str) -> list[str]:
    """Services that an event is handed to, beside the broker."""
    event = EVENT_OF_TOPIC[topic]
    return [reader for reader, events in EVENTS_READ_BY.items() if event in events and reader not in LATE_READERS]


def topics_of(reader: str) -> list[str]:
    return sorted(event.topic for event in EVENTS_READ_BY[reader])

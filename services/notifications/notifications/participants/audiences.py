"""Audiences of events: which party of a case may see one in a stream, by the rules of the case's story."""

from __future__ import annotations

from typing import Any, Final

from common.contracts import disputes, escrow, evidence, mediation
from common.contracts.envelope import Event
from common.kernel.ids import format_id
from notifications.domain.event_readers import STAFF_ONLY, Audience, CaseParties, EventReaders

PEOPLE: Final = frozenset({"buyer", "seller", "representative"})
EVIDENCE_CLOCK: Final = "evidence"
EVIDENCE_PARTS: Final = frozenset({"evidence", "evidence_requests"})
FOR_BOTH: Final[tuple[type[Event], ...]] = (
    disputes.FreezeRequested, disputes.DisputeOpened, disputes.StageEntered, disputes.DisputeEscalated,
    disputes.MessagePosted, disputes.DisputePaused, disputes.DisputeResumed, disputes.DeadlineExtended,
    disputes.DeadlineExpired, disputes.ObligationStarted, disputes.ObligationFulfilled, disputes.ObligationConfirmed,
    disputes.ReturnAddressGiven, disputes.ReturnAddressCorrected, disputes.ParcelCorrected, disputes.ReturnShipped,
    disputes.ReturnAcknowledged, disputes.ReductionOrdered, disputes.DisputeDecided, disputes.AppealFiled,
    disputes.AppealDecided, disputes.SettlementOrdered, disputes.ReversalOrdered, disputes.DisputeClosed,
    disputes.PenaltyImposed, disputes.PenaltyReversed,
)  # fmt: skip
"""Told to both parties as they are. What is named nowhere here is for operators and the platform alone."""


def readers_of_event(event: Event) -> EventReaders:
    """Find whom a public event may be told beside the platform and its operators."""
    match event:
        case disputes.DisputeEvent() | disputes.StandingEvent():
            return _readers_of_dispute_event(event)
        case escrow.FundsParked():  # what the buyer has paid too much is the buyer's business
            return EventReaders(Audience.GIVER, event.subject, giver="buyer")
        case escrow.EscrowEvent():
            return EventReaders(Audience.EVERYBODY, event.subject)
        case mediation.MediationEvent():
            return EventReaders(Audience.EVERYBODY, event.dispute)
        case evidence.RequestEvent() | evidence.ItemEvent() | evidence.VideoEvent():
            return _readers_of_evidence_event(event)
        case _:
            return STAFF_ONLY


def _readers_of_dispute_event(event: disputes.DisputeEvent | disputes.StandingEvent) -> EventReaders:
    case: Any = event.subject if isinstance(event, disputes.DisputeEvent) else getattr(event, "dispute", None)
    match event:
        case disputes.StandingChanged():
            return EventReaders(Audience.PERSON, participant=event.participant)
        case disputes.DeadlineApproaching(of=of, deadline=deadline) if deadline == EVIDENCE_CLOCK and of in PEOPLE:
            # whether the other party still owes its evidence may be sealed
            return EventReaders(Audience.GIVER, case, giver=of)
        case disputes.ActionRequired(of=of) | disputes.DeadlineApproaching(of=of):
            is_for_both = of in PEOPLE
        case disputes.DisputeUpdated(changed=changed):  # evidence is told by events of its own, each to its readers
            is_for_both = not EVIDENCE_PARTS.issuperset(changed)
        case _:
            is_for_both = isinstance(event, FOR_BOTH)
    return EventReaders(Audience.EVERYBODY, case) if is_for_both else STAFF_ONLY


def _readers_of_evidence_event(
    event: evidence.RequestEvent | evidence.ItemEvent | evidence.VideoEvent,
) -> EventReaders:
    case = event.dispute
    match event:
        case (
            evidence.RequestSatisfied()
            | evidence.RequestReopened()
            | evidence.RequestLapsed()
            | evidence.RequestUpdated()
        ):
            audience = Audience.GIVER if event.sealed else Audience.ASKED
            return EventReaders(audience, case, event.party, format_id("req", event.subject))
        case evidence.RequestEvent():
            return EventReaders(Audience.EVERYBODY, case, event.party)
        case evidence.ItemReceived(sealed=True) | evidence.ItemAttached(sealed=True) | evidence.VideoEvent():
            request = format_id("req", event.request) if event.request is not None else None
            return EventReaders(Audience.GIVER, case, event.party, request)
        case evidence.ItemReceived() | evidence.ItemAttached():
            return EventReaders(Audience.EVERYBODY, case)
        case _:
            return EventReaders(Audience.ITEM, case)


def parties_from_event(event: Event) -> CaseParties | None:
    """Find the parties that an event is the first to tell. None: it tells none."""
    match event:
        case escrow.EscrowCreated() | disputes.DisputeOpened():
            return CaseParties(event.subject, event.buyer, event.seller)
        case _:
            return None

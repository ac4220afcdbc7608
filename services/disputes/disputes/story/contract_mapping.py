"""Contract mapping: events about a case, of whichever service, and the entry of its story that each means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

from common.contracts import disputes, escrow, evidence, mediation, standing
from common.contracts.envelope import Event
from common.kernel.principal import SYSTEM, Actor, Role
from common.kernel.seams import random_id
from disputes.desk.model import Note
from disputes.engine.values import CaseOffice

from .model import Audience, StoryEntry, SubjectKind

STAFF, ASKED = Audience.STAFF, Audience.ASKED
NOTE_KIND: Final = "note_written"
OFFICE_KIND: Final = "office_changed"
ON_BEHALF: Final = "on_behalf_of"
"""Member of every entry where an operator did what a party had asked support for, and by which means."""


class EntryRule(NamedTuple):
    """How events of one type are told. `members` are those of the event that a sentence about it needs."""

    kind: str
    members: tuple[str, ...] = ()
    audience: Audience = Audience.EVERYBODY
    about: SubjectKind | None = None
    subject: str | None = None
    """Member of the event that names what the entry is about; None: the event's own subject."""


CASE_RULES: Final[Mapping[type[Event], EntryRule]] = {
    disputes.FreezeRequested: EntryRule("opened", ("reason", "amount", "opened_by")),
    disputes.StageEntered: EntryRule("stage_entered", ("stage", "phase", "status", "due_at", "timeout")),
    disputes.DisputeEscalated: EntryRule("escalated", ("stage",)),
    disputes.MessagePosted: EntryRule("message_posted", about=SubjectKind.MESSAGE, subject="message"),
    disputes.DisputeAssigned: EntryRule("assigned", ("operator", "earlier"), STAFF),
    disputes.DisputePaused: EntryRule("paused"),
    disputes.DisputeResumed: EntryRule("resumed", ("paused_at", "resumed_at")),
    disputes.DeadlineExtended: EntryRule("deadline_extended", ("deadline", "due_at", "reason_code")),
    disputes.DeadlineExpired: EntryRule("deadline_passed", ("deadline", "due_at")),
    disputes.SlaBreached: EntryRule("service_level_missed", ("deadline", "level", "due_at"), STAFF),
    disputes.EvidenceAsked: EntryRule(
        "evidence_requested",
        ("party", "kinds", "level", "due_at", "sealed"),
        about=SubjectKind.REQUEST,
        subject="request",
    ),
    disputes.ObligationStarted: EntryRule("obligation_started", ("obligation", "owed_by", "due_at")),
    disputes.ObligationFulfilled: EntryRule("obligation_fulfilled", ("obligation",)),
    disputes.ObligationConfirmed: EntryRule("obligation_confirmed", ("obligation", "condition")),
    disputes.ReturnAddressGiven: EntryRule("return_address_given", ("ship_by",)),
    disputes.ReturnAddressCorrected: EntryRule("return_address_corrected", ()),
    disputes.ParcelCorrected: EntryRule("parcel_corrected", ("obligation",)),
    disputes.ReturnShipped: EntryRule("return_shipped", ("acknowledge_by",)),
    disputes.ReturnAcknowledged: EntryRule("return_acknowledged", ("condition",)),
}
JUDGING_RULES: Final[Mapping[type[Event], EntryRule]] = {
    disputes.ApprovalRequested: EntryRule(
        "approval_requested", ("weighs",), STAFF, SubjectKind.DECISION, subject="decision"
    ),
    disputes.ApprovalRejected: EntryRule("approval_rejected", (), STAFF, SubjectKind.DECISION, subject="decision"),
    disputes.DisputeDecided: EntryRule(
        "ruled",
        ("instance", "ruling", "to_buyer", "to_seller", "fee", "responsible", "reason_code", "final", "contest_until",
         "penalties"),
    ),
    disputes.AppealFiled: EntryRule("ruling_contested", ("by", "decide_by")),
    disputes.AppealDecided: EntryRule("contest_decided", ("upheld",)),
    disputes.SettlementOrdered: EntryRule(
        "settlement_ordered", ("to_buyer", "to_seller", "fee", "basis", "timeout"), about=SubjectKind.ESCROW,
        subject="escrow",
    ),
    disputes.ReversalOrdered: EntryRule(
        "reversal_ordered", ("to_buyer", "to_seller", "fee"), about=SubjectKind.ESCROW, subject="escrow"
    ),
    disputes.DisputeClosed: EntryRule("closed", ("outcome", "to_buyer", "to_seller", "fee", "why", "timeout")),
    standing.PenaltyImposed: EntryRule("penalty_imposed", ("penalty",)),
    standing.PenaltyReversed: EntryRule("penalty_reversed", ("act",)),
}  # fmt: skip
NEGOTIATION_RULES: Final[Mapping[type[Event], EntryRule]] = {
    mediation.ProposalMade: EntryRule("proposal_made", about=SubjectKind.MEDIATION),
    mediation.ProposalAmended: EntryRule("proposal_amended", about=SubjectKind.MEDIATION),
    mediation.ProposalRejected: EntryRule("proposal_rejected", about=SubjectKind.MEDIATION),
    mediation.ConsentGiven: EntryRule("proposal_consented", about=SubjectKind.MEDIATION),
    mediation.ProposalAccepted: EntryRule("proposal_accepted", ("option",), about=SubjectKind.MEDIATION),
    mediation.ProposalExpired: EntryRule("proposal_expired", ("asked", "due_at"), about=SubjectKind.MEDIATION),
    mediation.Failed: EntryRule("negotiation_failed", ("why", "silence"), about=SubjectKind.MEDIATION),
}
EVIDENCE_RULES: Final[Mapping[type[Event], EntryRule]] = {
    evidence.RequestSatisfied: EntryRule("evidence_request_satisfied", ("party",), ASKED, SubjectKind.REQUEST),
    evidence.RequestReopened: EntryRule("evidence_request_reopened", ("party", "due_at"), ASKED, SubjectKind.REQUEST),
    evidence.RequestLapsed: EntryRule("evidence_request_lapsed", ("party", "due_at"), ASKED, SubjectKind.REQUEST),
    evidence.RequestExtended: EntryRule("evidence_request_extended", ("party", "due_at"), about=SubjectKind.REQUEST),
    evidence.GraceGranted: EntryRule("evidence_grace_granted", ("party", "due_at"), about=SubjectKind.REQUEST),
    evidence.RequestRevealed: EntryRule("evidence_revealed", ("party",), about=SubjectKind.REQUEST),
    evidence.ItemReceived: EntryRule("evidence_received", ("party", "kind", "media_type", "size", "covers"),
                                     about=SubjectKind.ITEM),
    evidence.ItemAttached: EntryRule("evidence_attached", ("party", "kind", "covers"), about=SubjectKind.ITEM),
    evidence.ItemInvalidated: EntryRule("evidence_invalidated", ("kind",), about=SubjectKind.ITEM),
    evidence.ItemErased: EntryRule("evidence_erased", ("kind", "why"), about=SubjectKind.ITEM),
    evidence.CaseErased: EntryRule("words_erased", ("of", "why")),
    evidence.VideoFinished: EntryRule("video_recorded", ("party", "seconds", "gaps"), Audience.GIVER, SubjectKind.ITEM,
                                      subject="item"),
    evidence.VideoVerified: EntryRule("video_verified", ("party", "result", "overruled"), Audience.GIVER,
                                      SubjectKind.ITEM, subject="item"),
}  # fmt: skip
MONEY_RULES: Final[Mapping[type[Event], EntryRule]] = {
    escrow.EscrowFrozen: EntryRule("money_frozen", ("amount",), about=SubjectKind.ESCROW),
    escrow.FreezeRefused: EntryRule("freeze_refused", ("why",), about=SubjectKind.ESCROW),
    escrow.EscrowUnfrozen: EntryRule("money_unfrozen", ("amount",), about=SubjectKind.ESCROW),
    escrow.EscrowSettled: EntryRule(
        "money_paid", ("to_buyer", "to_seller", "fee", "fee_returned"), about=SubjectKind.ESCROW
    ),
    escrow.FundsReversed: EntryRule(
        "money_reversed", ("to", "amount", "fee", "fee_returned"), about=SubjectKind.ESCROW
    ),
    escrow.FineBooked: EntryRule("fine_booked", ("amount",), about=SubjectKind.ESCROW),
    escrow.FineCancelled: EntryRule("fine_cancelled", ("amount",), about=SubjectKind.ESCROW),
}
ENTRY_RULES: Final[Mapping[type[Event], EntryRule]] = (
    {**CASE_RULES, **JUDGING_RULES, **NEGOTIATION_RULES, **EVIDENCE_RULES, **MONEY_RULES}
)  # fmt: skip
ENTRY_KINDS: Final = tuple(sorted({*(rule.kind for rule in ENTRY_RULES.values()), NOTE_KIND, OFFICE_KIND}))
HEARD_ONLY: Final = (
    mediation.ProposalMade,
    mediation.ProposalAmended,
    mediation.ProposalRejected,
    mediation.ProposalAccepted,
    mediation.ConsentGiven,
    mediation.ProposalExpired,
    evidence.RequestRevealed,
    evidence.ItemErased,
    evidence.VideoFinished,
)
"""Events of other services that mean nothing here but a line of the story."""


def entry_from_event(event: Event) -> StoryEntry | None:
    """Find what an event adds to the story of a case. None: nothing."""
    rule = ENTRY_RULES.get(type(event))
    if rule is None:
        return None
    dumped, is_offer = event.model_dump(mode="json"), isinstance(event, PROPOSAL_EVENTS)
    members = dumped | {name: dumped["proposal"][name] for name in PROPOSAL_MEMBERS} if is_offer else dumped
    names = (*rule.members, *PROPOSAL_MEMBERS) if is_offer else rule.members
    giver, request, is_sealed = _sealing_of(event)
    return StoryEntry(
        id=event.id,
        dispute=_dispute_of(event),
        at=event.occurred_at,
        kind=rule.kind,
        actor=Actor(Role(event.actor.role), event.actor.id),
        audience=Audience.GIVER if is_sealed else rule.audience,
        params={name: members[name] for name in (*names, ON_BEHALF) if members.get(name) is not None},
        about=rule.about,
        subject=getattr(event, rule.subject or "subject") if rule.about is not None else None,
        giver=giver,
        request=request,
    )


PROPOSAL_EVENTS: Final = (
    mediation.ProposalMade, mediation.ProposalAmended, mediation.ProposalRejected, mediation.ProposalAccepted,
    mediation.ConsentGiven, mediation.ProposalExpired,
)  # fmt: skip
PROPOSAL_MEMBERS: Final = ("number", "by", "round", "options")


def _dispute_of(event: Any) -> UUID:
    return event.subject if isinstance(event, disputes.DisputeEvent) else event.dispute


class _Sealing(NamedTuple):
    giver: Role | None = None
    request: UUID | None = None
    is_sealed: bool = False


def _sealing_of(event: Event) -> _Sealing:
    match event:
        case (
            evidence.ItemReceived(party=party, request=request, sealed=sealed)
            | evidence.ItemAttached(party=party, request=request, sealed=sealed)
        ):
            return _Sealing(Role(party) if party is not None else None, request, sealed)
        case evidence.VideoEvent(party=party, request=request):
            return _Sealing(Role(party), request, True)
        case evidence.RequestRevealed(subject=request):
            return _Sealing(request=request)
        case evidence.RequestEvent(subject=request, party=party):
            return _Sealing(Role(party), request)
        case _:
            return _Sealing()


def entry_from_office(dispute: UUID, office: CaseOffice) -> StoryEntry:
    """Tell that an office has the case now: its name, and nobody who belongs to it."""
    return StoryEntry(
        id=random_id(),
        dispute=dispute,
        at=office.since,
        kind=OFFICE_KIND,
        actor=SYSTEM,
        params={"office": office.code, "name": office.name},
    )


def entry_from_note(note: Note) -> StoryEntry:
    """Tell of an operator's note, to operators."""
    return StoryEntry(
        id=note.id,
        dispute=note.dispute,
        at=note.at,
        kind=NOTE_KIND,
        actor=Actor(Role.OPERATOR, note.author),
        audience=STAFF,
        about=SubjectKind.NOTE,
        subject=note.id,
    )

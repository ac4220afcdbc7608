"""Plays a case again, under its own edition or another, with the very rules that ran. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Final
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.money import Split
from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from common.kernel.timing import Timing
from disputes.cases.journal import EntryKind, JournalEntry
from disputes.engine import actions, clocks, reactions
from disputes.engine.context import EngineContext
from disputes.engine.dispute import Change, Dispute, State
from disputes.engine.forecast import apply_silence, next_deadline
from disputes.engine.rulings import Judgment, rule_on_dispute
from disputes.engine.values import (
    EvidenceRequest,
    NegotiationSnapshot,
    NegotiationState,
    Operator,
    RequestState,
    Ruling,
    SettlementOrder,
    StatementStats,
    Verification,
)
from disputes.policy.model import Policy
from disputes.policy.options import RequestedOption
from disputes.policy.vocabulary import OptionKind, Outcome, RulingKind

LIMIT: Final = 1_000
PATIENT: Final = frozenset({EntryKind.DECIDE, EntryKind.VERIFY, EntryKind.SATISFIED, EntryKind.ACT})
"""What people would have done as long after the stage began that asks for it, had it begun at another time."""
PAYING: Final = {EntryKind.SETTLED: State.SETTLING, EntryKind.MOVED_BACK: State.REVERSING}
"""When escrow confirmed, the journal says. Under another edition the money moves at other times: as it is ordered."""
NO_TOUCH: Final = frozenset(
    {EntryKind.ASSIGN, EntryKind.SETTLED, EntryKind.MOVED_BACK, EntryKind.SILENCE, EntryKind.BREACH, EntryKind.FROZEN}
)


class TooManyCases(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"A simulation takes up to {limit} cases. Narrow the period.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a case went, or would have gone. `touches` are acts of operators."""

    places: tuple[str, ...]
    outcome: Outcome | None
    split: Split | None
    touches: int
    ended_at: datetime | None

    @property
    def without_operator(self) -> bool:
        return self.touches == 0 and self.outcome is not None

    def ends_like(self, other: Course) -> bool:
        return (self.outcome, self.split) == (other.outcome, other.split)


def course(dispute: Dispute, places: Sequence[str], journal: Sequence[JournalEntry]) -> Course:
    """How it went."""
    settlement = dispute.settlement
    return Course(
        places=tuple(places),
        outcome=dispute.outcome,
        split=settlement.option.split if settlement is not None else None,
        touches=sum(1 for entry in journal if is_touch(entry)),
        ended_at=dispute.closed_at,
    )


def is_touch(entry: JournalEntry) -> bool:
    return entry.role is Role.OPERATOR and entry.kind not in NO_TOUCH


def replay(dispute: Dispute, journal: Sequence[JournalEntry], policy: Policy) -> Course | None:
    """None where the edition does not take such a case at all."""
    reason = policy.reasons.get(dispute.reason)
    if reason is None or dispute.claimant not in reason.openers:
        return None
    play = _Play(as_opened(dispute, policy), policy, own=policy.hash == dispute.hash)
    for entry in journal:
        play.expect(entry, entry.received_at)
    return play.run()


def as_opened(dispute: Dispute, policy: Policy) -> Dispute:
    return Dispute(
        id=dispute.id,
        tenant=dispute.tenant,
        escrow=dispute.escrow,
        buyer=dispute.buyer,
        seller=dispute.seller,
        edition=policy.edition,
        hash=policy.hash,
        reason=dispute.reason,
        claimant=dispute.claimant,
        amount=dispute.amount,
        options=dispute.options,
        explanation=dispute.explanation,
        opened_at=dispute.opened_at,
        statement=dispute.statement,
        statement_stats={dispute.claimant: StatementStats(len(dispute.explanation))},
        event_count=1,
    )


@dataclass
class _Play:
    case: Dispute
    policy: Policy
    own: bool
    places: list[str] = field(default_factory=lambda: [State.OPENING.value])
    touches: int = 0
    _queue: list[tuple[datetime, int, JournalEntry]] = field(default_factory=list)
    _held: list[JournalEntry] = field(default_factory=list)
    _early: list[JournalEntry] = field(default_factory=list)
    _numbers: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    def expect(self, entry: JournalEntry, when: datetime) -> None:
        heapq.heappush(self._queue, (when, self._numbers(), entry))

    def _new_id(self) -> UUID:
        return UUID(int=self._numbers())

    def _context(self, at: datetime, received_at: datetime | None = None) -> EngineContext:
        return EngineContext(self.policy, Timing(received_at or at, at), self._new_id)

    def run(self) -> Course:
        for _ in range(LIMIT):
            if not self._step():
                break
        paid = self.case.settlement
        return Course(
            places=tuple(self.places),
            outcome=self.case.outcome,
            split=paid.option.split if paid is not None else None,
            touches=self.touches,
            ended_at=self.case.closed_at,
        )

    def _step(self) -> bool:
        """One thing happens: escrow confirms, or what comes first of time and people."""
        if not self._will_be_confirmed() and (confirmed := self._confirmed(self.case.settlement)) is not None:
            self._become(confirmed.dispute)
            return True
        lapse = next_deadline(self.case, self.policy)
        if self._queue and (lapse is None or self._queue[0][0] < lapse.at):
            _, _, entry = heapq.heappop(self._queue)
            self._take(entry)
            return True
        if lapse is None or self.case.state is not State.ACTIVE:
            return False
        self._become(apply_silence(self.case, lapse, self._context(lapse.at)).dispute)
        return True

    def _will_be_confirmed(self) -> bool:
        return self.own and any(PAYING.get(entry.kind) is self.case.state for _, _, entry in self._queue)

    def _confirmed(self, order: SettlementOrder | None, at: datetime | None = None) -> Change | None:
        case, nothing = self.case, self.case.amount.zero()
        if order is None or case.state not in PAYING.values():
            return None
        at = at or order.at
        if case.state is State.SETTLING:
            return reactions.on_settled(case, order.instruction, nothing, self._context(at))
        return reactions.on_funds_reversed(case, order.instruction, nothing, at)

    def _take(self, entry: JournalEntry) -> None:
        try:
            change = self._apply(entry)
        except DomainError:
            change = None
        if change is None or change.dispute.version == self.case.version:
            if entry.kind in PAYING and self.own:
                self._early.append(entry)
            if entry.kind in PATIENT and self.case.state is not State.CLOSED:
                self._held.append(entry)
            return
        self.touches += is_touch(entry)
        self._become(change.dispute)

    def _become(self, after: Dispute) -> None:
        moved = after.place != self.case.place
        self.case = after
        if not moved:
            return
        self.places.append(after.place)
        early, self._early = self._early, []
        for entry in early:
            when = max(after.settlement.at if after.settlement else entry.at, entry.at)
            heapq.heappush(self._queue, (when, -self._numbers(), entry))  # before what people did at that instant
        held, self._held = self._held, []
        for entry in held:
            when = max((after.entered_at or entry.at) + entry.waited, entry.received_at)
            self.expect(replace(entry, at=when, received_at=when), when)

    def _apply(self, entry: JournalEntry) -> Change | None:
        facts = {
            EntryKind.FROZEN: self._frozen,
            EntryKind.TURN: self._turn,
            EntryKind.AGREED: self._agreed,
            EntryKind.FAILED: self._failed,
            EntryKind.SATISFIED: self._request,
            EntryKind.REOPENED: self._request,
            EntryKind.LAPSED: self._request,
            EntryKind.MOVED: self._request,
            EntryKind.ITEM: self._item,
            EntryKind.ITEM_INVALID: self._item,
            EntryKind.FREEZE_REFUSED: self._escrow,
            EntryKind.ESCROW_ENDED: self._escrow,
        }
        if entry.kind in PAYING:
            return self._confirmed(self.case.settlement, entry.at) if self._is_paying(entry) else None
        doing = facts.get(entry.kind)
        return doing(entry) if doing is not None else self._person(entry)

    def _is_paying(self, entry: JournalEntry) -> bool:
        return self.own and PAYING[entry.kind] is self.case.state

    def _frozen(self, entry: JournalEntry) -> Change:
        return reactions.on_frozen(self.case, None, self._context(entry.at))

    def _escrow(self, entry: JournalEntry) -> Change:
        if entry.kind is EntryKind.ESCROW_ENDED:
            return reactions.on_escrow_ended(self.case, entry.at)
        return reactions.on_freeze_refused(self.case, entry.payload.text or "unknown", entry.at)

    def _turn(self, entry: JournalEntry) -> Change | None:
        turn = entry.payload.turn
        if turn is None or self.policy.negotiation is None:
            return None
        return reactions.on_negotiation_changed(
            self.case, turn if self.own else self._timed(turn, entry.at), self.policy
        )

    def _timed(self, turn: NegotiationSnapshot, at: datetime) -> NegotiationSnapshot:
        """With the time, and the meaning of silence, that this edition gives it."""
        terms, before = self.policy.negotiation, self.case.negotiation
        assert terms is not None, "the caller has looked"
        if turn.awaiting is None and before is not None:  # how it ended there is not how it ends here
            return replace(
                turn, state=before.state, awaiting=before.awaiting, due_at=before.due_at, on_silence=before.on_silence
            )
        if turn.awaiting is None or turn.state is NegotiationState.GUIDING:
            return turn
        if turn.number > 1:
            due_at = due_at_end_of(at, terms.counter_term, self.policy.calendar)
            return replace(turn, due_at=due_at, on_silence=terms.counter_silence)
        first = due_at_end_of(at, terms.term, self.policy.calendar)
        if before is not None and before.state is NegotiationState.NEGOTIATING and before.number <= 1:
            first = before.due_at or first
        return replace(turn, due_at=first, on_silence=terms.on_silence)

    def _agreed(self, entry: JournalEntry) -> Change | None:
        if entry.payload.option is None:
            return None
        return reactions.on_agreement(self.case, entry.payload.option, Outcome.AGREEMENT, self._context(entry.at))

    def _failed(self, entry: JournalEntry) -> Change | None:
        if entry.payload.how is None:
            return None
        return reactions.on_negotiation_failed(self.case, entry.payload.how, self._context(entry.at))

    def _request(self, entry: JournalEntry) -> Change | None:
        found = self._meant(entry)
        if found is None:
            return None
        if entry.kind is EntryKind.MOVED:
            return (
                reactions.on_request_extended(self.case, found.id, entry.payload.due_at or found.due_at)
                if self.own
                else None
            )
        doing = {
            EntryKind.SATISFIED: reactions.on_request_satisfied,
            EntryKind.REOPENED: reactions.on_request_reopened,
            EntryKind.LAPSED: reactions.on_request_expired,
        }[entry.kind]
        return doing(self.case, found.id, self._context(entry.at))

    def _meant(self, entry: JournalEntry) -> EvidenceRequest | None:
        """The request that this evidence answers: the same one, else one to the same party."""
        payload, wants_open = entry.payload, entry.kind in (EntryKind.SATISFIED, EntryKind.MOVED)
        fit = [
            r
            for r in self.case.requests
            if r.party is payload.party and (r.state is RequestState.OPEN or not wants_open)
        ]
        same = [r for r in fit if (r.stage, r.terms_index) == (payload.stage, payload.ask)]
        return next(iter([*reversed(same), *reversed(fit)]), None)

    def _item(self, entry: JournalEntry) -> Change | None:
        payload = entry.payload
        if payload.item is not None:
            return reactions.on_item_received(self.case, payload.item)
        return reactions.on_item_invalidated(self.case, payload.id) if payload.id is not None else None

    def _person(self, entry: JournalEntry) -> Change | None:
        case, payload, context = self.case, entry.payload, self._context(entry.at, entry.received_at)
        if payload.ruling is not None:
            return self._decide(payload.ruling, context)
        if payload.verification is not None:
            return self._verify(payload.verification, context)
        if entry.kind is EntryKind.EXTEND and payload.due_at is not None:
            return clocks.extend_deadline(case, payload.deadline or "", None, payload.due_at, "", entry.role, context)
        if entry.kind in (EntryKind.PAUSE, EntryKind.RESUME):
            change_clocks = clocks.pause_clocks if entry.kind is EntryKind.PAUSE else clocks.resume_clocks
            return change_clocks(case, entry.role, context)
        if entry.kind is EntryKind.APPEAL:
            return actions.file_appeal(case, payload.text or "", entry.role, context)
        if payload.act is not None:
            return actions.perform_act(case, payload.act, entry.role, context)
        return self._goods(entry, context) or (case.evolve() if is_touch(entry) else None)

    def _verify(self, verification: Verification, context: EngineContext) -> Change:
        case, checks, operator = self.case, verification.checks, Operator(verification.by, is_lead=True)
        if verification.verified:
            return actions.verify_transaction(case, checks, operator, context)
        reason = verification.reason
        return actions.refuse_verification(case, checks, reason, operator, context)

    def _goods(self, entry: JournalEntry, context: EngineContext) -> Change | None:
        case, payload, by = self.case, entry.payload, entry.role
        if payload.address is not None:
            return actions.give_return_address(case, payload.address, by, context)
        if payload.parcel is not None:
            send = actions.fulfil_obligation if entry.kind is EntryKind.FULFIL else actions.ship_return
            return send(case, payload.parcel, by, context)
        if payload.condition is not None:
            receive = actions.acknowledge_return if entry.kind is EntryKind.ACKNOWLEDGE else actions.confirm_obligation
            return receive(case, payload.condition, payload.text, by, context)
        return None

    def _decide(self, ruling: Ruling, context: EngineContext) -> Change:
        policy = self.policy
        known = ruling.reason_code in policy.rulings.reason_codes
        judgment = Judgment(
            kind=ruling.kind,
            wish=_wish(ruling.kind, ruling.option.split if ruling.option else None),
            responsible=ruling.responsible,
            reason_code=ruling.reason_code if known else policy.rulings.reason_codes[0],
            policy_reference=ruling.policy_reference,
            explanation=ruling.explanation,
            checks=ruling.checks,
            penalties=ruling.penalties,
        )
        given = rule_on_dispute(self.case, judgment, Operator(ruling.by, is_lead=True), context)
        return actions.decide_dispute(self.case, given, context)


def _wish(kind: RulingKind, split: Split | None) -> RequestedOption | None:
    option = kind.option
    if option is None:
        return None
    return RequestedOption(
        option, split.to_buyer if split is not None and option is OptionKind.REFUND_PARTIAL else None
    )

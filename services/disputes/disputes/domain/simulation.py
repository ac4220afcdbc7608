"""Plays a case again, under its own edition or another, with the very rules that ran. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any, Final
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.money import Split
from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from common.kernel.timing import Timing

from . import acts, clocks, flow
from .dispute import Change, Dispute, State
from .forecast import fall_silent, next_lapse
from .journal import Entry, Said, What
from .options import Wish
from .policy import Policy
from .records import Asked, Negotiating, Order, Request, Turn, Voice
from .rulings import Judgment, rule
from .vocabulary import OptionKind, Outcome, RulingKind

LIMIT: Final = 1_000
PATIENT: Final = frozenset({What.DECIDE, What.VERIFY, What.SATISFIED, What.ACT})
"""What people would have done as long after the stage began that asks for it, had it begun at another time."""
PAYING: Final = {What.SETTLED: State.SETTLING, What.MOVED_BACK: State.REVERSING}
"""When escrow confirmed, the journal says. Under another edition the money moves at other times: as it is ordered."""
NO_TOUCH: Final = frozenset({What.ASSIGN, What.SETTLED, What.MOVED_BACK, What.SILENCE, What.BREACH, What.FROZEN})


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


def course(dispute: Dispute, places: Sequence[str], journal: Sequence[Entry]) -> Course:
    """How it went."""
    settlement = dispute.settlement
    return Course(
        places=tuple(places),
        outcome=dispute.outcome,
        split=settlement.option.split if settlement is not None else None,
        touches=sum(1 for entry in journal if is_touch(entry)),
        ended_at=dispute.closed_at,
    )


def is_touch(entry: Entry) -> bool:
    return entry.role is Role.OPERATOR and entry.what not in NO_TOUCH


def replay(dispute: Dispute, journal: Sequence[Entry], policy: Policy) -> Course | None:
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
        id=dispute.id, tenant=dispute.tenant, escrow=dispute.escrow, buyer=dispute.buyer, seller=dispute.seller,
        edition=policy.edition, hash=policy.hash, reason=dispute.reason, claimant=dispute.claimant,
        amount=dispute.amount, options=dispute.options, explanation=dispute.explanation, opened_at=dispute.opened_at,
        statement=dispute.statement, voices={dispute.claimant: Voice(len(dispute.explanation))}, facts=1,
    )  # fmt: skip


@dataclass
class _Play:
    case: Dispute
    policy: Policy
    own: bool
    places: list[str] = field(default_factory=lambda: [State.OPENING.value])
    touches: int = 0
    _queue: list[tuple[datetime, int, Entry]] = field(default_factory=list)
    _held: list[Entry] = field(default_factory=list)
    _early: list[Entry] = field(default_factory=list)
    _numbers: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    def expect(self, entry: Entry, when: datetime) -> None:
        heapq.heappush(self._queue, (when, self._numbers(), entry))

    def fresh(self) -> UUID:
        return UUID(int=self._numbers())

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
        lapse = next_lapse(self.case, self.policy)
        if self._queue and (lapse is None or self._queue[0][0] < lapse.at):
            _, _, entry = heapq.heappop(self._queue)
            self._take(entry)
            return True
        if lapse is None or self.case.state is not State.ACTIVE:
            return False
        self._become(fall_silent(self.case, lapse, self.policy, self.fresh).dispute)
        return True

    def _will_be_confirmed(self) -> bool:
        return self.own and any(PAYING.get(entry.what) is self.case.state for _, _, entry in self._queue)

    def _confirmed(self, order: Order | None, at: datetime | None = None) -> Change | None:
        case, nothing = self.case, self.case.amount.zero()
        if order is None or case.state not in PAYING.values():
            return None
        at = at or order.at
        if case.state is State.SETTLING:
            return flow.settled(case, order.instruction, nothing, policy=self.policy, at=at, fresh=self.fresh)
        return flow.moved_back(case, order.instruction, nothing, at=at)

    def _take(self, entry: Entry) -> None:
        try:
            change = self._apply(entry)
        except DomainError:
            change = None
        if change is None or change.dispute.version == self.case.version:
            if entry.what in PAYING and self.own:
                self._early.append(entry)
            if entry.what in PATIENT and self.case.state is not State.CLOSED:
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

    def _apply(self, entry: Entry) -> Change | None:
        facts = {
            What.FROZEN: self._frozen, What.TURN: self._turn, What.AGREED: self._agreed, What.FAILED: self._failed,
            What.SATISFIED: self._request, What.REOPENED: self._request, What.LAPSED: self._request,
            What.MOVED: self._request, What.ITEM: self._item, What.ITEM_INVALID: self._item,
            What.FREEZE_REFUSED: self._escrow, What.ESCROW_ENDED: self._escrow,
        }  # fmt: skip
        if entry.what in PAYING:
            return self._confirmed(self.case.settlement, entry.at) if self._is_paying(entry) else None
        doing = facts.get(entry.what)
        return doing(entry) if doing is not None else self._person(entry)

    def _is_paying(self, entry: Entry) -> bool:
        return self.own and PAYING[entry.what] is self.case.state

    def _frozen(self, entry: Entry) -> Change:
        return flow.frozen(self.case, policy=self.policy, at=entry.at, fresh=self.fresh)

    def _escrow(self, entry: Entry) -> Change:
        if entry.what is What.ESCROW_ENDED:
            return flow.escrow_ended(self.case, at=entry.at)
        return flow.freeze_refused(self.case, entry.said.text or "unknown", at=entry.at)

    def _turn(self, entry: Entry) -> Change | None:
        turn = entry.said.turn
        if turn is None or self.policy.negotiation is None:
            return None
        return flow.turn_changed(self.case, turn if self.own else self._timed(turn, entry.at), policy=self.policy)

    def _timed(self, turn: Turn, at: datetime) -> Turn:
        """With the time, and the meaning of silence, that this edition gives it."""
        terms, before = self.policy.negotiation, self.case.turn
        assert terms is not None, "the caller has looked"
        if turn.awaiting is None and before is not None:  # how it ended there is not how it ends here
            return replace(
                turn, state=before.state, awaiting=before.awaiting, due_at=before.due_at, on_silence=before.on_silence
            )
        if turn.awaiting is None or turn.state is Negotiating.GUIDING:
            return turn
        if turn.number > 1:
            due_at = due_at_end_of(at, terms.counter_term, self.policy.calendar)
            return replace(turn, due_at=due_at, on_silence=terms.counter_silence)
        first = due_at_end_of(at, terms.term, self.policy.calendar)
        if before is not None and before.state is Negotiating.NEGOTIATING and before.number <= 1:
            first = before.due_at or first
        return replace(turn, due_at=first, on_silence=terms.on_silence)

    def _agreed(self, entry: Entry) -> Change | None:
        if entry.said.option is None:
            return None
        return flow.agreed(
            self.case, entry.said.option, by_silence=False, policy=self.policy, at=entry.at, fresh=self.fresh
        )

    def _failed(self, entry: Entry) -> Change | None:
        if entry.said.how is None:
            return None
        return flow.negotiation_failed(self.case, policy=self.policy, at=entry.at, fresh=self.fresh, how=entry.said.how)

    def _request(self, entry: Entry) -> Change | None:
        found = self._meant(entry)
        if found is None:
            return None
        if entry.what is What.MOVED:
            return flow.request_moved(self.case, found.id, entry.said.due_at or found.due_at) if self.own else None
        doing = {
            What.SATISFIED: flow.request_satisfied,
            What.REOPENED: flow.request_reopened,
            What.LAPSED: flow.request_lapsed,
        }[entry.what]
        return doing(self.case, found.id, policy=self.policy, at=entry.at, fresh=self.fresh)

    def _meant(self, entry: Entry) -> Request | None:
        """The request that this evidence answers: the same one, else one to the same party."""
        said, wants_open = entry.said, entry.what in (What.SATISFIED, What.MOVED)
        fit = [r for r in self.case.requests if r.party is said.party and (r.state is Asked.OPEN or not wants_open)]
        same = [r for r in fit if (r.stage, r.ask) == (said.stage, said.ask)]
        return next(iter([*reversed(same), *reversed(fit)]), None)

    def _item(self, entry: Entry) -> Change | None:
        said = entry.said
        if said.item is not None:
            return flow.item_received(self.case, said.item)
        return flow.item_invalidated(self.case, said.id) if said.id is not None else None

    def _person(self, entry: Entry) -> Change | None:
        case, policy, said, moment = self.case, self.policy, entry.said, Timing(entry.received_at, entry.at)
        if said.ruling is not None:
            return self._decide(said, moment)
        if said.verification is not None:
            found = said.verification
            return acts.verify(
                case, verified=found.verified, checks=found.checks, reason=found.reason, by=found.by, lead=True,
                policy=policy, moment=moment, fresh=self.fresh,
            )  # fmt: skip
        if entry.what is What.EXTEND and said.due_at is not None:
            return clocks.extend(
                case, said.deadline or "", said.due_at, request=None, reason_code="", by=entry.role, policy=policy,
                moment=moment,
            )  # fmt: skip
        if entry.what in (What.PAUSE, What.RESUME):
            clock = clocks.pause if entry.what is What.PAUSE else clocks.resume
            return clock(case, by=entry.role, policy=policy, moment=moment)
        if entry.what is What.APPEAL:
            return acts.appeal(case, said.text or "", by=entry.role, policy=policy, moment=moment, fresh=self.fresh)
        if said.act is not None:
            return acts.act(case, said.act, by=entry.role, policy=policy, moment=moment, fresh=self.fresh)
        return self._goods(entry, moment) or (case.become() if is_touch(entry) else None)

    def _goods(self, entry: Entry, moment: Timing) -> Change | None:
        said = entry.said
        given: dict[str, Any] = {"by": entry.role, "policy": self.policy, "moment": moment, "fresh": self.fresh}
        if said.address is not None:
            return acts.give_address(self.case, said.address, **given)
        if said.parcel is not None:
            send = acts.fulfil if entry.what is What.FULFIL else acts.ship_return
            return send(self.case, said.parcel, **given)
        if said.condition is not None:
            receive = acts.acknowledge if entry.what is What.ACKNOWLEDGE else acts.confirm
            return receive(self.case, said.condition, said.text, **given)
        return None

    def _decide(self, said: Said, moment: Timing) -> Change:
        ruling, policy = said.ruling, self.policy
        assert ruling is not None, "the caller has looked"
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
        found = rule(self.case, judgment, by=ruling.by, lead=True, policy=policy, moment=moment)
        return acts.decide(self.case, found, policy=policy, moment=moment, fresh=self.fresh)


def _wish(kind: RulingKind, split: Split | None) -> Wish | None:
    option = kind.option
    if option is None:
        return None
    return Wish(option, split.to_buyer if split is not None and option is OptionKind.REFUND_PARTIAL else None)

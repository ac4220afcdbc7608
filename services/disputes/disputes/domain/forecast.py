"""What happens, and when, if nobody does anything more. Runs the very rules that will run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Final, NamedTuple
from uuid import UUID

from common.kernel.money import Split
from common.kernel.principal import Role
from common.kernel.terms import Term

from . import flow
from .dispute import Change, Dispute, Fresh
from .policy import Alert, Negotiation, Policy
from .records import Asked, Deadline, Negotiating, Request, Turn
from .vocabulary import TRIGGERS, Outcome, Silence, Trigger

LIMIT: Final = 100
GIVE_EVIDENCE: Final = ("provide_evidence",)


class Lapse(NamedTuple):
    """The next time at which silence has a consequence, and whose silence it is."""

    at: datetime
    clock: str
    of: Turn | Request | Deadline


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    clock: str
    action: str
    place: str
    split: Split | None
    outcome: Outcome | None
    prevented_by: tuple[str, ...]


def forecast(dispute: Dispute, policy: Policy) -> tuple[Step, ...]:
    steps: list[Step] = []
    ahead, fresh = dispute, _numbers()
    while (lapse := next_lapse(ahead, policy)) is not None and len(steps) < LIMIT:
        after = fall_silent(ahead, lapse, policy, fresh).dispute
        steps.append(_step(ahead, after, lapse, policy))
        ahead = after
    return tuple(steps)


def next_lapse(dispute: Dispute, policy: Policy) -> Lapse | None:
    """The order at one instant is that of this list: other services' clocks first."""
    return min(_lapses(dispute, policy), key=lambda lapse: lapse.at, default=None)


def fall_silent(dispute: Dispute, lapse: Lapse, policy: Policy, fresh: Fresh) -> Change:
    match lapse.of:
        case Turn() as turn if turn.on_silence is Silence.EXECUTE:
            option = turn.options[0]
            return flow.agreed(dispute, option, by_silence=True, policy=policy, at=lapse.at, fresh=fresh)
        case Turn(state=state):
            how = Trigger.ABANDONED if state is Negotiating.GUIDING else Trigger.NEGOTIATION_FAILED
            return flow.negotiation_failed(dispute, policy=policy, at=lapse.at, fresh=fresh, how=how)
        case Request(id=request):
            return flow.request_lapsed(dispute, request, policy=policy, at=lapse.at, fresh=fresh)
        case Deadline(kind=kind):
            return flow.lapse(dispute, kind, lapse.at, policy=policy, fresh=fresh)


def _lapses(dispute: Dispute, policy: Policy) -> Iterator[Lapse]:
    stage = dispute.standing(policy)
    if stage is None or dispute.paused_at is not None:
        return
    turn, terms = dispute.turn, policy.negotiation
    if stage.negotiates and terms and turn and turn.awaiting and turn.due_at:
        yield Lapse(turn.due_at, _term(turn, terms).clock.value, turn)
    yield from (
        Lapse(request.due_at, request.clock, request)
        for request in dispute.requests
        if request.state is Asked.OPEN and request.owed
    )
    yield from (Lapse(deadline.due_at, deadline.clock, deadline) for deadline in dispute.deadlines)


def _term(turn: Turn, terms: Negotiation) -> Term:
    if turn.state is Negotiating.GUIDING and terms.guide is not None:
        return terms.guide.term
    return terms.term if turn.number == 1 else terms.counter_term


def _step(before: Dispute, after: Dispute, lapse: Lapse, policy: Policy) -> Step:
    return Step(
        at=lapse.at,
        clock=lapse.clock,
        action=_action(before, after, lapse, policy),
        place=after.place,
        split=after.settlement.option.split if after.settlement else None,
        outcome=after.outcome,
        prevented_by=_preventing(before, lapse, policy),
    )


def _action(before: Dispute, after: Dispute, lapse: Lapse, policy: Policy) -> str:
    """Named for what it does to the reader: the money, the next stage, or an alarm."""
    paid = after.settlement
    if paid is not None and paid != before.settlement:
        whose = lapse.of.by if isinstance(lapse.of, Turn) else None
        return f"execute_{whose}_solution" if whose else f"execute_{paid.option.kind}"
    if after.place != before.place:
        return f"enter_{after.place}"
    if isinstance(lapse.of, Deadline) and isinstance(policy.deadlines()[lapse.of.kind].then, Alert):
        return "alert"
    return "none"


def _preventing(dispute: Dispute, lapse: Lapse, policy: Policy) -> tuple[str, ...]:
    match lapse.of:
        case Turn(awaiting=awaiting, may=may):
            return may.get(awaiting, ()) if awaiting else ()
        case Request():
            return GIVE_EVIDENCE
        case Deadline(owed_by=owed_by):
            roles = (owed_by,) if owed_by is not Role.SYSTEM else (Role.BUYER, Role.SELLER, Role.OPERATOR)
            return tuple(sorted({act for role in roles for act in dispute.allowed(role, policy) if act in TRIGGERS}))


def _numbers() -> Fresh:
    numbers = count(1)
    return lambda: UUID(int=next(numbers))

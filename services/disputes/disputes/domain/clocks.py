"""Time given, stopped and announced: extensions, pauses and reminders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from common.kernel.errors import DeadlinePassed
from common.kernel.principal import Role
from common.kernel.terms import Term, Unit
from common.kernel.timing import Timing

from . import facts as told
from .dispute import OTHER, Change, Dispute
from .errors import DeadlineNotLater, DeadlineUnknown
from .policy import Policy
from .records import Asked, Deadline
from .vocabulary import Act

NEGOTIATION: Final = "negotiation"
EVIDENCE: Final = "evidence"
REMINDER: Final = "reminder:"
REMINDED: Final = frozenset({*OTHER, Role.OPERATOR})
_LENGTH: Final = {
    Unit.SECOND: timedelta(seconds=1),
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.DAY: timedelta(days=1),
}


@dataclass(frozen=True, slots=True)
class Running:
    """A clock of the case, whichever service owns it."""

    name: str
    due_at: datetime
    owed_by: Role
    remind: tuple[Term, ...] = ()
    request: UUID | None = None


def running(dispute: Dispute, policy: Policy) -> Iterator[Running]:
    stage, turn, terms = dispute.standing(policy), dispute.turn, policy.negotiation
    if stage is None:
        return
    if stage.negotiates and terms and turn and turn.awaiting and turn.due_at:
        yield Running(NEGOTIATION, turn.due_at, turn.awaiting, terms.remind)
    for r in dispute.requests:
        if r.state is Asked.OPEN:
            yield Running(EVIDENCE, r.due_at, r.party, policy.stages[r.stage].asks[r.ask].remind, r.id)
    known = policy.deadlines()
    yield from (Running(d.kind, d.due_at, d.owed_by, known[d.kind].remind) for d in dispute.deadlines)


def extend(
    dispute: Dispute, deadline: str, due_at: datetime, *, request: UUID | None, reason_code: str, by: Role,
    policy: Policy, moment: Timing,
) -> Change:  # fmt: skip
    """More time, given by an operator. Clocks of other services are asked for it; they have the last word."""
    dispute.permit(Act.EXTEND, by, policy, moment)
    meant = [r for r in running(dispute, policy) if r.name == deadline and request in (None, r.request)]
    if not meant:
        raise DeadlineUnknown({r.name for r in running(dispute, policy)})
    for clock in meant:
        if dispute.paused_at is None and moment.received_at >= clock.due_at:
            raise DeadlinePassed(clock.due_at)
        if due_at <= clock.due_at:
            raise DeadlineNotLater(clock.due_at)
    said = told.Extended(deadline, request, due_at, reason_code)
    requests = {clock.request for clock in meant}
    turn = dispute.turn
    return dispute.become(
        said,
        turn=replace(turn, due_at=due_at) if turn is not None and deadline == NEGOTIATION else turn,
        requests=tuple(replace(r, due_at=due_at) if r.id in requests else r for r in dispute.requests),
        deadlines=tuple(replace(d, due_at=due_at) if d.kind == deadline else d for d in dispute.deadlines),
    )


def pause(dispute: Dispute, *, by: Role, policy: Policy, moment: Timing) -> Change:
    """All clocks stand still; people may go on."""
    dispute.permit(Act.PAUSE, by, policy, moment)
    return dispute.become(told.Paused(), paused_at=moment.now)


def resume(dispute: Dispute, *, by: Role, policy: Policy, moment: Timing) -> Change:
    """What was due at `d` is now due at `d` + the pause; what began in the pause, + its part of it."""
    dispute.permit(Act.RESUME, by, policy, moment)
    since, now, turn = dispute.paused_at, moment.now, dispute.turn
    assert since is not None, "only a paused case can be resumed"

    def later(due_at: datetime, anchor_at: datetime | None = None) -> datetime:
        return due_at + (now - max(since, anchor_at or since))

    return dispute.become(
        told.Resumed(since, now),
        paused_at=None,
        turn=replace(turn, due_at=later(turn.due_at)) if turn is not None and turn.due_at else turn,
        requests=tuple(
            replace(r, due_at=later(r.due_at, r.anchor_at)) if r.state is Asked.OPEN else r for r in dispute.requests
        ),
        deadlines=tuple(replace(d, due_at=later(d.due_at, d.anchor_at)) for d in dispute.deadlines),
    )


def reminders(dispute: Dispute, policy: Policy) -> Iterator[Deadline]:
    """When whoever owes an act is reminded, as the edition says of each clock. Nothing is lost if one is missed."""
    if dispute.paused_at is not None:
        return
    for clock in running(dispute, policy):
        for term in clock.remind if clock.owed_by in REMINDED else ():
            at = _at(clock, term)
            yield Deadline(f"{REMINDER}{clock.name}", at, at, term.clock.value, clock.owed_by)


def remind(dispute: Dispute, kind: str, at: datetime, *, policy: Policy, now: datetime) -> Change:
    """Tell who owes an act that its time comes near. Of a clock that no longer runs, or is over: nothing."""
    name = kind.removeprefix(REMINDER)
    near = [c for c in running(dispute, policy) if c.name == name and c.due_at > now]
    due = [c for c in near if c.owed_by in REMINDED and any(_at(c, term) == at for term in c.remind)]
    if dispute.paused_at is not None or not due:
        return Change(dispute)
    return dispute.become(*(told.Approaching(c.owed_by, name, c.due_at) for c in due))


def _at(clock: Running, term: Term) -> datetime:
    return clock.due_at - term.amount * _LENGTH[term.unit]

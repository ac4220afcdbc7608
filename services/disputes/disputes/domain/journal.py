"""The case's own record of what reached it: every act and fact with its time, enough to play the case again. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from common.kernel.principal import Role
from common.kernel.timing import Timing

from . import facts as told
from .dispute import Change, Dispute, State
from .options import Option
from .records import Asked, Condition, Item, Parcel, Request, Ruling, Turn, Verification
from .vocabulary import Act, AlertLevel, Outcome, Trigger


class What(StrEnum):
    FROZEN = "frozen"
    FREEZE_REFUSED = "freeze_refused"
    SETTLED = "settled"
    MOVED_BACK = "moved_back"
    ESCROW_ENDED = "escrow_ended"
    TURN = "turn"
    AGREED = "agreed"
    FAILED = "failed"
    SATISFIED = "satisfied"
    REOPENED = "reopened"
    LAPSED = "lapsed"
    MOVED = "moved"
    ITEM = "item"
    ITEM_INVALID = "item_invalid"
    ACT = "act"
    DECIDE = "decide"
    PROPOSED = "proposed"
    REJECTED = "rejected"
    VERIFY = "verify"
    ADDRESS = "address"
    SHIP = "ship"
    ACKNOWLEDGE = "acknowledge"
    FULFIL = "fulfil"
    CONFIRM = "confirm"
    APPEAL = "appeal"
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"
    MESSAGE = "message"
    ASSIGN = "assign"
    BREACH = "breach"
    SILENCE = "silence"
    """Time alone did it."""


BY_CAUSE: Mapping[str, What] = {
    "frozen": What.FROZEN,
    "freeze_refused": What.FREEZE_REFUSED,
    "settled": What.SETTLED,
    "moved_back": What.MOVED_BACK,
    "escrow_ended": What.ESCROW_ENDED,
    "evidence_satisfied": What.SATISFIED,
    "evidence_reopened": What.REOPENED,
    "evidence_lapsed": What.LAPSED,
    "evidence_time": What.MOVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What came with it: of these, what the kind of entry has."""

    turn: Turn | None = None
    option: Option | None = None
    how: Trigger | None = None
    party: Role | None = None
    stage: str | None = None
    ask: int | None = None
    due_at: datetime | None = None
    item: Item | None = None
    id: UUID | None = None
    act: Act | None = None
    ruling: Ruling | None = None
    verification: Verification | None = None
    address: Mapping[str, str] | None = None
    parcel: Parcel | None = None
    condition: Condition | None = None
    text: str | None = None
    length: int | None = None
    deadline: str | None = None
    level: AlertLevel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`waited`: how long after its stage had begun."""

    what: What
    role: Role
    at: datetime
    received_at: datetime
    waited: timedelta = timedelta()
    said: Said = Said()


def entry(before: Dispute, change: Change, cause: str, did: Act | None, *, role: Role, moment: Timing) -> Entry:
    after = change.dispute
    at = _effective(before, after, moment.now)
    what, said = _heard(before, after, change.facts, cause, did, at)
    acted = cause == role.value
    since = before.entered_at or before.opened_at
    received = moment.received_at if acted else at
    return Entry(what=what, role=role, at=at, received_at=received, waited=max(at - since, timedelta()), said=said)


def _effective(before: Dispute, after: Dispute, now: datetime) -> datetime:
    """Facts and silence take effect when they happened, however late they are told."""
    if after.state is State.CLOSED and before.state is not State.CLOSED and after.closed_at is not None:
        return after.closed_at
    if after.settlement is not None and after.settlement != before.settlement:
        return after.settlement.at
    if after.entered_at is not None and after.entered_at != before.entered_at:
        return after.entered_at
    return now


def _heard(
    before: Dispute, after: Dispute, facts: Sequence[told.Fact], cause: str, did: Act | None, at: datetime
) -> tuple[What, Said]:
    if cause.startswith("timeout:"):
        breached = next((fact for fact in facts if isinstance(fact, told.Breached)), None)
        return (What.BREACH, Said(level=breached.level)) if breached else (What.SILENCE, Said())
    if cause in ("agreed", "negotiation_failed", "abandoned"):
        return _negotiated(before, after, cause, at)
    if cause == "turn_changed":
        return What.TURN, Said(turn=after.turn)
    if cause.startswith("evidence_"):
        return _proved(before, after, cause, at)
    if cause in BY_CAUSE:
        return BY_CAUSE[cause], Said(text=after.why)
    return _done(before, after, facts, did)


def _negotiated(before: Dispute, after: Dispute, cause: str, at: datetime) -> tuple[What, Said]:
    due_at = before.turn.due_at if before.turn is not None else None
    if cause != "agreed":
        return (What.SILENCE, Said()) if due_at == at else (What.FAILED, Said(how=Trigger(cause)))
    promised = after.promise if after.promise != before.promise else None
    basis = promised.basis if promised is not None else after.outcome
    option = promised.option if promised is not None else after.settlement and after.settlement.option
    return (What.SILENCE, Said()) if basis is Outcome.TIMEOUT else (What.AGREED, Said(option=option or None))


def _proved(before: Dispute, after: Dispute, cause: str, at: datetime) -> tuple[What, Said]:
    if cause == "evidence_received":
        return What.ITEM, Said(item=after.items[-1])
    if cause == "evidence_invalid":
        known = {item.id: item for item in before.items}
        return What.ITEM_INVALID, Said(id=next(i.id for i in after.items if known[i.id] != i))
    was = {request.id: request for request in before.requests}
    changed = next(r for r in after.requests if r.id in was and was[r.id] != r)
    over = at >= changed.due_at if after.place == before.place else at == changed.due_at
    silent = was[changed.id].state is Asked.OPEN and over
    if cause == "evidence_lapsed" and silent:
        return What.SILENCE, Said()
    return BY_CAUSE[cause], _about(changed)


def _about(request: Request) -> Said:
    return Said(party=request.party, stage=request.stage, ask=request.ask, due_at=request.due_at)


def _done(before: Dispute, after: Dispute, facts: Sequence[told.Fact], did: Act | None) -> tuple[What, Said]:
    """What a person did: what is new in the case says it."""
    if len(after.rulings) > len(before.rulings):
        return What.DECIDE, Said(ruling=after.ruling)
    if after.verification != before.verification:
        return What.VERIFY, Said(verification=after.verification)
    if after.appeal != before.appeal and after.appeal is not None:
        return What.APPEAL, Said(text=after.appeal.explanation, party=after.appeal.by)
    if did is not None:
        return What.ACT, Said(act=did)
    if after.promise is not None and before.promise is not None and after.promise != before.promise:
        return _promised(before, after, facts)
    return _ordered(facts)


def _promised(before: Dispute, after: Dispute, facts: Sequence[told.Fact]) -> tuple[What, Said]:
    was, now = before.promise, after.promise
    assert was is not None, "the caller has looked"
    assert now is not None, "the caller has looked"
    if now.address != was.address:
        return What.ADDRESS, Said(address=now.address)
    if now.parcel != was.parcel:
        sent = any(isinstance(fact, told.Fulfilled) for fact in facts)
        return What.FULFIL if sent else What.SHIP, Said(parcel=now.parcel)
    back = any(isinstance(fact, told.ReturnAcknowledged) for fact in facts)
    return What.ACKNOWLEDGE if back else What.CONFIRM, Said(condition=now.condition, text=now.note)


def _ordered(facts: Sequence[told.Fact]) -> tuple[What, Said]:
    for fact in facts:
        match fact:
            case told.Extended(deadline=deadline, due_at=due_at):
                return What.EXTEND, Said(deadline=deadline, due_at=due_at)
            case told.Paused():
                return What.PAUSE, Said()
            case told.Resumed():
                return What.RESUME, Said()
            case told.Assigned(operator=operator):
                return What.ASSIGN, Said(text=operator)
            case told.ApprovalAsked():
                return What.PROPOSED, Said()
            case told.ApprovalRejected():
                return What.REJECTED, Said()
            case told.Posted():
                return What.MESSAGE, Said()
            case _:
                continue
    return What.MESSAGE, Said()

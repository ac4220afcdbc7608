"""Reads every published edition at start, so a malformed policy stops the service, not a dispute."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, time
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from common.kernel import Role
from common.terms import WEEKDAYS, Calendar, Term
from disputes.domain.policy import (
    Act,
    Alert,
    AlertLevel,
    Appeal,
    Ask,
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteStanding,
    Execution,
    Filing,
    FilingAnchor,
    Level,
    Negotiation,
    OptionKind,
    Outcome,
    PayAll,
    Permission,
    Phase,
    Policy,
    Reason,
    Rejecting,
    Revisit,
    Rulings,
    Silence,
    Stage,
    StageDeadline,
    Status,
    Trigger,
    When,
    Who,
)

TermText = Annotated[Term, BeforeValidator(lambda text: Term.parse(text) if isinstance(text, str) else text)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class _Enter(_Strict):
    enter: str


class _Standing(_Strict):
    execute_standing: Who


class _PayAll(_Strict):
    pay_all: Who


class _Close(_Strict):
    close: Outcome


class _Alert(_Strict):
    alert: AlertLevel


_Effect = Literal["escalate", "execute", "revisit"] | _Enter | _Standing | _PayAll | _Close | _Alert


def _effect(said: _Effect) -> Effect:
    match said:
        case "escalate":
            return Escalate()
        case "execute":
            return Execute()
        case "revisit":
            return Revisit()
        case _Enter(enter=stage):
            return Enter(stage)
        case _Standing(execute_standing=of):
            return ExecuteStanding(of)
        case _PayAll(pay_all=to):
            return PayAll(to)
        case _Close(close=outcome):
            return Close(outcome)
        case _Alert(alert=level):
            return Alert(level)


class _Calendar(_Strict):
    zone: str = "UTC"
    weekdays: frozenset[int] = WEEKDAYS
    opens: time = time(0)
    closes: time | None = None
    holidays: frozenset[date] = frozenset()

    def calendar(self) -> Calendar:
        return Calendar(self.zone, self.weekdays, self.opens, self.closes, self.holidays)


class _Reason(_Strict):
    openers: frozenset[Role] = Field(min_length=1)
    escalates_to: str


class _Filing(_Strict):
    since: tuple[FilingAnchor, ...] = Field(min_length=1)
    term: TermText


class _Options(_Strict):
    kinds: tuple[OptionKind, ...]
    max: int = Field(ge=1, le=10)
    obligations: dict[OptionKind, str] = {}


class _Negotiation(_Strict):
    first_to_answer: Who
    term: TermText
    on_silence: Silence
    reject: Rejecting
    max_rounds: int = Field(ge=0, le=100)
    counter_term: TermText
    counter_silence: Silence
    amendable: bool

    def negotiation(self) -> Negotiation:
        return Negotiation(**{name: getattr(self, name) for name in type(self).model_fields})


class _Rulings(_Strict):
    allowed: tuple[OptionKind, ...]
    reason_codes: tuple[str, ...]
    execute: Execution


class _Appeal(_Strict):
    by: frozenset[Role]
    window: TermText
    decision: TermText


class _Deadline(_Strict):
    kind: str = Field(pattern="^[a-z_]{1,40}$")
    term: TermText
    owed_by: Role
    then: _Effect

    def deadline(self) -> StageDeadline:
        return StageDeadline(self.kind, self.term, self.owed_by, _effect(self.then))


class _Ask(_Strict):
    party: Who
    kinds: tuple[str, ...] = Field(min_length=1)
    level: Level
    term: TermText


class _Permission(_Strict):
    act: Act
    when: When = When.ALWAYS


_May = dict[Who, list[Act | _Permission]]
_On = dict[Trigger, _Effect]


class _Always(_Strict):
    may: _May = {}
    on: _On = {}


class _Stage(_Strict):
    phase: Phase
    status: Status
    negotiates: bool = False
    asks: tuple[_Ask, ...] = ()
    deadlines: tuple[_Deadline, ...] = ()
    may: _May = {}
    on: _On = {}

    def stage(self, always: _Always) -> Stage:
        who = {*always.may, *self.may}
        return Stage(
            phase=self.phase,
            status=self.status,
            negotiates=self.negotiates,
            asks=tuple(Ask(ask.party, ask.kinds, ask.level, ask.term) for ask in self.asks),
            deadlines=tuple(deadline.deadline() for deadline in self.deadlines),
            may={w: _permissions([*always.may.get(w, []), *self.may.get(w, [])]) for w in who},
            on={trigger: _effect(said) for trigger, said in {**always.on, **self.on}.items()},
        )


def _permissions(said: Iterable[Act | _Permission]) -> frozenset[Permission]:
    return frozenset(Permission(p.act, p.when) if isinstance(p, _Permission) else Permission(p) for p in said)


class _Edition(_Strict):
    name: str = Field(pattern="^[a-z_]{1,40}$")
    edition: str = Field(pattern="^[a-z_]{1,40}-[0-9]{4}-[0-9]{2}[a-z]?$")
    first: str
    calendar: _Calendar = _Calendar()
    reasons: dict[str, _Reason] = Field(min_length=1)
    filing: _Filing | None = None
    options: _Options
    negotiation: _Negotiation | None = None
    rulings: _Rulings
    appeal: _Appeal | None = None
    hard_cap: _Deadline | None = None
    always: _Always = _Always()
    stages: dict[str, _Stage] = Field(min_length=1)

    def policy(self, digest: str) -> Policy:
        return Policy(
            name=self.name,
            edition=self.edition,
            hash=digest,
            calendar=self.calendar.calendar(),
            first=self.first,
            reasons={name: Reason(r.openers, r.escalates_to) for name, r in self.reasons.items()},
            kinds=self.options.kinds,
            max_options=self.options.max,
            obligations=self.options.obligations,
            stages={name: stage.stage(self.always) for name, stage in self.stages.items()},
            rulings=Rulings(self.rulings.allowed, self.rulings.reason_codes, self.rulings.execute),
            filing=Filing(self.filing.since, self.filing.term) if self.filing else None,
            negotiation=self.negotiation.negotiation() if self.negotiation else None,
            hard_cap=self.hard_cap.deadline() if self.hard_cap else None,
            appeal=Appeal(self.appeal.by, self.appeal.window, self.appeal.decision) if self.appeal else None,
        )


def parse(text: str) -> Policy:
    """Raises pydantic's ValidationError, tomllib's TOMLDecodeError or ValueError, all naming the place."""
    said = tomllib.loads(text)
    return _Edition.model_validate(said).policy(fingerprint(said))


def fingerprint(said: Mapping[str, Any]) -> str:
    """Of the content, whatever its layout and comments."""
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def load() -> Mapping[str, Policy]:
    editions = {}
    for edition, text in sources().items():
        policy = parse(text)
        if edition != policy.edition:
            raise ValueError(f"{edition}.toml calls itself {policy.edition}")
        editions[edition] = policy
    return editions


def sources() -> Mapping[str, str]:
    found = sorted(files(__name__).iterdir(), key=lambda path: path.name)
    return {path.name.removesuffix(".toml"): path.read_text() for path in found if path.name.endswith(".toml")}

"""How an edition is written down: strict, so that a misspelt word is refused and not overlooked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from common.kernel.principal import Role
from common.kernel.terms import MONDAY_TO_FRIDAY, Calendar, Term
from disputes.domain.policy import (
    Alert,
    Appeal,
    Ask,
    CaseClock,
    Close,
    Completeness,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteRuling,
    ExecuteStanding,
    Filing,
    Grace,
    Guide,
    Negotiation,
    PayAll,
    PayPromised,
    Permission,
    Policy,
    Proceed,
    Reason,
    Revisit,
    Rulings,
    Shown,
    Stage,
    StageDeadline,
)
from disputes.domain.vocabulary import (
    Act,
    AlertLevel,
    Execution,
    FilingAnchor,
    Level,
    Needed,
    OptionKind,
    Outcome,
    Phase,
    Provided,
    Rejecting,
    RulingKind,
    Silence,
    Since,
    Status,
    Trigger,
    When,
    Who,
)

from . import holidays
from .penalties import Penalties

TermText = Annotated[Term, BeforeValidator(lambda text: Term.parse(text) if isinstance(text, str) else text)]
Word = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$")]


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


_Plain = Literal["escalate", "execute", "execute_ruling", "pay_promised", "revisit", "proceed"]
_Effect = _Plain | _Enter | _Standing | _PayAll | _Close | _Alert


def _effect(said: _Effect) -> Effect:
    match said:
        case "escalate":
            return Escalate()
        case "execute":
            return Execute()
        case "execute_ruling":
            return ExecuteRuling()
        case "pay_promised":
            return PayPromised()
        case "revisit":
            return Revisit()
        case "proceed":
            return Proceed()
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
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    opens: time = time(0)
    closes: time | None = None
    holidays: frozenset[date] = frozenset()
    country: str | None = Field(None, pattern="^[A-Z]{2}$")
    """Its public holidays are no business days either."""
    subdivision: str | None = None
    named: Word | None = None
    """A calendar of the platform's own, which then holds instead."""

    def calendar(self) -> Calendar:
        public = holidays.of(self.country, self.subdivision) if self.country else frozenset()
        return Calendar(self.zone, self.weekdays, self.opens, self.closes, self.holidays | public)


class _Reason(_Strict):
    openers: frozenset[Role] = Field(min_length=1)
    escalates_to: str
    tree: str | None = None

    def reason(self) -> Reason:
        return Reason(self.openers, self.escalates_to, self.tree)


class _Filing(_Strict):
    since: tuple[FilingAnchor, ...] = Field(min_length=1)
    term: TermText
    earliest: TermText | None = None


class _Options(_Strict):
    kinds: tuple[OptionKind, ...] = ()
    max: int = Field(5, ge=1, le=10)
    obligations: dict[OptionKind, str] = {}


class _Guide(_Strict):
    tree: str
    term: TermText


class _Negotiation(_Strict):
    first_to_answer: Who
    term: TermText
    on_silence: Silence
    reject: Rejecting
    max_rounds: int = Field(ge=0, le=100)
    counter_term: TermText
    counter_silence: Silence
    amendable: bool
    guide: _Guide | None = None
    remind: tuple[TermText, ...] = ()

    def negotiation(self) -> Negotiation:
        said = {name: getattr(self, name) for name in type(self).model_fields}
        return Negotiation(**said | {"guide": Guide(self.guide.tree, self.guide.term) if self.guide else None})


class _Rulings(_Strict):
    allowed: tuple[RulingKind, ...] = Field(min_length=1)
    reason_codes: tuple[Word, ...] = Field(min_length=1)
    execute: Execution
    provided: dict[RulingKind, Provided] = {}
    presumed_without_answer: RulingKind | None = None

    def rulings(self) -> Rulings:
        return Rulings(**{name: getattr(self, name) for name in type(self).model_fields})


class _Appeal(_Strict):
    stage: str
    window: str
    explanation: int = Field(ge=1, le=10_000)


class _Completeness(_Strict):
    evidence: int = Field(ge=0, le=100)
    explanation: int = Field(ge=0, le=100)
    comments: int = Field(ge=0, le=100)
    full_explanation: int = Field(ge=1, le=10_000)
    full_comments: int = Field(ge=1, le=100)


class _Deadline(_Strict):
    kind: Word
    term: TermText
    owed_by: Role
    then: _Effect
    since: Since = Since.STAGE
    remind: tuple[TermText, ...] = ()

    def deadline(self) -> StageDeadline:
        return StageDeadline(self.kind, self.term, self.owed_by, _effect(self.then), self.since, self.remind)


class _CaseClock(_Deadline):
    through: frozenset[str] = Field(min_length=1)


class _Shown(_Strict):
    code: Word
    text: str = Field(min_length=1, max_length=200)
    required: bool = True

    def shown(self) -> Shown:
        return Shown(self.code, self.text, self.required)


class _Grace(_Strict):
    at: TermText
    term: TermText


class _Ask(_Strict):
    party: Who
    kinds: tuple[str, ...] = Field(min_length=1)
    level: Level
    term: TermText
    sealed: bool = False
    max_resubmissions: int | None = Field(None, ge=0, le=100)
    grace: _Grace | None = None
    checklist: tuple[_Shown, ...] = ()
    remind: tuple[TermText, ...] = ()

    def ask(self) -> Ask:
        grace = Grace(self.grace.at, self.grace.term) if self.grace else None
        shown = tuple(point.shown() for point in self.checklist)
        return Ask(
            self.party, self.kinds, self.level, self.term, self.sealed, self.max_resubmissions, grace, shown,
            self.remind,
        )  # fmt: skip


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
    other_operator: bool = False
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
            other_operator=self.other_operator,
            asks=tuple(ask.ask() for ask in self.asks),
            deadlines=tuple(deadline.deadline() for deadline in self.deadlines),
            may={w: _permissions([*always.may.get(w, []), *self.may.get(w, [])]) for w in who},
            on={trigger: _effect(said) for trigger, said in {**always.on, **self.on}.items()},
        )


def _permissions(said: Iterable[Act | _Permission]) -> frozenset[Permission]:
    return frozenset(Permission(p.act, p.when) if isinstance(p, _Permission) else Permission(p) for p in said)


class Edition(_Strict):
    name: str = Field(pattern="^[a-z_]{1,40}$")
    edition: str = Field(pattern="^[a-z_]{1,40}-[0-9]{4}-[0-9]{2}[a-z]?$")
    first: str
    opening: frozenset[Needed] = frozenset({Needed.OPTIONS})
    representative: Role | None = None
    calendar: _Calendar = _Calendar()
    reasons: dict[Word, _Reason] = Field(min_length=1)
    filing: _Filing | None = None
    options: _Options = _Options()
    negotiation: _Negotiation | None = None
    rulings: _Rulings
    checks: dict[Act, tuple[_Shown, ...]] = {}
    appeal: _Appeal | None = None
    completeness: _Completeness | None = None
    penalties: Penalties | None = None
    hard_cap: _Deadline | None = None
    clocks: tuple[_CaseClock, ...] = ()
    always: _Always = _Always()
    stages: dict[Word, _Stage] = Field(min_length=1)

    def policy(self, digest: str) -> Policy:
        filing, appeal, weights = self.filing, self.appeal, self.completeness
        return Policy(
            name=self.name,
            edition=self.edition,
            hash=digest,
            calendar=self.calendar.calendar(),
            calendar_name=self.calendar.named,
            first=self.first,
            needed=self.opening,
            represented=self.representative,
            reasons={name: reason.reason() for name, reason in self.reasons.items()},
            kinds=self.options.kinds,
            max_options=self.options.max,
            obligations=self.options.obligations,
            stages={name: stage.stage(self.always) for name, stage in self.stages.items()},
            rulings=self.rulings.rulings(),
            checks={act: tuple(point.shown() for point in points) for act, points in self.checks.items()},
            filing=Filing(filing.since, filing.term, filing.earliest) if filing else None,
            negotiation=self.negotiation.negotiation() if self.negotiation else None,
            hard_cap=self.hard_cap.deadline() if self.hard_cap else None,
            clocks=tuple(CaseClock(clock.deadline(), clock.through) for clock in self.clocks),
            appeal=Appeal(appeal.stage, appeal.window, appeal.explanation) if appeal else None,
            completeness=Completeness(**weights.model_dump()) if weights else None,
            penalties=self.penalties.ladder() if self.penalties else None,
        )

"""Schema of an edition file. Strict, so that a misspelt word is refused and not overlooked."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, Field

from common.kernel.instants import is_ordinary_day
from common.kernel.principal import Role
from common.kernel.terms import MONDAY_TO_FRIDAY, Calendar, Term, Unit
from disputes.policy.model import (
    AppealTerms,
    CaseClock,
    CompletenessWeights,
    FilingWindow,
    Guide,
    NegotiationTerms,
    Policy,
    Reason,
    RulingTerms,
)
from disputes.policy.vocabulary import (
    Act,
    CaseRole,
    FilingAnchor,
    OpeningRequirement,
    OptionKind,
    RejectionRule,
    RulingCondition,
    RulingExecution,
    RulingKind,
    SilenceRule,
)

from .forms import CodeText, StrictForm, TermText
from .holidays import public_holidays
from .penalties import PenaltiesForm
from .stages import AlwaysForm, CaseClockForm, ChecklistPointForm, DeadlineForm, StageForm


def _require_ordinary_day(day: date) -> date:
    if not is_ordinary_day(day):
        raise ValueError("write a day of the years 1970 to 2499")
    return day


class _Calendar(StrictForm):
    zone: str = "UTC"
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    opens: time = time(0)
    closes: time | None = None
    holidays: frozenset[Annotated[date, AfterValidator(_require_ordinary_day)]] = frozenset()
    country: str | None = Field(None, pattern="^[A-Z]{2}$")
    """Its public holidays are no business days either."""
    subdivision: str | None = None
    named: CodeText | None = None
    """A calendar of the platform's own, which then holds instead."""

    def to_calendar(self) -> Calendar:
        public = public_holidays(self.country, self.subdivision) if self.country else frozenset()
        return Calendar(self.zone, self.weekdays, self.opens, self.closes, self.holidays | public)


class _Reason(StrictForm):
    openers: frozenset[Role] = Field(min_length=1)
    escalates_to: str
    tree: str | None = None
    rulings: tuple[RulingKind, ...] | None = Field(None, min_length=1)
    options: tuple[OptionKind, ...] | None = Field(None, min_length=1)

    def to_reason(self) -> Reason:
        return Reason(self.openers, self.escalates_to, self.tree, self.rulings, self.options)


class _Filing(StrictForm):
    since: tuple[FilingAnchor, ...] = Field(min_length=1)
    term: TermText
    earliest: TermText | None = None
    holds_money: bool = False

    def to_window(self, calendar: Calendar) -> FilingWindow:
        return FilingWindow(self.since, self.term, self.earliest, calendar, self.holds_money)


class _Options(StrictForm):
    kinds: tuple[OptionKind, ...] = ()
    max: int = Field(5, ge=1, le=10)
    obligations: dict[OptionKind, str] = Field(default_factory=dict)
    with_reduction: tuple[OptionKind, ...] = ()


class _Guide(StrictForm):
    tree: str
    term: TermText


class _Negotiation(StrictForm):
    first_to_answer: CaseRole
    term: TermText
    on_silence: SilenceRule
    reject: RejectionRule
    max_rounds: int = Field(ge=0, le=100)
    counter_term: TermText
    counter_silence: SilenceRule
    amendable: bool
    guide: _Guide | None = None
    remind: tuple[TermText, ...] = ()
    offer_term: TermText = Term(5, Unit.DAY)

    def to_terms(self) -> NegotiationTerms:
        return NegotiationTerms(
            first_to_answer=self.first_to_answer,
            term=self.term,
            on_silence=self.on_silence,
            reject=self.reject,
            max_rounds=self.max_rounds,
            counter_term=self.counter_term,
            counter_silence=self.counter_silence,
            amendable=self.amendable,
            guide=Guide(self.guide.tree, self.guide.term) if self.guide else None,
            remind=self.remind,
            offer_term=self.offer_term,
        )


class _Rulings(StrictForm):
    allowed: tuple[RulingKind, ...] = Field(min_length=1)
    reason_codes: tuple[CodeText, ...] = Field(min_length=1)
    execute: RulingExecution
    provided: dict[RulingKind, RulingCondition] = Field(default_factory=dict)
    presumed_without_answer: RulingKind | None = None

    def to_terms(self) -> RulingTerms:
        return RulingTerms(
            allowed=self.allowed,
            reason_codes=self.reason_codes,
            execution=self.execute,
            conditions=self.provided,
            presumed_without_answer=self.presumed_without_answer,
        )


class _Appeal(StrictForm):
    stage: str
    window: str
    explanation: int = Field(ge=1, le=10_000)


class _Completeness(StrictForm):
    evidence: int = Field(ge=0, le=100)
    explanation: int = Field(ge=0, le=100)
    comments: int = Field(ge=0, le=100)
    full_explanation: int = Field(ge=1, le=10_000)
    full_comments: int = Field(ge=1, le=100)


class EditionForm(StrictForm):
    name: str = Field(pattern="^[a-z_]{1,40}$")
    edition: str = Field(pattern="^[a-z_]{1,40}-[0-9]{4}-[0-9]{2}[a-z]?$")
    first: str
    opening: frozenset[OpeningRequirement] = frozenset({OpeningRequirement.OPTIONS})
    representative: Role | None = None
    calendar: _Calendar = _Calendar()
    reasons: dict[CodeText, _Reason] = Field(min_length=1)
    filing: _Filing | None = None
    options: _Options = _Options()
    negotiation: _Negotiation | None = None
    rulings: _Rulings
    checks: dict[Act, tuple[ChecklistPointForm, ...]] = Field(default_factory=dict)
    appeal: _Appeal | None = None
    completeness: _Completeness | None = None
    penalties: PenaltiesForm | None = None
    hard_cap: DeadlineForm | None = None
    clocks: tuple[CaseClockForm, ...] = ()
    always: AlwaysForm = AlwaysForm()
    stages: dict[CodeText, StageForm] = Field(min_length=1)

    def to_policy(self, digest: str) -> Policy:
        filing, appeal, weights = self.filing, self.appeal, self.completeness
        calendar = self.calendar.to_calendar()
        return Policy(
            name=self.name,
            edition=self.edition,
            hash=digest,
            calendar=calendar,
            calendar_name=self.calendar.named,
            first_stage=self.first,
            opening_requirements=self.opening,
            represented_role=self.representative,
            reasons={name: reason.to_reason() for name, reason in self.reasons.items()},
            option_kinds=self.options.kinds,
            max_options=self.options.max,
            kinds_with_reduction=self.options.with_reduction,
            obligation_stages=self.options.obligations,
            stages={name: stage.to_stage(self.always) for name, stage in self.stages.items()},
            rulings=self.rulings.to_terms(),
            checklists={act: tuple(point.to_point() for point in points) for act, points in self.checks.items()},
            filing=filing.to_window(calendar) if filing else None,
            negotiation=self.negotiation.to_terms() if self.negotiation else None,
            hard_cap=self.hard_cap.to_deadline() if self.hard_cap else None,
            clocks=tuple(CaseClock(clock.to_deadline(), clock.through) for clock in self.clocks),
            appeal=AppealTerms(appeal.stage, appeal.window, appeal.explanation) if appeal else None,
            completeness=CompletenessWeights(**weights.model_dump()) if weights else None,
            penalties=self.penalties.to_ladder() if self.penalties else None,
        )

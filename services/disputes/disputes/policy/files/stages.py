"""Forms of the stages of an edition file: their deadlines, evidence requests, permissions and effects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from common.kernel.principal import Role
from disputes.policy.model import (
    Alert,
    ChecklistPoint,
    Close,
    Effect,
    Enter,
    Escalate,
    EvidenceRequestTerms,
    Execute,
    ExecuteLastProposal,
    ExecuteRuling,
    GracePeriod,
    PayAll,
    PayPromised,
    Permission,
    Proceed,
    Revisit,
    Stage,
    StageDeadline,
)
from disputes.policy.vocabulary import (
    Act,
    AlertLevel,
    CaseRole,
    ClockStart,
    EvidenceLevel,
    GraceStart,
    Outcome,
    PermissionCondition,
    Phase,
    Status,
    Trigger,
)

from .forms import CodeText, StrictForm, TermText


class _Enter(StrictForm):
    enter: str


class _LastProposal(StrictForm):
    execute_standing: CaseRole


class _PayAll(StrictForm):
    pay_all: CaseRole


class _Close(StrictForm):
    close: Outcome


class _Alert(StrictForm):
    alert: AlertLevel


_PlainEffect = Literal["escalate", "execute", "execute_ruling", "pay_promised", "revisit", "proceed"]
_Effect = _PlainEffect | _Enter | _LastProposal | _PayAll | _Close | _Alert


def _to_effect(form: _Effect) -> Effect:
    match form:
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
        case _LastProposal(execute_standing=proposer):
            return ExecuteLastProposal(proposer)
        case _PayAll(pay_all=recipient):
            return PayAll(recipient)
        case _Close(close=outcome):
            return Close(outcome)
        case _Alert(alert=level):
            return Alert(level)


class DeadlineForm(StrictForm):
    kind: CodeText
    term: TermText
    owed_by: Role
    then: _Effect
    since: ClockStart = ClockStart.STAGE
    remind: tuple[TermText, ...] = ()

    def to_deadline(self) -> StageDeadline:
        return StageDeadline(self.kind, self.term, self.owed_by, _to_effect(self.then), self.since, self.remind)


class CaseClockForm(DeadlineForm):
    through: frozenset[str] = Field(min_length=1)


class ChecklistPointForm(StrictForm):
    code: CodeText
    text: str = Field(min_length=1, max_length=200)
    required: bool = True

    def to_point(self) -> ChecklistPoint:
        return ChecklistPoint(self.code, self.text, self.required)


class _Grace(StrictForm):
    at: TermText
    term: TermText
    since: GraceStart = GraceStart.CHECKPOINT


class _EvidenceRequest(StrictForm):
    party: CaseRole
    kinds: tuple[str, ...] = Field(min_length=1)
    level: EvidenceLevel
    term: TermText
    sealed: bool = False
    max_resubmissions: int | None = Field(None, ge=0, le=100)
    grace: _Grace | None = None
    checklist: tuple[ChecklistPointForm, ...] = ()
    remind: tuple[TermText, ...] = ()
    complete: bool = False
    since_asked: bool = False
    open_through: frozenset[str] = frozenset()

    def to_terms(self) -> EvidenceRequestTerms:
        grace = GracePeriod(self.grace.at, self.grace.term, self.grace.since) if self.grace else None
        return EvidenceRequestTerms(
            party=self.party,
            kinds=self.kinds,
            level=self.level,
            term=self.term,
            sealed=self.sealed,
            max_resubmissions=self.max_resubmissions,
            grace=grace,
            checklist=tuple(point.to_point() for point in self.checklist),
            remind=self.remind,
            complete=self.complete,
            since_asked=self.since_asked,
            open_through=self.open_through,
        )


class _Permission(StrictForm):
    act: Act
    when: PermissionCondition = PermissionCondition.ALWAYS


_Permissions = dict[CaseRole, list[Act | _Permission]]
_Effects = dict[Trigger, _Effect]


class AlwaysForm(StrictForm):
    may: _Permissions = Field(default_factory=dict)
    on: _Effects = Field(default_factory=dict)


class StageForm(StrictForm):
    phase: Phase
    status: Status
    negotiates: bool = False
    other_operator: bool = False
    asks: tuple[_EvidenceRequest, ...] = ()
    deadlines: tuple[DeadlineForm, ...] = ()
    may: _Permissions = Field(default_factory=dict)
    on: _Effects = Field(default_factory=dict)

    def to_stage(self, always: AlwaysForm) -> Stage:
        roles = {*always.may, *self.may}
        return Stage(
            phase=self.phase,
            status=self.status,
            negotiates=self.negotiates,
            other_operator=self.other_operator,
            evidence_requests=tuple(ask.to_terms() for ask in self.asks),
            deadlines=tuple(deadline.to_deadline() for deadline in self.deadlines),
            permissions={r: _to_permissions([*always.may.get(r, []), *self.may.get(r, [])]) for r in roles},
            effects={trigger: _to_effect(form) for trigger, form in {**always.on, **self.on}.items()},
        )


def _to_permissions(forms: Iterable[Act | _Permission]) -> frozenset[Permission]:
    return frozenset(Permission(f.act, f.when) if isinstance(f, _Permission) else Permission(f) for f in forms)

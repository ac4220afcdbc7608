"""Desk of the operators: notes, ready-made texts, and cases that go from one to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.principal import Role
from disputes.cases.model import Case, CaseChange, CasesTx
from disputes.engine import events
from disputes.engine.context import EngineContext
from disputes.engine.dispute import Change, Dispute
from disputes.engine.values import CaseOffice
from disputes.policy.vocabulary import Act

from .settings import PlatformSettings


class NotTakenByAnother(DomainError):
    def __init__(self) -> None:
        super().__init__("No other operator has this case. Take it.")


class TitleTaken(DomainError):
    def __init__(self) -> None:
        super().__init__("Another text has this title.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Note of an operator for the others. Never shown to parties."""

    id: UUID
    dispute: UUID
    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonText:
    """Text that a platform keeps ready for rulings."""

    id: UUID
    reason_code: str
    title: str
    text: str
    version: int = 1

    def rewrite(self, *, reason_code: str, title: str, text: str) -> ReasonText:
        """Make a new version. Rulings given with the old one keep their words."""
        return replace(self, reason_code=reason_code, title=title, text=text, version=self.version + 1)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Result of assigning one case of many: it is assigned, or refused and as it was."""

    dispute_id: UUID
    case: Case | None = None
    change: CaseChange | None = None
    refusal: DomainError | None = None


def take_over(dispute: Dispute, operator: str, context: EngineContext) -> Change:
    """Take the case of another operator, who is told. Raises NotTakenByAnother."""
    dispute.require_allowed(Act.ASSIGN, Role.OPERATOR, context)
    if dispute.assignee in (None, operator):
        raise NotTakenByAnother
    dispute.require_impartial(operator, context.policy)
    return dispute.evolve(events.Assigned(operator, dispute.assignee), assignee=operator)


class Desk(Protocol):
    async def add_note(self, note: Note) -> None: ...

    async def add_text(self, text: ReasonText) -> None:
        """Raises TitleTaken."""

    async def get_text_for_update(self, id: UUID) -> ReasonText:
        """Raises NotFound."""

    async def save_text(self, text: ReasonText) -> None:
        """Raises TitleTaken."""

    async def drop_text(self, id: UUID) -> None: ...

    async def get_settings(self) -> PlatformSettings: ...

    async def get_settings_for_update(self) -> PlatformSettings: ...

    async def save_settings(self, settings: PlatformSettings) -> None: ...


class DeskTx(CasesTx, Protocol):
    """Transaction as far as the desk needs it."""

    async def tell_note(self, note: Note) -> None:
        """Add a note to the story of its case."""

    async def tell_office(self, dispute: UUID, office: CaseOffice) -> None:
        """Add to the story of a case that an office has it now."""

    @property
    def desk(self) -> Desk: ...

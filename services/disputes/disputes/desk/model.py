"""Which cases press, and how they go from one operator to another."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.cases.model import CasesTx
from disputes.engine import events as told
from disputes.engine.dispute import Change, Dispute
from disputes.policy.model import Policy
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
    """What operators tell one another. Never shown to parties."""

    id: UUID
    dispute: UUID
    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonText:
    """A text a platform keeps ready for rulings."""

    id: UUID
    reason_code: str
    title: str
    text: str
    version: int = 1


def take_over(dispute: Dispute, *, by: str, policy: Policy, moment: Timing) -> Change:
    """Take the case of another operator, who is told."""
    dispute.permit(Act.ASSIGN, Role.OPERATOR, policy, moment)
    if dispute.assignee in (None, by):
        raise NotTakenByAnother
    dispute.require_impartial(by, policy)
    return dispute.become(told.Assigned(by, dispute.assignee), assignee=by)


class Desk(Protocol):
    async def add_note(self, note: Note) -> None: ...

    async def add_text(self, text: ReasonText) -> None:
        """Raises TitleTaken."""

    async def get_text_for_update(self, id: UUID) -> ReasonText:
        """Raises NotFound."""

    async def save_text(self, text: ReasonText) -> None:
        """Raises TitleTaken."""

    async def drop_text(self, id: UUID) -> None: ...

    async def settings(self) -> PlatformSettings: ...

    async def get_settings_for_update(self) -> PlatformSettings: ...

    async def save_settings(self, settings: PlatformSettings) -> None: ...


class DeskTx(CasesTx, Protocol):
    """One transaction. Opened and committed at the edge; use cases only act inside it."""

    @property
    def desk(self) -> Desk: ...

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """A part of the transaction that is undone as a whole if it is refused."""

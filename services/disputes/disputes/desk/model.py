"""Desk of the operators: notes, ready-made texts, and cases that go from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol
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

PRESENCE_LASTS: Final = timedelta(seconds=45)
"""How long somebody counts as present who has said so: three times as long as a page waits to say it again."""


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


class Doing(StrEnum):
    """What an operator who is present is doing."""

    READING = "reading"
    DECIDING = "deciding"
    """Writing a decision, or the form of another act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Operator before a case. It ends when they say so, or by itself when they have not said it again for a while."""

    dispute: UUID
    operator: str
    doing: Doing
    since: datetime
    seen_at: datetime

    def lasts_at(self, now: datetime) -> bool:
        """Tell whether it still counts. A sandbox's clock may have gone back since: what lies ahead does not count."""
        return now - PRESENCE_LASTS < self.seen_at <= now


@dataclass(frozen=True, slots=True)
class CaseWatch:
    """Who is before a case, seen by one operator."""

    dispute: UUID
    at: datetime
    others: Sequence[Presence]
    own: Presence | None
    """None: they have left."""


def watch_case(
    dispute: UUID, present: Sequence[Presence], *, operator: str, doing: Doing | None, now: datetime
) -> CaseWatch:
    """Note that an operator is there, or has left; whoever has been there without a gap is there since then."""
    lasting = [presence for presence in present if presence.lasts_at(now)]
    others = [presence for presence in lasting if presence.operator != operator]
    if doing is None:
        return CaseWatch(dispute, now, others, None)
    since = next((presence.since for presence in lasting if presence.operator == operator), now)
    own = Presence(dispute=dispute, operator=operator, doing=doing, since=since, seen_at=now)
    return CaseWatch(dispute, now, others, own)


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


class Presences(Protocol):
    async def list_of_case(self, dispute: UUID) -> list[Presence]:
        """List those that were ever said and not taken back, the longest there first."""

    async def save(self, presence: Presence) -> None: ...

    async def drop(self, dispute: UUID, operator: str) -> None: ...

    async def sweep(self, now: datetime) -> None:
        """Forget those of the platform that last no more."""


class DeskTx(CasesTx, Protocol):
    """Transaction as far as the desk needs it."""

    async def tell_note(self, note: Note) -> None:
        """Add a note to the story of its case."""

    async def tell_office(self, dispute: UUID, office: CaseOffice) -> None:
        """Add to the story of a case that an office has it now."""

    @property
    def desk(self) -> Desk: ...

    @property
    def presences(self) -> Presences: ...

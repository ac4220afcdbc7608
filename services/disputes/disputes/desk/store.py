"""Postgres for the desk: notes, texts, settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, delete, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction
from disputes.stored_json import (
    NUMBER,
    STORED_VERSION,
    TEXT,
    optional_codec,
    plain_codec,
    record_codec,
    require_known_version,
    sequence_codec,
)

from .model import PRESENCE_LASTS, Doing, Note, Presence, ReasonText, TitleTaken
from .settings import Office, PlatformSettings
from .tables import notes, platform_settings, presences, reason_texts

MAX_SWEPT: Final = 100
"""Presences that one who says to be there sweeps at most: the next one sweeps on."""
SETTINGS: Final = record_codec(
    PlatformSettings,
    approval_limits=plain_codec(dict[str, int]),
    baseline_touches=NUMBER,
    minutes_per_touch=NUMBER,
    calendar=optional_codec(TEXT),
    calendars=plain_codec(dict[str, str]),
    offices=sequence_codec(
        record_codec(
            Office,
            code=TEXT,
            name=TEXT,
            operators=plain_codec(frozenset[str]),
            policies=plain_codec(frozenset[str]),
        )
    ),
    version=NUMBER,
)


class DeskStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _is_own_text(self) -> ColumnElement[bool]:
        return reason_texts.c.tenant_id == self._tx.tenant

    async def add_note(self, note: Note) -> None:
        row = {"id": note.id, "dispute": note.dispute, "author": note.author, "text": note.text, "at": note.at}
        await self._tx.execute(insert(notes).values(tenant_id=self._tx.tenant, **row))

    async def add_text(self, text: ReasonText) -> None:
        added = upsert(reason_texts).values(tenant_id=self._tx.tenant, **text_to_row(text)).on_conflict_do_nothing()
        if (await self._tx.execute(added)).rowcount == 0:
            raise TitleTaken

    async def get_text_for_update(self, id: UUID) -> ReasonText:
        row = await self._tx.get_for_update(select(reason_texts).where(self._is_own_text, reason_texts.c.id == id))
        if row is None:
            raise NotFound("reason text")
        return text_from_row(row)

    async def save_text(self, text: ReasonText) -> None:
        same = select(reason_texts.c.id).where(
            self._is_own_text, reason_texts.c.title == text.title, reason_texts.c.id != text.id
        )
        if (await self._tx.execute(same)).first() is not None:
            raise TitleTaken
        await self._tx.execute(
            update(reason_texts).where(self._is_own_text, reason_texts.c.id == text.id).values(text_to_row(text))
        )

    async def drop_text(self, id: UUID) -> None:
        await self._tx.execute(delete(reason_texts).where(self._is_own_text, reason_texts.c.id == id))

    async def get_settings(self) -> PlatformSettings:
        row = (
            await self._tx.execute(select(platform_settings).where(platform_settings.c.tenant_id == self._tx.tenant))
        ).one_or_none()
        return PlatformSettings() if row is None else _settings_from_row(row)

    async def get_settings_for_update(self) -> PlatformSettings:
        """Also where there is no row yet to hold."""
        await self._tx.lock_name("settings")
        return await self.get_settings()

    async def save_settings(self, settings: PlatformSettings) -> None:
        written = {key: value for key, value in SETTINGS.encode(settings).items() if key != "version"}
        row = {
            "tenant_id": self._tx.tenant,
            "stored_version": STORED_VERSION,
            "said": written,
            "version": settings.version,
        }
        added = upsert(platform_settings).values(row)
        await self._tx.execute(added.on_conflict_do_update(index_elements=["tenant_id"], set_=row))


class PresenceStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def list_of_case(self, dispute: UUID) -> list[Presence]:
        own = (presences.c.tenant_id == self._tx.tenant) & (presences.c.dispute == dispute)
        rows = await self._tx.execute(select(presences).where(own).order_by(presences.c.since, presences.c.operator))
        return [_presence_from_row(row) for row in rows]

    async def save(self, presence: Presence) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "dispute": presence.dispute,
            "operator": presence.operator,
            "doing": presence.doing,
            "since": presence.since,
            "seen_at": presence.seen_at,
        }
        added = upsert(presences).values(row)
        await self._tx.execute(added.on_conflict_do_update(index_elements=["dispute", "operator"], set_=row))

    async def drop(self, dispute: UUID, operator: str) -> None:
        own = (presences.c.tenant_id == self._tx.tenant) & (presences.c.dispute == dispute)
        await self._tx.execute(delete(presences).where(own, presences.c.operator == operator))

    async def sweep(self, now: datetime) -> None:
        """Judged under the lock of each row: what is said again at this moment is locked, and left alone."""
        is_over = (presences.c.seen_at <= now - PRESENCE_LASTS) | (presences.c.seen_at > now + PRESENCE_LASTS)
        own = presences.c.tenant_id == self._tx.tenant
        over = select(presences.c.dispute, presences.c.operator).where(own, is_over).limit(MAX_SWEPT)
        key = tuple_(presences.c.dispute, presences.c.operator)
        await self._tx.execute(delete(presences).where(own, key.in_(over.with_for_update(skip_locked=True))))


def _presence_from_row(row: Row[Any]) -> Presence:
    return Presence(
        dispute=row.dispute, operator=row.operator, doing=Doing(row.doing), since=row.since, seen_at=row.seen_at
    )


def text_to_row(text: ReasonText) -> dict[str, Any]:
    return {
        "id": text.id,
        "reason_code": text.reason_code,
        "title": text.title,
        "text": text.text,
        "version": text.version,
    }


def text_from_row(row: Row[Any]) -> ReasonText:
    return ReasonText(id=row.id, reason_code=row.reason_code, title=row.title, text=row.text, version=row.version)


def _settings_from_row(row: Row[Any]) -> PlatformSettings:
    require_known_version(row.stored_version)
    return replace(SETTINGS.decode(row.said), version=row.version)

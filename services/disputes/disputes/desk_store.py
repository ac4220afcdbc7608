"""Postgres for the desk: notes, texts, settings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction

from .desk_tables import calendars, notes, platform_settings, reason_texts
from .domain.refusals import TitleTaken
from .domain.settings import PlatformSettings
from .ports import NamedCalendar, Note, ReasonText

SETTINGS = TypeAdapter(PlatformSettings)
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended(CAST(:what AS text), 0))")


class DeskStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def add_note(self, note: Note) -> None:
        row = {"id": note.id, "dispute": note.dispute, "author": note.author, "text": note.text, "at": note.at}
        await self._tx.execute(insert(notes).values(tenant_id=self._tx.tenant, **row))

    async def add_text(self, text: ReasonText) -> None:
        added = upsert(reason_texts).values(tenant_id=self._tx.tenant, **_text_row(text)).on_conflict_do_nothing()
        if (await self._tx.execute(added)).rowcount == 0:
            raise TitleTaken

    async def text_locked(self, id: UUID) -> ReasonText:
        row = await self._tx.get_for_update(select(reason_texts).where(reason_texts.c.id == id))
        if row is None:
            raise NotFound("reason text")
        return text_of(row)

    async def save_text(self, text: ReasonText) -> None:
        same = select(reason_texts.c.id).where(reason_texts.c.title == text.title, reason_texts.c.id != text.id)
        if (await self._tx.execute(same)).first() is not None:
            raise TitleTaken
        await self._tx.execute(update(reason_texts).where(reason_texts.c.id == text.id).values(_text_row(text)))

    async def drop_text(self, id: UUID) -> None:
        await self._tx.execute(delete(reason_texts).where(reason_texts.c.id == id))

    async def calendar(self, name: str) -> NamedCalendar | None:
        row = (await self._tx.execute(select(calendars).where(calendars.c.name == name))).one_or_none()
        return calendar_of(row) if row is not None else None

    async def calendar_locked(self, name: str) -> NamedCalendar | None:
        await self._tx.execute(ONE_AT_A_TIME, {"what": f"calendar {name} {self._tx.tenant}"})
        return await self.calendar(name)

    async def save_calendar(self, calendar: NamedCalendar) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "name": calendar.name,
            "said": calendar.said,
            "version": calendar.version,
        }
        kept = upsert(calendars).values(row)
        await self._tx.execute(kept.on_conflict_do_update(index_elements=["tenant_id", "name"], set_=row))

    async def settings(self) -> PlatformSettings:
        row = (await self._tx.execute(select(platform_settings))).one_or_none()
        return PlatformSettings() if row is None else SETTINGS.validate_python({**row.said, "version": row.version})

    async def settings_locked(self) -> PlatformSettings:
        """Also where there is no row yet to hold."""
        await self._tx.execute(ONE_AT_A_TIME, {"what": f"settings {self._tx.tenant}"})
        return await self.settings()

    async def save_settings(self, settings: PlatformSettings) -> None:
        said = SETTINGS.dump_python(settings, mode="json", exclude={"version"})
        row = {"tenant_id": self._tx.tenant, "said": said, "version": settings.version}
        kept = upsert(platform_settings).values(row)
        await self._tx.execute(kept.on_conflict_do_update(index_elements=["tenant_id"], set_=row))


def _text_row(text: ReasonText) -> dict[str, Any]:
    return {
        "id": text.id,
        "reason_code": text.reason_code,
        "title": text.title,
        "text": text.text,
        "version": text.version,
    }


def text_of(row: Row[Any]) -> ReasonText:
    return ReasonText(
        id=row.id, reason_code=row.reason_code, title=row.title, text=row.text, version=row.version
    )  # fmt: skip


def calendar_of(row: Row[Any]) -> NamedCalendar:
    return NamedCalendar(name=row.name, said=row.said, version=row.version)

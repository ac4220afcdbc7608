"""PostgreSQL store of editions and of platforms' calendars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel.errors import NotFound
from common.persistence.transaction import EVERY_PLATFORM, PostgresTransaction
from disputes.policy.model import Policy
from disputes.stored_json import STORED_VERSION, require_known_version

from .model import CurrentEdition, EditionChanged, NamedCalendar, WrittenPolicy
from .tables import calendars, current_editions, edition_transitions, editions


def is_readable(tenant: UUID) -> ColumnElement[bool]:
    """Condition for editions that a platform reads: its own, and those that come with Parley."""
    return editions.c.tenant_id.in_((tenant, EVERY_PLATFORM))


class EditionStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def get_body(self, edition: str) -> str:
        own_first = (editions.c.tenant_id == self._tx.tenant).desc()
        query = (
            select(editions.c.body)
            .where(is_readable(self._tx.tenant), editions.c.edition == edition)
            .order_by(own_first)
            .limit(1)
        )
        body = (await self._tx.execute(query)).scalar_one_or_none()
        if body is None:
            raise NotFound("policy")
        return str(body)

    async def is_own(self, edition: str) -> bool:
        query = select(editions.c.tenant_id).where(is_readable(self._tx.tenant), editions.c.edition == edition)
        owners = (await self._tx.execute(query)).scalars().all()
        if not owners:
            raise NotFound("policy")
        return self._tx.tenant in owners

    async def lock_current(self, policy: str) -> tuple[str | None, int]:
        await self._tx.lock_name(f"current edition {policy}")
        mine = (current_editions.c.tenant_id == self._tx.tenant, current_editions.c.name == policy)
        row = (await self._tx.execute(select(current_editions).where(*mine))).one_or_none()
        return (None, 0) if row is None else (row.edition, row.version)

    async def save_current(self, current: CurrentEdition) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "name": current.policy.name,
            "edition": None if current.follows_newest else current.policy.edition,
            "version": current.version,
        }
        chosen = upsert(current_editions).values(row)
        await self._tx.execute(chosen.on_conflict_do_update(index_elements=["tenant_id", "name"], set_=row))

    async def add(self, policy: Policy, body: str, transitions: Sequence[tuple[str, str, str]]) -> bool:
        """Keep an edition; False if it was there. Raises EditionChanged if another content has its name."""
        return bool(await self.add_all([(policy, body, transitions)]))

    async def add_all(self, written: Sequence[WrittenPolicy]) -> Sequence[Policy]:
        """Keep editions, all in three statements, and return those that were new. Raises EditionChanged."""
        rows = [
            {"tenant_id": self._tx.tenant, "edition": one.edition, "name": one.name, "hash": one.hash, "body": body}
            for one, body, _ in written
        ]
        added = await self._tx.execute(
            upsert(editions).values(rows).on_conflict_do_nothing().returning(editions.c.edition)
        )
        new = set(added.scalars())
        await self._require_unchanged([policy for policy, *_ in written if policy.edition not in new])
        rules = [
            {
                "tenant_id": self._tx.tenant,
                "edition": policy.edition,
                "from_state": before,
                "to_state": after,
                "cause": cause,
            }
            for policy, _, transitions in written
            if policy.edition in new
            for before, after, cause in transitions
        ]
        if rules:
            await self._tx.execute(insert(edition_transitions), rules)
        return [policy for policy, *_ in written if policy.edition in new]

    async def _require_unchanged(self, policies: Sequence[Policy]) -> None:
        if not policies:
            return
        names = [policy.edition for policy in policies]
        mine = (editions.c.tenant_id == self._tx.tenant, editions.c.edition.in_(names))
        stored = {
            row.edition: row.hash
            for row in await self._tx.execute(select(editions.c.edition, editions.c.hash).where(*mine))
        }
        for policy in policies:
            if stored[policy.edition] != policy.hash:
                raise EditionChanged(policy.edition)


class CalendarStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def find(self, name: str) -> NamedCalendar | None:
        row = (
            await self._tx.execute(
                select(calendars).where(calendars.c.tenant_id == self._tx.tenant, calendars.c.name == name)
            )
        ).one_or_none()
        return calendar_from_row(row) if row is not None else None

    async def find_for_update(self, name: str) -> NamedCalendar | None:
        await self._tx.lock_name(f"calendar {name}")
        return await self.find(name)

    async def save(self, calendar: NamedCalendar) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "name": calendar.name,
            "stored_version": STORED_VERSION,
            "said": calendar.written,
            "version": calendar.version,
        }
        added = upsert(calendars).values(row)
        await self._tx.execute(added.on_conflict_do_update(index_elements=["tenant_id", "name"], set_=row))


def calendar_from_row(row: Row[Any]) -> NamedCalendar:
    require_known_version(row.stored_version)
    return NamedCalendar(name=row.name, written=row.said, version=row.version)

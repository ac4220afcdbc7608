"""Page links in Postgres."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, insert, select, update

from common.kernel.errors import NotFound
from common.kernel.languages import Language
from common.kernel.principal import Role
from common.persistence.row_locks import LockedRowQuery
from common.persistence.transaction import PostgresTransaction
from escrow.domain.page_link import PageLink
from escrow.tables import page_links

LOCKED_LINK: Final = LockedRowQuery(page_links)


class PageLinkStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def get_for_update(self, link: UUID) -> PageLink:
        row = await self._tx.lock_row(LOCKED_LINK, link)
        if row is None:
            raise NotFound("page_link")
        return page_link_from_row(row)

    async def add(self, link: PageLink) -> None:
        await self._tx.execute(insert(page_links), page_link_to_row(link))

    async def save_revocation(self, link: PageLink) -> None:
        own = (page_links.c.tenant_id == link.tenant, page_links.c.id == link.id)
        await self._tx.execute(update(page_links).where(*own).values(revoked_at=link.revoked_at))


async def find_page_link(tx: PostgresTransaction, link: UUID) -> PageLink | None:
    own = (page_links.c.tenant_id == tx.tenant, page_links.c.id == link)
    row = (await tx.execute(select(page_links).where(*own))).one_or_none()
    return None if row is None else page_link_from_row(row)


def page_link_from_row(row: Row[Any]) -> PageLink:
    return PageLink(
        id=row.id,
        tenant=row.tenant_id,
        role=Role(row.role),
        participant=row.participant,
        scopes=tuple(row.scopes),
        escrow=row.escrow_id,
        dispute=row.dispute_id,
        language=None if row.language is None else Language(row.language),
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )


def page_link_to_row(link: PageLink) -> dict[str, Any]:
    return {
        "tenant_id": link.tenant,
        "id": link.id,
        "role": link.role,
        "participant": link.participant,
        "scopes": list(link.scopes),
        "escrow_id": link.escrow,
        "dispute_id": link.dispute,
        "language": link.language,
        "created_at": link.created_at,
        "expires_at": link.expires_at,
        "revoked_at": link.revoked_at,
    }

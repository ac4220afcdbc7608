"""Branding of platforms in Postgres."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert

from common.persistence.transaction import PostgresTransaction
from escrow.domain.branding import Branding, LegalLink, LegalText, Logo

from .tables import branding as brandings


class BrandingStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def replace(self, branding: Branding) -> None:
        row = branding_to_row(branding)
        written = insert(brandings).values(tenant_id=self._tx.tenant, **row)
        await self._tx.execute(written.on_conflict_do_update(index_elements=[brandings.c.tenant_id], set_=row))


async def find_branding(tx: PostgresTransaction) -> Branding:
    """Find what the platform has chosen; one that has chosen nothing looks like Parley."""
    row = (await tx.execute(select(brandings).where(brandings.c.tenant_id == tx.tenant))).one_or_none()
    return Branding() if row is None else branding_from_row(row)


def branding_from_row(row: Row[Any]) -> Branding:
    return Branding(
        primary=row.primary_colour,
        accent=row.accent_colour,
        links=tuple(LegalLink(LegalText(link["kind"]), link["url"]) for link in row.links),
        logo=None if row.logo is None else Logo(row.logo_type, row.logo),
    )


def branding_to_row(branding: Branding) -> dict[str, Any]:
    logo = branding.logo
    return {
        "primary_colour": branding.primary,
        "accent_colour": branding.accent,
        "links": [{"kind": link.kind.value, "url": link.url} for link in branding.links],
        "logo": None if logo is None else logo.content,
        "logo_type": None if logo is None else logo.media_type,
    }

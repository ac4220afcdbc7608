"""Undisputed deals of one participant, in Postgres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, literal_column, or_, select

from common.kernel.principal import Actor, Role
from common.persistence.transaction import PostgresTransaction
from escrow.domain.escrow import Escrow
from escrow.rows import escrow_from_row
from escrow.tables import escrows, freezes


class UndisputedDealStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def list_for_update(self, party: Actor, limit: int) -> Sequence[Escrow]:
        own = (escrows.c.tenant_id == self._tx.tenant, is_party(party), escrows.c.closed_at.is_not(None))
        query = select(escrows).where(*own, _says_something(), ~self._was_disputed())
        rows = await self._tx.execute(query.order_by(escrows.c.id).limit(limit).with_for_update())
        return [escrow_from_row(row) for row in rows]

    def _was_disputed(self) -> ColumnElement[bool]:
        return exists().where(freezes.c.tenant_id == self._tx.tenant, freezes.c.escrow_id == escrows.c.id)


async def is_known_participant(tx: PostgresTransaction, party: Actor) -> bool:
    """Tell whether anybody ever agreed on a deal with them in this part."""
    query = select(exists().where(escrows.c.tenant_id == tx.tenant, is_party(party)))
    return bool((await tx.execute(query)).scalar_one())


def is_party(party: Actor) -> Any:
    return (escrows.c.buyer if party.role is Role.BUYER else escrows.c.seller) == party.id


def _says_something() -> ColumnElement[bool]:
    """An empty text was erased."""
    texts = [column != "" for column in (escrows.c.title, escrows.c.terms, escrows.c.tracking_number)]
    return or_(*texts, literal_column("escrows.metadata <> '{}'::jsonb"))

"""Reads of editions and calendars, straight from the tables to what the client sees."""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import Select, select

from disputes.schema import SqlTransaction

from .model import EditionsTx
from .tables import calendars, editions


class EditionsReadTx(EditionsTx, SqlTransaction, Protocol):
    """What reads of this room are given."""


def select_edition(edition: str) -> Select[Any]:
    return select(editions).where(editions.c.edition == edition).order_by(editions.c.tenant_id.desc()).limit(1)


def select_editions() -> Select[Any]:
    return select(editions).order_by(editions.c.edition)


def select_calendars() -> Select[Any]:
    return select(calendars).order_by(calendars.c.name)

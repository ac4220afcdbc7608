"""Reads, straight from the tables. They change nothing and decide nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from .tables import item_query, items, requests


def items_of(dispute: UUID) -> Select[Any]:
    return item_query().where(items.c.dispute == dispute)


def requests_of(dispute: UUID) -> Select[Any]:
    return select(requests).where(requests.c.dispute == dispute)

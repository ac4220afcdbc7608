"""Reads, straight from the tables. They change nothing and decide nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from .domain.asks import Disclosure
from .domain.case import Side
from .store import item_query
from .tables import items, requests


def items_of(dispute: UUID, viewer: Side | None) -> Select[Any]:
    """All that this side may know of: what `groups.hides` says, for the database."""
    found = item_query().where(items.c.dispute == dispute)
    if viewer is None:
        return found
    theirs = or_(requests.c.id == items.c.request, requests.c.satisfied_by == items.c.id)
    sealed = select(requests.c.id).where(requests.c.dispute == dispute, theirs, _sealed_from(viewer))
    return found.where(or_(items.c.side == viewer, ~sealed.exists()))


def requests_of(dispute: UUID, viewer: Side | None) -> Select[Any]:
    found = select(requests).where(requests.c.dispute == dispute)
    return found if viewer is None else found.where(~_sealed_from(viewer))


def _sealed_from(viewer: Side) -> ColumnElement[bool]:
    return and_(requests.c.disclosure == Disclosure.SEALED, requests.c.side != viewer)

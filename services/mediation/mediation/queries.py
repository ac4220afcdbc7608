"""Reads, straight from the tables to what the client sees. They change nothing and decide nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select

from common.kernel.principal import Role
from common.web.authentication import Principal

from .tables import mediations

SUMMARY = (
    mediations.c.id,
    mediations.c.dispute,
    mediations.c.escrow,
    mediations.c.state,
    mediations.c.awaiting,
    mediations.c.due_at,
    mediations.c.created_at,
    mediations.c.version,
)


def listed(
    caller: Principal, *, dispute: UUID | None, states: Sequence[str] | None, awaiting: str | None
) -> Select[Any]:
    query = select(*SUMMARY).where(*visible(caller))
    if dispute is not None:
        query = query.where(mediations.c.dispute == dispute)
    if states is not None:
        query = query.where(mediations.c.state.in_(states))
    if awaiting is not None:
        query = query.where(mediations.c.awaiting == awaiting)
    return query


def visible(caller: Principal) -> list[ColumnElement[bool]]:
    """What a caller may know of: parties their own, platform and operators all, others the case they are let into."""
    limits = []
    if caller.escrow is not None:
        limits.append(mediations.c.escrow == caller.escrow)
    if caller.dispute is not None:
        limits.append(mediations.c.dispute == caller.dispute)
    match caller.role:
        case Role.BUYER:
            return [mediations.c.buyer == caller.id, *limits]
        case Role.SELLER:
            return [mediations.c.seller == caller.id, *limits]
        case Role.PLATFORM | Role.OPERATOR:
            return limits
        case _:
            return [or_(false(), *limits)]

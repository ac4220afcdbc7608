"""Reads, straight from the tables to what the client sees. They change nothing and decide nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, not_, or_, select, true

from common.kernel.principal import Role

from .domain.records import Viewer
from .schemas import Assignment, DisputeFilters
from .tables import disputes, editions, messages, transitions

SUMMARY = (
    disputes.c.id,
    disputes.c.escrow,
    disputes.c.status,
    disputes.c.stage,
    disputes.c.reason,
    disputes.c.disputed_minor,
    disputes.c.currency,
    disputes.c.policy_name,
    disputes.c.edition,
    disputes.c.policy_hash,
    disputes.c.awaiting,
    disputes.c.assignee,
    disputes.c.sla,
    disputes.c.next_due_at,
    disputes.c.outcome,
    disputes.c.state,
    disputes.c.opened_at,
    disputes.c.version,
)


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The same as `Dispute.seen_by`, for lists."""
    parties = {Role.BUYER: disputes.c.buyer == viewer.id, Role.SELLER: disputes.c.seller == viewer.id}
    bound = viewer.escrow is not None or viewer.dispute is not None
    everything = viewer.role in (Role.OPERATOR, Role.PLATFORM) or (viewer.role is Role.REPRESENTATIVE and bound)
    return and_(
        parties.get(viewer.role, true() if everything else false()),
        disputes.c.escrow == viewer.escrow if viewer.escrow else true(),
        disputes.c.id == viewer.dispute if viewer.dispute else true(),
    )


def listed(viewer: Viewer, filters: DisputeFilters) -> Select[Any]:
    exact = {
        disputes.c.reason: filters.reason,
        disputes.c.assignee: filters.assignee,
        disputes.c.escrow: filters.escrow,
    }
    query = select(*SUMMARY).where(visible(viewer))
    query = query.where(*(column == wanted for column, wanted in exact.items() if wanted is not None))
    if filters.status is not None:
        query = query.where(disputes.c.status.in_([status.value for status in filters.status]))
    if filters.awaiting is not None:
        query = query.where(literal(filters.awaiting.value) == func.any(func.string_to_array(disputes.c.awaiting, ",")))
    if filters.policy is not None:
        query = query.where(or_(disputes.c.policy_name == filters.policy, disputes.c.edition == filters.policy))
    if filters.due_before is not None:
        query = query.where(disputes.c.next_due_at < filters.due_before)
    return query.where(*_for_a_desk(filters))


def _for_a_desk(filters: DisputeFilters) -> Iterator[ColumnElement[bool]]:
    taken = disputes.c.assignee.is_not(None)
    if filters.assignment is not None:
        yield taken if filters.assignment is Assignment.ASSIGNED else not_(taken)
    if filters.sla is not None:
        yield disputes.c.sla == filters.sla
    if filters.currency is not None:
        yield disputes.c.currency == filters.currency
    if filters.amount_gte is not None:
        yield disputes.c.disputed_minor >= filters.amount_gte
    if filters.amount_lte is not None:
        yield disputes.c.disputed_minor <= filters.amount_lte


def posted(dispute: UUID) -> Select[Any]:
    return select(messages).where(messages.c.dispute == dispute)


def moved(dispute: UUID) -> Select[Any]:
    return select(transitions).where(transitions.c.dispute == dispute).order_by(transitions.c.seq)


def published_as(edition: str) -> Select[Any]:
    return select(editions).where(editions.c.edition == edition).order_by(editions.c.tenant_id.desc()).limit(1)


def published() -> Select[Any]:
    return select(editions).order_by(editions.c.edition)

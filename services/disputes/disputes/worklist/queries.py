"""Queries of lists of cases: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Label, Row, Select, Text, and_, case, func, literal, or_, select, tuple_
from sqlalchemy.dialects.postgresql import array

from common.kernel.principal import Principal, Role
from common.persistence.paging import InvalidCursor, Pager
from common.web.schemas import Page
from disputes.cases.queries import CasesReadTx, visible_disputes
from disputes.cases.tables import disputes, known_escrows
from disputes.edge import STAFF_ROLES
from disputes.story.queries import select_activity

from .counting import FLAGS, CaseGroup, add_up
from .schemas import Assignment, DisputeCounts, DisputeFilters, DisputeSummary, Sort
from .views import Activity, Reader, counts_view, dispute_summary, known_awaiting

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
NEVER_DUE: Final = "-"
INFINITY: Final = literal("infinity").cast(disputes.c.next_due_at.type)
DAY: Final = timedelta(days=1)
CONCEALED_UNTIL: Final = {
    Role.BUYER: disputes.c.buyer_concealed_until,
    Role.SELLER: disputes.c.seller_concealed_until,
}
SUMMARY_COLUMNS: Final = (
    disputes.c.id,
    disputes.c.escrow,
    disputes.c.buyer,
    disputes.c.seller,
    disputes.c.claimant,
    disputes.c.status,
    disputes.c.stage,
    disputes.c.reason,
    disputes.c.disputed_minor,
    disputes.c.currency,
    disputes.c.policy_name,
    disputes.c.edition,
    disputes.c.policy_hash,
    disputes.c.awaiting,
    disputes.c.hidden_versions,
    disputes.c.offer_by,
    disputes.c.contested,
    disputes.c.assignee,
    disputes.c.office,
    disputes.c.office_name,
    disputes.c.office_since,
    disputes.c.sla,
    disputes.c.paused_at,
    disputes.c.outcome,
    disputes.c.state,
    disputes.c.opened_at,
    disputes.c.version,
)


async def list_disputes(
    tx: CasesReadTx, principal: Principal, filters: DisputeFilters, pager: Pager
) -> Page[DisputeSummary]:
    now = (await tx.timing()).now
    query = select_disputes(principal, filters, now)
    if filters.sort is Sort.DUE:
        rows = (await tx.execute(_order_by_due(query, principal, filters, pager, tx.tenant))).all()
        page, cursor = _split_due_page(rows, filters, pager, tx.tenant)
    else:
        scope: dict[str, Any] = {"listing": "disputes", "tenant": tx.tenant, "filters": filters}
        rows = (await tx.execute(pager.narrow_query(query, disputes.c.id, **scope))).all()
        page, cursor = pager.split_page(rows, lambda row: row.id, **scope)
    sides = await _sides_of(tx, principal, page)
    reader = Reader(principal, sides, now, await _read_activity(tx, page, sides, principal))
    data = [dispute_summary(row, reader) for row in page]
    return Page(data=data, has_more=cursor is not None, next_cursor=cursor)


def select_disputes(principal: Principal, filters: DisputeFilters, now: datetime) -> Select[Any]:
    """Select the rows of a list, with `due_at` as the reader sees it."""
    columns = (*SUMMARY_COLUMNS, select_concealed(now), due_column(principal).label("due_at"), known_escrows.c.title)
    query = select(*columns).outerjoin(known_escrows, _is_deal_of_case())
    return query.where(visible_disputes(principal), *_conditions(principal, filters, now))


def _is_deal_of_case() -> ColumnElement[bool]:
    return and_(known_escrows.c.tenant_id == disputes.c.tenant_id, known_escrows.c.id == disputes.c.escrow)


def due_column(principal: Principal) -> ColumnElement[datetime]:
    """Choose what is due to whom: operators also see what they are late with themselves."""
    return disputes.c.desk_due_at if principal.role in STAFF_ROLES else disputes.c.next_due_at


def _conditions(principal: Principal, filters: DisputeFilters, now: datetime) -> Iterator[ColumnElement[bool]]:
    exact = {
        disputes.c.reason: filters.reason,
        disputes.c.escrow: filters.escrow,
        disputes.c.contested: filters.contested,
        disputes.c.offer_by: filters.offer_by,
        disputes.c.office: filters.office,
    }
    yield from (column == value for column, value in exact.items() if value is not None)
    if filters.status is not None:
        yield disputes.c.status.in_([status.value for status in filters.status])
    if filters.stage is not None:
        yield disputes.c.stage.in_(filters.stage)
    if filters.awaiting is not None:
        yield _is_awaited(principal, filters.awaiting, now)
    if filters.policy is not None:
        yield or_(disputes.c.policy_name == filters.policy, disputes.c.edition == filters.policy)
    for condition, wanted in (
        (is_overdue(principal, now), filters.overdue),
        (disputes.c.offer_by.is_not(None), filters.offer),
        (disputes.c.paused_at.is_not(None), filters.paused),
        (disputes.c.closed_at.is_(None), filters.open),
    ):
        if wanted is not None:
            yield condition if wanted else condition.is_not(True)
    if filters.due_before is not None:
        yield due_column(principal) < filters.due_before
    yield from _amount_conditions(filters)
    yield from _desk_conditions(principal, filters)


def _is_awaited(principal: Principal, roles: Sequence[Role], now: datetime) -> ColumnElement[bool]:
    """Condition for whose turn it is: for all that a party knows, also the other's who has given what is sealed."""
    others = () if principal.role in STAFF_ROLES else (role for role in roles if role is not principal.role)
    seeming = (_seems_awaited(role, now) for role in others if role in CONCEALED_UNTIL)
    return or_(disputes.c.awaiting.overlap([role.value for role in roles]), *seeming)


def _seems_awaited(party: Role, now: datetime) -> ColumnElement[bool]:
    """Condition for who has given what is sealed while the other party may still believe that it comes: a pause keeps
    cut-offs where they are."""
    return CONCEALED_UNTIL[party] > func.least(now, disputes.c.paused_at)


def select_concealed(now: datetime) -> Label[Any]:
    """Select the parties who are awaited for all that the other party knows (T8)."""
    seeming: list[Any] = [case((_seems_awaited(party, now), party.value)) for party in CONCEALED_UNTIL]
    return func.array_remove(array[str](seeming), None, type_=ARRAY(Text)).label("concealed")


def is_overdue(principal: Principal, now: datetime) -> ColumnElement[bool]:
    return due_column(principal) <= now


def _amount_conditions(filters: DisputeFilters) -> Iterator[ColumnElement[bool]]:
    if filters.currency is not None:
        yield disputes.c.currency == filters.currency
    if filters.amount_gte is not None:
        yield disputes.c.disputed_minor >= filters.amount_gte
    if filters.amount_lte is not None:
        yield disputes.c.disputed_minor <= filters.amount_lte


def _desk_conditions(principal: Principal, filters: DisputeFilters) -> Iterator[ColumnElement[bool]]:
    if filters.assignee is not None:
        yield disputes.c.assignee == filters.assignee
    if filters.assignment is not None:
        assigned = disputes.c.assignee.is_not(None)
        yield assigned if filters.assignment is Assignment.ASSIGNED else ~assigned
    if filters.mine is not None:
        is_mine = disputes.c.assignee == principal.id
        yield is_mine if filters.mine else is_mine.is_not(True)
    if filters.sla is not None:
        yield disputes.c.sla == filters.sla


# Order by due date. A case keeps its place when it becomes overdue; what nothing is due in comes last


def _order_by_due(
    query: Select[Any], principal: Principal, filters: DisputeFilters, pager: Pager, tenant: UUID
) -> Select[Any]:
    due_at = func.coalesce(due_column(principal), INFINITY)
    if filters.cursor is not None:
        rank, _, signed = filters.cursor.partition(".")
        last = pager.decode_cursor(signed, listing=_due_listing(rank), tenant=tenant, filters=filters)
        query = query.where(tuple_(due_at, disputes.c.id) > tuple_(_instant_of_rank(rank), last))
    return query.order_by(due_at, disputes.c.id).limit(filters.limit + 1)


def _split_due_page(
    rows: Sequence[Row[Any]], filters: DisputeFilters, pager: Pager, tenant: UUID
) -> tuple[list[Row[Any]], str | None]:
    page = list(rows[: filters.limit])
    if len(rows) <= filters.limit:
        return page, None
    rank = _due_rank(page[-1].due_at)
    signed = pager.encode_cursor(page[-1].id, listing=_due_listing(rank), tenant=tenant, filters=filters)
    return page, f"{rank}.{signed}"


def _instant_of_rank(rank: str) -> Any:
    if rank == NEVER_DUE:
        return INFINITY
    try:
        return EPOCH + timedelta(microseconds=int(rank))
    except (ValueError, OverflowError):
        raise InvalidCursor from None


def _due_listing(rank: str) -> str:
    """Name the listing for the cursor's signature. The rank is in the clear and signed with the rest."""
    return f"disputes due {rank}"


def _due_rank(due_at: datetime | None) -> str:
    return NEVER_DUE if due_at is None else str((due_at - EPOCH) // timedelta(microseconds=1))


async def _sides_of(tx: CasesReadTx, principal: Principal, rows: Sequence[Row[Any]]) -> dict[str, Role | None]:
    """Find as whom the reader acts in cases of each edition: of a representative the edition says it (K7)."""
    if principal.role is not Role.REPRESENTATIVE:
        return {row.edition: principal.role for row in rows}
    editions = {row.edition for row in rows}
    return {edition: (await tx.policies.get_for_new_case(edition)).represented_role for edition in editions}


async def _read_activity(
    tx: CasesReadTx, rows: Sequence[Row[Any]], sides: Mapping[str, Role | None], principal: Principal
) -> dict[UUID, Activity]:
    """Find when something happened last in each case, of what the reader may see of it, and what of it is unread."""
    activity: dict[UUID, Activity] = {}
    for side in set(sides.values()):
        cases = [row.id for row in rows if sides[row.edition] is side]
        acting = None if principal.role in STAFF_ROLES else side or principal.role
        for row in await tx.execute(select_activity(principal, cases, acting)):
            activity[row.dispute] = Activity(row.last_at, row.messages, row.entries)
    return activity


# Counts


async def count_disputes(tx: CasesReadTx, principal: Principal) -> DisputeCounts:
    """Count open cases in one statement that an index alone answers."""
    now = (await tx.timing()).now
    rows = (await tx.execute(select_counts(principal, now))).all()
    if principal.role is Role.REPRESENTATIVE:
        sides = await _sides_of(tx, principal, rows)
        counts = add_up(_group_from_row(row, principal, sides[row.edition]) for row in rows)
    else:
        counts = add_up(_group_from_row(row, principal, principal.role) for row in rows)
    return counts_view(counts, now, is_staff=principal.role in STAFF_ROLES)


def select_counts(principal: Principal, now: datetime) -> Select[Any]:
    due_at = due_column(principal)
    flags: dict[str, ColumnElement[bool]] = {
        "overdue": due_at <= now,
        "due_within_day": and_(due_at > now, due_at <= now + DAY),
        "offer": disputes.c.offer_by.is_not(None),
        "contested": disputes.c.contested,
        "paused": disputes.c.paused_at.is_not(None),
        "unassigned": disputes.c.assignee.is_(None),
        "mine": disputes.c.assignee == principal.id,
    }
    alike = [
        *([disputes.c.edition] if principal.role is Role.REPRESENTATIVE else []),  # it says whom they act for (K7)
        disputes.c.policy_name,
        disputes.c.stage,
        disputes.c.status,
        disputes.c.awaiting,
        select_concealed(now),
        disputes.c.office,
        disputes.c.sla,
    ]
    flagged = [case((condition, name)).label(name) for name, condition in flags.items()]
    return (
        select(*alike, *flagged, func.count().label("cases"))
        .where(visible_disputes(principal), disputes.c.closed_at.is_(None))
        .group_by(*alike, *flagged)
    )


def _group_from_row(row: Row[Any], principal: Principal, side: Role | None) -> CaseGroup:
    flags = frozenset(value for name, value in row._mapping.items() if name in FLAGS and value is not None)
    awaiting = tuple(known_awaiting(row, side or principal.role))
    where = (row.policy_name, row.stage, row.status, awaiting, row.office, row.sla)
    return CaseGroup(*where, flags, row.cases, side)

"""Queries of the story of a case: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    and_,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.sql.expression import FromClause

from common.kernel.ids import format_id
from common.kernel.principal import Principal, Role
from common.persistence.database import Database
from common.persistence.paging import InvalidCursor, Pager
from common.persistence.read_connections import ReadLane
from common.web.event_stream import BATCH_SIZE, StreamBatch, StreamedEvent
from common.web.schemas import Page
from disputes.cases.edge import StreamedCase
from disputes.cases.loading import get_visible_dispute
from disputes.cases.tables import disputes, messages
from disputes.desk.tables import notes
from disputes.edge import STAFF_ROLES
from disputes.engine.dispute import Dispute
from disputes.schema import SqlTransaction

from .model import Audience, StoryTx, SubjectKind
from .schemas import StoryEntryView, StoryFilters
from .tables import read_marks, story
from .views import own_entry_view, story_entry_view

MESSAGE_POSTED: Final = "message_posted"
REVEALED: Final = "evidence_revealed"
RECEIVED: Final = "evidence_received"
REQUESTED: Final = "evidence_requested"


OLDEST_UNSETTLED: Final[ColumnElement[int]] = literal_column("pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
IS_SETTLED: Final = story.c.transaction < OLDEST_UNSETTLED
"""Nothing that is still under way can come before it."""


class StreamPlace(NamedTuple):
    """Place in the order in which lines were settled."""

    transaction: int
    position: int


class StoryReadTx(StoryTx, SqlTransaction, Protocol):
    """Transaction as far as queries of this room need it."""


async def read_story(
    tx: StoryReadTx, principal: Principal, dispute_id: UUID, filters: StoryFilters, pager: Pager
) -> Page[StoryEntryView]:
    """List what the reader may see of the story, in the order in which it happened. Raises NotFound."""
    dispute = await get_visible_dispute(tx, principal, dispute_id)
    scope: dict[str, Any] = {"listing": f"story:{dispute_id}", "tenant": tx.tenant, "filters": filters}
    query = select_story(dispute, await reading_side(tx, principal, dispute))
    if filters.cursor is not None:
        last = pager.decode_cursor(filters.cursor, **scope)
        place = (
            select(story.c.at, story.c.position).where(story.c.tenant_id == tx.tenant, story.c.id == last).subquery()
        )
        query = query.where(tuple_(story.c.at, story.c.position) > select(place).scalar_subquery())
    query = query.order_by(story.c.at, story.c.position).limit(filters.limit + 1)
    page, cursor = pager.split_page((await tx.execute(query)).all(), lambda row: row.id, **scope)
    data = [story_entry_view(row, principal) for row in page]
    return Page(data=data, has_more=cursor is not None, next_cursor=cursor)


async def find_place(tx: StoryReadTx, principal: Principal, dispute_id: UUID, last: UUID | None) -> StreamPlace:
    """Find where a stream goes on: behind a line of this story, else with whatever comes from now on.

    Raises NotFound, or InvalidCursor for a line of another story.
    """
    await get_visible_dispute(tx, principal, dispute_id)
    if last is None:
        return StreamPlace((await tx.execute(select(OLDEST_UNSETTLED))).scalar_one(), 0)
    own = (story.c.tenant_id == tx.tenant, story.c.dispute == dispute_id, story.c.id == last)
    row = (await tx.execute(select(story.c.transaction, story.c.position).where(*own))).one_or_none()
    if row is None:
        raise InvalidCursor
    return StreamPlace(row.transaction, row.position)


async def find_own_place(tx: StoryReadTx, principal: Principal, last: UUID | None) -> StreamPlace:
    """`find_place` among the lines of all cases that the reader has. Raises InvalidCursor."""
    if last is None:
        return StreamPlace((await tx.execute(select(OLDEST_UNSETTLED))).scalar_one(), 0)
    query = _select_own_story(principal).with_only_columns(story.c.transaction, story.c.position)
    row = (await tx.execute(query.where(story.c.id == last))).one_or_none()
    if row is None:
        raise InvalidCursor
    return StreamPlace(row.transaction, row.position)


async def read_own_stream(tx: StoryReadTx, principal: Principal, after: StreamPlace) -> StreamBatch:
    """`read_stream` of all cases that the reader has."""
    rows = (await tx.execute(_continue_behind(_select_own_story(principal), after))).all()
    events = [
        StreamedEvent(format_id("evt", row.id), row.kind, own_entry_view(row, principal).model_dump_json())
        for row in rows
    ]
    return StreamBatch(events, _place_behind(rows, after), has_more=len(rows) == BATCH_SIZE)


def _select_own_story(principal: Principal) -> Select[Any]:
    """Select what a buyer or a seller may see of the cases they have; of every case for platform and operators."""
    side = None if principal.role in STAFF_ROLES else principal.role
    own = [story.c.tenant_id == principal.tenant]
    if side is not None:
        column = disputes.c.buyer if side is Role.BUYER else disputes.c.seller
        mine = select(disputes.c.id).where(disputes.c.tenant_id == principal.tenant, column == principal.id)
        own.append(story.c.dispute.in_(mine))
    return _select_lines(side).where(*own)


def _continue_behind(query: Select[Any], after: StreamPlace) -> Select[Any]:
    place = tuple_(story.c.transaction, story.c.position)
    settled = query.where(place > tuple_(*after), IS_SETTLED)
    return settled.order_by(story.c.transaction, story.c.position).limit(BATCH_SIZE)


def _place_behind(rows: Sequence[Row[Any]], after: StreamPlace) -> StreamPlace:
    return StreamPlace(rows[-1].transaction, rows[-1].position) if rows else after


async def read_stream(tx: StoryReadTx, principal: Principal, dispute_id: UUID, after: StreamPlace) -> StreamBatch:
    """Read what the reader may see behind a place, in the order in which this service heard of it. Raises NotFound."""
    dispute = await get_visible_dispute(tx, principal, dispute_id)
    query = select_story(dispute, await reading_side(tx, principal, dispute))
    rows = (await tx.execute(_continue_behind(query, after))).all()
    events = [
        StreamedEvent(format_id("evt", row.id), row.kind, story_entry_view(row, principal).model_dump_json())
        for row in rows
    ]
    return StreamBatch(events, _place_behind(rows, after), has_more=len(rows) == BATCH_SIZE)


async def count_lines(database: Database, cases: Collection[StreamedCase]) -> Mapping[StreamedCase, int]:
    """Count the lines of several cases' stories: one more, and there may be news. Of all cases of a platform the last
    transaction says as much."""
    lane = ReadLane(database.read_engine)
    await lane.name({case.tenant for case in cases})
    single = [case for case in cases if case.dispute is not None]
    newest: dict[StreamedCase, int] = {}
    if single:
        query = (
            select(story.c.tenant_id, story.c.dispute, func.count().label("lines"))
            .where(story.c.tenant_id.in_({case.tenant for case in single}))
            .where(story.c.dispute.in_([case.dispute for case in single]), IS_SETTLED)
            .group_by(story.c.tenant_id, story.c.dispute)
        )
        newest |= {StreamedCase(row.tenant_id, row.dispute): row.lines for row in await lane.execute(query)}
    for case in (case for case in cases if case.dispute is None):
        last = select(func.max(story.c.transaction)).where(story.c.tenant_id == case.tenant, IS_SETTLED)
        newest[case] = (await lane.execute(last)).scalar_one() or 0
    return newest


async def reading_side(tx: StoryTx, principal: Principal, dispute: Dispute) -> Role | None:
    """Find as which party somebody reads; None: as one of those who see everything."""
    if principal.role in STAFF_ROLES:
        return None
    return dispute.side_of(principal.role, await tx.policies.get_for_dispute(dispute)) or principal.role


def select_story(dispute: Dispute, side: Role | None) -> Select[Any]:
    """Select the lines of a case that a side may see."""
    of_case = and_(story.c.tenant_id == dispute.tenant, story.c.dispute == dispute.id)
    return _select_lines(side).where(of_case)


def _select_lines(side: Role | None) -> Select[Any]:
    """Select lines that a side may see, with what was written where a line is about a text."""
    text = func.coalesce(messages.c.text, notes.c.text).label("text")
    is_message = and_(story.c.about == SubjectKind.MESSAGE, _is_subject(messages))
    is_note = and_(story.c.about == SubjectKind.NOTE, _is_subject(notes))
    joined = story.outerjoin(messages, is_message).outerjoin(notes, is_note)
    return select(story, text, _is_closed_to(side).label("is_closed")).select_from(joined).where(visible_lines(side))


def _is_subject(table: Table) -> ColumnElement[bool]:
    return and_(table.c.tenant_id == story.c.tenant_id, table.c.id == story.c.subject)


def visible_lines(side: Role | None) -> ColumnElement[bool]:
    """Condition for what a side may see: no work of operators, and nothing of the other's that is still sealed."""
    if side is None:
        return true()
    received = story.alias("received")
    is_of_sealed_item = exists().where(
        _is_same_case(received, story),
        received.c.kind == RECEIVED,
        received.c.subject == story.c.subject,
        _is_sealed(received, side),
    )
    return and_(
        story.c.audience != Audience.STAFF,
        ~_is_sealed(story, side),
        or_(story.c.about.is_distinct_from(SubjectKind.ITEM.value), ~is_of_sealed_item),
    )


def _is_same_case(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    return and_(one.c.tenant_id == other.c.tenant_id, one.c.dispute == other.c.dispute)


def _is_sealed(line: FromClause, side: Role) -> ColumnElement[bool]:
    """Whether a line tells of sealed evidence of the other side that nobody has revealed yet (T8)."""
    is_of_request = and_(line.c.audience == Audience.ASKED, _is_about_sealed_request(line))
    is_giver = or_(line.c.audience == Audience.GIVER, is_of_request)
    return and_(is_giver, line.c.giver.is_distinct_from(side.value), ~_is_revealed(line, line.c.request))


def _is_closed_to(side: Role | None) -> ColumnElement[bool]:
    """Whether a line that a side may see is about a request of the other's that it may not open until it is revealed:
    its page says too much."""
    if side is None:
        return false()
    is_others = and_(
        story.c.about == SubjectKind.REQUEST.value, story.c.params["party"].as_string().is_distinct_from(side.value)
    )
    return and_(is_others, _is_about_sealed_request(story), ~_is_revealed(story, story.c.subject))


def _is_about_sealed_request(line: FromClause) -> ColumnElement[bool]:
    asked = story.alias()
    return exists().where(
        _is_same_case(asked, line),
        asked.c.kind == REQUESTED,
        asked.c.subject == line.c.subject,
        asked.c.params["sealed"].as_boolean(),
    )


def _is_revealed(line: FromClause, request: ColumnElement[UUID]) -> ColumnElement[bool]:
    revealed = story.alias()
    return exists().where(_is_same_case(revealed, line), revealed.c.kind == REVEALED, revealed.c.request == request)


def select_activity(principal: Principal, cases: Sequence[UUID], side: Role | None) -> Select[Any]:
    """Select, of each case, when something happened last that a side may see, and how much of it the reader has not
    read: what others have done since the reader's mark."""
    is_own = and_(story.c.actor_role == principal.role.value, story.c.actor_id == principal.id)
    is_unread = and_(story.c.position > func.coalesce(read_marks.c.position, 0), ~is_own)
    is_mine = and_(
        _is_same_case(read_marks, story),
        read_marks.c.reader_role == principal.role.value,
        read_marks.c.reader_id == principal.id,
    )
    return (
        select(
            story.c.dispute,
            func.max(story.c.at).label("last_at"),
            func.count().filter(is_unread).label("entries"),
            func.count().filter(and_(is_unread, story.c.kind == MESSAGE_POSTED)).label("messages"),
        )
        .select_from(story.outerjoin(read_marks, is_mine))
        .where(story.c.tenant_id == principal.tenant, story.c.dispute.in_(cases), visible_lines(side))
        .group_by(story.c.dispute)
    )

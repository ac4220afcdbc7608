"""Query of a case with what one screen shows beside it, in one read-only transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, select

from common.kernel.errors import Forbidden
from common.kernel.ids import format_id
from common.kernel.principal import Principal
from disputes.approvals.queries import ApprovalsReadTx, list_latest_decisions
from disputes.cases.listing import find_offerer
from disputes.cases.loading import get_visible_dispute
from disputes.cases.queries import show_dispute
from disputes.cases.tables import messages
from disputes.cases.views import DisputeView, message_row_view
from disputes.desk.tables import notes
from disputes.desk.views import note_view
from disputes.edge import STAFF_ROLES
from disputes.engine.dispute import Dispute
from disputes.penalties.views import standing_view
from disputes.schema import SqlRow
from disputes.story.queries import StoryReadTx, reading_side, select_activity, select_story
from disputes.story.schemas import UnreadView
from disputes.story.tables import story
from disputes.story.views import story_entry_view

from .schemas import (
    MAX_FOLDED_LINES,
    MAX_LINES,
    STAFF_PARTS,
    DecisionsPart,
    EvidencePart,
    ExpandedDisputeView,
    ExpandedParts,
    MessagesPart,
    NotesPart,
    OffersPart,
    Part,
    StoryPart,
)
from .views import EXECUTING_KINDS, ITEM_KINDS, OFFER_STATES, given_item_views, known_escrow_view, offer_views


class ExpansionTx(ApprovalsReadTx, StoryReadTx, Protocol):
    """Transaction as far as the query of this room needs it."""


async def read_expanded_dispute(
    tx: ExpansionTx, principal: Principal, dispute_id: UUID, parts: Sequence[Part] | None
) -> DisputeView:
    """Read a case, with the parts that were asked for. Raises NotFound or Forbidden."""
    dispute = await get_visible_dispute(tx, principal, dispute_id)
    view = await show_dispute(tx, principal, dispute)
    if not parts:
        return view
    if STAFF_PARTS.intersection(parts) and principal.role not in STAFF_ROLES:
        raise Forbidden("Notes and decisions are the operators' business.")
    reader = PartReader(tx, principal, dispute)
    expanded = ExpandedParts(**{part.value: await reader.read_part(part) for part in sorted(set(parts))})
    return ExpandedDisputeView.model_construct(**dict(view), expanded=expanded)


class PartReader:
    """Reads the parts of one case, as its reader may see them."""

    def __init__(self, tx: ExpansionTx, principal: Principal, dispute: Dispute) -> None:
        self._tx, self._principal, self._dispute = tx, principal, dispute
        self._here = f"/v1/disputes/{format_id('dsp', dispute.id)}"

    async def read_part(self, part: Part) -> Any:
        match part:
            case Part.ESCROW:
                return known_escrow_view(await self._tx.escrows.get(self._dispute.escrow))
            case Part.MEDIATION:
                return await self._read_offers()
            case Part.EVIDENCE:
                return await self._read_evidence()
            case Part.MESSAGES:
                return await self._read_messages()
            case Part.STORY:
                return await self._read_story()
            case Part.STANDING:
                return await self._read_standings()
            case Part.NOTES:
                return await self._read_notes()
            case Part.DECISIONS:
                return await self._read_decisions()

    async def _latest_lines(self, *kinds: str) -> Sequence[SqlRow]:
        """List the latest lines of these kinds in order, and one more than are folded if there are so many."""
        query = (await self._select_lines()).where(story.c.kind.in_(kinds))
        latest = query.order_by(story.c.at.desc(), story.c.position.desc()).limit(MAX_FOLDED_LINES + 1)
        return list(reversed((await self._tx.execute(latest)).all()))

    async def _read_offers(self) -> OffersPart:
        lines, turn = await self._latest_lines(*OFFER_STATES, *EXECUTING_KINDS), self._dispute.negotiation
        is_standing = turn is not None and find_offerer(self._dispute) is not None
        standing = turn.number if is_standing and turn is not None else None
        offers = offer_views(lines[-MAX_FOLDED_LINES:], standing)
        session = turn.mediation if turn is not None else None
        href = None if session is None else f"/v1/mediations/{format_id('med', session)}"
        return OffersPart(data=offers[-MAX_LINES:], has_more=_is_cut(lines, offers), href=href)

    async def _read_evidence(self) -> EvidencePart:
        lines = await self._latest_lines(*ITEM_KINDS)
        items = given_item_views(lines[-MAX_FOLDED_LINES:])
        href = f"/v1/evidence?dispute={format_id('dsp', self._dispute.id)}"
        return EvidencePart(data=items[-MAX_LINES:], has_more=_is_cut(lines, items), href=href)

    async def _read_decisions(self) -> DecisionsPart:
        latest = await list_latest_decisions(self._tx, self._dispute, MAX_LINES + 1)
        return DecisionsPart(data=latest[-MAX_LINES:], has_more=len(latest) > MAX_LINES, href=f"{self._here}/decisions")

    async def _select_lines(self) -> Select[Any]:
        return select_story(self._dispute, await reading_side(self._tx, self._principal, self._dispute))

    async def _read_story(self) -> StoryPart:
        latest = (await self._select_lines()).order_by(story.c.at.desc(), story.c.position.desc())
        rows = (await self._tx.execute(latest.limit(MAX_LINES + 1))).all()
        data = [story_entry_view(row, self._principal) for row in reversed(rows[:MAX_LINES])]
        unread = await self._count_unread()
        return StoryPart(data=data, unread=unread.entries, has_more=len(rows) > MAX_LINES, href=f"{self._here}/story")

    async def _read_messages(self) -> MessagesPart:
        latest = select(messages).where(*self._is_of_case(messages)).order_by(messages.c.id.desc())
        rows = (await self._tx.execute(latest.limit(MAX_LINES + 1))).all()
        data = [message_row_view(row, self._principal) for row in rows[:MAX_LINES]]
        more, unread = len(rows) > MAX_LINES, await self._count_unread()
        return MessagesPart(data=data, unread=unread.messages, has_more=more, href=f"{self._here}/messages")

    async def _count_unread(self) -> UnreadView:
        """Count what others have done since the reader marked the case as read."""
        side = await reading_side(self._tx, self._principal, self._dispute)
        row = (await self._tx.execute(select_activity(self._principal, [self._dispute.id], side))).one_or_none()
        return UnreadView(messages=row.messages, entries=row.entries) if row else UnreadView(messages=0, entries=0)

    async def _read_notes(self) -> NotesPart:
        latest = select(notes).where(*self._is_of_case(notes)).order_by(notes.c.id.desc())
        rows = (await self._tx.execute(latest.limit(MAX_LINES + 1))).all()
        data = [note_view(row) for row in rows[:MAX_LINES]]
        return NotesPart(data=data, has_more=len(rows) > MAX_LINES, href=f"{self._here}/notes")

    def _is_of_case(self, table: Table) -> tuple[ColumnElement[bool], ...]:
        return table.c.tenant_id == self._dispute.tenant, table.c.dispute == self._dispute.id

    async def _read_standings(self) -> list[Any]:
        parties = (self._dispute.buyer, self._dispute.seller)
        is_staff, now = self._principal.role in STAFF_ROLES, (await self._tx.timing()).now
        readable = [party for party in parties if is_staff or party == self._principal.id]
        return [standing_view(await self._tx.standings.get(party), now) for party in readable]


def _is_cut(lines: Sequence[SqlRow], folded: Sequence[object]) -> bool:
    return len(folded) > MAX_LINES or len(lines) > MAX_FOLDED_LINES

"""Legal holds, what was erased, and all the places where something of it is, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, and_, case, exists, func, insert, literal_column, or_, select, text, union, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.anchoring.logged_rows import log_row
from common.execution.erased_deals import DEAL_WORDS, PARCEL_WORDS
from common.kernel.ids import format_id
from common.kernel.principal import Actor, Role
from common.persistence.erasing import forget_answers, forget_waiting_events
from common.persistence.transaction import PostgresTransaction
from evidence.cases.model import CaseState
from evidence.cases.tables import known_cases
from evidence.deals.tables import known_deals
from evidence.downloads.tables import fingerprints
from evidence.items.model import Erased, Item
from evidence.items.tables import erasures, items
from evidence.live_video.domain.session import VideoState
from evidence.live_video.tables import video_chunks, video_sessions
from evidence.proof.bundle_model import BundleState
from evidence.proof.tables import bundles
from evidence.storage.model import person_key_owner
from evidence.storage.tables import subject_keys
from evidence.uploads.model import UNFINISHED_STATES, UploadState
from evidence.uploads.tables import uploads

from .model import ErasedCase, StoredAnswer
from .tables import legal_holds

RUNNING_STATES: Final = (VideoState.OPEN, VideoState.RECORDING)
_FORGET_ANSWERS: Final = text("""
UPDATE evidence.idempotency SET status = :status, body = convert_to(:body, 'UTF8')
WHERE tenant_id = :tenant AND status IS NOT NULL
  -- Theirs by whatever token: what stands behind a blank is the case that it was limited to.
  AND (principal = :principal OR starts_with(principal, CAST(:principal AS text) || ' ')
       OR convert_from(body, 'UTF8') LIKE ANY (CAST(:ids AS text[])))
""")

ERASE_REMARKS: Final = (
    text("""
UPDATE evidence.items SET reason = '' WHERE tenant_id = :tenant AND dispute = ANY (:disputes) AND reason IS NOT NULL
"""),
    text("""
UPDATE evidence.video_sessions SET overruling = evidence.without_words(overruling, '{reason}')
WHERE tenant_id = :tenant AND dispute = ANY (:disputes) AND overruling IS NOT NULL
"""),
    text("""
UPDATE evidence.external_videos v SET attestation = evidence.without_words(v.attestation, '{statement}')
FROM evidence.items i
WHERE v.tenant_id = :tenant AND i.tenant_id = :tenant AND i.id = v.item AND i.dispute = ANY (:disputes)
  AND v.attestation IS NOT NULL
"""),
    text("""
UPDATE evidence.legal_holds SET reason = ''
WHERE tenant_id = :tenant AND dispute = ANY (:disputes) AND released_at IS NOT NULL
"""),
)
LOGGED_OF_HOLD: Final = (
    legal_holds.c.reason, legal_holds.c.placed_by, legal_holds.c.placed_at, legal_holds.c.released_at
)  # fmt: skip
ANSWERED_REMARKS: Final = ("reason@reason_code", "reason@result", "statement@held")
"""Keys under which answers say what operators have remarked; a finding's reason is a code."""
KNOWN_CARRIER: Final = "evidence.without_words(jsonb_build_object('carrier', carrier), '{carrier}') ->> 'carrier'"


class ErasureStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    def _is_own(self, table: Any) -> Any:
        return table.c.tenant_id == self._tx.tenant

    async def knows_person(self, person: Actor) -> bool:
        """Tell whether anything here was ever theirs."""
        keyed = select(subject_keys.c.subject).where(
            self._is_own(subject_keys), subject_keys.c.subject == person_key_owner(person)
        )
        mine = _disputes_of(person, self._tx.tenant).subquery()
        query = select(or_(keyed.exists(), exists().select_from(mine)))
        return bool((await self._tx.execute(query)).scalar_one())

    async def items_of(self, person: Actor) -> Sequence[UUID]:
        """List what they gave and has not been erased yet."""
        mine = (self._is_own(items), items.c.by_role == person.role, items.c.by_id == person.id)
        erased = exists().where(erasures.c.id == items.c.id)
        return list((await self._tx.execute(select(items.c.id).where(*mine, ~erased).order_by(items.c.id))).scalars())

    async def find_hindrance(self, person: Actor) -> CaseState | None:
        """OPEN if a case of theirs, or with something of theirs, still runs or can be contested; CLOSED if one is under
        a legal hold; None if nothing is."""
        mine = select(_disputes_of(person, self._tx.tenant).subquery())
        running = exists().where(
            self._is_own(known_cases), known_cases.c.id.in_(mine), known_cases.c.closed_at.is_(None)
        )
        under_hold = exists().where(
            self._is_own(legal_holds), legal_holds.c.dispute.in_(mine), legal_holds.c.released_at.is_(None)
        )
        row = (await self._tx.execute(select(running.label("running"), under_hold.label("under_hold")))).one()
        if row.running:
            return CaseState.OPEN
        return CaseState.CLOSED if row.under_hold else None

    async def items_with_remarks(self, cases: Sequence[ErasedCase]) -> Sequence[UUID]:
        theirs = (self._is_own(items), items.c.dispute.in_([case.dispute for case in cases]))
        query = select(items.c.id).where(*theirs, items.c.reason.is_not(None))
        return list((await self._tx.execute(query)).scalars())

    async def mark_erased(self, item: Item, at: datetime) -> None:
        path = None if isinstance(item.content, Erased) else getattr(item.content, "path", None)
        row = {"tenant_id": self._tx.tenant, "id": item.id, "at": at, "path": path}
        await self._tx.execute(insert(erasures).values(row))
        await self._tx.execute(update(items).where(self._is_own(items), items.c.id == item.id).values(content=None))
        await self._tx.execute(select(func.evidence.forget_name(item.id)))
        likeness = update(fingerprints).where(self._is_own(fingerprints), fingerprints.c.id == item.id)
        await self._tx.execute(likeness.values(dhash=None, taken_at=None))

    async def end_uploads(self, whose: Actor | UUID) -> Sequence[UUID]:
        mine = (self._is_own(uploads), *_owned_by(uploads, whose))
        ended = update(uploads).where(*mine, uploads.c.state.in_(UNFINISHED_STATES)).values(state=UploadState.CANCELLED)
        ended_ids = list((await self._tx.execute(ended.returning(uploads.c.id))).scalars())
        await self._tx.execute(update(uploads).where(*mine).values(filename=""))
        return ended_ids

    async def list_chunk_paths(self, whose: Actor | UUID) -> Sequence[str]:
        mine = (self._is_own(video_sessions), *_owned_by(video_sessions, whose))
        query = select(video_chunks.c.path).join(video_sessions, video_sessions.c.id == video_chunks.c.session)
        return list((await self._tx.execute(query.where(*mine))).scalars())

    async def end_archives(self, disputes: Sequence[UUID]) -> Sequence[str]:
        theirs = and_(self._is_own(bundles), bundles.c.dispute.in_(disputes))
        again = update(bundles).where(theirs, bundles.c.state == BundleState.PENDING)
        await self._tx.execute(again.values(attempts=bundles.c.attempts + 1, try_at=func.clock_timestamp()))
        ended = update(bundles).where(theirs, bundles.c.state == BundleState.READY).values(state=BundleState.EXPIRED)
        return list((await self._tx.execute(ended.returning(bundles.c.path))).scalars())

    async def cases_of(self, person: Actor) -> Sequence[ErasedCase]:
        mine = (
            self._is_own(known_cases),
            known_cases.c.id.in_(select(_disputes_of(person, self._tx.tenant).subquery())),
        )
        query = select(known_cases.c.id, known_cases.c.escrow).where(*mine).order_by(known_cases.c.id)
        return [ErasedCase(row.id, row.escrow) for row in await self._tx.execute(query)]

    async def erase_remarks(self, cases: Sequence[ErasedCase], *, with_title: bool) -> None:
        disputes, escrows = [case.dispute for case in cases], [case.escrow for case in cases]
        about = {"tenant": self._tx.tenant, "disputes": disputes}
        for statement in ERASE_REMARKS:
            await self._tx.execute(statement, about)
        await forget_answers(self._tx, [format_id("dsp", dispute) for dispute in disputes], ANSWERED_REMARKS)
        await self._forget_deals(escrows, with_title=with_title)

    async def forget_deals(self, escrows: Sequence[UUID]) -> None:
        await self._forget_deals(escrows, with_title=True)

    async def _forget_deals(self, escrows: Sequence[UUID], *, with_title: bool) -> None:
        deals = (self._is_own(known_deals), known_deals.c.id.in_(escrows))
        number = case((known_deals.c.carrier.is_not(None), ""))
        parcel = {"tracking_number": number, "carrier": literal_column(KNOWN_CARRIER)}
        title = {"title": None} if with_title else {}
        await self._tx.execute(update(known_deals).where(*deals).values(parcel | title))
        for escrow in escrows:
            await forget_waiting_events(self._tx, escrow, DEAL_WORDS if with_title else PARCEL_WORDS)

    async def forget_answers(self, items: Sequence[UUID], person: Actor | None, instead: StoredAnswer) -> None:
        about: dict[str, Any] = {"tenant": self._tx.tenant, "status": instead.status, "body": instead.body}
        about["principal"] = None if person is None else person_key_owner(person)
        await self._tx.execute(_FORGET_ANSWERS, {**about, "ids": [f"%{format_id('evd', id)}%" for id in items]})

    async def place_hold(self, dispute: UUID, reason: str, by: Actor, at: datetime) -> None:
        row = {"tenant_id": self._tx.tenant, "dispute": dispute, "reason": reason, "placed_by": by.id, "placed_at": at}
        placed = upsert(legal_holds).values({**row, "released_at": None})
        again = {"reason": reason, "placed_by": by.id, "placed_at": at, "released_at": None}
        own = self._is_own(legal_holds)
        await self._tx.execute(
            placed.on_conflict_do_update(index_elements=[legal_holds.c.dispute], set_=again, where=own)
        )
        await log_row(self._tx, "legal_hold", dispute, again)

    async def release_hold(self, dispute: UUID, at: datetime) -> bool:
        """Release it, and tell whether there was one."""
        running = (self._is_own(legal_holds), legal_holds.c.dispute == dispute, legal_holds.c.released_at.is_(None))
        ended = update(legal_holds).where(*running).values(released_at=at).returning(*LOGGED_OF_HOLD)
        if (row := (await self._tx.execute(ended)).one_or_none()) is None:
            return False
        await log_row(self._tx, "legal_hold", dispute, row._asdict())
        return True


def _owned_by(table: Any, whose: Actor | UUID) -> tuple[Any, ...]:
    if isinstance(whose, UUID):
        return (table.c.dispute == whose,)
    return table.c.by_role == whose.role, table.c.by_id == whose.id


def _given_by(person: Actor, tenant: UUID) -> Any:
    """Select the cases with something of theirs, or where it is on its way."""

    def by(table: Any, *more: Any) -> Select[Any]:
        whose = (table.c.tenant_id == tenant, table.c.by_role == person.role, table.c.by_id == person.id)
        return select(table.c.dispute).where(*whose, *more)

    coming = by(uploads, uploads.c.state.in_(UNFINISHED_STATES))
    return union(by(items), coming, by(video_sessions, video_sessions.c.state.in_(RUNNING_STATES)))


def _disputes_of(person: Actor, tenant: UUID) -> Any:
    """Select where they are a party or have given something: the archives of those cases speak of them."""
    mine = _given_by(person, tenant)
    party = {Role.BUYER: known_cases.c.buyer, Role.SELLER: known_cases.c.seller}.get(person.role)
    if party is None:
        return mine
    of_party = select(known_cases.c.id).where(known_cases.c.tenant_id == tenant, party == person.id)
    return union(of_party, select(mine.subquery()))

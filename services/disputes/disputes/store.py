"""Postgres, and the one place where rows become domain values and back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from copy import deepcopy
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel import Money, NotFound, Role, Split
from common.store import PostgresTx, Timer

from . import tables
from .desk_store import DeskStore
from .domain.desk import sla
from .domain.dispute import Dispute, State
from .domain.errors import EditionChanged
from .domain.escrows import EscrowState, KnownEscrow
from .domain.forecast import next_lapse
from .domain.options import Option
from .domain.policy import OptionKind, Outcome, Policy
from .domain.records import Deadline, Order, Request, Ruling, Turn, Viewer
from .ports import Message, Transition
from .tables import disputes, edition_transitions, editions, known_escrows, messages, transitions

OPTIONS = TypeAdapter(tuple[Option, ...])
OPTION = TypeAdapter(Option | None)
TURN = TypeAdapter(Turn | None)
REQUESTS = TypeAdapter(tuple[Request, ...])
DEADLINES = TypeAdapter(tuple[Deadline, ...])
RULING = TypeAdapter(Ruling | None)
FREE = (Outcome.WITHDRAWN.value, Outcome.VOID.value)


class DisputeStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def locked(self, dispute: UUID) -> Dispute:
        row = await self._tx.locked(select(disputes).where(disputes.c.id == dispute))
        if row is None:
            raise NotFound("dispute")
        return dispute_of(row)

    async def get(self, dispute: UUID) -> Dispute:
        row = (await self._tx.execute(select(disputes).where(disputes.c.id == dispute))).one_or_none()
        if row is None:
            raise NotFound("dispute")
        return dispute_of(row)

    async def seen(self, dispute: UUID, viewer: Viewer) -> Dispute:
        """To read, not to change. Raises NotFound, also where it is not the viewer's to know of."""
        found = await self.get(dispute)
        if not found.seen_by(viewer):
            raise NotFound("dispute")
        return found

    async def blocking(self, escrow: UUID) -> bool:
        taken = or_(disputes.c.outcome.is_(None), disputes.c.outcome.not_in(FREE))
        query = select(disputes.c.id).where(disputes.c.escrow == escrow, taken).limit(1)
        return (await self._tx.execute(query)).first() is not None

    async def active(self, escrow: UUID) -> UUID | None:
        running = disputes.c.state == State.ACTIVE.value
        row = (await self._tx.execute(select(disputes.c.id).where(disputes.c.escrow == escrow, running))).first()
        return row.id if row is not None else None

    async def add(self, dispute: Dispute, policy: Policy) -> None:
        await self._tx.execute(insert(disputes).values(_row(dispute, policy)))

    async def save(self, dispute: Dispute, policy: Policy) -> None:
        await self._tx.execute(update(disputes).where(disputes.c.id == dispute.id).values(_row(dispute, policy)))
        armed = [Timer(d.kind, d.anchor_at, d.due_at, d.clock, d.owed_by.value) for d in dispute.deadlines]
        await self._tx.keep_timers(dispute.id, armed)

    async def log(self, transition: Transition) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "dispute": transition.dispute,
            "seq": transition.seq,
            "from_state": transition.from_state,
            "to_state": transition.to_state,
            "cause": transition.cause,
            "actor_role": transition.actor.role,
            "actor_id": transition.actor.id,
            "received_at": transition.received_at,
            "at": transition.at,
            "timer": transition.timer,
        }
        await self._tx.execute(insert(transitions).values(row))

    async def post(self, message: Message) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "id": message.id,
            "dispute": message.dispute,
            "author_role": message.author.role,
            "author_id": message.author.id,
            "text": message.text,
            "at": message.at,
        }
        await self._tx.execute(insert(messages).values(row))


class EscrowStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def locked(self, escrow: UUID) -> KnownEscrow:
        row = await self._tx.locked(select(known_escrows).where(known_escrows.c.id == escrow))
        if row is None:
            raise NotFound("escrow")
        return escrow_of(row)

    async def remember(self, escrow: KnownEscrow) -> None:
        row = {
            "tenant_id": escrow.tenant,
            "id": escrow.id,
            "version": escrow.version,
            "buyer": escrow.buyer,
            "seller": escrow.seller,
            "state": escrow.state,
            "edition": escrow.edition,
            "currency": escrow.held.currency,
            "held_minor": escrow.held.minor,
            "frozen_minor": escrow.frozen.minor,
            "funded_at": escrow.funded_at,
            "delivered_at": escrow.delivered_at,
        }
        kept = upsert(known_escrows).values(row)
        newer = kept.on_conflict_do_update(
            index_elements=["id"], set_=row, where=known_escrows.c.version < kept.excluded.version
        )
        await self._tx.execute(newer)


class EditionStore:
    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    async def publish(self, policy: Policy, body: str, transitions: Sequence[tuple[str, str, str]]) -> bool:
        row = {"edition": policy.edition, "name": policy.name, "hash": policy.hash, "body": body}
        added = await self._tx.execute(upsert(editions).values(row).on_conflict_do_nothing())
        if added.rowcount == 0:
            known = await self._tx.execute(select(editions.c.hash).where(editions.c.edition == policy.edition))
            if known.scalar_one() != policy.hash:
                raise EditionChanged(policy.edition)
            return False
        rules = [
            {"edition": policy.edition, "from_state": before, "to_state": after, "cause": cause}
            for before, after, cause in transitions
        ]
        await self._tx.execute(insert(edition_transitions), rules)
        return True


class DisputeTx(PostgresTx):
    plumbing = tables.plumbing

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.disputes = DisputeStore(self)
        self.escrows = EscrowStore(self)
        self.editions = EditionStore(self)
        self.desk = DeskStore(self)

    @asynccontextmanager
    async def part(self) -> AsyncIterator[None]:
        """A savepoint. What a refused part has told, armed or noted is forgotten with it."""
        before = deepcopy(self.pending)
        try:
            async with self.connection.begin_nested():
                yield
        except BaseException:
            self.pending = before
            raise


def _row(dispute: Dispute, policy: Policy) -> dict[str, Any]:
    lapse, order = next_lapse(dispute, policy), dispute.order
    split = order.option.split if order else None
    return {
        "tenant_id": dispute.tenant,
        "id": dispute.id,
        "escrow": dispute.escrow,
        "buyer": dispute.buyer,
        "seller": dispute.seller,
        "edition": dispute.edition,
        "policy_hash": dispute.hash,
        "policy_name": policy.name,
        "reason": dispute.reason,
        "claimant": dispute.claimant,
        "disputed_minor": dispute.amount.minor,
        "currency": dispute.amount.currency,
        "options": OPTIONS.dump_python(dispute.options, mode="json"),
        "explanation": dispute.explanation,
        "opened_at": dispute.opened_at,
        "state": dispute.state,
        "stage": dispute.stage,
        "entered_at": dispute.entered_at,
        "frozen_at": dispute.frozen_at,
        "turn": TURN.dump_python(dispute.turn, mode="json"),
        "requests": REQUESTS.dump_python(dispute.requests, mode="json"),
        "deadlines": DEADLINES.dump_python(dispute.deadlines, mode="json"),
        "assignee": dispute.assignee,
        "agreed": OPTION.dump_python(dispute.agreed, mode="json"),
        "ruling": RULING.dump_python(dispute.ruling, mode="json"),
        "instruction": order and order.instruction,
        "settled_by": order and order.option.kind,
        "buyer_minor": split and split.to_buyer.minor,
        "seller_minor": split and split.to_seller.minor,
        "fee_minor": None if dispute.fee is None else dispute.fee.minor,
        "ordered_at": order and order.at,
        "outcome": dispute.outcome,
        "why": dispute.why,
        "closed_at": dispute.closed_at,
        "status": dispute.status(policy),
        "awaiting": ",".join(sorted(dispute.awaiting(policy))) or None,
        "next_due_at": lapse.at if lapse else None,
        "sla": sla(dispute, policy),
        "version": dispute.version,
        "facts": dispute.facts,
        "moves": dispute.moves,
    }


def dispute_of(row: Row[Any]) -> Dispute:
    return Dispute(
        id=row.id,
        tenant=row.tenant_id,
        escrow=row.escrow,
        buyer=row.buyer,
        seller=row.seller,
        edition=row.edition,
        hash=row.policy_hash,
        reason=row.reason,
        claimant=Role(row.claimant),
        amount=Money(row.disputed_minor, row.currency),
        options=OPTIONS.validate_python(row.options),
        explanation=row.explanation,
        opened_at=row.opened_at,
        state=State(row.state),
        stage=row.stage,
        entered_at=row.entered_at,
        frozen_at=row.frozen_at,
        turn=TURN.validate_python(row.turn),
        requests=REQUESTS.validate_python(row.requests),
        deadlines=DEADLINES.validate_python(row.deadlines),
        assignee=row.assignee,
        agreed=OPTION.validate_python(row.agreed),
        ruling=RULING.validate_python(row.ruling),
        order=_order(row),
        fee=None if row.fee_minor is None else Money(row.fee_minor, row.currency),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        why=row.why,
        closed_at=row.closed_at,
        version=row.version,
        facts=row.facts,
        moves=row.moves,
    )


def _order(row: Row[Any]) -> Order | None:
    if row.instruction is None:
        return None
    split = Split(Money(row.buyer_minor, row.currency), Money(row.seller_minor, row.currency))
    return Order(row.instruction, Option(OptionKind(row.settled_by), split), row.ordered_at)


def escrow_of(row: Row[Any]) -> KnownEscrow:
    return KnownEscrow(
        id=row.id,
        tenant=row.tenant_id,
        version=row.version,
        buyer=row.buyer,
        seller=row.seller,
        state=EscrowState(row.state),
        edition=row.edition,
        held=Money(row.held_minor, row.currency),
        frozen=Money(row.frozen_minor, row.currency),
        funded_at=row.funded_at,
        delivered_at=row.delivered_at,
    )

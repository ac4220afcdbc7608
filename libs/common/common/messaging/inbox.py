"""Turns at-least-once delivery into exactly-once effect, and keeps what fails until it works or is parked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from inspect import iscoroutinefunction
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from common.contracts.envelope import Event
from common.execution.commands import Command
from common.execution.executor import Executor, as_executor
from common.kernel import crash_points, tracing
from common.kernel.errors import DomainError
from common.kernel.origin import Origin
from common.kernel.principal import Principal, Role
from common.persistence.database import is_unavailable
from common.persistence.transaction import EVERY_PLATFORM, PostgresTransaction, Transactions

from .bus import Message, Subscription

log = logging.getLogger(__name__)

TxT = TypeVar("TxT", bound=PostgresTransaction)
EventT = TypeVar("EventT", bound=Event)

MAX_ATTEMPTS: Final = 5
MAX_WAITS: Final = 30
POLL_SECONDS: Final = 1.0
BATCH: Final = 50


class PredecessorMissing(Exception):
    """A fact that this one builds on has not arrived. Not a failure: tried again soon, for about a minute."""


@dataclass(frozen=True)
class HandlerRegistration:
    """What an event makes this service do: a command, or nothing where `translate` returns None."""

    event: type[Event]
    translate: Callable[[Any], Command[Any] | None] | Callable[[Any, Any], Awaitable[None]]
    waits_for: tuple[type[DomainError], ...] = ()
    """Refusals that only say that an earlier event has not arrived: tried again soon."""


def consumes(
    event: type[EventT],
    translate: Callable[[EventT], Command[Any] | None] | Callable[[Any, EventT], Awaitable[None]],
    *,
    waits_for: tuple[type[DomainError], ...] = (),
) -> HandlerRegistration:
    return HandlerRegistration(event, translate, waits_for)


class EventConsumer(Generic[TxT]):
    """One service's reading of all the events it subscribes to."""

    def __init__(
        self,
        name: str,
        executor: Executor[TxT] | Transactions[TxT],
        registrations: Sequence[HandlerRegistration],
    ) -> None:
        self.name, self._executor = name, as_executor(executor)
        self._begin = self._executor.begin
        self._registrations = {registration.event.topic: registration for registration in registrations}
        self._inbox = self._begin.infrastructure.inbox
        self._woken = asyncio.Event()

    @property
    def topics(self) -> list[str]:
        return sorted(self._registrations)

    @property
    def subscription(self) -> Subscription:
        return Subscription(self.name, self.topics, self.consume_message)

    async def consume_message(self, message: Message) -> None:
        """Return once the effect is committed, or the message is durably kept for another try."""
        try:
            fact = self._read(message)
        except ValidationError:
            log.exception("%s cannot read %s", self.name, message.topic)
            return await self._keep(message, EVERY_PLATFORM, None, state="parked")
        with tracing.follow_trace(fact.traceparent):
            await self._receive(message, fact)

    async def _receive(self, message: Message, fact: Event) -> None:
        try:
            async with self._begin(fact.tenant, _origin(fact)) as tx:
                if first := await self._first_time(tx, message, fact):
                    await self._handle(tx, fact)
            if first:
                log.info("%s acted on %s of %s", self.name, fact.topic, fact.subject)
        except Exception as failure:
            _report(self.name, fact, failure)
            await self._keep(message, fact.tenant, fact, state="retry", wait=_wait(1, failure))
        crash_points.pass_crash_point(self._begin.infrastructure.schema, _operation(fact), "before_ack")

    async def run_retries(self) -> None:
        """Run until cancelled: try what is kept again, at its time."""
        while True:
            self._woken.clear()
            if await self.retry_due() == 0:
                await self._idle()

    async def retry_due(self) -> int:
        inbox = self._inbox
        due = (
            select(inbox.c.event_id, inbox.c.topic, inbox.c.body, inbox.c.attempts)
            .where(inbox.c.consumer == self.name, inbox.c.state == "retry")
            .where(inbox.c.next_attempt_at <= func.clock_timestamp())
            .order_by(inbox.c.next_attempt_at)
            .limit(BATCH)
        )
        async with self._begin.database.worker_transaction() as connection:
            rows = (await connection.execute(due)).all()
        for row in rows:
            await self._try_again(Message(row.event_id, row.topic, row.body), row.attempts)
        return len(rows)

    def _read(self, message: Message) -> Event:
        return self._registrations[message.topic].event.model_validate_json(message.body)

    async def _handle(self, tx: TxT, fact: Event) -> None:
        registration = self._registrations[fact.topic]
        try:
            await self._act(tx, registration, fact)
        except registration.waits_for as refusal:
            raise PredecessorMissing(str(refusal)) from refusal
        await tx.append_audit_entry(fact.topic, str(fact.subject), event=str(fact.id))

    async def _act(self, tx: TxT, registration: HandlerRegistration, fact: Event) -> None:
        translate: Any = registration.translate
        if iscoroutinefunction(translate) or iscoroutinefunction(type(translate).__call__):
            await translate(tx, fact)
        elif (command := translate(fact)) is not None:
            await self._executor.execute(tx, command)

    async def _first_time(self, tx: TxT, message: Message, fact: Event) -> bool:
        row = {**self._row(message, fact.tenant, fact), "state": "done", "attempts": 1}
        claim = insert(self._inbox).values(row).on_conflict_do_nothing()
        return bool((await tx.execute(claim)).rowcount == 1)

    async def _try_again(self, message: Message, attempts: int) -> None:
        fact = self._read(message)
        with tracing.follow_trace(fact.traceparent):
            await self._once_more(message, fact, attempts)

    async def _once_more(self, message: Message, fact: Event, attempts: int) -> None:
        mine = (self._inbox.c.consumer == self.name) & (self._inbox.c.event_id == message.id)
        done = update(self._inbox).where(mine, self._inbox.c.state == "retry")
        try:
            async with self._begin(fact.tenant, _origin(fact)) as tx:
                taken = await tx.execute(done.values(state="done", body=None, attempts=attempts + 1))
                if taken.rowcount == 1:
                    await self._handle(tx, fact)
            log.info("%s acted on %s of %s", self.name, fact.topic, fact.subject)
        except Exception as failure:
            _report(self.name, fact, failure)
            limit = MAX_WAITS if isinstance(failure, PredecessorMissing) or is_unavailable(failure) else MAX_ATTEMPTS
            state = "retry" if attempts + 1 < limit else "parked"
            async with self._begin.database.worker_transaction() as connection:
                again = func.clock_timestamp() + timedelta(seconds=_wait(attempts + 1, failure))
                await connection.execute(done.values(state=state, attempts=attempts + 1, next_attempt_at=again))

    async def _keep(self, message: Message, tenant: UUID, fact: Event | None, *, state: str, wait: float = 0.0) -> None:
        row = {
            **self._row(message, tenant, fact),
            "state": state,
            "attempts": 1,
            "body": message.body,
            "next_attempt_at": func.clock_timestamp() + timedelta(seconds=wait),
        }
        async with self._begin.database.worker_transaction() as connection:
            await connection.execute(insert(self._inbox).values(row).on_conflict_do_nothing())
        self._woken.set()

    def _row(self, message: Message, tenant: UUID, fact: Event | None) -> dict[str, object]:
        return {
            "consumer": self.name,
            "event_id": message.id,
            "tenant_id": tenant,
            "topic": message.topic,
            "subject": fact and fact.subject,
            "sequence": fact and fact.sequence,
        }

    async def _idle(self) -> None:
        async with self._begin.database.worker_transaction() as connection:
            waiting = await connection.scalar(
                select(self._inbox.c.state).where(self._inbox.c.state == "retry").limit(1)
            )
        try:
            async with asyncio.timeout(0.05 if waiting else POLL_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            return


def _origin(fact: Event) -> Origin:
    return Origin(Principal(fact.tenant, Role(fact.actor.role), fact.actor.id), fact.topic, _operation(fact))


def _operation(fact: Event) -> str:
    """`settlement-ordered` of `disputes.settlement-ordered.v1`."""
    return fact.topic.split(".")[1]


def _wait(attempt: int, failure: Exception) -> float:
    if isinstance(failure, PredecessorMissing):
        return float(min(0.05 * 1.5**attempt, 3.0))
    return float(min(0.5 * 4 ** (attempt - 1), 60.0))


def _report(reader: str, fact: Event, failure: Exception) -> None:
    if isinstance(failure, PredecessorMissing):
        log.info("%s waits with %s of %s", reader, fact.topic, fact.subject)
    elif is_unavailable(failure):
        log.warning("%s could not act on %s of %s: %s", reader, fact.topic, fact.subject, type(failure).__name__)
    else:
        log.error("%s failed on %s of %s", reader, fact.topic, fact.subject, exc_info=failure)

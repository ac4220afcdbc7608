"""Event consumer: turns at-least-once delivery into exactly-once effect; what fails is stored, retried, then parked."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from common.contracts.envelope import Event
from common.execution.commands import Command
from common.execution.executor import Executor
from common.jobs.polling import PollingWorker
from common.kernel import crash_points, tracing
from common.kernel.errors import DomainError
from common.kernel.origin import Origin
from common.kernel.principal import Principal, Role
from common.persistence.database import is_unavailable
from common.persistence.transaction import EVERY_PLATFORM, PostgresTransaction

from .bus import Message, Subscription

log = logging.getLogger(__name__)

TxT = TypeVar("TxT", bound=PostgresTransaction)
EventT = TypeVar("EventT", bound=Event)

MAX_ATTEMPTS: Final = 5
MAX_WAITS: Final = 30
"""Attempts where only patience is needed: an earlier event, or the database, is missing."""
IDLE_SECONDS: Final = 1.0
RETRY_POLL_SECONDS: Final = 0.05
"""Pause while something waits for its next attempt."""
BATCH_SIZE: Final = 50


class PredecessorMissing(Exception):
    """Event that this one builds on has not arrived. Not a failure: tried again soon, for about a minute."""


class DecisionOutstanding(PredecessorMissing):
    """What this waits for always comes in the end: tried again for as long as that takes."""


@dataclass(frozen=True)
class HandlerRegistration:
    """Translation of one type of event into the command that it asks for, or into None."""

    event: type[Event]
    translate: Callable[[Any], Command[Any] | None]
    waits_for: tuple[type[DomainError], ...] = ()
    """Refusals that only say that an earlier event has not arrived: tried again soon."""
    waits_long_for: tuple[type[DomainError], ...] = ()
    """Refusals to decide before something else is known: tried again without an end."""
    in_order: bool = False
    """Events of a subject take effect in the order of their sequence: one that has, calls the one that waits for it."""


def consumes(
    event: type[EventT],
    translate: Callable[[EventT], Command[Any] | None],
    *,
    waits_for: tuple[type[DomainError], ...] = (),
    waits_long_for: tuple[type[DomainError], ...] = (),
    in_order: bool = False,
) -> HandlerRegistration:
    """Register a translation: a line of a service's table EVENT_HANDLERS."""
    return HandlerRegistration(event, translate, waits_for, waits_long_for, in_order)


HandOnConsequences = Callable[[Event], Awaitable[None]]


async def _leave_to_the_broker(event: Event) -> None:
    """Where there are no other services to hand anything to."""


class EventConsumer(Generic[TxT]):
    """Consumer of all the events that one service subscribes to."""

    def __init__(
        self,
        name: str,
        executor: Executor[TxT],
        registrations: Sequence[HandlerRegistration],
        *,
        on_heard: Callable[[TxT, Event], Awaitable[None]] | None = None,
    ) -> None:
        """`on_heard`: called with every event in the transaction of its effect, before it."""
        self.name, self._executor, self._begin = name, executor, executor.begin
        self._registrations = {registration.event.topic: registration for registration in registrations}
        self._on_heard = on_heard
        self._inbox = self._begin.infrastructure.inbox
        self.hand_on_consequences: HandOnConsequences = _leave_to_the_broker
        """Called after an event that somebody waits for: hands on what followed from it."""
        self._retries = PollingWorker(self.retry_due, idle_seconds=self._choose_retry_pause, batch_size=1)

    @property
    def topics(self) -> list[str]:
        return sorted(self._registrations)

    @property
    def subscription(self) -> Subscription:
        return Subscription(self.name, self.topics, self.consume_message)

    async def consume_message(self, message: Message) -> None:
        """Carry out a message. Returns once the effect is committed, or the message is stored for another attempt."""
        try:
            event = self._parse_event(message)
        except ValidationError:
            log.exception("%s cannot read %s", self.name, message.topic)
            return await self._store_message(message, EVERY_PLATFORM, None, state="parked")
        with tracing.follow_trace(event.traceparent):
            await self._consume_event(message, event)

    async def consume_at_once(self, message: Message) -> bool:
        """Carry out a message that somebody waits for, even if it failed before; True once it has taken effect."""
        await self.consume_message(message)
        if (stored := await self._stored_state(message)) is not None and stored.state == "retry":
            await self._retry_message(message, stored.attempts)
            stored = await self._stored_state(message)
        if is_done := stored is not None and stored.state == "done":
            await self.hand_on_consequences(self._parse_event(message))
        return is_done

    async def select_unheard(self, messages: Sequence[Message]) -> list[Message]:
        """Of these messages those that have not taken effect here, in their order."""
        state, event_id = self._inbox.c.state, self._inbox.c.event_id
        query = select(event_id).where(self._inbox.c.consumer == self.name, state == "done")
        async with self._begin.database.worker_transaction() as connection:
            heard = set((await connection.scalars(query.where(event_id.in_([m.id for m in messages])))).all())
        return [message for message in messages if message.id not in heard]

    async def _stored_state(self, message: Message) -> Any:
        mine = (self._inbox.c.consumer == self.name) & (self._inbox.c.event_id == message.id)
        async with self._begin.database.worker_transaction() as connection:
            return (
                await connection.execute(select(self._inbox.c.state, self._inbox.c.attempts).where(mine))
            ).one_or_none()

    async def _consume_event(self, message: Message, event: Event) -> None:
        try:
            async with self._begin(event.tenant, _origin_of(event)) as tx:
                if first := await self._claim_first_delivery(tx, message, event):
                    await self._act_on(tx, event)
            if first:
                log.info("%s acted on %s of %s", self.name, event.topic, event.subject)
        except Exception as failure:
            _log_consumer_failure(self.name, event, failure)
            await self._store_message(
                message, event.tenant, event, state="retry", retry_in=_seconds_until_retry(1, failure)
            )
        else:
            await self._call_successor(event)
        crash_points.pass_crash_point(self._begin.infrastructure.schema, _operation_of(event), "before_ack")

    async def run_retries(self) -> None:
        """Run until cancelled: try stored messages again, at their time."""
        await self._retries.run()

    async def retry_due(self) -> int:
        """Try again what is due; return how many messages that were."""
        inbox = self._inbox
        due = (
            select(inbox.c.event_id, inbox.c.topic, inbox.c.body, inbox.c.attempts)
            .where(inbox.c.consumer == self.name, inbox.c.state == "retry")
            .where(inbox.c.next_attempt_at <= func.clock_timestamp())
            .order_by(inbox.c.next_attempt_at)
            .limit(BATCH_SIZE)
        )
        async with self._begin.database.worker_transaction() as connection:
            rows = (await connection.execute(due)).all()
        for row in rows:
            await self._retry_message(Message(row.event_id, row.topic, row.body), row.attempts)
        return len(rows)

    def _parse_event(self, message: Message) -> Event:
        return self._registrations[message.topic].event.model_validate_json(message.body)

    async def _act_on(self, tx: TxT, event: Event) -> None:
        registration = self._registrations[event.topic]
        if self._on_heard is not None:
            await self._on_heard(tx, event)
        try:
            if (command := registration.translate(event)) is not None:
                await self._executor.execute(tx, command)
        except registration.waits_for as refusal:
            raise PredecessorMissing(str(refusal)) from refusal
        except registration.waits_long_for as refusal:
            raise DecisionOutstanding(str(refusal)) from refusal
        await tx.append_audit_entry(event.topic, str(event.subject), event=str(event.id))

    async def _claim_first_delivery(self, tx: TxT, message: Message, event: Event) -> bool:
        """False for a repeat. The row is written in the transaction of the effect, and waits for a rival to end:
        the effect happens once, and the row says `done` exactly if it did."""
        row = {**self._inbox_row(message, event.tenant, event), "state": "done", "attempts": 1}
        claim = insert(self._inbox).values(row).on_conflict_do_nothing()
        return bool((await tx.execute(claim)).rowcount == 1)

    async def _retry_message(self, message: Message, attempts: int) -> None:
        event = self._parse_event(message)
        with tracing.follow_trace(event.traceparent):
            await self._retry_event(message, event, attempts)

    async def _retry_event(self, message: Message, event: Event, attempts: int) -> None:
        # `done` is claimed first, in the transaction of the effect: of two workers one changes the row, the other none.
        mine = (self._inbox.c.consumer == self.name) & (self._inbox.c.event_id == message.id)
        done = update(self._inbox).where(mine, self._inbox.c.state == "retry")
        try:
            async with self._begin(event.tenant, _origin_of(event)) as tx:
                claimed = await tx.execute(done.values(state="done", body=None, attempts=attempts + 1))
                if claimed.rowcount == 1:
                    await self._act_on(tx, event)
            log.info("%s acted on %s of %s", self.name, event.topic, event.subject)
        except Exception as failure:
            _log_consumer_failure(self.name, event, failure)
            limit = MAX_WAITS if isinstance(failure, PredecessorMissing) or is_unavailable(failure) else MAX_ATTEMPTS
            is_patient = isinstance(failure, DecisionOutstanding)
            state = "retry" if is_patient or attempts + 1 < limit else "parked"
            async with self._begin.database.worker_transaction() as connection:
                pause = timedelta(seconds=_seconds_until_retry(attempts + 1, failure))
                again = {"state": state, "attempts": attempts + 1, "next_attempt_at": func.clock_timestamp() + pause}
                # Unless its predecessor has called it in the meantime: then it is due, however often it was tried.
                await connection.execute(done.where(self._inbox.c.attempts == attempts).values(again))
        else:
            await self._call_successor(event)

    async def _call_successor(self, event: Event) -> None:
        """Make due what waits for this event, even if its patience is over. After the commit, so that whoever is called
        finds the effect; a repeat calls again, so that a crash in between loses nothing that the broker still has."""
        if not self._registrations[event.topic].in_order:
            return
        inbox = self._inbox
        waiting = (inbox.c.consumer == self.name) & (inbox.c.state != "done")
        successor = (inbox.c.subject == event.subject) & (inbox.c.sequence == event.sequence + 1)
        due = {"state": "retry", "attempts": 0, "next_attempt_at": func.clock_timestamp()}
        async with self._begin.database.worker_transaction() as connection:
            called = await connection.execute(update(inbox).where(waiting, successor).values(due))
        if called.rowcount:
            self._retries.wake()

    async def _store_message(
        self, message: Message, tenant: UUID, event: Event | None, *, state: str, retry_in: float = 0.0
    ) -> None:
        row = {
            **self._inbox_row(message, tenant, event),
            "state": state,
            "attempts": 1,
            "body": message.body,
            "next_attempt_at": func.clock_timestamp() + timedelta(seconds=retry_in),
        }
        async with self._begin.database.worker_transaction() as connection:
            await connection.execute(insert(self._inbox).values(row).on_conflict_do_nothing())
        self._retries.wake()

    def _inbox_row(self, message: Message, tenant: UUID, event: Event | None) -> dict[str, object]:
        return {
            "consumer": self.name,
            "event_id": message.id,
            "tenant_id": tenant,
            "topic": message.topic,
            "subject": event and event.subject,
            "sequence": event and event.sequence,
        }

    async def _choose_retry_pause(self) -> float:
        state = self._inbox.c.state
        async with self._begin.database.worker_transaction() as connection:
            waiting = await connection.scalar(select(state).where(state == "retry").limit(1))
        return RETRY_POLL_SECONDS if waiting else IDLE_SECONDS


def _origin_of(event: Event) -> Origin:
    return Origin(Principal(event.tenant, Role(event.actor.role), event.actor.id), event.topic, _operation_of(event))


def _operation_of(event: Event) -> str:
    """Name of the event in crash points: `settlement-ordered` of `disputes.settlement-ordered.v1`."""
    return event.topic.split(".")[1]


def _seconds_until_retry(attempt: int, failure: Exception) -> float:
    if isinstance(failure, PredecessorMissing):
        return float(min(0.05 * 1.5 ** min(attempt, MAX_WAITS), 3.0))
    return float(min(0.5 * 4 ** (attempt - 1), 60.0))


def _log_consumer_failure(consumer: str, event: Event, failure: Exception) -> None:
    if isinstance(failure, PredecessorMissing):
        log.info("%s waits with %s of %s", consumer, event.topic, event.subject)
    elif is_unavailable(failure):
        log.warning("%s could not act on %s of %s: %s", consumer, event.topic, event.subject, type(failure).__name__)
    else:
        log.error("%s failed on %s of %s", consumer, event.topic, event.subject, exc_info=failure)

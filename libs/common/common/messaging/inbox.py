"""Event consumer: turns at-least-once delivery into exactly-once effect; what fails is stored, retried, then parked.

Everything that waits is carried out together: one transaction, one commit, one acknowledgement (decision 0027).
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from common.contracts.envelope import Event
from common.execution.acts import Act
from common.execution.executor import Executor
from common.jobs.heartbeat import WorkerHeartbeat
from common.jobs.polling import PollingWorker
from common.kernel import crash_points, tracing
from common.kernel.origin import Origin
from common.kernel.principal import Principal, Role
from common.persistence.database_clock import read_time
from common.persistence.transaction import EVERY_PLATFORM, PostgresTransaction

from . import retries
from .bus import Message, Subscription
from .delivery_groups import Delivery
from .failures import park_malformed, plan_failed, store_refused_claim
from .inbox_rows import (
    Claimed,
    FailedMessage,
    InboxClaim,
    InboxRows,
    claim_received,
    claim_stored,
    note_without_effect,
)
from .reading import Malformed, ReceivedEvent, read_delivery, read_message, sort_subjects
from .registrations import DecisionOutstanding, HandlerRegistration, PredecessorMissing, consumes
from .retries import Counters

__all__ = ["DecisionOutstanding", "EventConsumer", "HandlerRegistration", "PredecessorMissing", "consumes"]

log = logging.getLogger(__name__)

TxT = TypeVar("TxT", bound=PostgresTransaction)

IDLE_SECONDS: Final = 2.0
RETRY_POLL_SECONDS: Final = 0.05
"""Pause while something waits for its next attempt."""


@dataclass(frozen=True, slots=True)
class _Result:
    """What came of an event: an effect, now or before; or a failure, that is stored or still to be."""

    event: Event
    is_repeat: bool = False
    is_waited_for: bool = True
    """The event that follows it may be waiting. Of a repeat nobody has looked."""
    stored: Exception | None = None
    undone: Exception | None = None

    @property
    def has_effect(self) -> bool:
        return self.stored is None and self.undone is None


HandOnConsequences = Callable[[Event], Awaitable[None]]
FindInstant = Callable[[Event], datetime | None]


def find_own_instant(event: Event) -> datetime | None:
    """Find when what an event tells of was due, or followed from a fact. What follows from an act of somebody takes
    effect when it is heard."""
    return event.due_at_itself


def find_instant_of_fact(event: Event) -> datetime | None:
    """Find when a fact happened. For who follows facts and orders nothing: what follows takes effect with it."""
    return event.occurred_at


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
        on_acted: Callable[[TxT, Event], Awaitable[None]] | None = None,
        listens_to: type[Event] | tuple[type[Event], ...] = Event,
        find_instant: FindInstant = find_own_instant,
    ) -> None:
        """`on_heard`: called with every event of the kind that is listened to, in the transaction of its effect, before
        it; `on_acted`: behind it, so that what that defers waits for its end. `find_instant`: as of when what an event
        asks for takes effect; None: when it is heard."""
        self.name, self._executor, self._begin = name, executor, executor.begin
        self._registrations = {registration.event.topic: registration for registration in registrations}
        self._events = {topic: registration.event for topic, registration in self._registrations.items()}
        self._on_heard, self._on_acted, self._listens_to = on_heard, on_acted, listens_to
        self._find_instant, self._rows = find_instant, InboxRows(self._begin.infrastructure.schema, name)
        self.hand_on_consequences: HandOnConsequences = _leave_to_the_broker
        """Called after an event that somebody waits for: hands on what followed from it."""
        self.heartbeat = WorkerHeartbeat()
        self._has_waiting = True
        self._retries = PollingWorker(self.retry_due, idle_seconds=self._choose_retry_pause, batch_size=1)
        self.retry_heartbeat = self._retries.heartbeat

    @property
    def topics(self) -> list[str]:
        return sorted(self._registrations)

    @property
    def subscription(self) -> Subscription:
        return Subscription(self.name, self.topics, self.consume_group, self.heartbeat)

    async def consume_group(self, deliveries: Sequence[Delivery]) -> None:
        """Carry out what came together. Returns once of each the effect is committed, or it is stored: for another
        attempt, or parked if nobody can read it. Raises only if the database is away."""
        read = [read_delivery(delivery, self._events) for delivery in deliveries]
        await self._park_malformed([one for one in read if isinstance(one, Malformed)])
        await self._consume_events([one for one in read if isinstance(one, ReceivedEvent)])
        crash_points.pass_crash_point(self._begin.infrastructure.schema, "reader", "before_ack")

    async def consume_message(self, message: Message) -> None:
        """Carry out one message alone."""
        await self.consume_group([message.to_delivery()])

    async def consume_at_once(self, message: Message) -> bool:
        """Carry out a message that somebody waits for, even if it failed before; True once it has taken effect."""
        await self.consume_message(message)
        if (stored := await self._stored_state(message)) is not None and stored.state == "retry":
            stored_message = replace(message, platform=stored.tenant_id)
            await self._retry_messages([(stored_message, Counters(stored.attempts, stored.waits))])
            stored = await self._stored_state(message)
        if is_done := stored is not None and stored.state == "done":
            await self.hand_on_consequences(self._events[message.topic].model_validate_json(message.body))
        return is_done

    async def read_time(self) -> datetime:
        """Read the time of its database, by which events are kept."""
        async with self._begin.database.worker_transaction() as connection:
            return await read_time(connection)

    async def select_unheard(self, messages: Sequence[Message]) -> list[Message]:
        """Of these messages those that have not taken effect here, in their order."""
        async with self._begin.database.worker_transaction() as connection:
            states = await self._rows.list_states(connection, [message.id for message in messages])
        heard = {event_id for event_id, row in states.items() if row.state == "done"}
        return [message for message in messages if message.id not in heard]

    async def select_unknown(self, ids: Sequence[UUID]) -> set[UUID]:
        """Of these events those that have never come here: of what waits or is parked the inbox knows."""
        async with self._begin.database.worker_transaction() as connection:
            return set(ids) - (await self._rows.list_states(connection, ids)).keys()

    async def has_outstanding(self, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]) -> bool:
        """Tell whether anything on these topics that is about these subjects, or names one, waits here or is parked."""
        async with self._begin.database.worker_transaction() as connection:
            return await self._rows.has_outstanding(connection, tenant, topics, subjects)

    async def _stored_state(self, message: Message) -> Any:
        async with self._begin.database.worker_transaction() as connection:
            return (await self._rows.list_states(connection, [message.id])).get(message.id)

    async def _park_malformed(self, malformed: Sequence[Malformed]) -> None:
        if not malformed:
            return
        for one in malformed:
            log.error("%s cannot read a message on %r: %s", self.name, one.message.topic, one.reason)
        await self._store([park_malformed(one) for one in malformed])

    async def _consume_events(self, received: Sequence[ReceivedEvent]) -> None:
        received = sort_subjects(list({one.message.id: one for one in received}.values()))
        await self._note_without_effect([one for one in received if self._asks_for_nothing(one.event)])
        received = [one for one in received if not self._asks_for_nothing(one.event)]
        results = await self._carry_out([self._claim(one) for one in received])
        failed = [
            plan_failed(one, retries.plan_next_try(Counters(), result.undone), result.undone)
            for one, result in zip(received, results, strict=True)
            if result.undone is not None
        ]
        await self._store(failed, results)
        for one in received:
            self._pass_crash_point(one.event, "before_ack")

    def _asks_for_nothing(self, event: Event) -> bool:
        """Tell whether an event means nothing here, as those of a deal without a case do where cases are all there is.

        A translation that fails is left to the act, which stores it for its next attempt.
        """
        if isinstance(event, self._listens_to) and (self._on_heard or self._on_acted) is not None:
            return False
        try:
            return self._registrations[event.topic].translate(event) is None
        except Exception:
            return False

    async def _note_without_effect(self, received: Sequence[ReceivedEvent]) -> None:
        """Note that events have been here, in one statement that is its own transaction. Nothing has been acted on, so
        there is nothing to audit."""
        if received:
            await note_without_effect(self._begin.database, [self._claim(one) for one in received])

    async def run_retries(self) -> None:
        """Run until cancelled: try stored messages again, at their time."""
        await self._retries.run()

    async def retry_due(self) -> int:
        """Try again what is due; return how many messages that were."""
        self._has_waiting = await self._rows.has_waiting(self._begin.database)
        if not self._has_waiting:
            return 0
        async with self._begin.database.worker_transaction() as connection:
            due = await self._rows.list_due(connection)
        await self._retry_messages(due)
        return len(due)

    async def _retry_messages(self, due: Sequence[tuple[Message, Counters]]) -> None:
        before = {message.id: counters for message, counters in due}
        read = [read_message(message, self._events) for message, _ in due]
        received = sort_subjects([one for one in read if isinstance(one, ReceivedEvent)])
        await self._adopt_events([one.event for one in received if one.message.platform == EVERY_PLATFORM])
        results = await self._carry_out([self._claim(one, before[one.message.id]) for one in received])
        failed = [
            plan_failed(one, retries.plan_next_try(before[one.message.id], result.undone), result.undone)
            for one, result in zip(received, results, strict=True)
            if result.undone is not None
        ]
        failed += [park_malformed(one) for one in read if isinstance(one, Malformed)]
        if failed:
            async with self._begin.database.worker_transaction() as connection:
                await self._rows.postpone(connection, failed, [before[one.message.id] for one in failed])
        await self._store([], results)

    async def _adopt_events(self, events: Sequence[Event]) -> None:
        foreign = [event for event in events if event.tenant != EVERY_PLATFORM]
        if foreign:
            async with self._begin.database.worker_transaction() as connection:
                await self._rows.adopt(connection, foreign)

    def _claim(self, received: ReceivedEvent, before: Counters | None = None) -> InboxClaim:
        return InboxClaim(self._begin.infrastructure.schema, self.name, received.message, received.event, before)

    async def _carry_out(self, claims: Sequence[InboxClaim]) -> list[_Result]:
        outcomes = await self._executor.carry_out_together([self._act_on(claim) for claim in claims])
        results = [
            outcome.unwrap() if outcome.failure is None else _Result(claim.event, undone=outcome.failure)
            for claim, outcome in zip(claims, outcomes, strict=True)
        ]
        for result in results:
            with tracing.follow_trace(result.event.traceparent):
                self._log_result(result)
        return results

    def _act_on(self, claim: InboxClaim) -> Act[TxT, _Result]:
        event = claim.event
        # Where the handler itself keeps the order, all of a subject's events may be decided at once.
        line = None if self._registrations[event.topic].in_order else (event.tenant, event.subject)
        is_new = claim.before is None

        async def take_effect(tx: TxT) -> _Result:
            work = tracing.Work(
                f"process {event.topic}",
                tracing.WorkKind.CONSUMER,
                {"messaging.destination.name": f"{self.name}.inbox", "messaging.message.id": str(event.id)},
            )
            with tracing.follow_trace(event.traceparent, work=work):
                claimed: Claimed | None = await tx.together(claim_received if is_new else claim_stored, claim)
                if claimed is None:
                    return _Result(event, is_repeat=True)
                try:
                    await self._execute_command(tx, event)
                except Exception as failure:
                    return _Result(event, stored=await store_refused_claim(tx, claim, failure))
                return _Result(event, is_waited_for=claimed.is_waited_for)

        return Act(event.tenant, _origin_of(event), take_effect, in_order_of=line, begins_itself=True)

    async def _execute_command(self, tx: TxT, event: Event) -> None:
        registration = self._registrations[event.topic]
        if self._on_heard is not None:
            await self._on_heard(tx, event)
        try:
            if (command := registration.translate(event)) is not None:
                await self._executor.execute(tx, command, effective_at=self._find_instant(event))
        except registration.waits_for as refusal:
            raise PredecessorMissing(str(refusal)) from refusal
        except registration.waits_long_for as refusal:
            raise DecisionOutstanding(str(refusal)) from refusal
        if self._on_acted is not None:
            await self._on_acted(tx, event)
        await tx.append_audit_entry(event.topic, str(event.subject), event=str(event.id))

    async def _store(self, failed: Sequence[FailedMessage], results: Sequence[_Result] = ()) -> None:
        """Store what failed, and call what waits for what did not. After the commit, so that whoever is called finds
        the effect; a repeat calls again, so that a crash in between loses nothing that the broker still has."""
        effective = [result.event for result in results if result.has_effect and result.is_waited_for]
        callers = [event for event in effective if self._registrations[event.topic].in_order]
        is_called = False
        if failed or callers:
            async with self._begin.database.worker_transaction() as connection:
                if failed:
                    await self._rows.store(connection, failed)
                if callers:
                    is_called = await self._rows.call_successors(connection, callers)
        if failed or is_called or any(result.stored is not None for result in results):
            self._retries.wake()

    async def _choose_retry_pause(self) -> float:
        if not self._has_waiting:
            return IDLE_SECONDS
        return RETRY_POLL_SECONDS if await self._rows.has_waiting(self._begin.database) else IDLE_SECONDS

    def _log_result(self, result: _Result) -> None:
        event, failure = result.event, result.stored or result.undone
        if failure is not None:
            self._log_failure(event, failure)
        elif not result.is_repeat:
            log.info("%s acted on %s of %s", self.name, event.topic, event.subject)

    def _log_failure(self, event: Event, failure: Exception) -> None:
        if isinstance(failure, PredecessorMissing):
            log.info("%s waits with %s of %s", self.name, event.topic, event.subject)
        elif retries.is_wait(failure):
            kind = type(failure).__name__
            log.warning("%s could not act on %s of %s: %s", self.name, event.topic, event.subject, kind)
        else:
            log.error("%s failed on %s of %s", self.name, event.topic, event.subject, exc_info=failure)

    def _pass_crash_point(self, event: Event, point: str) -> None:
        crash_points.pass_crash_point(self._begin.infrastructure.schema, _operation_of(event), point)


def _origin_of(event: Event) -> Origin:
    return Origin(Principal(event.tenant, Role(event.actor.role), event.actor.id), event.topic, _operation_of(event))


def _operation_of(event: Event) -> str:
    """Name of the event in crash points: `settlement-ordered` of `disputes.settlement-ordered.v1`."""
    return event.topic.split(".")[1]

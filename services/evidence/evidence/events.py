"""Context of the integration events of this service, and the numbers they bear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

from common.contracts.envelope import ActorRef, EventFields
from common.execution.commands import Context
from common.kernel.principal import Actor

DomainEventT = TypeVar("DomainEventT")


class CaseEventFields(EventFields):
    """Fields that every event about a case has."""

    dispute: UUID


class EventContext(NamedTuple):
    """Context of an event: who made it happen, why and when; of what happens by itself, when that was carried out."""

    tenant: UUID
    actor: Actor
    cause: str
    occurred_at: datetime
    recorded_at: datetime | None = None

    @classmethod
    def of_context(cls, context: Context) -> EventContext:
        principal = context.principal
        timing = context.timing
        return cls(principal.tenant, principal.actor, context.cause, timing.effective_at, timing.recorded_at)

    def case_event_fields(self, *, subject: UUID, dispute: UUID, sequence: int, version: int) -> CaseEventFields:
        fields = self.event_fields(subject=subject, sequence=sequence, version=version)
        return CaseEventFields(**fields, dispute=dispute)

    def event_fields(self, *, subject: UUID, sequence: int, version: int) -> EventFields:
        return EventFields(
            tenant=self.tenant,
            subject=subject,
            sequence=sequence,
            version=version,
            occurred_at=self.occurred_at,
            recorded_at=self.recorded_at,
            actor=ActorRef(role=self.actor.role.value, id=self.actor.id),
            cause=self.cause,
        )


def numbered_events(events: Sequence[DomainEventT], event_count: int) -> Iterator[tuple[int, DomainEventT]]:
    """Numbers of the last events of a subject that has had `event_count` of them, these included."""
    yield from enumerate(events, event_count - len(events) + 1)

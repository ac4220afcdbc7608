"""Envelope of every integration event, and the values that events of all publishers share.

`…Fields` are the typed keyword arguments that all events of one base have in common: a service builds them once a
change and writes `EscrowFrozen(**fields, dispute=…, amount=…)`, and mypy checks each of them.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import ClassVar, Final, Literal, NotRequired, Self, TypedDict
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from common.kernel import seams, tracing
from common.kernel.money import Money
from common.kernel.origin import REQUEST, TIMEOUT_CAUSE
from common.kernel.principal import Actor, Role

Who = Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
Party = Literal["buyer", "seller"]
CAUSES_OF_ACTS: Final = frozenset({REQUEST, *Role})
"""Causes of what somebody has done; whatever happens by itself names its deadline or its fact."""


class Record(BaseModel):
    """Part of an event. Readers ignore what they do not know yet."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class ActorRef(Record):
    """Actor: who did it."""

    role: Who
    id: str

    @classmethod
    @lru_cache(maxsize=1024)
    def from_actor(cls, actor: Actor) -> Self:
        return cls(role=actor.role.value, id=actor.id)


class MoneyRef(Record):
    """Amount in minor units of its currency."""

    amount: int
    currency: str

    @classmethod
    def from_money(cls, money: Money) -> Self:
        return cls.from_minor(money.minor, money.currency)

    @classmethod
    @lru_cache(maxsize=4096)
    def from_minor(cls, minor: int, currency: str) -> Self:
        """Made once for each amount, and shared: nothing of it can change, and an event names eight."""
        return cls(amount=minor, currency=currency)


class TimeoutRef(Record):
    """Silence that has brought an end about: which clock ran out on whom, and what was carried out for it."""

    deadline: str
    owed_by: Who
    due_at: AwareDatetime
    executed: str
    """As it was foretold, e.g. `execute_buyer_solution`."""


class Event(Record):
    """Integration event: a fact that has happened. `topic` is wire vocabulary, so it never follows a class rename.

    `public` is the type that partners see (None: internal). `prefix` spells the subject's id for them.
    Delivery is at least once and unordered: readers drop repeats by `id` and find older facts out of date by
    `version`. `sequence` counts the subject's facts from 1 without a gap.
    """

    topic: ClassVar[str]
    public: ClassVar[str | None] = None
    prefix: ClassVar[str]
    internal_members: ClassVar[frozenset[str]] = frozenset()
    """Members for the other services only, such as free text: partners are never sent them."""

    id: UUID = Field(default_factory=seams.random_id)
    tenant: UUID
    subject: UUID
    sequence: int = Field(ge=1)
    version: int = Field(ge=1)
    occurred_at: AwareDatetime
    """When it took effect: of what happens by itself, the instant at which it was due; of what came in time and was
    decided late, its receipt."""
    recorded_at: AwareDatetime | None = None
    """When it was carried out, where that was later."""
    actor: ActorRef
    cause: str
    traceparent: str | None = Field(default_factory=tracing.current_traceparent)
    """W3C Trace Context of the work that told it."""

    @property
    def deadline_kind(self) -> str | None:
        """Kind of the clock whose end has brought it about."""
        kind = self.cause.removeprefix(TIMEOUT_CAUSE)
        return None if kind == self.cause else kind

    @property
    def due_at_itself(self) -> datetime | None:
        """Instant at which it was due, or followed from a fact, of what nobody has just done: what follows from it
        takes effect then, too."""
        return None if self.recorded_at is None or self.cause in CAUSES_OF_ACTS else self.occurred_at


class EventFields(TypedDict):
    """Fields that every event is made with; `id` and `traceparent` come by themselves."""

    tenant: UUID
    subject: UUID
    sequence: int
    version: int
    occurred_at: datetime
    recorded_at: NotRequired[datetime | None]
    actor: ActorRef
    cause: str

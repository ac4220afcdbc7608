from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID, uuid4

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from common.kernel import tracing

Who = Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
Party = Literal["buyer", "seller"]


class Record(BaseModel):
    """A part of an event. Readers ignore what they do not know yet."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ActorRef(Record):
    role: Who
    id: str


class MoneyRef(Record):
    amount: int
    currency: str


class TermRef(Record):
    """A length of time as `common.terms.Term` spells it, in the case's calendar."""

    term: str
    zone: str = "UTC"


class Event(Record):
    """A fact that has happened. `topic` is wire vocabulary, so it never follows a class rename.

    `public` is the type that partners see (None: internal). `prefix` spells the subject's id for them.
    Delivery is at least once and unordered: readers drop repeats by `id` and find older facts out of date by
    `version`. `sequence` counts the subject's facts from 1 without a gap.
    """

    topic: ClassVar[str]
    public: ClassVar[str | None] = None
    prefix: ClassVar[str]

    id: UUID = Field(default_factory=uuid4)
    tenant: UUID
    subject: UUID
    sequence: int = Field(ge=1)
    version: int = Field(ge=1)
    occurred_at: AwareDatetime
    actor: ActorRef
    cause: str
    traceparent: str | None = Field(default_factory=tracing.current_traceparent)
    """W3C Trace Context of the work that told it."""

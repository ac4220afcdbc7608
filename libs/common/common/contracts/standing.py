"""Events that disputes publishes about a participant's standing with a platform."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from .dispute_parts import PenaltyRef
from .envelope import Event, EventFields


class StandingEvent(Event):
    """Event about one person's standing with one platform, its subject."""

    prefix: ClassVar[str] = "std"

    participant: str


class StandingFields(EventFields):
    """Fields that every event about a participant's standing has."""

    participant: str


class PenaltyImposed(StandingEvent):
    """Penalty imposed by a ruling on a participant; `penalty` says which, and for what."""

    topic: ClassVar[str] = "participants.penalty-imposed.v1"
    public: ClassVar[str | None] = "penalty.imposed"

    dispute: UUID
    penalty: PenaltyRef


class PenaltyReversed(StandingEvent):
    """Penalty undone by an appeal."""

    topic: ClassVar[str] = "participants.penalty-reversed.v1"
    public: ClassVar[str | None] = "penalty.reversed"

    dispute: UUID
    act: str


class StandingChanged(StandingEvent):
    """Escrow starts no new deal with a suspended or closed participant. Deals under way go on."""

    topic: ClassVar[str] = "participants.standing-changed.v1"
    public: ClassVar[str | None] = "participant.standing_changed"

    status: Literal["active", "suspended", "closed"]
    until: AwareDatetime | None = None
    """When a suspension ends by itself."""
    points: int

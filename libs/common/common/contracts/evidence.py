"""What evidence tells: items received, and requests satisfied or left to lapse."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from .envelope import Event, Party


class RequestFact(Event):
    """The subject is the request that the case asked for."""

    prefix: ClassVar[str] = "req"

    dispute: UUID
    party: Party
    due_at: AwareDatetime


class RequestOpened(RequestFact):
    topic: ClassVar[str] = "evidence.request-opened.v1"
    public: ClassVar[str | None] = "evidence.requested"

    kinds: tuple[str, ...]


class RequestSatisfied(RequestFact):
    topic: ClassVar[str] = "evidence.request-satisfied.v1"
    public: ClassVar[str | None] = "evidence.request_satisfied"

    item: UUID


class RequestReopened(RequestFact):
    """What satisfied it was found invalid before the cut-off; the party may replace it (D12)."""

    topic: ClassVar[str] = "evidence.request-reopened.v1"
    public: ClassVar[str | None] = "evidence.request_reopened"


class RequestLapsed(RequestFact):
    """The cut-off passed without valid evidence; `due_at` is the effective time."""

    topic: ClassVar[str] = "evidence.request-lapsed.v1"
    public: ClassVar[str | None] = "evidence.request_lapsed"


class ItemFact(Event):
    prefix: ClassVar[str] = "evd"

    dispute: UUID
    kind: str
    by: str


class ItemReceived(ItemFact):
    topic: ClassVar[str] = "evidence.item-received.v1"
    public: ClassVar[str | None] = "evidence.received"

    sha256: str | None
    media_type: str | None
    size: int


class ItemInvalidated(ItemFact):
    """An operator found it invalid; it counts as none (D12)."""

    topic: ClassVar[str] = "evidence.item-invalidated.v1"
    public: ClassVar[str | None] = "evidence.invalidated"

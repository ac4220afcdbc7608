"""Events that evidence publishes: items received, requests satisfied or expired, and what was erased."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from .envelope import Event, EventFields, Party, Who

RequestState = Literal["open", "satisfied", "lapsed", "closed"]
ItemState = Literal["valid", "invalid"]
Sufficiency = Literal["sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"]
"""Whether evidence can satisfy a request, beside being valid: what it still lacks, if anything."""


class RequestEvent(Event):
    """Event about a request that the case asked for, its subject. Each tells how the request stands afterwards."""

    prefix: ClassVar[str] = "req"
    internal_members: ClassVar[frozenset[str]] = frozenset({"sealed"})

    dispute: UUID
    party: Party
    due_at: AwareDatetime
    sealed: bool = False
    """The other side must not learn how it is answered before `RequestRevealed` (T8)."""
    state: RequestState | None = None
    """How it stands afterwards. None to the other party, whom the type tells what it may know."""
    satisfied_by: UUID | None = None
    """Piece of evidence that satisfies it; one that was there before satisfies it from the beginning."""
    paused_at: AwareDatetime | None = None
    """Since when its clock stands still."""
    stays_open: bool = False
    """Evidence is taken beyond `due_at`, too."""
    grace_at: AwareDatetime | None = None
    """When it gets more time, if nobody has given anything by then (K10)."""


class RequestFields(EventFields):
    """Fields that every event about a request has."""

    dispute: UUID
    party: Party
    due_at: datetime
    sealed: bool
    state: RequestState
    satisfied_by: UUID | None
    paused_at: datetime | None
    stays_open: bool
    grace_at: datetime | None


class RequestOpened(RequestEvent):
    """Evidence of the named kinds is owed by a party until `due_at`."""

    topic: ClassVar[str] = "evidence.request-opened.v1"
    public: ClassVar[str | None] = "evidence.requested"

    kinds: tuple[str, ...]


class RequestSatisfied(RequestEvent):
    """Valid evidence of a kind asked for came in time."""

    topic: ClassVar[str] = "evidence.request-satisfied.v1"
    public: ClassVar[str | None] = "evidence.request_satisfied"

    item: UUID


class RequestReopened(RequestEvent):
    """Evidence that satisfied it was found invalid before the cut-off; the party may replace it (D12)."""

    topic: ClassVar[str] = "evidence.request-reopened.v1"
    public: ClassVar[str | None] = "evidence.request_reopened"


class RequestLapsed(RequestEvent):
    """Cut-off passed without valid evidence; `due_at` is the effective time."""

    topic: ClassVar[str] = "evidence.request-lapsed.v1"
    public: ClassVar[str | None] = "evidence.request_lapsed"

    why: Literal["silence", "invalid"] = "silence"
    """Nothing came before `due_at`; or what came was found invalid, and nothing may follow."""


class GraceGranted(RequestEvent):
    """Nobody's evidence had come at the checkpoint: `due_at` is the new, last cut-off (K10)."""

    topic: ClassVar[str] = "evidence.grace-granted.v1"
    public: ClassVar[str | None] = "evidence.grace_granted"


class RequestExtended(RequestEvent):
    """More time by an operator, or after a pause of the case; `due_at` is the new cut-off."""

    topic: ClassVar[str] = "evidence.request-extended.v1"
    public: ClassVar[str | None] = "evidence.request_extended"


class RequestUpdated(RequestEvent):
    """It has changed in something of which no other event tells."""

    topic: ClassVar[str] = "evidence.request-updated.v1"
    public: ClassVar[str | None] = "evidence.request_updated"


class RequestRevealed(RequestEvent):
    """Sealed evidence may be seen by the other side now: all are in, or the window is over (T8)."""

    topic: ClassVar[str] = "evidence.request-revealed.v1"
    public: ClassVar[str | None] = "evidence.revealed"


class ItemEvent(Event):
    """Event about a piece of evidence, its subject. Each tells how the piece stands afterwards."""

    prefix: ClassVar[str] = "evd"

    dispute: UUID
    kind: str
    by: str
    state: ItemState = "valid"
    """`invalid`: an operator has found it so."""
    sufficiency: Sufficiency = "sufficient"
    """Whether it can satisfy a request: what it still lacks, if anything."""


class ItemFields(EventFields):
    """Fields that every event about a piece of evidence has."""

    dispute: UUID
    kind: str
    by: str
    state: ItemState
    sufficiency: Sufficiency


class ItemReceived(ItemEvent):
    """Evidence arrived, whole and in time for the case."""

    topic: ClassVar[str] = "evidence.item-received.v1"
    public: ClassVar[str | None] = "evidence.received"

    received_at: AwareDatetime | None = None
    """When it came, or was reported in the deal: what it is judged by against a cut-off."""
    sha256: str | None
    media_type: str | None
    size: int
    party: Party | None = None
    """Whose side it was given for; None for the platform's and its operators' own."""
    request: UUID | None = None
    covers: tuple[str, ...] = ()
    """Codes of the request's checklist that it shows (K8, T6, T7)."""
    sealed: bool = False
    """The other side must not learn of it before `RequestRevealed` (T8)."""
    provenance: Literal["given", "deal", "mailed"] = "given"
    """Handed in by its party; reported in the deal; or mailed to support, who entered it for its party."""


class ItemAttached(ItemEvent):
    """Evidence that is there already was given for a request, or for more points of its checklist."""

    topic: ClassVar[str] = "evidence.item-attached.v1"
    public: ClassVar[str | None] = "evidence.attached"

    party: Party | None = None
    request: UUID
    covers: tuple[str, ...] = ()
    """All the codes of checklists that it shows."""
    sealed: bool = False
    """The other side must not learn of it before `RequestRevealed` (T8)."""


class ItemInvalidated(ItemEvent):
    """Evidence found invalid by an operator; it counts as none (D12)."""

    topic: ClassVar[str] = "evidence.item-invalidated.v1"
    public: ClassVar[str | None] = "evidence.invalidated"


class ItemUpdated(ItemEvent):
    """The checks of a recording, or an operator, have found whether it suffices."""

    topic: ClassVar[str] = "evidence.item-updated.v1"
    public: ClassVar[str | None] = "evidence.updated"


class ItemErased(ItemEvent):
    """Content gone for good: its giver asked for it (`request`), or its time was over (`retention`)."""

    topic: ClassVar[str] = "evidence.item-erased.v1"
    public: ClassVar[str | None] = "evidence.erased"

    why: Literal["request", "retention"]


class CaseErased(Event):
    """Erase what was said in a case that is over: somebody asked for it (`request`), or its time is over (`retention`).
    Each erasure is a subject of its own. Whoever keeps words of the case erases them: those of `of`, and with a party's
    those of the platform and its operators, who speak of that party."""

    topic: ClassVar[str] = "evidence.case-erased.v1"
    prefix: ClassVar[str] = "ers"

    dispute: UUID
    escrow: UUID
    of: tuple[Who, ...]
    participant: str | None = None
    """Whose words they are, where one person asked; None: everybody's of these roles."""
    why: Literal["request", "retention"]


class ParticipantErased(Event):
    """A buyer or seller is erased, for their platform has asked for it. Each erasure is a subject of its own. Their
    cases are told one by one (`CaseErased`); escrow knows of deals that nobody ever disputed, and erases those."""

    topic: ClassVar[str] = "evidence.participant-erased.v1"
    prefix: ClassVar[str] = "ers"

    role: Party
    participant: str


class VideoEvent(Event):
    """Event about a live recording session, its subject; `item` is the recording once it is finished."""

    prefix: ClassVar[str] = "vid"

    dispute: UUID
    party: Party
    request: UUID | None = None


class VideoFields(EventFields):
    """Fields that every event about a recording session has."""

    dispute: UUID
    party: Party
    request: UUID | None


class VideoSessionOpened(VideoEvent):
    """Live video can be recorded by a party now."""

    topic: ClassVar[str] = "evidence.video-session-opened.v1"
    public: ClassVar[str | None] = "video.session_opened"


class VideoSessionLapsed(VideoEvent):
    """Its time is over, and nothing was recorded."""

    topic: ClassVar[str] = "evidence.video-session-lapsed.v1"
    public: ClassVar[str | None] = "video.session_lapsed"


class VideoFinished(VideoEvent):
    """Recording is complete."""

    topic: ClassVar[str] = "evidence.video-finished.v1"
    public: ClassVar[str | None] = "video.finished"

    item: UUID
    seconds: int
    gaps: int


class VideoVerified(VideoEvent):
    """Result of the automatic checks, or of an operator who overruled them."""

    topic: ClassVar[str] = "evidence.video-verified.v1"
    public: ClassVar[str | None] = "video.verified"

    item: UUID
    result: Literal["live", "partly_live", "not_shown_live"]
    overruled: bool = False

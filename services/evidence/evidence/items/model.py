"""Item: one piece of evidence, a file, a shipment record or a statement. What it says never changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from common.kernel.carriers import ShipmentDoubt, find_shipment_doubts
from common.kernel.principal import Actor
from evidence.cases.model import Side
from evidence.inspection.model import ScanState
from evidence.storage.model import ObjectKey

from .errors import AlreadyInvalid, ContentNotOfKind, KindNotAllowed

SHIPMENT_RECORD: Final = "shipment_record"
STATEMENT: Final = "statement"
STRUCTURED_KINDS: Final = frozenset({SHIPMENT_RECORD, STATEMENT})
EXTERNAL_VIDEO: Final = "external_video"
LIVE_VIDEO: Final = "live_video"
"""Recorded by the recorder; an upload can never be one."""
_IMAGE_TYPES: Final = frozenset({"image"})
_DOCUMENT_TYPES: Final = frozenset({"image", "application", "text"})
_VIDEO_TYPES: Final = frozenset({"video"})
ALLOWED_CONTENT: Final = {
    "photo": _IMAGE_TYPES, "screenshot": _IMAGE_TYPES, "document": _DOCUMENT_TYPES, "agreement": _DOCUMENT_TYPES,
    "audio": frozenset({"audio"}), "video": _VIDEO_TYPES, "live_video": _VIDEO_TYPES, "external_video": _VIDEO_TYPES,
}  # fmt: skip
"""What a kind of evidence can be, by the first half of its media type. Kinds not listed take any accepted file."""


class Provenance(StrEnum):
    """Way by which a piece of evidence came into the case."""

    GIVEN = "given"
    DEAL = "deal"
    """Reported in the deal before, or beside, the dispute: the escrow's own shipment record."""
    MAILED = "mailed"
    """Mailed to support, who entered it for its party."""


class Sufficiency(StrEnum):
    """Whether a piece of evidence can satisfy a request, beside being valid: what it still lacks, if anything."""

    SUFFICIENT = "sufficient"
    BEING_CHECKED = "being_checked"
    """A recording that the checks have not been through yet."""
    NOT_SHOWN_LIVE = "not_shown_live"
    """The checks did not find it live: it satisfies nothing until an operator says so."""
    NOT_ATTESTED = "not_attested"
    """A conversation elsewhere that no operator has attested (T5)."""
    NOT_AS_STATED = "not_as_stated"
    """An operator attests that the conversation was held otherwise, or not at all."""


SUFFICIENCY_AT_RECEIPT: Final = {LIVE_VIDEO: Sufficiency.BEING_CHECKED, EXTERNAL_VIDEO: Sufficiency.NOT_ATTESTED}
"""What is made elsewhere than by the recorder, and not of a conversation elsewhere, suffices at once."""


class ItemState(StrEnum):
    VALID = "valid"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class StoredFile:
    path: str
    size: int
    sha256: bytes
    media_type: str
    filename: str
    """Display text only; no path is ever made of it."""
    finished_at: datetime
    scan_state: ScanState = ScanState.NOT_SCANNED
    object_key: ObjectKey | None = None


@dataclass(frozen=True, slots=True)
class ShipmentRecord:
    """Carrier and tracking number together are what D6 calls a valid shipment record."""

    carrier: str
    tracking_number: str
    shipped_at: datetime | None = None
    carrier_name: str | None = None
    """Name of a carrier that is none of those known here; `carrier` is then `other`."""

    @property
    def doubts(self) -> tuple[ShipmentDoubt, ...]:
        """What speaks against it, for operators to look twice: none of it makes it invalid."""
        return find_shipment_doubts(self.carrier_name or self.carrier, self.tracking_number)


@dataclass(frozen=True, slots=True)
class Statement:
    text: str


@dataclass(frozen=True, slots=True)
class Erased:
    """Content that was erased: what it said is gone for good; of a file its fingerprint stays."""

    size: int = 0
    sha256: bytes | None = None


@dataclass(frozen=True, slots=True)
class ExternalVideo:
    """Conversation held on somebody else's platform (T5). Nothing of it is verified to be live."""

    link: str
    provider: str
    started_at: datetime
    ended_at: datetime
    recording: UUID | None = None
    """The uploaded piece of evidence that is its recording."""


Content = StoredFile | ShipmentRecord | Statement | ExternalVideo | Erased


class Invalidation(NamedTuple):
    by: Actor
    at: datetime
    reason_code: str
    reason: str


class ErasureCause(StrEnum):
    REQUEST = "request"
    RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class Received: ...


@dataclass(frozen=True, slots=True)
class Invalidated: ...


@dataclass(frozen=True, slots=True)
class ContentErased:
    cause: ErasureCause


@dataclass(frozen=True, slots=True)
class Attached:
    request: UUID


@dataclass(frozen=True, slots=True)
class Judged:
    """It was found whether it suffices."""


ItemEvent = Received | Invalidated | ContentErased | Attached | Judged


class Change(NamedTuple):
    item: Item
    events: tuple[ItemEvent, ...] = ()


class StoredForm(NamedTuple):
    """What its row alone knows: when it joined the case, and what its giver wrote, by the SHA-256 of how it is stored:
    under the giver's key, so it says nothing once that is gone."""

    added_at: datetime
    text_sha256: str | None
    """Of a statement, a shipment or an external video."""
    filename_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    id: UUID
    dispute: UUID
    kind: str
    side: Side | None
    """The party it speaks for; None for what the platform or an operator added."""
    by: Actor
    content: Content
    received_at: datetime
    request: UUID | None = None
    """The request it was said to be for, or meant for. It counts for every request of its side that it answers."""
    covers: tuple[str, ...] = ()
    """Codes of the request's checklist that its giver says it shows (K8)."""
    provenance: Provenance = Provenance.GIVEN
    entered_by: Actor | None = None
    """Operator who entered what was mailed; `by` is the party it came from."""
    sufficiency: Sufficiency = Sufficiency.SUFFICIENT
    invalidation: Invalidation | None = None
    version: int = 0
    event_count: int = 0
    stored: StoredForm | None = field(default=None, compare=False)
    """None before it is."""

    @classmethod
    def receive(
        cls,
        *,
        id: UUID,
        dispute: UUID,
        kind: str,
        side: Side | None,
        by: Actor,
        content: Content,
        at: datetime,
        request: UUID | None = None,
        covers: tuple[str, ...] = (),
        provenance: Provenance = Provenance.GIVEN,
        entered_by: Actor | None = None,
    ) -> Change:
        if isinstance(content, StoredFile):
            require_content(kind, content.media_type)
        item = cls(
            id=id, dispute=dispute, kind=kind, side=side, by=by, content=content, received_at=at, request=request,
            covers=covers, provenance=provenance, entered_by=entered_by,
            sufficiency=SUFFICIENCY_AT_RECEIPT.get(kind, Sufficiency.SUFFICIENT),
        )  # fmt: skip
        return item._evolve(Received())

    @property
    def receiver(self) -> Actor:
        """Who handed it in: the operator who entered what was mailed, or whom it is from, wherever they gave it."""
        return self.entered_by or self.by

    @property
    def state(self) -> ItemState:
        return ItemState.VALID if self.invalidation is None else ItemState.INVALID

    @property
    def counts(self) -> bool:
        """Tell whether it can satisfy a request at all."""
        return self.state is ItemState.VALID and self.sufficiency is Sufficiency.SUFFICIENT

    @property
    def is_viewable(self) -> bool:
        """Tell whether it is a file that can be seen: not one that was erased, or has not been found harmless."""
        return isinstance(self.content, StoredFile) and self.content.scan_state.viewable

    @property
    def size(self) -> int:
        return self.content.size if isinstance(self.content, StoredFile) else 0

    def invalidate(self, *, by: Actor, at: datetime, reason_code: str, reason: str) -> Change:
        """Find it invalid, as an operator: from now on it counts as none (D12). It is kept all the same."""
        if self.invalidation is not None:
            raise AlreadyInvalid
        return self._evolve(Invalidated(), invalidation=Invalidation(by, at, reason_code, reason))

    def attach(self, request: UUID, covers: tuple[str, ...]) -> Change:
        """Give it for a request, for which it was not given, or for more of its checklist. Covered points add up."""
        covered = tuple(dict.fromkeys((*self.covers, *covers)))
        if (self.request, self.covers) == (request, covered):
            return Change(self)
        return self._evolve(Attached(request), request=request, covers=covered)

    def judge_sufficiency(self, sufficiency: Sufficiency) -> Change:
        """Record what the checks, or an operator, have found."""
        return Change(self) if sufficiency is self.sufficiency else self._evolve(Judged(), sufficiency=sufficiency)

    def erase(self, cause: ErasureCause) -> Change:
        """Erase what it says, for good."""
        file = self.content if isinstance(self.content, StoredFile) else None
        erased = Erased() if file is None else Erased(file.size, file.sha256)
        return self._evolve(ContentErased(cause), content=erased)

    def _evolve(self, *events: ItemEvent, **changes: Any) -> Change:
        after = replace(self, version=self.version + 1, event_count=self.event_count + len(events), **changes)
        return Change(after, events)


def require_file_kind(kind: str) -> None:
    """Raise KindNotAllowed for kinds that are no files. A picture of a parcel label is no shipment record: that has
    a carrier and a number to look up."""
    if kind in STRUCTURED_KINDS or kind == LIVE_VIDEO:
        raise KindNotAllowed


def spell_covers(item: Item) -> str:
    """Spell what it says to show, as its chain of custody tells it."""
    return ",".join(item.covers)


def require_content(kind: str, media_type: str) -> None:
    """Raises KindNotAllowed or ContentNotOfKind."""
    if kind in STRUCTURED_KINDS:
        raise KindNotAllowed
    fitting = ALLOWED_CONTENT.get(kind)
    if fitting is not None and media_type.partition("/")[0] not in fitting:
        raise ContentNotOfKind


class Items(Protocol):
    async def get(self, item: UUID) -> Item:
        """Raises NotFound."""

    async def of_side(self, dispute: UUID, side: Side) -> Sequence[Item]: ...

    async def of_case(self, dispute: UUID) -> Sequence[Item]: ...

    async def of_request(self, dispute: UUID, request: UUID, satisfied_by: UUID | None) -> Sequence[Item]:
        """List what was given for a request, and what satisfied it."""

    async def add(self, item: Item) -> Item:
        """Store it; return it as it is stored."""

    async def save(self, item: Item) -> None: ...

    async def record_scan(self, item: UUID, state: ScanState) -> None:
        """Keep what the scanner says of its file."""

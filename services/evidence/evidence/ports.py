"""What the use cases need from the outside. `store.py` and `blobs.py` provide it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol
from uuid import UUID

from common.contracts.envelope import Event
from common.kernel.principal import Actor
from common.kernel.timing import Timing

from .domain.bundle import Bundle
from .domain.case import Case, CaseState, Side, Usage
from .domain.custody import Link
from .domain.erasure import Receipt
from .domain.external_video import ExternalRecord
from .domain.item import Item, ScanState
from .domain.lock import Lock
from .domain.request import EvidenceRequest
from .domain.seal import Seal
from .domain.upload import Upload
from .domain.video import Chunk, VideoSession


class Cases(Protocol):
    async def hold(self, dispute: UUID) -> Case:
        """Load and hold until the transaction ends: all that changes a case's evidence waits here. Raises NotFound."""

    async def get(self, dispute: UUID) -> Case:
        """Raises NotFound."""

    async def find(self, dispute: UUID) -> Case | None: ...

    async def remember(self, case: Case) -> Case:
        """Keep it if it is new; hold and answer what is kept."""

    async def save(self, case: Case) -> None: ...


class Requests(Protocol):
    """Keeping a request arms its deadline, or disarms it."""

    async def get(self, request: UUID) -> EvidenceRequest:
        """Not locked: it only changes while its case is held. Raises NotFound."""

    async def find(self, request: UUID) -> EvidenceRequest | None: ...

    async def of_case(self, dispute: UUID) -> Sequence[EvidenceRequest]: ...

    async def add(self, request: EvidenceRequest) -> None: ...

    async def save(self, request: EvidenceRequest) -> None: ...


class Items(Protocol):
    async def get(self, item: UUID) -> Item:
        """Raises NotFound."""

    async def of_side(self, dispute: UUID, side: Side) -> Sequence[Item]: ...

    async def of_case(self, dispute: UUID) -> Sequence[Item]: ...

    async def of_request(self, request: EvidenceRequest) -> Sequence[Item]: ...

    async def usage(self, dispute: UUID, side: Side | None) -> Usage:
        """What this side has given; None: the platform and its operators together."""

    async def add(self, item: Item) -> None: ...

    async def save(self, item: Item) -> None: ...

    async def mark(self, item: UUID, state: ScanState) -> None:
        """What the scanner says of its file."""


class Uploads(Protocol):
    async def get(self, upload: UUID) -> Upload:
        """Raises NotFound."""

    async def hold(self, upload: UUID) -> Upload:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def add(self, upload: Upload) -> None: ...

    async def save(self, upload: Upload) -> None: ...

    async def under_way(self, dispute: UUID, side: Side | None, *, but: UUID | None) -> Usage: ...

    async def finishing(self, dispute: UUID) -> Sequence[Upload]: ...

    async def platform_bytes(self) -> int: ...


class Custody(Protocol):
    async def head(self, item: UUID) -> Link | None:
        """The last link; nobody else appends until the transaction ends."""

    async def last(self, item: UUID) -> Link:
        """The last link, not held."""

    async def of(self, item: UUID) -> Sequence[Link]: ...

    async def seen_by(self, item: UUID, actor: Actor) -> bool: ...

    async def append(self, item: UUID, links: Sequence[Link]) -> None: ...


class Seals(Protocol):
    async def find(self, dispute: UUID, instance: int) -> Seal | None: ...

    async def of_case(self, dispute: UUID) -> Sequence[Seal]: ...

    async def add(self, seal: Seal) -> None: ...

    async def stamp(self, dispute: UUID, instance: int, token: bytes) -> None: ...


class Bundles(Protocol):
    async def get(self, bundle: UUID) -> Bundle:
        """Raises NotFound."""

    async def hold(self, bundle: UUID) -> Bundle:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def add(self, bundle: Bundle) -> None: ...

    async def save(self, bundle: Bundle) -> None: ...


class Videos(Protocol):
    """Keeping a session arms the deadline of its window, or disarms it."""

    async def hold(self, session: UUID) -> VideoSession:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def get(self, session: UUID) -> VideoSession:
        """Raises NotFound."""

    async def count(self, dispute: UUID, side: Side) -> int: ...

    async def add(self, session: VideoSession) -> None: ...

    async def save(self, session: VideoSession) -> None:
        """Its deadline stays as it is."""

    async def save_end(self, session: VideoSession) -> None: ...

    async def chunk(self, session: UUID, n: int) -> Chunk | None: ...

    async def chunks(self, session: UUID) -> Sequence[Chunk]:
        """In the order they were recorded in."""

    async def add_chunk(self, session: VideoSession, chunk: Chunk) -> None: ...

    async def lease(self, session: UUID) -> int | None:
        """Take a finished recording to check it, nobody else for a while: the how-manieth time it is."""


class Keys(Protocol):
    """Of persons, of cases, and of the objects that are kept."""

    async def add(self, path: str, lock: Lock, owner: str) -> None: ...

    async def destroy(self, paths: Sequence[str]) -> None: ...

    async def destroy_all(self, person: Actor, receipt: Receipt) -> None: ...

    async def receipt(self, person: Actor) -> Receipt | None:
        """Of their last erasure, unless they have given something since."""


class Retention(Protocol):
    async def days(self) -> int:
        """As the platform has said, or as usual."""

    async def held(self, dispute: UUID) -> bool:
        """Whether a legal hold forbids erasing."""


class Erasures(Protocol):
    async def known(self, person: Actor) -> bool: ...

    async def hindered(self, person: Actor) -> CaseState | None: ...

    async def items_of(self, person: Actor) -> Sequence[UUID]: ...

    async def mark(self, item: Item, at: datetime) -> None:
        """What it says is gone: its text, its name, its likeness."""

    async def end_uploads(self, whose: Actor | UUID) -> Sequence[UUID]:
        """Of a person or a case: end those that are under way, and forget the names of all. Returns whose files may be
        there."""

    async def pieces(self, whose: Actor | UUID) -> Sequence[str]:
        """The paths of all pieces of their recordings."""

    async def archives_of(self, disputes: Sequence[UUID]) -> Sequence[str]:
        """End the bundles of these cases, and begin anew with those being made. Returns the paths of the archives."""

    async def disputes_of(self, person: Actor) -> Sequence[UUID]: ...

    async def forget_answers(self, items: Sequence[UUID], person: Actor | None) -> None:
        """Stored answers to requests of that person, or that speak of these items."""


class ExternalVideos(Protocol):
    async def hold(self, item: UUID) -> ExternalRecord:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def get(self, item: UUID) -> ExternalRecord:
        """Raises NotFound."""

    async def add(self, record: ExternalRecord) -> None: ...

    async def save(self, record: ExternalRecord) -> None: ...


class Tx(Protocol):
    """One transaction. Opened and committed at the edge; use cases only act inside it."""

    actor: Actor
    cause: str
    operation: str

    @property
    def tenant(self) -> UUID: ...

    @property
    def cases(self) -> Cases: ...

    @property
    def requests(self) -> Requests: ...

    @property
    def items(self) -> Items: ...

    @property
    def custody(self) -> Custody: ...

    @property
    def uploads(self) -> Uploads: ...

    @property
    def erasures(self) -> Erasures: ...

    @property
    def keys(self) -> Keys: ...

    @property
    def retention(self) -> Retention: ...

    @property
    def seals(self) -> Seals: ...

    @property
    def bundles(self) -> Bundles: ...

    @property
    def videos(self) -> Videos: ...

    @property
    def external_videos(self) -> ExternalVideos: ...

    async def timing(self) -> Timing: ...

    async def publish(self, events: Sequence[Event]) -> None: ...

    async def append_audit_entry(self, action: str, subject: str, **details: object) -> None: ...


class Begin(Protocol):
    def __call__(self, tenant: UUID) -> AbstractAsyncContextManager[Tx]: ...

    def read(self, tenant: UUID) -> AbstractAsyncContextManager[Tx]:
        """A transaction that cannot write."""


class Found(NamedTuple):
    path: str
    changed_at: datetime


class Blobs(Protocol):
    """Where the files are, as they are stored: `safe.py` encrypts what it puts here. Paths are made by the server,
    never of anything a client said."""

    async def keep(self, path: str, file: Path) -> None:
        """Move a complete file in. When this returns it survives a power cut. Raises StorageFull."""

    def read(self, path: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to, not including, `end`."""

    def read_all(self, path: str) -> AsyncIterator[bytes]:
        """However long it is."""

    def local(self, path: str, size: int) -> AbstractAsyncContextManager[Path]:
        """As a file of this machine as long as the block lasts. Raises FileNotFoundError."""

    async def remove(self, path: str) -> None: ...

    def all(self) -> AsyncIterator[Found]: ...

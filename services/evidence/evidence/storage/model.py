"""Model of stored objects: each is kept encrypted, under a key of its own (docs/decisions/0011)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.principal import Actor

from .erasure_receipt import ErasureReceipt


@dataclass(frozen=True, slots=True)
class ObjectKey:
    sha256: bytes
    """Of what is stored, not of what was received: whoever has no key can still tell whether it was changed."""
    key: bytes | None = field(repr=False)
    """None: it is gone, and with it what it opened."""
    blocks: bytes | None = field(default=None, repr=False)
    """Digest of each block of what is stored, one after the other, so that a part is compared without the whole. None:
    it was stored in the days before blocks had any."""


class StoredObject(Protocol):
    """Anything that is kept as an object: a file, a piece of a recording, a bundle."""

    @property
    def path(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def sha256(self) -> bytes:
        """Digest of what was received."""

    @property
    def object_key(self) -> ObjectKey | None:
        """None: it was stored in the days before there were keys, as it came."""


class DependencyUnavailable(DomainError):
    def __init__(
        self, detail: str = "The files cannot be reached at the moment. Nothing was changed; try again."
    ) -> None:
        super().__init__(detail)


class StorageFull(DomainError):
    def __init__(self) -> None:
        super().__init__("There is no room for the file at the moment. Nothing of it was kept.")


class LinkRefused(DomainError):
    """Expired, changed, or made for something or somebody else: which of them is not said."""

    def __init__(self) -> None:
        super().__init__("This link is not valid (any more). Ask for a new one.")


class ContentAltered(DomainError):
    def __init__(self) -> None:
        super().__init__("The stored file is not what was received. It is not handed out; operators are told.")


class KeyRepository(Protocol):
    """Keys of persons, of cases, and of the objects that are kept."""

    async def add_object_key(self, path: str, object_key: ObjectKey, owner: str) -> None: ...

    async def destroy_object_keys(self, paths: Sequence[str]) -> None: ...

    async def destroy_person_keys(self, person: Actor, receipt: ErasureReceipt) -> None: ...

    async def find_receipt_for_update(self, person: Actor) -> ErasureReceipt | None:
        """Find the receipt of their last erasure, unless they have given something since."""


class StoredBlob(NamedTuple):
    path: str
    changed_at: datetime


class BlobStore(Protocol):
    """Store of files as they are stored: `encrypted.py` encrypts what it puts here.

    Paths are made by the server, never of anything a client said.
    """

    async def store_file(self, path: str, file: Path) -> None:
        """Move a complete file in. When this returns it survives a power cut. Raises StorageFull."""

    def read_range(self, path: str, start: int, end: int) -> AsyncIterator[bytes]:
        """Read the bytes from `start` up to, not including, `end`."""

    def read_all(self, path: str) -> AsyncIterator[bytes]:
        """However long it is."""

    def open_local_copy(self, path: str, size: int) -> AbstractAsyncContextManager[Path]:
        """Open it as a file of this machine as long as the block lasts. Raises FileNotFoundError."""

    async def remove_blob(self, path: str) -> None: ...

    def list_blobs(self) -> AsyncIterator[StoredBlob]: ...


def person_key_owner(person: Actor) -> str:
    """Under whose key stands what a person gave."""
    return f"{person.role}:{person.id}"


def case_key_owner(dispute: UUID) -> str:
    """Under whose key stand the archives of a case: they are both parties'."""
    return f"case:{dispute}"

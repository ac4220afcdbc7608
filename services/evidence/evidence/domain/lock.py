"""What opens a stored object: it is kept encrypted, under a key of its own (docs/decisions/0011)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Lock:
    sha256: bytes
    """Of what is stored, not of what was received: whoever has no key can still tell whether it was changed."""
    key: bytes | None = field(repr=False)
    """None: it is gone, and with it what it opened."""


class Stored(Protocol):
    """Anything that is kept as an object: a file, a piece of a recording, a bundle."""

    @property
    def path(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def sha256(self) -> bytes:
        """Of what was received."""

    @property
    def lock(self) -> Lock | None:
        """None: it was stored in the days before there were keys, as it came."""

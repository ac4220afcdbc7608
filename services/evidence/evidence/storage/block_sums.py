"""Block sums: a digest of each block of a stored object, so that a part of it is compared without reading the whole."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import AsyncIterator
from typing import Final

from .model import ContentAltered

BLOCK_BYTES: Final = 1 << 20
DIGEST_BYTES: Final = 32


class BlockSummer:
    """Sums blocks of what comes in pieces of any size."""

    def __init__(self) -> None:
        self._sums, self._block, self._room = bytearray(), hashlib.sha256(), BLOCK_BYTES

    def add(self, piece: bytes | memoryview) -> None:
        view = memoryview(piece)
        while len(view) >= self._room:
            self._block.update(view[: self._room])
            view = view[self._room :]
            self._sums += self._block.digest()
            self._block, self._room = hashlib.sha256(), BLOCK_BYTES
        self._block.update(view)
        self._room -= len(view)

    def finish(self) -> bytes:
        """Return the digests of all blocks, the last one shorter perhaps."""
        if self._room < BLOCK_BYTES:
            self._sums += self._block.digest()
        return bytes(self._sums)


def block_span(start: int, end: int, size: int) -> tuple[int, int]:
    """Widen a span to the blocks that it touches."""
    return start - start % BLOCK_BYTES, min(-(-end // BLOCK_BYTES) * BLOCK_BYTES, size)


async def compare_blocks(pieces: AsyncIterator[bytes], first_byte: int, sums: bytes) -> AsyncIterator[bytes]:
    """Pass on whole blocks, each once it is compared. `first_byte` begins a block. Raises ContentAltered."""
    number, block = first_byte // BLOCK_BYTES, bytearray()
    async for piece in pieces:
        block += piece
        while len(block) >= BLOCK_BYTES:
            yield _compared(bytes(block[:BLOCK_BYTES]), number, sums)
            del block[:BLOCK_BYTES]
            number += 1
    if block:
        yield _compared(bytes(block), number, sums)


def _compared(block: bytes, number: int, sums: bytes) -> bytes:
    expected = sums[number * DIGEST_BYTES : (number + 1) * DIGEST_BYTES]
    if not hmac.compare_digest(hashlib.sha256(block).digest(), expected):
        raise ContentAltered
    return block

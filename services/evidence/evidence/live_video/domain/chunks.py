"""Chunks of a live recording as they were received: the gaps between them, and the chain of their receipts. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from evidence.storage.model import ObjectKey

MAX_CHUNKS: Final = 10_000
"""Of one recording. They are numbered from 0."""


class Chunk(NamedTuple):
    """Piece of the recording as it was received; `seq` counts receipts, `n` the order it was recorded in."""

    seq: int
    n: int
    segment: int
    gap_ms: int
    """How long the recorder says it did not record before this piece."""
    size: int
    sha256: bytes
    path: str
    received_at: datetime
    prev_hash: bytes | None
    hash: bytes
    object_key: ObjectKey | None = None


class Gap(NamedTuple):
    """Place where the recording was interrupted. Recorded, never hidden."""

    before_chunk: int
    seconds: float
    kind: str


def find_gaps(chunks: Iterable[Chunk]) -> list[Gap]:
    """Find declared pauses, recorders started again, and pieces that never came."""
    gaps: list[Gap] = []
    previous: Chunk | None = None
    for chunk in sorted(chunks, key=lambda chunk: chunk.n):
        expected = 0 if previous is None else previous.n + 1
        if chunk.n > expected:
            gaps.append(Gap(chunk.n, 0.0, "missing"))
        if previous is not None and chunk.segment != previous.segment:
            silent = (chunk.received_at - previous.received_at).total_seconds()
            gaps.append(Gap(chunk.n, max(0.0, silent), "restarted"))
        elif chunk.gap_ms:
            gaps.append(Gap(chunk.n, chunk.gap_ms / 1000, "paused"))
        previous = chunk
    return gaps


def find_missing(chunks: Iterable[Chunk], count: int) -> list[int]:
    received = {chunk.n for chunk in chunks}
    return [n for n in range(count) if n not in received]


def compute_link_hash(session: UUID, chunk: Chunk) -> bytes:
    receipt = {
        "session": str(session),
        "seq": chunk.seq,
        "n": chunk.n,
        "segment": chunk.segment,
        "gap_ms": chunk.gap_ms,
        "size": chunk.size,
        "sha256": chunk.sha256.hex(),
        "received_at": chunk.received_at.isoformat(),
    }
    canonical = json.dumps(receipt, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.sha256((chunk.prev_hash or b"") + canonical).digest()


def find_first_broken(session: UUID, chunks: Iterable[Chunk], head: bytes | None) -> int | None:
    """Find the number of the first piece whose link does not fit; None if the chain of receipts is whole."""
    before: bytes | None = None
    last = -1
    for seq, chunk in enumerate(sorted(chunks, key=lambda chunk: chunk.seq)):
        if chunk.seq != seq or chunk.prev_hash != before or chunk.hash != compute_link_hash(session, chunk):
            return chunk.n
        before, last = chunk.hash, chunk.n
    return None if before == head else last

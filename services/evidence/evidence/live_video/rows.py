"""Recordings and their pieces as rows."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Row

from common.kernel.principal import Actor, Role
from evidence.cases.model import Side
from evidence.storage.key_store import object_key_from_row
from evidence.storage.key_wrapping import KeyWrapper

from .codecs import decode_overruling, decode_verdict, encode_overruling, encode_verdict
from .domain.chunks import Chunk
from .domain.session import VideoSession, VideoState

_PLAIN_COLUMNS: Final = (
    "id", "dispute", "request", "side", "code", "opened_at", "expires_at", "state", "media_type", "started_at",
    "segments", "chunks", "total_bytes", "head", "last_chunk_at", "finished_at", "item", "verified_at", "version",
)  # fmt: skip


def session_to_row(session: VideoSession) -> dict[str, Any]:
    return {
        **{name: getattr(session, name) for name in _PLAIN_COLUMNS},
        "facts": session.event_count,
        "by_role": session.by.role,
        "by_id": session.by.id,
        "words": list(session.words),
        "verdict": None if session.verdict is None else encode_verdict(session.verdict),
        "overruling": None if session.overruling is None else encode_overruling(session.overruling),
    }


def session_from_row(row: Row[Any]) -> VideoSession:
    plain = {name: getattr(row, name) for name in _PLAIN_COLUMNS}
    return VideoSession(
        **{
            **plain,
            "event_count": row.facts,
            "side": Side(row.side),
            "state": VideoState(row.state),
            "by": Actor(Role(row.by_role), row.by_id),
            "words": tuple(row.words),
            "verdict": None if row.verdict is None else decode_verdict(row.verdict),
            "overruling": None if row.overruling is None else decode_overruling(row.overruling),
        }
    )


def chunk_from_row(row: Row[Any], key_wrapper: KeyWrapper) -> Chunk:
    return Chunk(
        row.seq,
        row.n,
        row.segment,
        row.gap_ms,
        row.size,
        row.sha256,
        row.path,
        row.received_at,
        row.prev_hash,
        row.hash,
        object_key_from_row(row, row.path, key_wrapper),
    )

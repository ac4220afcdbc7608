"""Ways of giving evidence: which address takes which kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

UPLOADS_PATH: Final = "/v1/evidence/uploads"
EVIDENCE_PATHS: Final = {
    "/v1/evidence/items": ("shipment_record", "statement"),
    "/v1/evidence/video-sessions": ("live_video",),
    "/v1/evidence/external-videos": ("external_video",),
}
"""Where evidence takes which kinds, beside files."""


def list_evidence_ways(kinds: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Sort kinds of evidence by the address that takes them: what no other takes is a file."""
    for path, taken in EVIDENCE_PATHS.items():
        if mine := [kind for kind in kinds if kind in taken]:
            yield path, mine
    elsewhere = {kind for taken in EVIDENCE_PATHS.values() for kind in taken}
    if files := [kind for kind in kinds if kind not in elsewhere]:
        yield UPLOADS_PATH, files

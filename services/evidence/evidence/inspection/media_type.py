"""Media type, preview and fingerprint of a file, found out by a confined process."""

from __future__ import annotations

import asyncio
import json
import unicodedata
from pathlib import Path
from typing import Final

from common.confinement.limits import ProcessLimits
from common.confinement.runner import ConfinedProcessFailed, ConfinedProgram
from common.kernel.card_numbers import may_hold_card_number

from .model import CardNumberNotAllowed, ContentRejected, NoPreview

MAX_NAME_LENGTH: Final = 120
EXTENSION_OF_MEDIA_TYPE: Final = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif", "image/heic": ".heic",
    "application/pdf": ".pdf", "text/plain": ".txt", "video/mp4": ".mp4", "video/quicktime": ".mov",
    "video/webm": ".webm", "audio/webm": ".weba", "audio/mp4": ".m4a", "audio/mpeg": ".mp3", "audio/wav": ".wav",
    "audio/ogg": ".ogg", "audio/flac": ".flac",
}  # fmt: skip
DECODER: Final = ConfinedProgram(
    "evidence.inspection.decoding", ProcessLimits(wall_seconds=30, cpu_seconds=20), max_concurrent=2
)


async def detect_media_type(file: Path) -> str:
    """Detect what the content is. Raises ContentRejected or CardNumberNotAllowed."""
    answer: dict[str, str] = json.loads(await _run_decoder("inspect", file) or '{"why": "too_complex"}')
    if (why := answer.get("why")) is not None:
        raise ContentRejected(why)
    if answer["media_type"] == "text/plain":
        await asyncio.to_thread(_refuse_card_numbers_in, file)
    return answer["media_type"]


async def render_preview(file: Path, variant: str) -> bytes:
    """Render a JPEG of what the file shows. Raises NoPreview."""
    picture = await _run_decoder("preview", file, variant)
    if not picture.startswith(b"\xff\xd8\xff"):
        raise NoPreview
    return picture


async def compute_fingerprint(file: Path) -> dict[str, str | None]:
    """`dhash` and `taken_at` of a picture; nothing if it has none."""
    fingerprint: dict[str, str | None] = json.loads(await _run_decoder("fingerprint", file) or "{}")
    return fingerprint


async def _run_decoder(*task: str | Path) -> bytes:
    """Run the confined program; its answer is empty if its limits ended it."""
    try:
        return await DECODER.run(*task)
    except ConfinedProcessFailed:
        return b""


def _refuse_card_numbers_in(file: Path) -> None:
    if may_hold_card_number(file.read_text("utf-8")):
        raise CardNumberNotAllowed


def make_display_name(filename: str, media_type: str) -> str:
    """Make a name harmless to show: no folders, no control or direction characters, the ending of what it is."""
    last = unicodedata.normalize("NFC", filename).replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '"<>|:*?\u2028\u2029')
    stem = (plain.rpartition(".")[0] or plain).strip(". ")[:MAX_NAME_LENGTH]
    return (stem or "evidence") + EXTENSION_OF_MEDIA_TYPE[media_type]

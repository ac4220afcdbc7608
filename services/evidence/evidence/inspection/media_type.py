"""Media type, preview and fingerprint of a file, found out by a confined process."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Final

from common.confinement.fair_queue import ConfinedQueueFull, QueueLane, QueueLimits
from common.confinement.limits import ProcessLimits
from common.confinement.runner import ConfinedProcessFailed, ConfinedProgram
from common.kernel.principal import Principal
from common.kernel.writing.invisible_characters import remove_stray_format_characters

from .model import CardNumberNotAllowed, ContentRejected, InspectionBusy, NoPreview

MAX_NAME_LENGTH: Final = 120
CONTROL_CATEGORIES: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
EXTENSION_OF_MEDIA_TYPE: Final = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif", "image/heic": ".heic",
    "image/avif": ".avif",
    "application/pdf": ".pdf", "text/plain": ".txt", "video/mp4": ".mp4", "video/quicktime": ".mov",
    "video/webm": ".webm", "audio/webm": ".weba", "audio/mp4": ".m4a", "audio/mpeg": ".mp3", "audio/wav": ".wav",
    "audio/ogg": ".ogg", "audio/flac": ".flac", "audio/aac": ".aac", "audio/amr": ".amr",
    "audio/x-caf": ".caf",
}  # fmt: skip
MEMORY_BYTES: Final = 450_000_000
"""What the widest panorama of a phone takes, and the sensors of 48 and 50 megapixels that write ten bits."""
DECODER: Final = ConfinedProgram(
    "evidence.inspection.decoding",
    ProcessLimits(wall_seconds=30, cpu_seconds=15, memory_bytes=MEMORY_BYTES),
    queue=QueueLimits(),
)


def lane_of(principal: Principal) -> QueueLane:
    """Find the lane of whoever brings a file or wants to see one: a share of the decoder for each."""
    return QueueLane(str(principal.tenant), f"{principal.role}:{principal.id}")


async def detect_media_type(file: Path, lane: QueueLane) -> str:
    """Detect what the content is. Raises ContentRejected, CardNumberNotAllowed or InspectionBusy."""
    answer: dict[str, str] = json.loads(await _run_decoder(lane, "inspect", file) or '{"why": "too_complex"}')
    match answer.get("why"):
        case None:
            return answer["media_type"]
        case "card_number":
            raise CardNumberNotAllowed
        case why:
            raise ContentRejected(why)


async def render_preview(file: Path, variant: str, lane: QueueLane) -> bytes:
    """Render a JPEG of what the file shows. Raises NoPreview or InspectionBusy."""
    picture = await _run_decoder(lane, "preview", file, variant)
    if not picture.startswith(b"\xff\xd8\xff"):
        raise NoPreview
    return picture


async def compute_fingerprint(file: Path, lane: QueueLane) -> dict[str, str | None]:
    """`dhash` and `taken_at` of a picture; nothing if it has none. Raises InspectionBusy."""
    fingerprint: dict[str, str | None] = json.loads(await _run_decoder(lane, "fingerprint", file) or "{}")
    return fingerprint


async def _run_decoder(lane: QueueLane, *task: str | Path) -> bytes:
    """Run the confined program; its answer is empty if its limits ended it."""
    try:
        return await DECODER.run(*task, lane=lane)
    except ConfinedQueueFull:
        raise InspectionBusy from None
    except ConfinedProcessFailed:
        return b""


def make_display_name(filename: str, media_type: str) -> str:
    """Make a name harmless to show: no folders, no control or direction characters, the ending of what it is."""
    last = unicodedata.normalize("NFC", filename).replace("\\", "/").rpartition("/")[2]
    seen = remove_stray_format_characters(last)
    plain = "".join(
        c for c in seen if unicodedata.category(c) not in CONTROL_CATEGORIES and c not in '"<>|:*?\u2028\u2029'
    )
    stem = (plain.rpartition(".")[0] or plain).strip(". ")[:MAX_NAME_LENGTH]
    return (stem or "evidence") + EXTENSION_OF_MEDIA_TYPE[media_type]

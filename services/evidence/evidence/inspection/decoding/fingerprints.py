"""What stays the same when a picture is saved anew, and when it says it was taken."""

from __future__ import annotations

import contextlib
import itertools
from datetime import datetime
from pathlib import Path
from typing import Final

from PIL import Image

from . import images
from .kinds import HEAD, image_type
from .rejection import Rejected

ROWS: Final = 8
EXIF: Final = 0x8769
TAKEN: Final = 0x9003
OFFSET: Final = 0x9011


def fingerprint(file: Path) -> dict[str, str | None]:
    """64 bits: whether each spot of a small grey copy is brighter than its neighbour (dHash)."""
    with file.open("rb") as opened:
        media_type = image_type(opened.read(HEAD))
    if media_type is None:
        raise Rejected("unknown_type")
    with images.opened(file, media_type) as image:
        taken = _taken(image)
        small = image.convert("L").resize((ROWS + 1, ROWS), Image.Resampling.LANCZOS)
    spots = list(small.tobytes())
    bits = 0
    for row in range(ROWS):
        line = spots[row * (ROWS + 1) : (row + 1) * (ROWS + 1)]
        for left, right in itertools.pairwise(line):
            bits = bits << 1 | (left > right)
    return {"dhash": f"{bits:016x}", "taken_at": taken}


def _taken(image: Image.Image) -> str | None:
    """As the camera's clock said; in UTC where it names no zone."""
    with contextlib.suppress(Exception):
        said = image.getexif().get_ifd(EXIF)
        at = datetime.strptime(f"{said[TAKEN]}{said.get(OFFSET, '+00:00')}", "%Y:%m:%d %H:%M:%S%z")
        return at.isoformat()
    return None

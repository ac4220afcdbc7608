"""Fingerprint of a picture: what stays the same when it is saved anew, and when it says it was taken."""

from __future__ import annotations

import contextlib
import itertools
from datetime import datetime
from pathlib import Path
from typing import Final

from PIL import Image

from common.kernel.instants import is_ordinary

from . import images
from .kinds import HEAD_BYTES, detect_image_type
from .rejection import Rejected

GRID_ROWS: Final = 8
REDUCED_PIXELS: Final = 256
"""Pictures are made smaller first, so that a large one is never there twice."""
EXIF_DIRECTORY: Final = 0x8769
TAKEN_AT_TAG: Final = 0x9003
UTC_OFFSET_TAG: Final = 0x9011


def compute_fingerprint(file: Path) -> dict[str, str | None]:
    """64 bits: whether each spot of a small grey copy is brighter than its neighbour (dHash)."""
    with file.open("rb") as opened:
        media_type = detect_image_type(opened.read(HEAD_BYTES))
    if media_type is None:
        raise Rejected("unknown_type")
    with images.open_image(file, media_type) as image:
        reduced = images.reduce_image(image, file, REDUCED_PIXELS)
        taken_at = _read_taken_at(image)
        small = reduced.convert("L").resize((GRID_ROWS + 1, GRID_ROWS), Image.Resampling.LANCZOS)
    spots = list(small.tobytes())
    bits = 0
    for row in range(GRID_ROWS):
        line = spots[row * (GRID_ROWS + 1) : (row + 1) * (GRID_ROWS + 1)]
        for left, right in itertools.pairwise(line):
            bits = bits << 1 | (left > right)
    return {"dhash": f"{bits:016x}", "taken_at": taken_at}


def _read_taken_at(image: Image.Image) -> str | None:
    """Read what the camera's clock said; in UTC where it names no zone."""
    with contextlib.suppress(Exception):
        exif = image.getexif().get_ifd(EXIF_DIRECTORY)
        at = datetime.strptime(f"{exif[TAKEN_AT_TAG]}{exif.get(UTC_OFFSET_TAG, '+00:00')}", "%Y:%m:%d %H:%M:%S%z")
        return at.isoformat() if is_ordinary(at) else None
    return None

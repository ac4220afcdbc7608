"""Pictures made anew from what a file shows: nothing of the original's bytes, and so no place, device or name."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageOps

from . import films, images
from .kinds import HEAD, image_type
from .rejection import Rejected

LONGEST: Final = 1_280
QUALITY: Final = 82
COLUMNS: Final = 4
SHOTS: Final = 12
CELL: Final = (320, 240)
CONTACT_SHEET: Final = "contact_sheet"


def preview(file: Path, variant: str) -> bytes:
    with file.open("rb") as opened:
        head = opened.read(HEAD)
    if (media_type := image_type(head)) is not None:
        with images.opened(file, media_type) as image:
            return _jpeg(ImageOps.exif_transpose(image))
    if (found := films.signature(head)) is not None:
        with films.open_film(file, found) as container:
            return _jpeg(_sheet(container) if variant == CONTACT_SHEET else _shot(container, 0.0))
    if head.startswith(b"%PDF-"):
        return _jpeg(_page(file))
    raise Rejected("no_preview")


def _jpeg(image: Image.Image) -> bytes:
    plain = image.convert("RGB")
    plain.thumbnail((LONGEST, LONGEST))
    clean = Image.new("RGB", plain.size)
    clean.paste(plain)  # the pixels alone: metadata stays behind
    buffer = io.BytesIO()
    clean.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def _page(file: Path) -> Image.Image:
    import pypdfium2

    page = pypdfium2.PdfDocument(file)[0]
    width, height = page.get_size()
    scale = min(LONGEST / max(width, height, 1), 4)
    image: Image.Image = page.render_refusal(scale=scale, may_draw_forms=False).to_pil()
    return image


def _sheet(container: Any) -> Image.Image:
    seconds = (container.duration or 0) / 1_000_000
    shots = [_shot(container, seconds * place / SHOTS) for place in range(SHOTS)]
    rows = -(-SHOTS // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * CELL[0], rows * CELL[1]))
    for place, shot in enumerate(shots):
        cell = ImageOps.pad(shot, CELL)
        sheet.paste(cell, (place % COLUMNS * CELL[0], place // COLUMNS * CELL[1]))
    return sheet


def _shot(container: Any, at: float) -> Image.Image:
    """The picture at a time, or the nearest key picture before it."""
    if not container.streams.video:
        raise Rejected("no_preview")
    if at:
        container.seek(int(at * 1_000_000))
    for frame in container.decode(video=0):
        image: Image.Image = frame.to_image()
        return image
    raise Rejected("no_preview")

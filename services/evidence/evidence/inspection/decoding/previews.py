"""Pictures made anew from what a file shows: nothing of the original's bytes, and so no place, device or name."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageOps

from . import films, images
from .colours import show_in_srgb
from .kinds import HEAD_BYTES, detect_image_type, find_pdf_start, reads_as_text
from .rejection import Rejected

LONGEST_SIDE_PIXELS: Final = 1_280
JPEG_QUALITY: Final = 82
SHEET_COLUMNS: Final = 4
SHEET_SHOTS: Final = 12
CELL_PIXELS: Final = (320, 240)
CONTACT_SHEET: Final = "contact_sheet"


def make_preview(file: Path, variant: str) -> bytes:
    with file.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
    if reads_as_text(head):
        raise Rejected("no_preview")
    if (media_type := detect_image_type(head)) is not None:
        with images.open_image(file, media_type) as image:
            return _encode_jpeg(ImageOps.exif_transpose(images.reduce_image(image, file, LONGEST_SIDE_PIXELS)))
    if (signature := films.detect_signature(head)) is not None:
        with films.open_film(file, signature) as container:
            return _encode_jpeg(
                _make_contact_sheet(container) if variant == CONTACT_SHEET else _picture_at(container, 0.0)
            )
    if find_pdf_start(head) is not None:
        return _encode_jpeg(_render_first_page(file))
    raise Rejected("no_preview")


def _encode_jpeg(image: Image.Image) -> bytes:
    image.thumbnail((LONGEST_SIDE_PIXELS, LONGEST_SIDE_PIXELS))
    plain = show_in_srgb(image)
    clean = Image.new("RGB", plain.size)
    clean.paste(plain)  # the pixels alone: metadata stays behind
    buffer = io.BytesIO()
    clean.save(buffer, "JPEG", quality=JPEG_QUALITY)
    return buffer.getvalue()


def _render_first_page(file: Path) -> Image.Image:
    import pypdfium2

    page = pypdfium2.PdfDocument(file)[0]
    width, height = page.get_size()
    scale = min(LONGEST_SIDE_PIXELS / max(width, height, 1), 4)
    image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return image


def _make_contact_sheet(container: Any) -> Image.Image:
    seconds = (container.duration or 0) / 1_000_000
    shots = [_picture_at(container, seconds * place / SHEET_SHOTS) for place in range(SHEET_SHOTS)]
    rows = -(-SHEET_SHOTS // SHEET_COLUMNS)
    sheet = Image.new("RGB", (SHEET_COLUMNS * CELL_PIXELS[0], rows * CELL_PIXELS[1]))
    for place, shot in enumerate(shots):
        cell = ImageOps.pad(shot, CELL_PIXELS)
        sheet.paste(cell, (place % SHEET_COLUMNS * CELL_PIXELS[0], place // SHEET_COLUMNS * CELL_PIXELS[1]))
    return sheet


def _picture_at(container: Any, at: float) -> Image.Image:
    """Decode the picture at a time, or the nearest key picture before it."""
    if not container.streams.video:
        raise Rejected("no_preview")
    if at:
        container.seek(int(at * 1_000_000))
    for frame in container.decode(video=0):
        factor = min(LONGEST_SIDE_PIXELS / max(frame.width, frame.height), 1)
        size = {"width": max(round(frame.width * factor), 1), "height": max(round(frame.height * factor), 1)}
        image: Image.Image = frame.to_image(**size)  # made smaller before it is copied
        return image.rotate(frame.rotation, expand=True)  # as the phone was held
    raise Rejected("no_preview")

"""Pictures: what they say of themselves is checked before anything is decoded, then every frame is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image

from .rejection import Rejected

MAX_PIXELS: Final = 50_000_000
MAX_FRAMES: Final = 500
MEDIA_TYPE_OF_FORMAT: Final = {
    "JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif", "HEIF": "image/heic",
}  # fmt: skip


def examine_image(file: Path, media_type: str) -> str:
    try:
        with open_image(file, media_type) as image:
            _decode_every_frame(image)
    except Rejected:
        raise
    except Exception:  # decoders raise whatever they like on broken input
        raise Rejected("damaged") from None
    return media_type


def open_image(file: Path, media_type: str) -> Image.Image:
    """Not decoded yet. Raises Rejected for one that is not what it seems, or too large."""
    if media_type == "image/heic":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
        pillow_heif.options.DECODE_THREADS = 1
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        image = Image.open(file, formats=list(MEDIA_TYPE_OF_FORMAT))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Rejected("too_many_pixels") from None
    except Exception:
        raise Rejected("damaged") from None
    if MEDIA_TYPE_OF_FORMAT[image.format or ""] != media_type:
        raise Rejected("unknown_type")
    if image.width * image.height > MAX_PIXELS:
        raise Rejected("too_many_pixels")
    return image


def refuse_trailing_bytes(data: bytes, media_type: str) -> None:
    """Refuse what follows a picture, which ends where it says. Phones append films to JPEGs: those are only searched
    for markup.
    """
    if media_type == "image/png":
        rest = data[data.rfind(b"IEND") + 8 :]
    elif media_type == "image/webp":
        rest = data[8 + int.from_bytes(data[4:8], "little") + 1 :]
    elif media_type == "image/gif":
        rest = data[data.rfind(b";") + 1 :]
    else:
        return
    if rest.strip(b"\0"):
        raise Rejected("polyglot")


def _decode_every_frame(image: Image.Image) -> None:
    image.load()
    for number in range(1, MAX_FRAMES + 1):
        try:
            image.seek(number)
        except EOFError:
            return
    raise Rejected("too_many_frames")

"""Pictures: what they say of themselves is checked before anything is decoded, then every frame is.

The first frame is the picture. Phones put more behind it (HDR gain maps, depth, bursts), which nobody is shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image

from .heic import decode_heic, reduce_heic
from .jpegs import EndedJpeg, decode_jpeg
from .rejection import Rejected
from .strips import reduce_in_strips

MAX_PIXELS: Final = {
    "JPEG": 210_000_000, "MPO": 210_000_000, "HEIF": 66_000_000, "PNG": 66_000_000, "GIF": 65_000_000,
    "AVIF": 25_000_000, "WEBP": 15_000_000,
}  # fmt: skip
"""As many as their decoder holds in the memory that it has. A JPEG is decoded line by line: phones have sensors of 108
and 200 megapixels. Panoramas of phones, which write HEIC, have 63."""
MAX_DEEP_PIXELS: Final = 50_000_000
"""Of a HEIC with more than eight bits for each sample: its decoder holds twice as much of each."""
MAX_MOVING_PIXELS: Final = 20_000_000
"""Of pictures that move: several canvases are held."""
MAX_COEFFICIENT_BYTES: Final = 200_000_000
"""Of a progressive JPEG, which is held as a whole before the first line is seen."""
MAX_FRAMES: Final = 500
HEIC: Final = "image/heic"
JPEG: Final = "image/jpeg"
ORIENTATION_TAG: Final = 0x0112
FORMATS_OF_MEDIA_TYPE: Final = {
    "image/jpeg": ("JPEG",), "image/png": ("PNG",), "image/webp": ("WEBP",), "image/gif": ("GIF",),
    "image/heic": ("HEIF",), "image/avif": ("AVIF",),
}  # fmt: skip
"""The one decoder that may touch it; that of JPEG also opens several in one file (MPO)."""
SINGLE_PICTURE_FORMATS: Final = frozenset({"JPEG", "MPO", "HEIF"})


def examine_image(file: Path, media_type: str) -> str:
    try:
        with open_image(file, media_type) as image:
            if media_type == HEIC:
                decode_heic(file)
            elif media_type == JPEG:
                decode_jpeg(file)
            else:
                _decode_every_frame(image)
    except Rejected:
        raise
    except MemoryError:
        raise Rejected("too_many_pixels") from None
    except Exception:  # decoders raise whatever they like on broken input
        raise Rejected("damaged") from None
    return media_type


def reduce_image(image: Image.Image, file: Path, longest: int) -> Image.Image:
    """Decode an opened one and make it smaller, to about `longest` and not below, with its turn still to be made."""
    if image.format == "HEIF":
        return reduce_heic(file, longest)
    if image.format in ("JPEG", "MPO"):
        image.thumbnail((longest, longest))  # decoded no larger than that
        return image
    image.load()
    reduced = reduce_in_strips(image.size, longest, image.crop)
    reduced.getexif()[ORIENTATION_TAG] = image.getexif().get(ORIENTATION_TAG, 1)
    reduced.info["icc_profile"] = image.info.get("icc_profile")
    return reduced


def open_image(file: Path, media_type: str) -> Image.Image:
    """Not decoded yet. Raises Rejected for one that is not what it seems, or too large."""
    if media_type == HEIC:
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # ours are counted by kind, below
    try:
        read = EndedJpeg(file).as_file() if media_type == JPEG else file
        image = Image.open(read, formats=FORMATS_OF_MEDIA_TYPE[media_type])
    except MemoryError:
        raise
    except Exception:
        raise Rejected("damaged") from None
    if image.width * image.height > _max_pixels(image) or _progressive_bytes(image) > MAX_COEFFICIENT_BYTES:
        image.close()
        raise Rejected("too_many_pixels")
    return image


def _max_pixels(image: Image.Image) -> int:
    limit = MAX_PIXELS[image.format or ""]
    if image.info.get("bit_depth", 8) > 8:
        return min(limit, MAX_DEEP_PIXELS)
    moves = image.format not in SINGLE_PICTURE_FORMATS and getattr(image, "n_frames", 1) > 1
    return min(limit, MAX_MOVING_PIXELS) if moves else limit


def _progressive_bytes(image: Image.Image) -> int:
    """Compute what a progressive JPEG takes: two bytes for each sample of its planes."""
    if not image.info.get("progressive"):
        return 0
    planes: list[tuple[int, int, int, int]] = getattr(image, "layer", [])
    sampling = [(across, down) for _, across, down, _ in planes] or [(1, 1)]
    densest = max(across for across, _ in sampling) * max(down for _, down in sampling)
    samples = sum(across * down for across, down in sampling)
    return 2 * image.width * image.height * samples // densest


def _decode_every_frame(image: Image.Image) -> None:
    image.load()
    for number in range(1, MAX_FRAMES + 1):
        try:
            image.seek(number)
        except EOFError:
            return
    raise Rejected("too_many_frames")

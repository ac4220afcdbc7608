"""HEIC, decoded once, without a second copy for Pillow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from .strips import Box, reduce_in_strips


def open_heic(file: Path) -> Any:
    """The picture that is shown, not decoded yet."""
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1
    opened = pillow_heif.open_heif(file, convert_hdr_to_8bit=True)
    return opened[opened.primary_index]


def decode_heic(file: Path) -> None:
    """Raises what the decoder does."""
    if not open_heic(file).data:
        raise ValueError("nothing was decoded")


def reduce_heic(file: Path, longest: int) -> Image.Image:
    """Decode it and make it smaller, to about `longest` and not below."""
    picture = open_heic(file)
    mode, data, stride = picture.mode, memoryview(picture.data), picture.stride

    def read_strip(box: Box) -> Image.Image:
        left, top, right, bottom = box
        size, rows = (right - left, bottom - top), data[top * stride : bottom * stride]
        return Image.frombytes(mode, size, rows, "raw", mode, stride)

    reduced = reduce_in_strips(picture.size, longest, read_strip)
    reduced.info["icc_profile"] = picture.info.get("icc_profile")
    return reduced

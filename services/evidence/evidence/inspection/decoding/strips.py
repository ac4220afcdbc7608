"""Pictures made smaller strip by strip: a large one is never there twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PIL import Image

STRIP_ROWS: Final = 64

Box = tuple[int, int, int, int]


def reduce_in_strips(size: tuple[int, int], longest: int, read_strip: Callable[[Box], Image.Image]) -> Image.Image:
    """Make one smaller by a whole factor, to about `longest` and not below."""
    width, height = size
    factor = max(max(size) // longest, 1)
    step = factor * max(STRIP_ROWS // factor, 1)
    reduced = Image.new("RGB", (-(-width // factor), -(-height // factor)))
    for top in range(0, height, step):
        strip = read_strip((0, top, width, min(top + step, height)))
        reduced.paste(strip.convert("RGB").reduce(factor), (0, top // factor))
    return reduced

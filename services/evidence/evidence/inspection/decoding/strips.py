"""Pictures made smaller strip by strip: a large one is never there twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PIL import Image

STRIP_ROWS: Final = 64
DEEP_GREY_MODES: Final = frozenset({"I", "I;16"})

Box = tuple[int, int, int, int]


def reduce_in_strips(size: tuple[int, int], longest: int, read_strip: Callable[[Box], Image.Image]) -> Image.Image:
    """Make one smaller by a whole factor, to about `longest` and not below."""
    width, height = size
    factor = max(max(size) // longest, 1)
    step = factor * max(STRIP_ROWS // factor, 1)
    reduced = Image.new("RGB", (-(-width // factor), -(-height // factor)))
    for top in range(0, height, step):
        strip = read_strip((0, top, width, min(top + step, height)))
        reduced.paste(_show_plainly(strip).reduce(factor), (0, top // factor))
    return reduced


def _show_plainly(strip: Image.Image) -> Image.Image:
    """Put it on white where it is transparent, or a signature would be black on black; show grey of sixteen bits in
    eight, or nearly all of it would be white."""
    if strip.has_transparency_data:
        opaque, seen = Image.new("RGB", strip.size, "white"), strip.convert("RGBA")
        opaque.paste(seen, mask=seen.getchannel("A"))
        return opaque
    if strip.mode in DEEP_GREY_MODES:
        strip = strip.point(lambda grey: grey / 256).convert("L")
    return strip.convert("RGB")

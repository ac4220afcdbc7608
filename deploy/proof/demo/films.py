"""Short films to upload: made on the spot, so that nobody's are in the repository."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Final

import av
from PIL import Image, ImageDraw

FRAME_SIZE: Final = (320, 240)
FRAMES_A_SECOND: Final = 10
FILM_SECONDS: Final = 3


def film_packing(words: str) -> bytes:
    """Films an item and a clock that runs, in MP4."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as film:
        stream = film.add_stream("mpeg4", rate=FRAMES_A_SECOND)
        stream.width, stream.height, stream.pix_fmt = *FRAME_SIZE, "yuv420p"
        stream.time_base = Fraction(1, FRAMES_A_SECOND)
        for number in range(FRAMES_A_SECOND * FILM_SECONDS):
            frame = av.VideoFrame.from_image(_draw_picture(words, number))  # type: ignore[no-untyped-call]  # av's stubs
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    return out.getvalue()


def _draw_picture(words: str, number: int) -> Image.Image:
    picture = Image.new("RGB", FRAME_SIZE, (70, 78, 88))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 90, 260, 200), fill=(176, 134, 84))
    draw.line((60 + number * 6, 90, 60 + number * 6, 200), fill=(240, 240, 240), width=5)
    draw.text((20, 20), f"{words}  00:00:{number / FRAMES_A_SECOND:04.1f}", fill=(255, 255, 255))
    return picture

"""`python -m deploy.proof.bench.verification [MINUTES]`: how long a live video takes to be checked, per minute of film.

Films as the recorder page does (800 by 680 pixels, 15 pictures a second, VP8), then reads the marks out of every frame
in the same confined process as the service.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from evidence.live_video.confined_reading import read_marks
from evidence.live_video.domain.mark import CELL_PIXELS, MARGIN_PIXELS, MARK_COLUMNS, MARK_ROWS, Mark, encode_mark

USUAL_MINUTES: Final = 1
FRAMES_PER_SECOND: Final = 15
WIDTH: Final = 800
HEIGHT: Final = 680
SCENE_HEIGHT: Final = 600
FAST_ENCODING: Final = {"deadline": "realtime", "cpu-used": "8"}


def main() -> int:
    return 0 if run_verification(int(sys.argv[1]) if len(sys.argv) > 1 else USUAL_MINUTES) else 1


def run_verification(minutes: int) -> bool:
    """Films, reads and prints; false unless every mark was read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "film.webm"
        write_film(file, minutes * 60)
        size = file.stat().st_size
        begun = time.perf_counter()
        seen = asyncio.run(read_marks(file, {"segments": [[0, size]], "chunks": list(range(0, size, 150_000))}))
        took = time.perf_counter() - begun
    marked = sum(run["frames"] for run in seen["runs"] if run["mark"])
    print(f"film                      {seen['seconds']:10.0f} s, {size / 1e6:.1f} MB, {seen['frames']} frames")
    print(f"marks read                {marked / max(1, seen['frames']):10.0%} of the frames")
    print(f"verification              {took / minutes:10.1f} s per minute of video")
    return bool(marked == seen["frames"] > 0)


def write_film(file: Path, seconds: int) -> None:
    import av
    from PIL import Image, ImageDraw

    scene = Image.effect_noise((WIDTH // 4, SCENE_HEIGHT // 4), 60).resize((WIDTH, SCENE_HEIGHT)).convert("RGB")
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    frames: Any = av.VideoFrame
    with av.open(str(file), "w", format="webm") as container:
        stream: Any = container.add_stream("libvpx", rate=FRAMES_PER_SECOND, options=FAST_ENCODING)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = WIDTH, HEIGHT, "yuv420p", 900_000
        for number in range(seconds * FRAMES_PER_SECOND):
            image.paste(scene, (number % 40, 0))
            _draw_mark(ImageDraw.Draw(image), Mark(number // (2 * FRAMES_PER_SECOND), 12345, number.to_bytes(6, "big")))
            frame = frames.from_image(image)
            frame.pts, frame.time_base = number, Fraction(1, FRAMES_PER_SECOND)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _draw_mark(draw: Any, mark: Mark) -> None:
    cells = encode_mark(mark)
    draw.rectangle((0, SCENE_HEIGHT, WIDTH, HEIGHT), fill="white")
    for cell in range(MARK_COLUMNS * MARK_ROWS):
        if not cells[cell // 8] >> (7 - cell % 8) & 1:
            x, y = (
                MARGIN_PIXELS + cell % MARK_COLUMNS * CELL_PIXELS,
                SCENE_HEIGHT + MARGIN_PIXELS + cell // MARK_COLUMNS * CELL_PIXELS,
            )
            draw.rectangle((x, y, x + CELL_PIXELS - 1, y + CELL_PIXELS - 1), fill="black")


if __name__ == "__main__":
    sys.exit(main())

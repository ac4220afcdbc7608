"""Reads the marks out of a recording. A program of its own, run without secrets, without network and within limits
of memory and time, because decoders are what attackers aim at: it reports what it sees and decides nothing.

    python -I -m common.confinement.child LIMITS PARENT evidence.live_video.reader FILE < LAYOUT    prints a JSON object

LAYOUT is `{"segments": [[start, end], …], "chunks": [start, …]}`, in bytes of the file. Every segment is a film of its
own: a recorder was started again.
"""

from __future__ import annotations

import io
import json
import sys
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from .domain.mark import CELL_PIXELS, MARGIN_PIXELS, MARK_BYTES, MARK_COLUMNS, MARK_ROWS

MAX_SIDE_PIXELS: Final = 4_096
MAX_FRAMES: Final = 250_000
MIN_CONTRAST: Final = 40
STILL_DIFFERENCE: Final = 1.0
PROBES_PER_SIDE: Final = 12
LOUD_SAMPLE: Final = 0.003
MIN_HOLE_SECONDS: Final = 1.0
"""Seconds between two pictures from which on it is told."""
SOUND_SLOTS_PER_SECOND: Final = 2
EBML_HEAD: Final = b"\x1a\x45\xdf\xa3"


class Damaged(Exception):
    """Damage of a film. Its text is from a fixed list, never what a decoder said."""


class FileSlice(io.RawIOBase):
    """Bytes of one segment, as if they were a file."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file, self._start, self._size, self._at = file, start, end - start, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._start + self._at)
        data = self._file.read(min(len(buffer), self._size - self._at))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def tell(self) -> int:
        return self._at


class FrameReader:
    """Collects runs of frames that belong to one chunk and show the same."""

    def __init__(self, chunks: list[int]) -> None:
        self._chunks = chunks
        self.runs: list[dict[str, Any]] = []
        self.frames = 0
        self.moving = 0
        self.seconds = 0.0
        self.sound: bool | None = None
        self.holes: list[dict[str, Any]] = []
        self._heard: set[int] = set()
        self._filled: set[int] = set()
        self._pictured: float | None = None
        self._before: list[int] | None = None

    def mark_filled(self, start: int, size: int) -> None:
        """Note where the bytes of something are that is of the film."""
        self._filled.update(range(self._chunk_at(start), self._chunk_at(start + max(0, size - 1)) + 1))

    def mark_heard(self, at: float) -> None:
        self._heard.add(int(at * SOUND_SLOTS_PER_SECOND))

    @property
    def empty_chunks(self) -> list[int]:
        return sorted(set(range(len(self._chunks))) - self._filled)

    def end_segment(self) -> None:
        for hole in self.holes:
            if hole.get("heard") is None:
                begin, end = (
                    (hole["at"] - hole["seconds"]) * SOUND_SLOTS_PER_SECOND,
                    hole["at"] * SOUND_SLOTS_PER_SECOND,
                )
                parts = range(int(begin) + 1, int(end))
                hole["heard"] = bool(parts) and sum(part in self._heard for part in parts) * 2 >= len(parts)
        self._heard, self._pictured = set(), None

    def _chunk_at(self, position: int) -> int:
        return max(0, bisect_right(self._chunks, position) - 1)

    def take_frame(self, frame: Any, segment: int, position: int, at: float) -> None:
        luma, stride = memoryview(frame.planes[0]), frame.planes[0].line_size
        mark = read_mark(luma, stride, frame.width, frame.height)
        chunk = self._chunk_at(position)
        if self._pictured is not None and at - self._pictured > MIN_HOLE_SECONDS:
            self.holes.append(
                {
                    "segment": segment,
                    "chunk": chunk,
                    "frame": self.frames,
                    "at": at,
                    "seconds": at - self._pictured,
                    "heard": None,
                },
            )
        self._pictured = at
        last = self.runs[-1] if self.runs else None
        if last and (last["segment"], last["chunk"], last["mark"]) == (segment, chunk, mark):
            last["frames"] += 1
            last["last_at"] = at
        else:
            self.runs.append(
                {
                    "segment": segment,
                    "chunk": chunk,
                    "first_frame": self.frames,
                    "frames": 1,
                    "first_at": at,
                    "last_at": at,
                    "mark": mark,
                },
            )
        self._count_motion(luma, stride, frame.width, frame.height)
        self.frames += 1
        if self.frames > MAX_FRAMES:
            raise Damaged("too many frames")

    def _count_motion(self, luma: Any, stride: int, width: int, height: int) -> None:
        """Count the frame if its picture above the band differs from the one before."""
        tall = max(1, height - MARK_ROWS * CELL_PIXELS - 2 * MARGIN_PIXELS)
        seen = [
            luma[(tall * (2 * y + 1) // (2 * PROBES_PER_SIDE)) * stride + width * (2 * x + 1) // (2 * PROBES_PER_SIDE)]
            for y in range(PROBES_PER_SIDE)
            for x in range(PROBES_PER_SIDE)
        ]
        if self._before is not None and len(self._before) == len(seen):
            self.moving += (
                sum(abs(a - b) for a, b in zip(seen, self._before, strict=True)) / len(seen) > STILL_DIFFERENCE
            )
        self._before = seen


def read_mark(luma: Any, stride: int, width: int, height: int) -> str | None:
    """Read the cells as hexadecimal; None where there is no contrast in their place."""
    top = height - MARGIN_PIXELS - MARK_ROWS * CELL_PIXELS
    if top < 0 or width < MARGIN_PIXELS + MARK_COLUMNS * CELL_PIXELS:
        return None
    values = []
    for row in range(MARK_ROWS):
        for column in range(MARK_COLUMNS):
            at = (
                (top + row * CELL_PIXELS + CELL_PIXELS // 2 - 1) * stride
                + MARGIN_PIXELS
                + column * CELL_PIXELS
                + CELL_PIXELS // 2
                - 1
            )
            values.append(luma[at] + luma[at + 1] + luma[at + stride] + luma[at + stride + 1])
    low, high = min(values), max(values)
    if high - low < 4 * MIN_CONTRAST:
        return None
    middle = (low + high) // 2
    bits = 0
    for value in values:
        bits = bits * 2 + (value > middle)
    return bits.to_bytes(MARK_BYTES, "big").hex()


def read_recording(file: Path, layout: dict[str, Any]) -> dict[str, Any]:
    reader, damage, damaged_frame = FrameReader(layout["chunks"]), None, None
    with file.open("rb") as opened:
        for segment, (start, end) in enumerate(layout["segments"]):
            try:
                _read_segment(opened, start, end, segment, reader)
            except Damaged as problem:
                damage, damaged_frame = str(problem), reader.frames
                break
            finally:
                reader.end_segment()
    return {
        "runs": reader.runs,
        "frames": reader.frames,
        "seconds": reader.seconds,
        "moving_frames": reader.moving,
        "sound": reader.sound,
        "damage": damage,
        "damaged_frame": damaged_frame,
        "holes": reader.holes,
        "empty": reader.empty_chunks,
    }


def _read_segment(file: BinaryIO, start: int, end: int, segment: int, reader: FrameReader) -> None:
    import av

    file.seek(start)
    kind = "matroska" if file.read(4) == EBML_HEAD else "mp4"
    try:
        with av.open(io.BufferedReader(FileSlice(file, start, end)), format=kind, metadata_errors="ignore") as film:
            if len(film.streams.video) != 1:
                raise Damaged("not one picture track")
            _read_film(film, start, segment, reader)
    except (av.FFmpegError, ValueError, OSError):
        raise Damaged("it is broken") from None


def _read_film(film: Any, start: int, segment: int, reader: FrameReader) -> None:
    import av

    pictures, sounds = film.streams.video[0], film.streams.audio[:1]
    pictures.codec_context.thread_count = 1
    last, first = 0.0, None
    for at, frame, position in _decode_frames(film, pictures, sounds, start, reader):
        if isinstance(frame, av.AudioFrame):
            reader.sound = bool(reader.sound) or _is_loud(frame)
            reader.mark_heard(at)
            continue
        if max(frame.width, frame.height) > MAX_SIDE_PIXELS:
            raise Damaged("too large a picture")
        if frame.format.name not in ("yuv420p", "yuvj420p", "yuva420p", "nv12", "yuv444p", "yuv422p"):
            raise Damaged("an unusual kind of picture")
        first = at if first is None else first
        last = max(last, at)
        reader.take_frame(frame, segment, start + position, at)
    reader.seconds += last - (first or 0.0)


def _decode_frames(
    film: Any, pictures: Any, sounds: Any, start: int, reader: FrameReader
) -> Iterator[tuple[float, Any, int]]:
    """Frames with their time and the place of their bytes."""
    places: dict[int, int] = {}
    for packet in film.demux(pictures, *sounds):
        if packet.pos is not None and packet.size:
            reader.mark_filled(start + packet.pos, packet.size)
        if packet.pts is not None and packet.pos is not None and packet.stream is pictures:
            places[packet.pts] = packet.pos
        for frame in packet.decode():
            place = places.pop(frame.pts, None) if frame.pts is not None else None
            yield float(frame.time or 0.0), frame, place if place is not None else max(packet.pos or 0, 0)


def _is_loud(frame: Any) -> bool:
    if frame.format.name not in ("fltp", "flt"):
        return True
    samples = memoryview(frame.planes[0]).cast("f")
    return bool(len(samples)) and max(samples) > LOUD_SAMPLE


def main(file: str) -> None:
    try:
        answer = read_recording(Path(file), json.load(sys.stdin))
    except MemoryError:
        answer = {"damage": "it needs too much memory"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])

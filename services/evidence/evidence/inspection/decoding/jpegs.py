"""JPEGs, also those without the marker of their end: phones and messengers write them, and every browser shows them."""

from __future__ import annotations

import io
import mmap
import re
from pathlib import Path
from typing import IO, Final, cast

from PIL import Image

from .rejection import Rejected

END_OF_IMAGE: Final = b"\xff\xd9"
DATA: Final = b"\0" + bytes(range(1, 128)) * 4
"""Of no picture. Its first byte keeps a 0xff before it from beginning a marker."""
NOISE: Final = DATA + b"".join(b"\xff" + bytes([0xD0 + number]) + DATA for number in range(8))
"""What a decoder skips behind a whole picture, and takes for a part of it where one is missing: also behind the markers
by which it finds its place again."""
DRAFT_SCALE: Final = 8
FINE_SCALE: Final = 2
"""Of a progressive one, whose first scan is the whole picture at an eighth: later ones are seen at half its size."""
FORMATS: Final = ("JPEG",)
START_OF_IMAGE: Final = b"\xff\xd8"
MARKER: Final = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
"""Behind which a header follows: none of those that stand among the data of a scan."""
STARTS_OF_FRAME: Final = frozenset(bytes([number]) for number in range(0xC0, 0xD0) if number not in {0xC4, 0xC8, 0xCC})
START_OF_SCAN: Final = b"\xda"
COEFFICIENTS: Final = 64
SCAN_TAIL_BYTES: Final = 3
LOW_BITS: Final = 0x0F
"""Of the last byte of a scan's header: how many bits it leaves to later ones."""


class EndedJpeg(io.RawIOBase):
    """File of a JPEG that goes on, where it ends, with the marker of its end, or with what is said."""

    def __init__(self, file: Path, behind: bytes = END_OF_IMAGE) -> None:
        self.was_read_to_its_end = False
        self._opened = file.open("rb")
        self._size, self._behind, self._at = file.stat().st_size, behind, 0

    def as_file(self) -> IO[bytes]:
        return cast("IO[bytes]", self)  # the abstract classes of files know nothing of the type

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # whatever has a length and slices
        if self._at < self._size:
            self._opened.seek(self._at)
            read = self._opened.read(len(buffer))
        else:
            self.was_read_to_its_end = True
            read = self._behind[self._at - self._size :][: len(buffer)]
        buffer[: len(read)] = read
        self._at += len(read)
        return len(read)

    def close(self) -> None:
        self._opened.close()
        super().close()


def decode_jpeg(file: Path) -> None:
    """Read every bit of the first picture; an eighth of each side is kept. Raises Rejected for one that was cut off."""
    with EndedJpeg(file) as opened:
        is_progressive = "progressive" in _decode(opened, DRAFT_SCALE).info
        if not opened.was_read_to_its_end:
            return
    if not _brings_all_scans(file):
        raise Rejected("damaged")
    scale = FINE_SCALE if is_progressive else DRAFT_SCALE
    with EndedJpeg(file) as ended, EndedJpeg(file, NOISE + END_OF_IMAGE) as goes_on:
        shown = _decode(ended, scale).tobytes()
        if shown != _decode(goes_on, scale).tobytes():
            raise Rejected("damaged")


def _brings_all_scans(file: Path) -> bool:
    """Tell whether scans bring every component, and of a progressive picture every bit: one that was cut between two
    scans looks like a whole one, only coarser."""
    missing: set[tuple[int, int]] | None = None
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        at = len(START_OF_IMAGE)
        while (marker := MARKER.search(content, at)) is not None:
            length = int.from_bytes(content[marker.end() : marker.end() + 2])
            header, at = content[marker.end() + 2 : marker.end() + length], marker.end() + length
            if marker[1] in STARTS_OF_FRAME:
                missing = {(component, place) for component in header[6::3] for place in range(COEFFICIENTS)}
            elif marker[1] == START_OF_SCAN and missing is not None:
                missing -= _list_brought(header)
    return missing == set()


def _list_brought(scan: bytes) -> set[tuple[int, int]]:
    """List what a scan brings to its last bit: components, and the places of their coefficients."""
    components, rest = scan[1 : 1 + 2 * scan[0] : 2], scan[1 + 2 * scan[0] :]
    if len(rest) < SCAN_TAIL_BYTES or rest[2] & LOW_BITS:
        return set()
    return {(component, place) for component in components for place in range(rest[0], rest[1] + 1)}


def _decode(opened: EndedJpeg, scale: int) -> Image.Image:
    image = Image.open(opened.as_file(), formats=FORMATS)
    image.draft(None, (max(image.width // scale, 1), max(image.height // scale, 1)))
    image.load()
    return image

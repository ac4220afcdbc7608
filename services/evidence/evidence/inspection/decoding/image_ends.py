"""Ends of pictures, found by their structure: a file that goes on behind its picture is two things at once."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Final

from .rejection import Rejected

MAX_REST_BYTES: Final = 1_000_000
HARMLESS_PADDING: Final = b"\0\t\n\r "
PNG_SIGNATURE_BYTES: Final = 8
PNG_CHUNK_OVERHEAD: Final = 12
GIF_HEADER_BYTES: Final = 13
GIF_TRAILER: Final = b";"
GIF_EXTENSION: Final = b"!"
GIF_PICTURE: Final = b","


def refuse_trailing_bytes(file: Path, media_type: str) -> None:
    """Refuse what follows a picture, but for padding, a line's end and a GIF's trailer. Phones append films to
    JPEGs: those are only searched for other kinds of files.
    """
    find_end = {"image/png": _find_png_end, "image/webp": _find_webp_end, "image/gif": _find_gif_end}.get(media_type)
    if find_end is None:
        return
    with file.open("rb") as opened:
        opened.seek(find_end(opened))
        rest = opened.read(MAX_REST_BYTES + 1)
    if rest.strip(HARMLESS_PADDING + (GIF_TRAILER if media_type == "image/gif" else b"")) or len(rest) > MAX_REST_BYTES:
        raise Rejected("more_behind_picture")


def _find_png_end(opened: BinaryIO) -> int:
    at = PNG_SIGNATURE_BYTES
    while True:
        opened.seek(at)
        head = opened.read(8)
        if len(head) < 8:
            return at  # cut off: its decoder judges
        at += PNG_CHUNK_OVERHEAD + int.from_bytes(head[:4], "big")
        if head[4:] == b"IEND":
            return at


def _find_webp_end(opened: BinaryIO) -> int:
    opened.seek(4)
    return 8 + int.from_bytes(opened.read(4), "little") + 1


def _find_gif_end(opened: BinaryIO) -> int:
    """Walk its blocks to the trailer. One without is cut off, or was written by a tool that leaves it out."""
    opened.seek(0)
    header = opened.read(GIF_HEADER_BYTES)
    _skip_colours(opened, header[10])
    while (introducer := opened.read(1)) in (GIF_EXTENSION, GIF_PICTURE):
        if introducer == GIF_PICTURE:
            description = opened.read(9)
            if len(description) < 9:
                break
            _skip_colours(opened, description[8])
        opened.seek(1, 1)  # the extension's label, or the size of the picture's first code
        _skip_blocks(opened)
    return opened.tell() - (introducer not in (GIF_TRAILER, b""))


def _skip_colours(opened: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        opened.seek(3 * 2 ** ((flags & 7) + 1), 1)


def _skip_blocks(opened: BinaryIO) -> None:
    while size := opened.read(1):
        if size == b"\0":
            return
        opened.seek(size[0], 1)

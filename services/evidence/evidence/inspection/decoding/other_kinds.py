"""Kinds of files that are not taken, told apart so that each is refused by what helps."""

from __future__ import annotations

import re
from typing import Final

ARCHIVE: Final = (
    rb"PK\x03\x04|PK\x05\x06|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ|\xd0\xcf\x11\xe0"
)
"""Office documents are archives; the old ones are folders of their own."""
OTHER_PICTURE: Final = (
    rb"II[*+]\0|MM\0[*+]|IIR[OS]\x08\0|IIU\0|FUJIFILMCCD-RAW|BM.{4}\0\0\0\0|8BPS\0\x01|\xff\x0a|"
    rb"\0\0\0\x0c(?:JXL|jP ) |.{4}ftyp(?:crx |jxl |jp2 |jpx )"
)
"""TIFF and what cameras call raw, bitmaps, JPEG XL and 2000."""
OTHER_FILM: Final = (
    rb"RIFF.{4}AVI |\x1a\x45\xdf\xa3(?!.{0,60}\x42\x82\x84webm)|\x30\x26\xb2\x75|FLV\x01|\0\0\x01\xba|"
    rb"(?:\x47.{187}){5}|.{4}(?:\x47.{191}){5}"
)
"""AVI, Matroska, WMV, and the packets of broadcasts and of camcorders, which have a clock before each."""
OTHER_SOUND: Final = rb"FORM.{4}AIF[FC]|\x02?#!SILK"
PATTERNS: Final = [
    (re.compile(beginning, re.DOTALL), why)
    for beginning, why in (
        (ARCHIVE, "archive"),
        (OTHER_PICTURE, "other_picture"),
        (OTHER_FILM, "other_film"),
        (OTHER_SOUND, "other_sound"),
    )
]


def find_other_kind(head: bytes) -> str | None:
    """Find the reason by which a file that begins so is refused, None for one that may be taken."""
    return next((why for beginning, why in PATTERNS if beginning.match(head)), None)

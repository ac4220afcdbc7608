"""Kinds of files that are not taken, told apart so that each is refused by what helps."""

from __future__ import annotations

import re
from typing import Final

ARCHIVE: Final = (
    rb"PK\x03\x04|PK\x05\x06|PK\x07\x08|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f[\x8b\x9d]|BZh[1-9]1AY|\xfd7zXZ"
    rb"|\xd0\xcf\x11\xe0|\x28\xb5\x2f\xfd|\x04\x22\x4d\x18|LZIP\x01|MSCF\0|xar!\0|.{257}ustar|\x1a\x1a-lh|.{2}-lh\d-"
)
"""Office documents are archives; the old ones are folders of their own."""
OTHER_PICTURE: Final = (
    rb"II[*+]\0|MM\0[*+]|IIR[OS]\x08\0|IIU\0|FUJIFILMCCD-RAW|BM.{4}\0\0\0\0|8BPS\0\x01|\xff\x0a|"
    rb"\0\0\0\x0c(?:JXL|jP ) |.{4}ftyp(?:crx |jxl |jp2 |jpx |avc[is]|jpe?gs?|j2k[is]|vvi[cs]|mif[23])"
    rb"|\xff\x4f\xff\x51|II\xbc\x01|v/1\x01|AT&TFORM|P[1-7]\s[^\0]{0,80}\s|\0\0[\x01\x02]\0[^\0]\0|icns\0|DDS |"
    rb"\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF|qoif\0|%!PS|\xc5\xd0\xd3\xc6"
)
"""TIFF and what cameras call raw, bitmaps, icons, drawings, JPEG XL and 2000, and HEIF in other codings than ours."""
OTHER_FILM: Final = (
    rb"RIFF.{4}AVI |\x1a\x45\xdf\xa3(?!.{0,60}\x42\x82\x84webm)|\x30\x26\xb2\x75|FLV\x01|\0\0\x01\xba|"
    rb"(?:\x47.{187}){5}|.{4}(?:\x47.{191}){5}|\.RMF\0|\0\0\x01\xb3|\0\0\0\x01[\x40\x67]|\x1f\x07\0[\x3f\xbf]"
)
"""AVI, Matroska, WMV, and the packets of broadcasts and of camcorders, which have a clock before each."""
OTHER_SOUND: Final = (
    rb"FORM.{4}AIF[FC]|\x02?#!SILK|\.snd\0|MThd\0|wvpk|MAC \x96|\x0bw|DSD |RF64.{4}WAVE|riff\x2e\x91|RIFF.{4}QLCM|TTA1"
    rb"|\xff[\xfc-\xfd\xf4-\xf5]|.{4}ftypqcp |\x56[\xe0-\xff]"
)
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

"""Looks into one file of unknown origin and says what it is. A program of its own, run without secrets and within
limits of memory and time, because decoders of images are what attackers aim at. Nothing of the service is imported.

    python -I decoding.py FILE    prints {"media_type": …} or {"why": …}
"""

from __future__ import annotations

import contextlib
import json
import re
import resource
import sys
import warnings
import zlib
from pathlib import Path
from typing import Final

MAX_PIXELS: Final = 50_000_000
MAX_FRAMES: Final = 500
MAX_INFLATED: Final = 32_000_000
MEMORY: Final = 1_000_000_000
CPU_SECONDS: Final = 20
FORMATS: Final = {
    "JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif", "HEIF": "image/heic",
}  # fmt: skip
KNOWN_AS: Final = {
    "image/jpeg": frozenset({"image/jpeg"}),
    "image/png": frozenset({"image/png", "image/apng"}),
    "image/webp": frozenset({"image/webp"}),
    "image/gif": frozenset({"image/gif"}),
    "image/heic": frozenset({"image/heif", "image/heic", "video/mp4"}),  # one family of containers
    "application/pdf": frozenset({"application/pdf"}),
}
HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
# A file that is two things at once shows each reader another one.
SECOND_FACES: Final = (b"<html", b"<script", b"<svg", b"<iframe", b"<?php", b"<!doctype", b"%pdf-")
MARKUP: Final = re.compile(rb"\s*(<(!doctype|html|head|body|svg|script|\?xml|\?php|iframe)|#!|#extm3u|%pdf-|\{\\rtf)")
PDF_ACTS: Final = re.compile(rb"/(JavaScript|JS|OpenAction|Launch)(?![A-Za-z0-9])")
PDF_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
PDF_OBJECTS: Final = re.compile(rb"/ObjStm.{0,512}?stream\r?\n", re.DOTALL)
ZIP_END: Final = b"PK\x05\x06"
ZIP_END_SIZE: Final = 22


class Rejected(Exception):
    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def examine(file: Path) -> str:
    """The media type. Raises Rejected."""
    data = file.read_bytes()
    if not data:
        raise Rejected("empty")
    if data.startswith(b"%PDF-"):
        media_type = _pdf(data)
    elif (image_type := _image_type(data)) is not None:
        media_type = _image(file, data, image_type)
    else:
        return _text(data)
    import puremagic

    seen = {match.mime_type for match in puremagic.magic_string(data[:4096] + data[-4096:])}
    if not seen & KNOWN_AS[media_type]:
        raise Rejected("unknown_type")
    return media_type


def _image_type(data: bytes) -> str | None:
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return "image/heic"
    return None


def _image(file: Path, data: bytes, media_type: str) -> str:
    from PIL import Image

    if media_type == "image/heic":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
        pillow_heif.options.DECODE_THREADS = 1
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    lowered = data.lower()
    if any(face in lowered for face in SECOND_FACES) or _ends_as_zip(data):
        raise Rejected("polyglot")
    try:
        with Image.open(file, formats=list(FORMATS)) as image:
            if FORMATS[image.format or ""] != media_type:
                raise Rejected("unknown_type")
            if image.width * image.height > MAX_PIXELS:
                raise Rejected("too_many_pixels")
            _decode(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Rejected("too_many_pixels") from None
    except Rejected:
        raise
    except Exception:  # decoders raise whatever they like on broken input
        raise Rejected("damaged") from None
    return media_type


def _decode(image: object) -> None:
    from PIL import Image

    assert isinstance(image, Image.Image)
    image.load()
    for number in range(1, MAX_FRAMES + 1):
        try:
            image.seek(number)
        except EOFError:
            return
    raise Rejected("too_many_frames")


def _ends_as_zip(data: bytes) -> bool:
    """Archives are read from their end, so one can hide behind anything (GIFAR)."""
    tail = data[-(65_535 + ZIP_END_SIZE) :]
    at = tail.find(ZIP_END)
    while at >= 0:
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        if len(tail) >= at + ZIP_END_SIZE and len(tail) - at - ZIP_END_SIZE >= comment:
            return True
        at = tail.find(ZIP_END, at + 1)
    return False


def _pdf(data: bytes) -> str:
    if b"%%EOF" not in data[-1024:] or _ends_as_zip(data):
        raise Rejected("damaged" if b"%%EOF" not in data[-1024:] else "polyglot")
    for part in (data, *_object_streams(data)):
        plain = PDF_ESCAPE.sub(lambda escaped: bytes([int(escaped[1], 16)]), part)
        if PDF_ACTS.search(plain):
            raise Rejected("active_content")
    if re.search(rb"/Encrypt(?![A-Za-z])", data):
        raise Rejected("encrypted")
    return "application/pdf"


def _object_streams(data: bytes) -> list[bytes]:
    """What compressed object streams hold: an action can hide there."""
    found, room = [], MAX_INFLATED
    for start in PDF_OBJECTS.finditer(data):
        with contextlib.suppress(zlib.error):
            inflater = zlib.decompressobj()
            part = inflater.decompress(data[start.end() :], room)
            found.append(part)
            room -= len(part)
            if room <= 0:
                raise Rejected("too_large_inside")
    return found


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Rejected("unknown_type") from None
    if MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:4096].lower()) or _ends_as_zip(data):
        raise Rejected("unknown_type")
    if any(ord(c) < 32 and c not in "\t\n\r\f" for c in text) or "\x7f" in text:
        raise Rejected("unknown_type")
    if any(face in data.lower() for face in SECOND_FACES):
        raise Rejected("polyglot")
    return "text/plain"


def main(file: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    try:
        answer = {"media_type": examine(Path(file))}
    except Rejected as rejection:
        answer = {"why": rejection.why}
    except MemoryError:
        answer = {"why": "damaged"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])

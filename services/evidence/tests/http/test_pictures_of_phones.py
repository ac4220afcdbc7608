"""DOR-W17: what phones put behind a picture (gain map, film, depth, trailer) is kept, and the first one is shown."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

import pytest
from PIL import Image

from evidence.inspection.decoding.fingerprints import compute_fingerprint
from evidence.inspection.decoding.kinds import examine_file
from evidence.inspection.decoding.previews import make_preview
from evidence.inspection.decoding.rejection import Rejected
from evidence.testing import a_film

SHOWN, HIDDEN = (200, 60, 20), (10, 10, 240)
XMP = b"http://ns.adobe.com/xap/1.0/\0"


def a_jpeg(colour: tuple[int, int, int], size: tuple[int, int] = (640, 480)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


def with_segments(jpeg: bytes, *segments: tuple[int, bytes]) -> bytes:
    """Put segments right behind the beginning, as phones do."""
    spelled = b"".join(b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data for marker, data in segments)
    return jpeg[:2] + spelled + jpeg[2:]


def xmp(*items: str) -> bytes:
    parts = "".join(f'<rdf:li><Container:Item Item:Semantic="{item}" Item:Mime="x"/></rdf:li>' for item in items)
    return (
        XMP
        + (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description hdrgm:Version="1.0" GCamera:MotionPhoto="1">'
            f"<Container:Directory><rdf:Seq>{parts}</rdf:Seq></Container:Directory></rdf:Description></rdf:RDF></x:xmpmeta>"
        ).encode()
    )


def list_pictures(*sizes: int) -> bytes:
    """The index of a multi-picture file (CIPA DC-007): type, size and place of each."""
    entries = b"".join(struct.pack("<IIIHH", 0x030000 if not n else 0, size, 0, 0, 0) for n, size in enumerate(sizes))
    fields = struct.pack("<H", 3)
    fields += struct.pack("<HHI4s", 0xB000, 7, 4, b"0100") + struct.pack("<HHII", 0xB001, 4, 1, len(sizes))
    fields += struct.pack("<HHII", 0xB002, 7, len(entries), 50) + bytes(4)
    return b"MPF\0II*\0\x08\0\0\0" + fields + entries


def a_gain_map() -> bytes:
    return with_segments(a_jpeg(HIDDEN, (160, 120)), (0xE1, xmp("GainMap")))


def an_ultra_hdr() -> bytes:
    first = with_segments(a_jpeg(SHOWN), (0xE1, xmp("Primary", "GainMap")), (0xE2, list_pictures(9_000, 3_000)))
    return first + a_gain_map()


def a_motion_photo() -> bytes:
    return with_segments(a_jpeg(SHOWN), (0xE1, xmp("Primary", "MotionPhoto"))) + a_film()


def a_hdr_motion_photo_of_samsung() -> bytes:
    trailer = b"\0\0\x30\x0aMotionPhoto_Data" + a_film() + b"SEFHj\0\0\0\x01\0\0\0\0\0\x30\x0a\x24\0\0\0\x14\0\0\0SEFT"
    return an_ultra_hdr() + trailer


def a_portrait_with_depth() -> bytes:
    depth = a_jpeg(HIDDEN, (320, 240))
    return with_segments(a_jpeg(SHOWN), (0xE1, xmp("Primary", "Depth", "Confidence"))) + depth + depth + bytes(64)


@pytest.mark.parametrize("make", [an_ultra_hdr, a_motion_photo, a_hdr_motion_photo_of_samsung, a_portrait_with_depth])
def test_dor_w17_what_a_phone_puts_behind_a_picture_is_taken_and_not_shown(make, tmp_path: Path) -> None:
    file = tmp_path / "phone.jpg"
    file.write_bytes(make())

    assert examine_file(file) == "image/jpeg"
    with Image.open(io.BytesIO(make_preview(file, "still"))) as seen:
        colour = seen.convert("RGB").getpixel((seen.width // 2, seen.height // 2))
    assert all(abs(one - other) < 12 for one, other in zip(colour, SHOWN, strict=True)), colour


def of_noise(format: str = "JPEG", **options: object) -> bytes:
    """A picture whose data lead from its head to its end: every spot differs from the one before."""
    buffer = io.BytesIO()
    Image.effect_noise((330, 250), 60).convert("RGB").save(buffer, format, **options)
    return buffer.getvalue()


JPEGS = {
    "in one scan": {}, "in several": {"progressive": True}, "by rows": {"restart_marker_rows": 1},
    "every sample of its colours": {"subsampling": 0},
}  # fmt: skip


@pytest.mark.parametrize("options", JPEGS.values(), ids=list(JPEGS))
@pytest.mark.parametrize("end", [b"", b"\xff", bytes(300), b"\xff\xd9\xff\xd9"])
def test_dor_w17_a_jpeg_that_lacks_the_marker_of_its_end_is_taken(options, end: bytes, tmp_path: Path) -> None:
    file, whole = tmp_path / "a.jpg", tmp_path / "b.jpg"
    whole.write_bytes(of_noise(**options))
    file.write_bytes(whole.read_bytes()[:-2] + end)

    assert examine_file(file) == "image/jpeg"
    assert make_preview(file, "still") == make_preview(whole, "still")
    assert compute_fingerprint(file) == compute_fingerprint(whole)


@pytest.mark.parametrize("options", JPEGS.values(), ids=list(JPEGS))
def test_dor_w17_a_jpeg_that_was_cut_off_is_damaged(options, tmp_path: Path) -> None:
    file, whole = tmp_path / "a.jpg", of_noise(**options)
    for size in (100, *range(700, len(whole), len(whole) // 9), len(whole) - 200):
        file.write_bytes(whole[:size])
        with pytest.raises(Rejected) as rejection:
            examine_file(file)
        assert rejection.value.why == "damaged", size


@pytest.mark.parametrize("options", JPEGS.values(), ids=list(JPEGS))
def test_dor_w17_a_jpeg_that_was_cut_between_two_scans_is_damaged(options, tmp_path: Path) -> None:
    file, whole = tmp_path / "a.jpg", of_noise(**options)
    scans = [match.start() for match in re.finditer(rb"\xff[\xc4\xda]", whole)]
    for size in (size for start in scans for size in range(start, start + 4)):
        file.write_bytes(whole[:size])
        with pytest.raises(Rejected) as rejection:
            examine_file(file)
        assert rejection.value.why == "damaged", size


def test_dor_w21_a_gif_with_two_trailers_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "a.gif"
    file.write_bytes(of_noise("GIF") + b";")
    assert examine_file(file) == "image/gif"

"""DOR-W21: what a page records in a browser (MediaRecorder) names neither a length nor a rate, and is a film."""

from __future__ import annotations

import random
from pathlib import Path

import av
import pytest
from PIL import Image

from evidence.inspection.decoding.kinds import examine_file
from evidence.inspection.decoding.rejection import Rejected

SIZE = (64, 48)


def element(name: str, data: bytes) -> bytes:
    """Element of EBML, its length in eight bytes."""
    return bytes.fromhex(name) + b"\x01" + len(data).to_bytes(7, "big") + data


def record_as_a_browser(milliseconds: int, frames: int) -> bytes:
    """Write what Chromium writes: tracks without a rate, clusters without an index, and times as they come."""
    encoder = av.CodecContext.create("libvpx", "w")
    encoder.width, encoder.height, encoder.pix_fmt, encoder.framerate = *SIZE, "yuv420p", 30
    pictures = [av.VideoFrame.from_image(Image.new("RGB", SIZE, (shade, 80, 120))) for shade in range(frames)]
    packets = [packet for picture in (*pictures, None) for packet in encoder.encode(picture)]
    chance, step = random.Random(7), milliseconds // frames
    times = [number * step + chance.randrange(step // 2 + 1) for number in range(len(packets))]
    blocks = b"".join(
        element("a3", b"\x81" + at.to_bytes(2, "big") + (b"\x80" if packet.is_keyframe else b"\0") + bytes(packet))
        for at, packet in zip(times, packets, strict=True)
    )
    picture = element("b0", SIZE[0].to_bytes(2, "big")) + element("ba", SIZE[1].to_bytes(2, "big"))
    track = element("d7", b"\1") + element("73c5", b"\1") + element("83", b"\1") + element("86", b"V_VP8")
    return (
        element("1a45dfa3", bytes.fromhex("428284") + b"webm")
        + bytes.fromhex("18538067 01ffffffffffffff")
        + element("1549a966", element("2ad7b1", b"\x0f\x42\x40") + element("4d80", b"Chrome"))
        + element("1654ae6b", element("ae", track + element("e0", picture)))
        + element("1f43b675", element("e7", b"\0") + blocks)
    )


def test_dor_w21_what_a_browser_records_is_a_film(tmp_path: Path) -> None:
    file = tmp_path / "film.webm"
    file.write_bytes(record_as_a_browser(2_000, 60))
    with av.open(str(file)) as container:
        assert container.duration is None
        assert container.streams.video[0].base_rate == 1_000, "of the clock: the pictures come 30 times a second"

    assert examine_file(file) == "video/webm"


def test_dor_w21_what_is_really_too_fast_is_refused_whatever_it_says(tmp_path: Path) -> None:
    file = tmp_path / "film.webm"
    file.write_bytes(record_as_a_browser(200, 100))

    with pytest.raises(Rejected) as rejection:
        examine_file(file)

    assert rejection.value.why == "too_many_frames"

"""What is found in a file, by the program that looks into it (ROW-72 to ROW-76)."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from common.confinement.fair_queue import OWN_WORK
from evidence.inspection import media_type
from evidence.inspection.decoding import images
from evidence.inspection.model import ContentRejected, NoPreview
from evidence.testing import a_film, a_pdf, a_sound, an_image


async def detect_media_type(file: Path) -> str:
    return await media_type.detect_media_type(file, OWN_WORK)


async def render_preview(file: Path, variant: str) -> bytes:
    return await media_type.render_preview(file, variant, OWN_WORK)


@pytest.fixture
def kept(tmp_path: Path):
    def kept(content: bytes) -> Path:
        file = tmp_path / "file"
        file.write_bytes(content)
        return file

    return kept


def a_zip(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_brand(film: bytes, brand: bytes) -> bytes:
    return film[:8] + brand + film[12:]


ACCEPTED = {
    "mp4": (a_film(), "video/mp4"),
    "mov": (a_film("mov"), "video/quicktime"),
    "webm": (a_film("webm", "libvpx"), "video/webm"),
    "mp3": (a_sound(), "audio/mpeg"),
    "wav": (a_sound("wav", "pcm_s16le"), "audio/wav"),
    "ogg": (a_sound("ogg", "flac"), "audio/ogg"),
    "flac": (a_sound("flac", "flac"), "audio/flac"),
    "m4a": (a_sound("mp4", "aac"), "audio/mp4"),
    "pdf": (a_pdf(), "application/pdf"),
}


@pytest.mark.parametrize("name", list(ACCEPTED))
async def test_what_is_on_the_list_is_known_by_its_content(kept, name: str) -> None:
    content, expected = ACCEPTED[name]

    assert await detect_media_type(kept(content)) == expected


MP4 = a_film()
REJECTED = {
    "matroska": a_film("matroska"),
    "avi": a_film("avi", "mpeg4"),
    "film without its index": MP4[: len(MP4) // 2],
    "broken index": MP4.replace(b"moov", b"moox"),
    "nothing but a header": MP4[:40],
    "too fast": a_film(frames=60, rate=600),
    "many tracks": a_sound("mp4", "aac", tracks=12),
    "film with a page behind it": MP4 + b"<html><script>alert(1)</script></html>",
    "film that is an archive": MP4 + a_zip(x=b"x"),
    "playlist in a film's clothes": b"\0\0\0\x18ftypmp42" + b"#EXTM3U\nhttp://127.0.0.1:1/x.ts\n",
    "concat": b"ffconcat version 1.0\nfile 'http://127.0.0.1:1/x'\n",
    "office": a_zip(**{"[Content_Types].xml": b"<x/>", "word/vbaProject.bin": b"x"}),
    "archive in archives": a_zip(a=a_zip(b=a_zip(c=b"x"))),
    "png with a page behind it": an_image() + b"\n<!-- -->hello",
    "webp with something behind it": an_image("WEBP") + b"hello",
    "pdf that embeds": a_pdf().replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFiles 2 0 R>>"),
    "pdf without pages": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "fits": b"SIMPLE  =                    T" + b" " * 100,
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n\x00",
    "psd": b"8BPS\0\1" + b"\0" * 40,
}


@pytest.mark.parametrize("name", list(REJECTED))
async def test_row_72_to_76_everything_else_is_rejected(kept, name: str) -> None:
    with pytest.raises(ContentRejected):
        await detect_media_type(kept(REJECTED[name]))


async def test_row_73_a_bomb_is_rejected_by_what_its_header_says(kept) -> None:
    buffer = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(buffer, "PNG")

    with pytest.raises(ContentRejected) as rejection:
        await detect_media_type(kept(buffer.getvalue()))

    assert rejection.value.why == "too_many_pixels"


async def test_row_75_a_film_of_impossible_size_is_rejected_by_its_header(kept) -> None:
    with pytest.raises(ContentRejected) as rejection:
        await detect_media_type(kept(a_film(frames=1, size=(8_320, 16))))

    assert rejection.value.why == "too_many_pixels"


async def test_a_large_photo_of_noise_is_never_taken_for_markup(kept) -> None:
    photo = an_image("JPEG", (3_000, 2_000))
    middle = len(photo) // 2

    assert await detect_media_type(kept(photo[:middle] + b"<svg " + photo[middle + 5 :])) == "image/jpeg"


ENTER_CONFINEMENT = "from common.confinement.child import enter_confinement\nenter_confinement()"
PROBES = {
    "network": "import socket; socket.socket()",
    "program": "import os; os.execv('/bin/true', ['true'])",
    "file": "import os; os.write(os.open('/tmp/parley-written', os.O_CREAT | os.O_WRONLY), b'x')",
    "memory": "bytearray(2_000_000_000)",
}


@pytest.mark.parametrize("probe", list(PROBES))
def test_sec_13_what_decodes_can_neither_talk_nor_start_nor_write_anything(probe: str) -> None:
    code = f"{ENTER_CONFINEMENT}\n{PROBES[probe]}\nprint('done')"

    run = subprocess.run([sys.executable, "-I", "-c", code], env={}, capture_output=True, text=True)

    assert "done" not in run.stdout
    assert run.returncode != 0
    assert Path("/tmp/parley-written").exists() is False or Path("/tmp/parley-written").stat().st_size == 0


async def test_sec_13_nothing_a_file_names_is_ever_fetched(kept) -> None:
    calls = []
    server = await asyncio.start_server(lambda r, w: calls.append(1), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:{port}/x.ts\n".encode()

    for content in (playlist, b"\0\0\0\x18ftypmp42" + playlist, b"RIFF\0\0\0\0WAVE" + playlist):
        with pytest.raises(ContentRejected):
            await detect_media_type(kept(content))

    server.close()
    assert calls == []


def with_gps() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)})
    exif[0x010F] = "SECRET-MAKER"
    exif[0x0112] = 6
    buffer = io.BytesIO()
    Image.new("RGB", (400, 200), "red").save(buffer, "JPEG", exif=exif, comment=b"SECRET-COMMENT")
    return buffer.getvalue()


async def test_sec_35_a_preview_shows_the_picture_and_nothing_else(kept) -> None:
    original = with_gps()
    assert b"SECRET-MAKER" in original

    picture = await render_preview(kept(original), "picture")

    with Image.open(io.BytesIO(picture)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == ("JPEG", (200, 400), {})
    assert b"SECRET" not in picture
    assert b"Exif" not in picture


@pytest.mark.parametrize(
    ("content", "variant", "size"),
    [
        (an_image("PNG", (3_000, 1_000)), "picture", (1_280, 427)), (a_film(size=(320, 240)), "picture", (320, 240)),
        (a_film(size=(320, 240)), "contact_sheet", (1_280, 720)),
        (a_film("webm", "libvpx"), "contact_sheet", (1_280, 720)), (a_pdf(), "picture", None),
    ],
)  # fmt: skip
async def test_films_and_papers_have_previews_too(kept, content: bytes, variant: str, size) -> None:
    with Image.open(io.BytesIO(await render_preview(kept(content), variant))) as shown:
        assert shown.format == "JPEG"
        assert size in (None, shown.size)


@pytest.mark.parametrize("content", [a_sound(), b"plain text", b"<html></html>"])
async def test_what_shows_nothing_has_no_preview(kept, content: bytes) -> None:
    with pytest.raises(NoPreview):
        await render_preview(kept(content), "picture")


@pytest.mark.slow
async def test_dor_w17_the_widest_panorama_of_a_phone_is_taken_in_the_memory_that_there_is(kept) -> None:
    """Of the 450 MB it takes 360; one with ten bits for each sample takes 440 at 50 megapixels."""
    buffer = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (16_382, 3_856), "teal")).save(buffer, quality=10)

    assert await detect_media_type(kept(buffer.getvalue())) == "image/heic"


def test_dor_w17_a_picture_with_more_bits_for_each_sample_has_fewer_pixels(kept) -> None:
    with Image.new("RGB", (1, 1)) as image:
        image.format = "HEIF"
        plain, image.info["bit_depth"] = images._max_pixels(image), 10

        assert (plain, images._max_pixels(image)) == (66_000_000, 50_000_000)

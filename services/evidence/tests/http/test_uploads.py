from __future__ import annotations

import base64
import hashlib
from functools import partial
from io import BytesIO

import pytest
from PIL import Image
from pillow_heif import from_pillow

from common.kernel.ids import format_id, new_id
from evidence.testing import a_pdf, an_image

PDF = a_pdf()


def a_heic() -> bytes:
    buffer = BytesIO()
    from_pillow(Image.new("RGB", (64, 48), "teal")).save(buffer)
    return buffer.getvalue()


def a_bomb() -> bytes:
    """30,000 by 30,000 in black and white: 110 KB here, 900 megapixels decoded."""
    buffer = BytesIO()
    Image.new("1", (30_000, 30_000)).save(buffer, "PNG")
    return buffer.getvalue()


def a_film(frames: int) -> bytes:
    pictures = [Image.frombytes("L", (2, 2), bytes([i % 251, i // 251, i % 7, 0])) for i in range(frames)]
    buffer = BytesIO()
    pictures[0].save(buffer, "GIF", save_all=True, append_images=pictures[1:])
    return buffer.getvalue()


REJECTED = {
    "empty": b"",
    "html": b"<html><script>alert(1)</script></html>",
    "html after white space": b"\n\n  <!DOCTYPE html><p>x",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "zip": b"PK\x03\x04" + b"\0" * 40,
    "elf": b"\x7fELF\x02\x01" + b"\0" * 60,
    "exe": b"MZ\x90\0" + b"\0" * 60,
    "script": b"#!/bin/sh\nrm -rf /\n",
    "playlist": b"#EXTM3U\nhttp://127.0.0.1/\n",
    "a page in utf-16": "<html>hello".encode("utf-16"),
    "binary": bytes(range(256)),
    "png with html behind it": an_image("PNG") + b"<HTML><script>alert(1)</script>",
    "gif that is an archive": an_image("GIF") + b"PK\x05\x06" + b"\0" * 18,
    "gif that is a script": b"GIF89a/*<script>alert(1)</script>*/",
    "jpeg that is a pdf": an_image("JPEG") + PDF,
    "truncated png": an_image("PNG")[:-2_000],
    "truncated jpeg": an_image("JPEG")[:-2_000],
    "header only": an_image("PNG")[:40],
    "psd": b"8BPS\0\1" + b"\0" * 40,
    "tiff": b"II*\0" + b"\0" * 40,
    "pdf that runs": PDF.replace(b"/Catalog", b"/Catalog/OpenAction 2 0 R"),
    "pdf with a script": PDF.replace(b"/Catalog", b"/Catalog/JavaScript 2 0 R"),
    "pdf with a hidden script": PDF.replace(b"/Catalog", b"/Catalog/J#61vaScript 2 0 R"),
    "pdf that launches": PDF.replace(b"/Catalog", b"/Catalog/Launch 2 0 R"),
    "pdf without end": PDF[:-7],
}
REJECTED_AND_COSTLY = {"bomb": a_bomb, "endless gif": partial(a_film, 600)}
"""Made by the test that sends one: nobody who only lists tests waits for them."""


@pytest.mark.parametrize(
    ("format", "media_type", "ending"),
    [("PNG", "image/png", "png"), ("JPEG", "image/jpeg", "jpg"), ("WEBP", "image/webp", "webp"),
     ("GIF", "image/gif", "gif")],
)  # fmt: skip
async def test_a_picture_is_kept_as_it_came(world, rows, home, format, media_type, ending) -> None:
    picture = an_image(format)

    response = await world.upload(picture, filename="../../my parcel.exe")

    assert response.status_code == 201, response.text
    assert response.json()["file"] == {
        "filename": f"my parcel.{ending}", "media_type": media_type, "size": len(picture),
        "sha256": hashlib.sha256(picture).hexdigest(), "scan_state": "not_scanned",
    }  # fmt: skip
    [stored] = await rows("SELECT path FROM evidence.audit_objects")
    kept = home / "objects" / stored.path
    assert (len(kept.read_bytes()), kept.stat().st_mode & 0o777) == (len(picture), 0o440)
    assert picture[:16] not in kept.read_bytes()
    assert list((home / "incoming").iterdir()) == []


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(a_heic(), "image/heic"), (PDF, "application/pdf"), ("Grüße,\nhier der Beleg.\n".encode(), "text/plain")],
)
async def test_a_document_is_known_by_its_content(world, content: bytes, media_type: str) -> None:
    response = await world.upload(content, kind="document", headers={"Content-Type": "image/x-lies"})

    assert (response.status_code, response.json()["file"]["media_type"]) == (201, media_type)
    assert response.headers["location"].removeprefix("/v1/evidence/items/") == response.json()["id"]


@pytest.mark.parametrize("name", [*REJECTED, *REJECTED_AND_COSTLY])
async def test_what_is_not_plainly_a_picture_or_document_is_rejected_and_gone(world, rows, home, name: str) -> None:
    content = REJECTED[name] if name in REJECTED else REJECTED_AND_COSTLY[name]()
    response = await world.upload(content)

    assert (response.status_code, response.json()["code"]) == (422, "content_rejected")
    assert [f for f in home.rglob("*") if f.is_file()] == []
    assert await rows("SELECT id FROM evidence.items") == []


async def test_a_card_number_in_a_text_file_is_refused(world) -> None:
    response = await world.upload(b"My card is 4111 1111 1111 1111.\n", kind="document")

    assert (response.status_code, response.json()["code"]) == (422, "card_number_not_allowed")


@pytest.mark.usefixtures("no_lingering")
async def test_an_announced_size_over_the_limit_is_refused_without_reading_on(world) -> None:
    read = []

    async def endless():
        for _ in range(1_000):
            read.append(1)
            yield b"x" * 65_536

    response = await world.upload(endless(), headers={"Content-Length": "25000001"})

    assert (response.status_code, response.json()["code"]) == (413, "file_too_large")
    assert response.json()["limit_bytes"] == 25_000_000
    assert "/v1/evidence/uploads/resumable" in response.json()["detail"], "which takes it"
    assert response.headers["connection"] == "close"
    assert read == []


@pytest.mark.usefixtures("no_lingering")
async def test_an_unannounced_size_over_the_limit_ends_the_upload(world, home) -> None:
    read = []

    async def endless():
        for _ in range(1_000):
            read.append(1)
            yield b"x" * 65_536

    response = await world.upload(endless())

    assert (response.status_code, response.json()["code"]) == (413, "file_too_large")
    assert len(read) == 25_000_000 // 65_536 + 1
    assert [f for f in home.rglob("*") if f.is_file()] == []


def digest(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


PICTURE = an_image()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Digest": f"sha-256=:{digest(PICTURE)}:"}, 201),
        ({"X-Checksum-Sha256": hashlib.sha256(PICTURE).hexdigest()}, 201),
        ({"X-Checksum-Sha256": digest(PICTURE)}, 201),
        ({"Content-Digest": f"sha-256=:{digest(b'other')}:"}, 460),
        ({"X-Checksum-Sha256": hashlib.sha256(b"other").hexdigest()}, 460),
        ({"Content-Digest": "md5=:abc:"}, 400),
        ({"X-Checksum-Sha256": "12"}, 400),
    ],
)
async def test_a_checksum_is_checked(world, rows, headers: dict[str, str], status: int) -> None:
    response = await world.upload(PICTURE, headers=headers)

    assert response.status_code == status
    if status == 460:
        assert response.json()["code"] == "checksum_mismatch"
    assert len(await rows("SELECT id FROM evidence.items")) == (status == 201)


@pytest.mark.parametrize(
    "query",
    [
        {"dispute": "dsp_nonsense"},
        {"kind": "Photo!"},
        {"kind": "shipment_record"},
        {"is_admin": "true"},
        {"filename": "x" * 301},
    ],
)
async def test_a_malformed_upload_is_refused(world, query: dict[str, str]) -> None:
    assert (await world.upload(PICTURE, **query)).status_code == 422


@pytest.mark.parametrize(
    "claims",
    [{"tenant": new_id()}, {"sub": "stranger"}, {"role": "representative"}, {"dispute": format_id("dsp", new_id())}],
)
async def test_strangers_learn_nothing_by_uploading(world, claims) -> None:
    stranger = world.token(**{"role": "buyer", **claims})

    response = await world.client.post(
        "/v1/evidence/uploads", params={"dispute": world.dsp, "kind": "photo"}, content=PICTURE, headers=stranger
    )

    unknown = await world.upload(PICTURE, dispute=format_id("dsp", new_id()))
    assert (response.status_code, unknown.status_code) == (404, 404)
    assert response.json()["detail"] == unknown.json()["detail"]


@pytest.mark.usefixtures("no_lingering")
async def test_without_a_token_no_byte_is_read(world) -> None:
    read = []

    async def endless():
        for _ in range(1_280):
            read.append(1)
            yield b"x" * 65_536

    response = await world.client.post("/v1/evidence/uploads?dispute=x&kind=photo", content=endless())

    assert (response.status_code, read) == (401, [])


async def test_a_closed_case_takes_no_more(world) -> None:
    await world.closed()

    response = await world.upload(PICTURE)

    assert (response.status_code, response.json()["code"]) == (409, "case_closed")


async def test_a_repeated_upload_is_told_what_the_first_one_was(world, rows, home) -> None:
    key = {"Idempotency-Key": "k-1"}
    first = await world.upload(PICTURE, headers=key)
    await world.closed()

    again = await world.upload(PICTURE, headers=key)
    other = await world.upload(an_image(size=(8, 8)), headers=key)

    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotent-replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")
    assert len([f for f in (home / "objects").rglob("*") if f.is_file()]) == 1


async def test_names_are_for_display_only(world) -> None:
    response = await world.upload(PICTURE, filename="C:\\dir\\x.png\r\nX: y\u202egpj.exe")

    assert response.json()["file"]["filename"] == "x.pngX ygpj.png"

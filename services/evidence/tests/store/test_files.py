"""The checks of `make verify` that look at the files themselves."""

from __future__ import annotations

import base64
import os
import time

import pytest

from common.kernel.ids import new_id
from deploy.verify import files
from evidence.storage.blobs import make_blob_path
from evidence.testing import an_image

TUS = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}


@pytest.fixture
def broken(database, home, world):
    async def broken() -> dict[str, list[str]]:
        key = (await world.client.get("/v1/evidence/verification/key")).content
        dsn = database.admin_url.replace("+asyncpg", "")
        verdicts = await files.check_evidence_files(dsn, home, key)
        return {v.invariant.id: [str(row.get("why", row)) for row in v.rows] for v in verdicts if not v.holds}

    return broken


@pytest.fixture
async def photo(world, rows, home):
    await world.upload(an_image())
    [stored] = await rows("SELECT path FROM evidence.files")
    await world.decided()
    return home / "objects" / stored.path


async def test_what_is_as_it_should_be_passes(photo, broken) -> None:
    assert await broken() == {}


async def test_inv_v1f_flt_f5_one_changed_bit_is_found(photo, broken) -> None:
    photo.chmod(0o600)
    content = bytearray(photo.read_bytes())
    content[9] ^= 1
    photo.write_bytes(content)
    photo.chmod(0o440)

    assert await broken() == {"INV-V1f": ["altered"]}


async def test_inv_v1f_a_file_must_be_read_only_and_have_one_name(photo, broken) -> None:
    photo.chmod(0o640)
    assert await broken() == {"INV-V1f": ["mode or links"]}
    photo.chmod(0o440)
    os.link(photo, photo.parent.parent / "second")

    assert (await broken())["INV-V1f"] == ["mode or links"]


async def test_inv_v7_a_row_without_its_file_and_an_old_file_without_a_row_are_found(photo, broken, home) -> None:
    photo.unlink()
    for age, name in ((25, "old"), (1, "young")):
        orphan = home / "objects" / make_blob_path(new_id())
        orphan.parent.mkdir(parents=True, exist_ok=True)
        orphan.write_text(name)
        os.utime(orphan, (time.time() - age * 3600,) * 2)

    assert await broken() == {"INV-V1f": ["missing"], "INV-V7": ["the row has no file", "the file has no row"]}


async def test_inv_v5_what_the_row_says_is_on_the_disk(world, broken, home) -> None:
    said = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}"
                    for name, value in {"dispute": world.dsp, "kind": "photo"}.items())  # fmt: skip
    headers = {**world.token("buyer"), **TUS}
    created = await world.client.post(
        "/v1/evidence/uploads/resumable", headers={**headers, "Upload-Length": "10", "Upload-Metadata": said}
    )
    await world.client.patch(created.headers["location"], content=b"12345", headers={**headers, "Upload-Offset": "0"})
    assert await broken() == {}
    [file] = (home / "incoming").iterdir()
    file.write_bytes(b"1234")

    assert list(await broken()) == ["INV-V5"]


async def test_inv_v8_a_seal_signed_by_somebody_else_is_found(photo, broken, rows) -> None:
    await rows("UPDATE evidence.seals SET signature = sha256('x') || sha256('y')")

    assert await broken() == {"INV-V8": ["the signature"]}

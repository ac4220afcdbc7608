"""Objects at rest: encrypted, read at any place, and only what was kept."""

from __future__ import annotations

import errno
import hashlib
import os
import random
from pathlib import Path
from typing import NamedTuple

import pytest
from obstore.store import MemoryStore

from evidence.storage import encrypted as module
from evidence.storage.blobs import BucketBlobStore, open_blob_store
from evidence.storage.encrypted import READ_BLOCK_BYTES, EncryptedBlobStore
from evidence.storage.key_wrapping import KeyWrapper
from evidence.storage.model import ContentAltered, ObjectKey, StorageFull
from evidence.testing import an_image

CONTENT = random.Random(7).randbytes(2 * READ_BLOCK_BYTES + 12_345)


class Object(NamedTuple):
    path: str
    size: int
    sha256: bytes
    object_key: ObjectKey | None


@pytest.fixture
def encrypted_blobs(home) -> EncryptedBlobStore:
    return EncryptedBlobStore(*open_blob_store(home.as_uri(), None))


@pytest.fixture
async def kept(encrypted_blobs, tmp_path):
    arrived = tmp_path / "arrived"
    arrived.write_bytes(CONTENT)
    return await encrypted_blobs.encrypt_file(arrived)


async def read(encrypted_blobs: EncryptedBlobStore, stored, start: int, end: int) -> bytes:
    return b"".join([chunk async for chunk in encrypted_blobs.read_range(stored, start, end)])


async def test_what_is_kept_is_as_long_as_what_came_and_looks_like_nothing(encrypted_blobs, kept, home) -> None:
    stored = (home / "objects" / kept.path).read_bytes()

    assert (len(stored), kept.size, kept.sha256) == (len(CONTENT), len(CONTENT), hashlib.sha256(CONTENT).digest())
    assert hashlib.sha256(stored).digest() == kept.object_key.sha256
    assert not any(CONTENT[at : at + 8] in stored for at in range(0, len(CONTENT), 4_001))
    assert list((home / "incoming").iterdir()) == []
    assert kept.object_key.key.hex() not in repr(kept)


async def test_no_key_is_used_twice(encrypted_blobs, tmp_path, home) -> None:
    arrived = tmp_path / "arrived"
    arrived.write_bytes(bytes(64))

    stored = {(home / "objects" / (await encrypted_blobs.encrypt_file(arrived)).path).read_bytes() for _ in range(20)}

    assert len(stored) == 20


async def test_any_part_can_be_read(encrypted_blobs, kept) -> None:
    chance = random.Random(1)
    places = [(0, len(CONTENT)), (0, 1), (15, 17), (16, 32), (len(CONTENT) - 1, len(CONTENT))]
    places += [tuple(sorted(chance.sample(range(len(CONTENT)), 2))) for _ in range(60)]

    for start, end in places:
        assert await read(encrypted_blobs, kept, start, end) == CONTENT[start:end], (start, end)


async def test_a_bucket_keeps_the_same(home, tmp_path) -> None:
    store, arrived = MemoryStore(), tmp_path / "arrived"
    arrived.write_bytes(CONTENT)
    encrypted_blobs = EncryptedBlobStore(BucketBlobStore(store), tmp_path)

    kept = await encrypted_blobs.encrypt_file(arrived)

    stored = bytes((await store.get_async(kept.path)).bytes())
    assert hashlib.sha256(stored).digest() == kept.object_key.sha256 != kept.sha256
    await encrypted_blobs.require_unaltered(kept)
    assert await read(encrypted_blobs, kept, 1_000_001, 1_500_000) == CONTENT[1_000_001:1_500_000]
    await store.put_async(kept.path, stored[:-1])
    with pytest.raises(ContentAltered):
        await encrypted_blobs.require_unaltered(kept)
    assert list(tmp_path.iterdir()) == [arrived]


async def test_a_copy_in_the_clear_lasts_as_long_as_it_is_needed(encrypted_blobs, kept, home) -> None:
    with pytest.raises(KeyError):
        async with encrypted_blobs.open_decrypted(kept) as copy:
            assert (copy.read_bytes(), copy.parent, copy.stat().st_mode & 0o077) == (CONTENT, home / "incoming", 0)
            raise KeyError

    assert list((home / "incoming").iterdir()) == []


async def test_flt_f5_one_changed_bit_is_found_without_a_key(encrypted_blobs, kept, home) -> None:
    await encrypted_blobs.require_unaltered(kept)
    file = home / "objects" / kept.path
    file.chmod(0o600)
    content = bytearray(file.read_bytes())
    content[READ_BLOCK_BYTES] ^= 4
    file.write_bytes(content)

    with pytest.raises(ContentAltered):
        await encrypted_blobs.require_unaltered(kept)


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b + b"x", lambda b: b""])
async def test_flt_f5_another_length_is_found(encrypted_blobs, kept, home, change) -> None:
    file = home / "objects" / kept.path
    file.chmod(0o600)
    file.write_bytes(change(file.read_bytes()))

    with pytest.raises(ContentAltered):
        await encrypted_blobs.require_unaltered(kept)


async def test_sec_34_without_its_key_an_object_cannot_be_read(encrypted_blobs, kept) -> None:
    noise = Object(kept.path, kept.size, kept.sha256, ObjectKey(kept.object_key.sha256, None))

    for attempt in (encrypted_blobs.require_unaltered(noise), read(encrypted_blobs, noise, 0, 10)):
        with pytest.raises(ContentAltered):
            await attempt


def test_a_wrapped_key_fits_its_owner_and_its_object_alone() -> None:
    key_wrapper = KeyWrapper("s" * 40)
    anna, ben = key_wrapper.new_wrapped_key(), key_wrapper.new_wrapped_key()
    wrapped = key_wrapper.wrap_object_key(anna, b"k" * 32, "aa/bb/1")

    assert key_wrapper.unwrap_object_key(anna, wrapped, "aa/bb/1") == b"k" * 32
    others = [(ben, wrapped, "aa/bb/1"), (anna, wrapped, "aa/bb/2"), (None, wrapped, "aa/bb/1"), (anna, None, "x")]
    assert [key_wrapper.unwrap_object_key(*other) for other in others] == [None] * 4


async def test_flt_f4_a_full_disk_leaves_nothing(encrypted_blobs, tmp_path, home, monkeypatch) -> None:
    arrived = tmp_path / "arrived"
    arrived.write_bytes(CONTENT)

    def full(*_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module, "_encrypt_to", full)
    with pytest.raises(StorageFull):
        await encrypted_blobs.encrypt_file(arrived)

    assert [file for file in home.rglob("*") if file.is_file()] == []
    assert arrived.exists()


async def link(world, item: str) -> str:
    response = await world.client.post(f"/v1/evidence/items/{item}/download", headers=world.token())
    return response.json()["url"]


async def test_what_was_stored_before_there_were_keys_is_served_and_watched_as_ever(world, home, rows) -> None:
    picture = an_image(size=(90, 60))
    item = (await world.upload(picture)).json()["id"]
    [stored] = await rows("SELECT path FROM evidence.files")
    file = home / "objects" / stored.path
    file.chmod(0o600)
    file.write_bytes(picture)
    await rows("DELETE FROM evidence.object_keys")

    whole = await world.client.get(await link(world, item), headers=world.token())
    part = await world.client.get(await link(world, item), headers={**world.token(), "Range": "bytes=7-20"})
    assert (whole.content, part.content) == (picture, picture[7:21])
    assert (await world.get(f"/items/{item}/preview")).status_code == 200

    file.write_bytes(picture[:-1] + b"?")
    altered = await world.client.get(await link(world, item), headers=world.token())
    assert (altered.status_code, altered.json()["code"]) == (409, "content_altered")


async def test_inv_v4_the_chain_begins_with_both_sums(world, rows, home) -> None:
    picture = an_image(size=(90, 60))
    await world.upload(picture)

    [received] = await rows("SELECT canonical FROM evidence.custody WHERE action = 'received'")
    [stored] = [file for file in (home / "objects").rglob("*") if file.is_file()]
    for content in (picture, stored.read_bytes()):
        assert hashlib.sha256(content).hexdigest().encode() in received.canonical


async def test_a_row_whose_key_was_exchanged_is_not_served(world, rows) -> None:
    items = [(await world.upload(an_image(size=(90, 60)))).json()["id"] for _ in range(2)]
    await rows("ALTER TABLE evidence.object_keys DISABLE TRIGGER USER")
    await rows("UPDATE evidence.object_keys a SET key = b.key FROM evidence.object_keys b WHERE a.path <> b.path")

    for item in items:
        refused = await world.client.get(await link(world, item), headers=world.token())
        assert (refused.status_code, refused.json()["code"]) == (409, "content_altered")

"""Keeps objects encrypted and reads them back: AES-256-CTR under a key that is used once (docs/decisions/0011)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CTR

from common.kernel.ids import new_id
from common.kernel.seams import token_bytes

from .blobs import DISK_FULL_ERRORS, make_blob_path
from .block_sums import BlockSummer, block_span, compare_blocks
from .model import BlobStore, ContentAltered, ObjectKey, StorageFull, StoredObject

log = logging.getLogger(__name__)

KEY_BYTES: Final = 32
COUNTER_BLOCK_BYTES: Final = 16
"""Bytes that one value of the counter stands for."""
READ_BLOCK_BYTES: Final = 1 << 20


class NewObject(NamedTuple):
    """Object that was just stored. Its key is in no row yet: until it is, it is noise that the collector takes."""

    path: str
    size: int
    sha256: bytes
    object_key: ObjectKey


class EncryptedBlobStore:
    def __init__(self, blobs: BlobStore, folder: Path) -> None:
        """`folder`: for what is on its way in or out, on the disk of the objects if they are on one."""
        self._blobs, self._folder = blobs, folder

    async def encrypt_file(self, file: Path) -> NewObject:
        """Encrypt and store it under a new path every time, so that nothing stored is ever replaced. `file` stays.
        Raises StorageFull.
        """
        draft = await asyncio.to_thread(_make_scratch_file, self._folder, "sealed-")
        try:
            stored = await asyncio.to_thread(_encrypt_to, file, draft)
            await self._blobs.store_file(stored.path, draft)
        except OSError as error:
            if error.errno in DISK_FULL_ERRORS:
                raise StorageFull from error
            raise
        finally:
            await asyncio.to_thread(draft.unlink, missing_ok=True)
        return stored

    async def read_range(self, stored: StoredObject, start: int, end: int) -> AsyncIterator[bytes]:
        """Read the bytes from `start` up to, not including, `end`, as they were received.

        Raises ContentAltered for one whose key was destroyed, FileNotFoundError.
        """
        cipher = None if stored.object_key is None else _start_cipher_at(stored.object_key, start)
        async for chunk in self._blobs.read_range(stored.path, start, end):
            yield chunk if cipher is None else cipher.update(chunk)

    async def read_compared(self, stored: StoredObject, start: int, end: int) -> AsyncIterator[bytes]:
        """`read_range`, and every block is compared with what was received before a byte of it leaves: what is asked
        for is read, and not the whole. Raises ContentAltered.
        """
        object_key = stored.object_key
        if object_key is None or object_key.blocks is None:
            await self.require_unaltered(stored)
            async for chunk in self.read_range(stored, start, end):
                yield chunk
            return
        cipher, (first, last) = _start_cipher_at(object_key, start), block_span(start, end, stored.size)
        place = first
        try:
            pieces = self._blobs.read_range(stored.path, first, last)
            async for block in compare_blocks(pieces, first, object_key.blocks):
                yield cipher.update(block[max(start - place, 0) : end - place])
                place += len(block)
        except (ContentAltered, FileNotFoundError):
            log.critical("the file %s is not what was received", stored.path)
            raise ContentAltered from None
        if place != last:
            log.critical("the file %s is shorter than what was received", stored.path)
            raise ContentAltered

    @asynccontextmanager
    async def open_decrypted(self, stored: StoredObject) -> AsyncIterator[Path]:
        """Open it as a file of this machine as long as the block lasts. Raises what `read_range` raises, and
        StorageFull.
        """
        if stored.object_key is None:
            async with self._blobs.open_local_copy(stored.path, stored.size) as file:
                yield file
            return
        copy = await asyncio.to_thread(_make_scratch_file, self._folder, "open-")
        try:
            await self._decrypt_to(stored, copy)
            yield copy
        finally:
            await asyncio.to_thread(copy.unlink, missing_ok=True)

    async def require_unaltered(self, stored: StoredObject) -> None:
        """Raises ContentAltered: what is stored is missing or no longer what was received. Needs no key."""
        expected = stored.sha256 if stored.object_key is None else stored.object_key.sha256
        digest = hashlib.sha256()
        try:
            async for chunk in self._blobs.read_all(stored.path):
                digest.update(chunk)
        except FileNotFoundError:
            log.critical("the file %s is missing", stored.path)
            raise ContentAltered from None
        if not hmac.compare_digest(digest.digest(), expected):
            log.critical("the file %s is not what was received", stored.path)
            raise ContentAltered
        if stored.object_key is not None and stored.object_key.key is None:
            log.critical("the key of the file %s is gone", stored.path)
            raise ContentAltered

    async def remove_object(self, path: str) -> None:
        await self._blobs.remove_blob(path)

    async def _decrypt_to(self, stored: StoredObject, target: Path) -> None:
        with target.open("wb") as file:
            async for chunk in self.read_range(stored, 0, stored.size):
                try:
                    await asyncio.to_thread(file.write, chunk)
                except OSError as error:
                    if error.errno in DISK_FULL_ERRORS:
                        raise StorageFull from error
                    raise


def _make_scratch_file(folder: Path, prefix: str) -> Path:
    """Make an empty file. What a crash leaves of it, the collector takes."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=prefix, delete=False) as file:
        return Path(file.name)


def _encrypt_to(source: Path, target: Path) -> NewObject:
    """Both sums are taken on the way, so that a large file is read once."""
    key = token_bytes(KEY_BYTES)
    cipher, plain, stored, blocks = _make_cipher(key, 0), hashlib.sha256(), hashlib.sha256(), BlockSummer()
    block, hidden, size = (
        memoryview(bytearray(READ_BLOCK_BYTES)),
        memoryview(bytearray(READ_BLOCK_BYTES + COUNTER_BLOCK_BYTES)),
        0,
    )
    with source.open("rb", buffering=0) as opened, target.open("wb") as file:
        while read := opened.readinto(block):
            plain.update(block[:read])
            made = hidden[: cipher.update_into(block[:read], hidden)]
            stored.update(made)
            blocks.add(made)
            file.write(made)
            size += read
    return NewObject(make_blob_path(new_id()), size, plain.digest(), ObjectKey(stored.digest(), key, blocks.finish()))


def _start_cipher_at(object_key: ObjectKey, start: int) -> CipherContext:
    if object_key.key is None:
        raise ContentAltered
    cipher = _make_cipher(object_key.key, start // COUNTER_BLOCK_BYTES)
    cipher.update(bytes(start % COUNTER_BLOCK_BYTES))
    return cipher


def _make_cipher(key: bytes, counter: int) -> CipherContext:
    """Start counter mode at a block: both directions are one. The counter may begin at nothing: no key sees two
    objects.
    """
    return Cipher(AES256(key), CTR(counter.to_bytes(COUNTER_BLOCK_BYTES, "big"))).encryptor()

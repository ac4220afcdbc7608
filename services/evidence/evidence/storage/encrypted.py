"""Keeps objects encrypted and reads them back: AES-256-CTR under a key that is used once (docs/decisions/0011)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CTR

from common.kernel.ids import new_id

from .blobs import FULL, path_of
from .model import Blobs, ContentAltered, Lock, StorageFull, Stored

log = logging.getLogger(__name__)

KEY_BYTES: Final = 32
COUNTED: Final = 16
"""Bytes that one value of the counter stands for."""
BLOCK: Final = 1 << 20


class Kept(NamedTuple):
    """A new object. Its key is in no row yet: until it is, it is noise that the collector takes."""

    path: str
    size: int
    sha256: bytes
    lock: Lock


class Safe:
    def __init__(self, blobs: Blobs, folder: Path) -> None:
        """`folder`: for what is on its way in or out, on the disk of the objects if they are on one."""
        self._blobs, self._folder = blobs, folder

    async def keep(self, file: Path) -> Kept:
        """Under a new path every time, so that nothing kept is ever replaced. `file` stays. Raises StorageFull."""
        draft = await asyncio.to_thread(_scratch, self._folder, "sealed-")
        try:
            kept = await asyncio.to_thread(_encrypt, file, draft)
            await self._blobs.keep(kept.path, draft)
        except OSError as error:
            if error.errno in FULL:
                raise StorageFull from error
            raise
        finally:
            await asyncio.to_thread(draft.unlink, missing_ok=True)
        return kept

    async def read(self, stored: Stored, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to, not including, `end`, as they were received. Raises ContentAltered for one
        whose key is gone, FileNotFoundError."""
        cipher = None if stored.lock is None else _from(stored.lock, start)
        async for chunk in self._blobs.read(stored.path, start, end):
            yield chunk if cipher is None else cipher.update(chunk)

    @asynccontextmanager
    async def local(self, stored: Stored) -> AsyncIterator[Path]:
        """As a file of this machine as long as the block lasts. Raises what `read` raises, and StorageFull."""
        if stored.lock is None:
            async with self._blobs.local(stored.path, stored.size) as found:
                yield found
            return
        copy = await asyncio.to_thread(_scratch, self._folder, "open-")
        try:
            await self._copy(stored, copy)
            yield copy
        finally:
            await asyncio.to_thread(copy.unlink, missing_ok=True)

    async def compare(self, stored: Stored) -> None:
        """Raises ContentAltered: what is stored is missing or no longer what was received. Needs no key."""
        expected = stored.sha256 if stored.lock is None else stored.lock.sha256
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
        if stored.lock is not None and stored.lock.key is None:
            log.critical("the key of the file %s is gone", stored.path)
            raise ContentAltered

    async def remove(self, path: str) -> None:
        await self._blobs.remove(path)

    async def _copy(self, stored: Stored, target: Path) -> None:
        with target.open("wb") as file:
            async for chunk in self.read(stored, 0, stored.size):
                try:
                    await asyncio.to_thread(file.write, chunk)
                except OSError as error:
                    if error.errno in FULL:
                        raise StorageFull from error
                    raise


def _scratch(folder: Path, prefix: str) -> Path:
    """What a crash leaves of it, the collector takes."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=prefix, delete=False) as file:
        return Path(file.name)


def _encrypt(source: Path, target: Path) -> Kept:
    """Both sums are taken on the way, so that a large file is read once."""
    key = secrets.token_bytes(KEY_BYTES)
    cipher, plain, stored = _cipher(key, 0), hashlib.sha256(), hashlib.sha256()
    block, hidden, size = memoryview(bytearray(BLOCK)), memoryview(bytearray(BLOCK + COUNTED)), 0
    with source.open("rb", buffering=0) as opened, target.open("wb") as file:
        while read := opened.readinto(block):
            plain.update(block[:read])
            made = hidden[: cipher.update_into(block[:read], hidden)]
            stored.update(made)
            file.write(made)
            size += read
    return Kept(path_of(new_id()), size, plain.digest(), Lock(stored.digest(), key))


def _from(lock: Lock, start: int) -> CipherContext:
    if lock.key is None:
        raise ContentAltered
    cipher = _cipher(lock.key, start // COUNTED)
    cipher.update(bytes(start % COUNTED))
    return cipher


def _cipher(key: bytes, counter: int) -> CipherContext:
    """In counter mode both directions are one. The counter may begin at nothing: no key sees two objects."""
    return Cipher(AES256(key), CTR(counter.to_bytes(COUNTED, "big"))).encryptor()

"""Writes a bundle: a zip archive of plainly stored files, with their sums, signed inside and as a whole."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, Protocol

SIGNATURE_MARK: Final = b"parley-bundle/1 ed25519 "
SIGNATURE_LENGTH: Final = 88
BLOCK_BYTES: Final = 1 << 20
FILE_MODE: Final = 0o644 << 16


class ArchiveKey(Protocol):
    id: str
    public_pem: bytes

    def sign(self, message: bytes) -> bytes: ...

    def find_signer(self, message: bytes, signature: bytes) -> str | None: ...


class Archive:
    """Open until `finish`. Blocking, but for `stream`."""

    def __init__(self, path: Path, made_at: datetime) -> None:
        self._path = path
        self._stamp = made_at.timetuple()[:6]
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True)
        self._sums: dict[str, str] = {}

    def put_file(self, name: str, content: bytes) -> None:
        with self._open_entry(name) as entry:
            entry.write(content)
        self._sums[name] = hashlib.sha256(content).hexdigest()

    def put_json(self, name: str, value: Any) -> None:
        self.put_file(
            name, json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False, default=str).encode() + b"\n"
        )

    async def stream_file(self, name: str, content: AsyncIterator[bytes]) -> str:
        """Raises what reading it raises. Returns its SHA-256."""
        digest = hashlib.sha256()
        with self._open_entry(name) as entry:
            async for chunk in content:
                entry.write(chunk)
                digest.update(chunk)
        self._sums[name] = digest.hexdigest()
        return self._sums[name]

    def sign_and_close(self, key: ArchiveKey) -> None:
        """Sign the sums and the whole: the comment at its end signs everything before it."""
        sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(self._sums.items())).encode()
        for name, content in (("SHA256SUMS", sums), ("SHA256SUMS.sig", key.sign(sums))):
            with self._open_entry(name) as entry:
                entry.write(content)
        self._zip.comment = SIGNATURE_MARK + b"=" * SIGNATURE_LENGTH
        self._zip.close()
        size = self._path.stat().st_size
        signature = key.sign(_digest_of(self._path, size - SIGNATURE_LENGTH - len(SIGNATURE_MARK)).hex().encode())
        with self._path.open("r+b") as file:
            file.seek(-SIGNATURE_LENGTH, 2)
            file.write(base64.b64encode(signature))

    def _open_entry(self, name: str) -> IO[bytes]:
        about = zipfile.ZipInfo(name, self._stamp)
        about.external_attr = FILE_MODE
        return self._zip.open(about, "w", force_zip64=True)


def _digest_of(path: Path, size: int) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while size > 0:
            block = file.read(min(BLOCK_BYTES, size))
            digest.update(block)
            size -= len(block)
    return digest.digest()

"""Checks what SQL cannot see: files of evidence (INV-V1f, INV-V5, INV-V7), and the signatures of seals (INV-V8)."""

from __future__ import annotations

import asyncio
import hashlib
import stat
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from deploy.local.connections import connect_to_database

from .invariants import Invariant, Verdict

OBJECT_FILE_MODE: Final = 0o440
YOUNG_FILE_AGE: Final = timedelta(hours=24)
PARTIAL_FILE_PREFIX: Final = "resumable-"
INVARIANT_MEANINGS: Final = {
    "INV-V1f": "every stored object is, byte by byte, what was kept of what was received; read-only, with one name",
    "INV-V5": "of an unfinished upload as much is on the disk as its row says",
    "INV-V7": "no file without a row for longer than a day, no row without its file",
    "INV-V8": "every seal is signed, and lists its evidence as it is",
}
# Of what is encrypted, the sum of what is stored: no key is needed to check it.
_OBJECTS_QUERY: Final = """SELECT o.id, o.path, o.size_bytes, coalesce(k.sha256, o.sha256) AS sha256
    FROM evidence.audit_objects o LEFT JOIN evidence.object_keys k ON k.path = o.path
    WHERE o.id NOT IN (SELECT id FROM evidence.erasures)
    UNION ALL SELECT b.id, b.path, b.size, coalesce(k.sha256, b.sha256)
    FROM evidence.bundles b LEFT JOIN evidence.object_keys k ON k.path = b.path WHERE b.state = 'ready'"""
_UPLOADS_QUERY: Final = "SELECT id, received FROM evidence.uploads WHERE state = 'receiving'"
_KNOWN_PATHS_QUERY: Final = """SELECT path FROM evidence.files WHERE id NOT IN (SELECT id FROM evidence.erasures)
    UNION SELECT path FROM evidence.bundles WHERE state = 'ready'"""
_PIECES_QUERY: Final = """SELECT c.path FROM evidence.video_chunks c JOIN evidence.video_sessions s ON s.id = c.session
    WHERE s.state IN ('open', 'recording')"""
_SEALS_QUERY: Final = "SELECT dispute, instance, manifest, manifest_sha256, signature, key_id FROM evidence.seals"


async def check_evidence_files(dsn: str, home: Path, key_pem: bytes | None) -> list[Verdict]:
    """`home`: where evidence keeps its files on this machine. Without the public key INV-V8 looks at the sums only."""
    connection = await connect_to_database(dsn, server_settings={"application_name": "verify"})
    try:
        async with connection.transaction(readonly=True):
            objects, uploads = await connection.fetch(_OBJECTS_QUERY), await connection.fetch(_UPLOADS_QUERY)
            known_paths = {
                row["path"] for row in await connection.fetch(_KNOWN_PATHS_QUERY)
            } | await _list_recording_pieces(connection)
            now = await connection.fetchval("SELECT clock_timestamp()")
    finally:
        await connection.close()
    before = (now - YOUNG_FILE_AGE).timestamp()
    violations = {
        "INV-V1f": await asyncio.to_thread(lambda: list(find_altered_files(home / "objects", objects))),
        "INV-V5": list(find_torn_uploads(home / "incoming", {row["id"]: row["received"] for row in uploads})),
        "INV-V7": list(find_astray_files(home / "objects", known_paths, before)),
    }
    verdicts = [Verdict(Invariant(id, INVARIANT_MEANINGS[id], ""), tuple(rows)) for id, rows in violations.items()]
    return [*verdicts, await check_seals(dsn, key_pem)]


async def check_seals(dsn: str, key_pem: bytes | None) -> Verdict:
    """Check who signed the seals. Without the public key their sums are looked at, and nothing else."""
    connection = await connect_to_database(dsn, server_settings={"application_name": "verify"})
    try:
        seals = await connection.fetch(_SEALS_QUERY)
    finally:
        await connection.close()
    unsigned = tuple(find_unsigned_seals(seals, key_pem))
    return Verdict(Invariant("INV-V8", INVARIANT_MEANINGS["INV-V8"], ""), unsigned)


async def list_known_paths(dsn: str) -> set[str]:
    """Lists where all that has a row is kept."""
    connection = await connect_to_database(dsn)
    try:
        return {row["path"] for row in await connection.fetch(_KNOWN_PATHS_QUERY)} | await _list_recording_pieces(
            connection
        )
    finally:
        await connection.close()


async def _list_recording_pieces(connection: Any) -> set[str]:
    """Pieces of recordings still under way."""
    if await connection.fetchval("SELECT to_regclass('evidence.video_chunks')") is None:
        return set()
    return {row["path"] for row in await connection.fetch(_PIECES_QUERY)}


def find_altered_files(objects: Path, rows: list[Any]) -> Iterator[dict[str, Any]]:
    for row in rows:
        file = objects / row["path"]
        if not file.is_file():
            yield {"id": row["id"], "why": "missing"}
            continue
        about = file.stat(follow_symlinks=False)
        if stat.S_IMODE(about.st_mode) != OBJECT_FILE_MODE or about.st_nlink != 1 or stat.S_ISLNK(about.st_mode):
            yield {"id": row["id"], "why": "mode or links"}
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").digest()
        if about.st_size != row["size_bytes"] or digest != row["sha256"]:
            yield {"id": row["id"], "why": "altered"}


def find_torn_uploads(incoming: Path, uploads: Mapping[UUID, int]) -> Iterator[dict[str, Any]]:
    for id, received in uploads.items():
        file = incoming / f"{PARTIAL_FILE_PREFIX}{id}"
        there = file.stat().st_size if file.is_file() else None
        if there != received:
            yield {"id": id, "received": received, "on_disk": there}


def find_astray_files(objects: Path, known: set[str], before: float) -> Iterator[dict[str, Any]]:
    there = {str(file.relative_to(objects)): file for file in objects.rglob("*") if file.is_file()}
    for path in sorted(known - there.keys()):
        yield {"path": path, "why": "the row has no file"}
    for path in sorted(there.keys() - known):
        if there[path].stat().st_mtime < before:
            yield {"path": path, "why": "the file has no row"}


def find_unsigned_seals(seals: list[Any], key_pem: bytes | None) -> Iterator[dict[str, Any]]:
    keys = {_name_key(key): key for key in _read_keys(key_pem or b"")}
    for seal in seals:
        named = {"dispute": seal["dispute"], "instance": seal["instance"]}
        if hashlib.sha256(seal["manifest"]).digest() != seal["manifest_sha256"]:
            yield {**named, "why": "the sum"}
        if keys:
            signer = next((id for id, key in keys.items() if _is_signed(key, seal)), None)
            if signer is None:
                yield {**named, "why": "the signature"}
            elif seal["key_id"] != signer:
                yield {**named, "why": "the key's name"}


def _read_keys(pem: bytes) -> Iterator[Ed25519PublicKey]:
    """Read the key that signs, and those that have signed before it."""
    for block in pem.split(b"-----BEGIN")[1:]:
        key = load_pem_public_key(b"-----BEGIN" + block)
        if isinstance(key, Ed25519PublicKey):
            yield key


def _is_signed(key: Ed25519PublicKey, seal: Any) -> bool:
    try:
        key.verify(seal["signature"], seal["manifest"])
    except InvalidSignature:
        return False
    return True


def _name_key(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]

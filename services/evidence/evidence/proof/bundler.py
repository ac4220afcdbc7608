"""Makes the bundles that were asked for, one after the other, from what every service knows of a case."""

from __future__ import annotations

import asyncio
import json
import logging
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx

from common.anchoring.logged_rows import log_row
from common.anchoring.statements import HeadStatement
from common.kernel.ids import format_id
from evidence.cases.transaction import TransactionFactory
from evidence.custody.model import CustodyLink
from evidence.inspection.media_type import EXTENSION_OF_MEDIA_TYPE
from evidence.items.codecs import content_in_words
from evidence.items.model import Item, StoredFile
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.storage.model import case_key_owner

from . import verifying
from .archive import Archive, ArchiveKey
from .bundle_model import Bundle, BundleState
from .checking import CustodyAltered, find_altered_custody
from .custody_heads import CustodyHeads
from .seal_model import Seal, format_instant, manifest_entry
from .transaction import ProofTransaction

log = logging.getLogger(__name__)

BUNDLE_README: Final = """\
A case, as the platform kept it, signed with the key in seal-key.pem.

  case.json, timeline.json, messages.json   the dispute, everything that happened to it, what the parties wrote
  negotiation.json                          every proposal, and the answers that led to it
  money.json                                the agreement, and every posting of the escrow's ledger
  evidence/ID/                              each piece of evidence: what it is, the original file, its chain of custody
  seals/N/                                  what was there at ruling N: a signed list of all evidence
  heads/N.txt                               how far each chain of custody had come at an instant, signed as it went on
                                            and kept outside the database, with the key in heads-key.pem
  SHA256SUMS, SHA256SUMS.sig                the sum of every file here, and its signature

To check it, without a network: sh verify.sh BUNDLE.zip seal-key.pem heads-key.pem (needs sha256sum and openssl), or
python3 verify.py BUNDLE.zip seal-key.pem heads-key.pem. Take verify.sh, verify.py and the keys from the platform's
public pages, not from here, if you do not trust who gave you this archive.
"""


@dataclass(frozen=True)
class CaseEvidence:
    """Evidence of a case as this service has it, read in one transaction."""

    escrow: UUID
    items: list[Item]
    chains: Mapping[UUID, Sequence[CustodyLink]]
    seals: list[Seal]


class Bundler:
    def __init__(
        self,
        begin: TransactionFactory[ProofTransaction],
        encrypted_blobs: EncryptedBlobStore,
        folder: Path,
        key: ArchiveKey,
        peers: httpx.AsyncClient,
        addresses: Mapping[str, str],
        custody_heads: CustodyHeads | None = None,
    ) -> None:
        self._begin, self._encrypted_blobs, self._folder, self._key = begin, encrypted_blobs, folder, key
        self._peers, self._addresses, self._custody_heads = peers, addresses, custody_heads

    async def expire_bundle(self, tenant: UUID, id: UUID) -> None:
        """Its key first, then the archive: what a crash leaves in between is noise that the collector takes."""
        async with self._begin(tenant) as tx:
            bundle = await tx.bundles.get_for_update(id)
            await tx.bundles.save(bundle.expire())
            if bundle.path is not None:
                await tx.keys.destroy_object_keys([bundle.path])
        if bundle.path is not None:
            await self._encrypted_blobs.remove_object(bundle.path)

    async def make_bundle(self, tenant: UUID, id: UUID) -> bool:
        """Make it, and tell whether it is ready now; one that fails is tried again later."""
        async with self._begin(tenant) as tx:
            bundle = await tx.bundles.get_for_update(id)
            now, database_time = (await tx.timing()).now, await tx.bundles.read_database_time()
            if bundle.state is not BundleState.PENDING or bundle.try_at > database_time:
                return False  # somebody else was faster
            bundle = bundle.start_attempt(database_time)
            await tx.bundles.save(bundle)
        try:
            await self._build_archive(tenant, bundle, now)
            return True
        except Exception:
            log.exception("bundle %s could not be made", id)
            async with self._begin(tenant) as tx:
                bundle = await tx.bundles.get_for_update(id)
                await tx.bundles.save(bundle.fail_attempt(await tx.bundles.read_database_time()))
            return False

    async def _build_archive(self, tenant: UUID, bundle: Bundle, now: datetime) -> None:
        signed_heads, statements = await self._read_signed_heads(tenant, bundle.dispute)
        async with self._begin(tenant) as tx:
            case = await _load_case(tx, bundle.dispute)
        if altered := list(find_altered_custody(case.items, case.chains, case.seals, statements, self._key)):
            raise CustodyAltered("; ".join(altered))
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix="bundle-", delete=False) as file:
            draft = Path(file.name)
        try:
            archive = Archive(draft, now)
            await self._fill_archive(archive, tenant, bundle, case)
            self._put_signed_heads(archive, signed_heads)
            await asyncio.to_thread(archive.sign_and_close, self._key)
            stored = await self._encrypted_blobs.encrypt_file(draft)
        finally:
            await asyncio.to_thread(draft.unlink, missing_ok=True)
        async with self._begin(tenant) as tx:
            current, now = await tx.bundles.get_for_update(bundle.id), (await tx.timing()).now
            if is_current := current.is_current_attempt(bundle):
                path, size, sha256, object_key = stored
                await tx.bundles.save(
                    current.complete(path=path, size=size, sha256=sha256, object_key=object_key, now=now)
                )
                await tx.keys.add_object_key(path, object_key, case_key_owner(bundle.dispute))
                await tx.append_audit_entry(
                    "bundle.made", str(bundle.id), dispute=str(bundle.dispute), sha256=sha256.hex()
                )
                await log_row(tx, "bundle", bundle.id, {"path": path, "size": size, "sha256": sha256})
        if not is_current:
            await self._encrypted_blobs.remove_object(stored.path)

    async def _read_signed_heads(self, tenant: UUID, dispute: UUID) -> tuple[Sequence[bytes], Sequence[HeadStatement]]:
        """Read them before the case: it has gone on since, never back."""
        return ((), ()) if self._custody_heads is None else await self._custody_heads.read_case(tenant, dispute)

    def _put_signed_heads(self, archive: Archive, signed: Sequence[bytes]) -> None:
        if self._custody_heads is not None:
            archive.put_file("heads-key.pem", self._custody_heads.key.public_pem)
        for number, statement in enumerate(signed, 1):
            archive.put_file(f"heads/{number}.txt", statement)

    async def _fill_archive(self, archive: Archive, tenant: UUID, bundle: Bundle, case: CaseEvidence) -> None:
        dispute = await self._fetch_record("disputes", bundle.dispute, tenant)
        for name in ("case", "timeline", "messages"):
            archive.put_json(f"{name}.json", dispute[name])
        archive.put_json("negotiation.json", await self._fetch_record("mediation", bundle.dispute, tenant))
        archive.put_json("money.json", await self._fetch_record("escrow", case.escrow, tenant))
        for item in case.items:
            await self._put_item(archive, item, case)
        for seal in case.seals:
            _put_seal(archive, seal)
        archive.put_file("seal-key.pem", self._key.public_pem)
        archive.put_file("README.txt", BUNDLE_README.encode())
        for name in verifying.PROGRAMS:
            archive.put_file(name, verifying.read_program(name))

    async def _put_item(self, archive: Archive, item: Item, case: CaseEvidence) -> None:
        home = f"evidence/{format_id('evd', item.id)}"
        archive.put_json(f"{home}/item.json", manifest_entry(item, case.chains[item.id][-1]) | _in_words(item))
        chain = case.chains[item.id]
        archive.put_file(f"{home}/custody.jsonl", b"".join(_custody_line(link) for link in chain))
        if isinstance(file := item.content, StoredFile) and file.scan_state.viewable:
            name = f"{home}/original{EXTENSION_OF_MEDIA_TYPE[file.media_type]}"
            if (
                await archive.stream_file(name, self._encrypted_blobs.read_range(file, 0, file.size))
                != file.sha256.hex()
            ):
                raise ValueError(f"{file.path} is not what was received")

    async def _fetch_record(self, service: str, subject: UUID, tenant: UUID) -> dict[str, Any]:
        answer = await self._peers.get(
            f"{self._addresses[service]}/internal/records/{subject}", params={"tenant": str(tenant)}
        )
        answer.raise_for_status()
        record: dict[str, Any] = answer.json()
        return record


def _custody_line(link: CustodyLink) -> bytes:
    line = {"canonical": link.canonical.decode(), "hash": link.hash.hex()}
    return json.dumps(line, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _put_seal(archive: Archive, seal: Seal) -> None:
    home = f"seals/{seal.instance}"
    archive.put_file(f"{home}/manifest.json", seal.manifest)
    archive.put_file(f"{home}/manifest.sig", seal.signature)
    if seal.timestamp is not None:
        archive.put_file(f"{home}/manifest.tsr", seal.timestamp)


def _in_words(item: Item) -> dict[str, Any]:
    """Spell what it says, and why it counts as none if it does."""
    words: dict[str, Any] = {
        "says": content_in_words(item.content), "provenance": item.provenance, "sufficiency": item.sufficiency,
    }  # fmt: skip
    if item.stored is not None:
        words["stored"] = item.stored._asdict() | {"added_at": format_instant(item.stored.added_at)}
    if isinstance(item.content, StoredFile):
        words["filename"] = item.content.filename
    if (invalid := item.invalidation) is not None:
        words["invalid"] = {
            "by": list(invalid.by), "at": format_instant(invalid.at), "reason_code": invalid.reason_code,
            "reason": invalid.reason,
        }  # fmt: skip
    return words


async def _load_case(tx: ProofTransaction, dispute: UUID) -> CaseEvidence:
    """Read a case that stands still meanwhile: a row read before somebody's act, and a chain read after it, would
    differ, though nobody has altered anything."""
    case = await tx.cases.get_for_update(dispute)
    for id in sorted(item.id for item in await tx.items.of_case(dispute)):
        await tx.custody.lock_head(id)
    items = sorted(await tx.items.of_case(dispute), key=lambda item: item.id)
    return CaseEvidence(
        escrow=case.escrow,
        items=items,
        chains={item.id: await tx.custody.list_links(item.id) for item in items},
        seals=list(await tx.seals.of_case(dispute)),
    )

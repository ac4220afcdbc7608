"""Makes the bundles that were asked for, one after the other, from what every service knows of a case."""

from __future__ import annotations

import asyncio
import json
import logging
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx

from common.kernel.ids import format_id
from evidence.cases.transaction import TransactionFactory
from evidence.inspection.media_type import EXTENSIONS
from evidence.items.codecs import content_in_words
from evidence.items.model import Item, StoredFile
from evidence.storage.encrypted import Safe
from evidence.storage.model import case_key_owner

from . import verifying
from .archive import Archive, Key
from .bundle_model import Bundle, BundleState
from .seal_model import Seal, instant, listed
from .transaction import ProofTransaction

log = logging.getLogger(__name__)

README: Final = """\
A case, as the platform kept it, signed with the key in seal-key.pem.

  case.json, timeline.json, messages.json   the dispute, everything that happened to it, what the parties wrote
  negotiation.json                          every proposal, and the answers that led to it
  money.json                                the agreement, and every posting of the escrow's ledger
  evidence/ID/                              each piece of evidence: what it is, the original file, its chain of custody
  seals/N/                                  what was there at ruling N: a signed list of all evidence
  SHA256SUMS, SHA256SUMS.sig                the sum of every file here, and its signature

To check it, without a network: sh verify.sh BUNDLE.zip seal-key.pem (needs sha256sum and openssl), or python3 verify.py
BUNDLE.zip seal-key.pem. Take verify.sh, verify.py and the key from the platform's public pages, not from here, if you
do not trust who gave you this archive.
"""


@dataclass(frozen=True)
class Known:
    """What this service knows of a case, read in one transaction."""

    escrow: UUID
    items: list[Item]
    custody: dict[UUID, list[dict[str, Any]]]
    heads: dict[UUID, Any]
    seals: list[Seal]


class Bundler:
    def __init__(
        self,
        begin: TransactionFactory[ProofTransaction],
        safe: Safe,
        folder: Path,
        key: Key,
        peers: httpx.AsyncClient,
        addresses: Mapping[str, str],
    ) -> None:
        self._begin, self._safe, self._folder, self._key = begin, safe, folder, key
        self._peers, self._addresses = peers, addresses

    async def expire(self, tenant: UUID, id: UUID) -> None:
        """Its key first, then the archive: what a crash leaves in between is noise that the collector takes."""
        async with self._begin(tenant) as tx:
            bundle = await tx.bundles.hold(id)
            await tx.bundles.save(bundle.expired())
            if bundle.path is not None:
                await tx.keys.destroy([bundle.path])
        if bundle.path is not None:
            await self._safe.remove(bundle.path)

    async def make(self, tenant: UUID, id: UUID) -> bool:
        """Whether it is ready now; one that fails is tried again later."""
        async with self._begin(tenant) as tx:
            bundle = await tx.bundles.hold(id)
            now = (await tx.timing()).now
            if bundle.state is not BundleState.PENDING or bundle.try_at > now:
                return False  # somebody else was faster
            bundle = bundle.begun(now)
            await tx.bundles.save(bundle)
        try:
            await self._make(tenant, bundle, now)
            return True
        except Exception:
            log.exception("bundle %s could not be made", id)
            async with self._begin(tenant) as tx:
                await tx.bundles.save((await tx.bundles.hold(id)).failed((await tx.timing()).now))
            return False

    async def _make(self, tenant: UUID, bundle: Bundle, now: datetime) -> None:
        async with self._begin(tenant) as tx:
            known = await _known(tx, bundle.dispute)
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix="bundle-", delete=False) as file:
            draft = Path(file.name)
        try:
            archive = Archive(draft, now)
            await self._fill(archive, tenant, bundle, known)
            await asyncio.to_thread(archive.finish, self._key)
            kept = await self._safe.keep(draft)
        finally:
            await asyncio.to_thread(draft.unlink, missing_ok=True)
        async with self._begin(tenant) as tx:
            held, now = await tx.bundles.hold(bundle.id), (await tx.timing()).now
            if goes_on := held.goes_on(bundle):
                path, size, sha256, lock = kept
                await tx.bundles.save(held.made(path=path, size=size, sha256=sha256, lock=lock, now=now))
                await tx.keys.add(path, lock, case_key_owner(bundle.dispute))
                await tx.append_audit_entry(
                    "bundle.made", str(bundle.id), dispute=str(bundle.dispute), sha256=sha256.hex()
                )
        if not goes_on:
            await self._safe.remove(kept.path)

    async def _fill(self, archive: Archive, tenant: UUID, bundle: Bundle, known: Known) -> None:
        case = await self._record("disputes", bundle.dispute, tenant)
        for name in ("case", "timeline", "messages"):
            archive.put_json(f"{name}.json", case[name])
        archive.put_json("negotiation.json", await self._record("mediation", bundle.dispute, tenant))
        archive.put_json("money.json", await self._record("escrow", known.escrow, tenant))
        for item in known.items:
            await self._put_item(archive, item, known)
        for seal in known.seals:
            _put_seal(archive, seal)
        archive.put("seal-key.pem", self._key.public_pem)
        archive.put("README.txt", README.encode())
        for name in verifying.PROGRAMS:
            archive.put(name, verifying.program(name))

    async def _put_item(self, archive: Archive, item: Item, known: Known) -> None:
        home = f"evidence/{format_id('evd', item.id)}"
        archive.put_json(f"{home}/item.json", listed(item, known.heads[item.id]) | _in_words(item))
        chain = known.custody[item.id]
        archive.put(f"{home}/custody.jsonl", b"".join(_line(link) for link in chain))
        if isinstance(file := item.content, StoredFile) and file.scan_state.viewable:
            name = f"{home}/original{EXTENSIONS[file.media_type]}"
            if await archive.stream(name, self._safe.read(file, 0, file.size)) != file.sha256.hex():
                raise ValueError(f"{file.path} is not what was received")

    async def _record(self, service: str, subject: UUID, tenant: UUID) -> dict[str, Any]:
        answer = await self._peers.get(
            f"{self._addresses[service]}/internal/records/{subject}", params={"tenant": str(tenant)}
        )
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


def _line(link: dict[str, Any]) -> bytes:
    return json.dumps(link, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _put_seal(archive: Archive, seal: Seal) -> None:
    home = f"seals/{seal.instance}"
    archive.put(f"{home}/manifest.json", seal.manifest)
    archive.put(f"{home}/manifest.sig", seal.signature)
    if seal.timestamp is not None:
        archive.put(f"{home}/manifest.tsr", seal.timestamp)


def _in_words(item: Item) -> dict[str, Any]:
    """What it says, and why it counts as none if it does."""
    found: dict[str, Any] = {"says": content_in_words(item.content)}
    if isinstance(item.content, StoredFile):
        found["filename"] = item.content.filename
    if (invalid := item.invalidation) is not None:
        found["invalid"] = {
            "by": list(invalid.by), "at": instant(invalid.at), "reason_code": invalid.reason_code,
            "reason": invalid.reason,
        }  # fmt: skip
    return found


async def _known(tx: ProofTransaction, dispute: UUID) -> Known:
    case = await tx.cases.get(dispute)
    items = sorted(await tx.items.of_case(dispute), key=lambda item: item.id)
    chains = {item.id: await tx.custody.of(item.id) for item in items}
    return Known(
        escrow=case.escrow,
        items=items,
        custody={
            id: [{"canonical": link.canonical.decode(), "hash": link.hash.hex()} for link in chain]
            for id, chain in chains.items()
        },
        heads={id: chain[-1] for id, chain in chains.items()},
        seals=list(await tx.seals.of_case(dispute)),
    )

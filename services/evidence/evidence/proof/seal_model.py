"""Seal: a case's evidence as it was when it was ruled on, listed so that nothing can be added, taken away or
changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Protocol
from uuid import UUID

from evidence.custody.model import CustodyLink
from evidence.items.model import Erased, ExternalVideo, Item, ShipmentRecord, Statement, StoredFile

MANIFEST_FORMAT: Final = "parley-evidence-manifest/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    dispute: UUID
    instance: int
    """1 for the first ruling, 2 for the appeal, and so on."""
    sealed_at: datetime
    items: tuple[UUID, ...]
    manifest: bytes
    signature: bytes
    key_id: str
    timestamp: bytes | None = None
    """A token of RFC 3161 over the manifest."""

    @property
    def sha256(self) -> bytes:
        return hashlib.sha256(self.manifest).digest()


def canonical_json(value: Mapping[str, Any]) -> bytes:
    """Spell it in the one canonical way: sorted names, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def build_manifest(
    *,
    dispute: UUID,
    instance: int,
    sealed_at: datetime,
    ruling: Mapping[str, Any],
    items: Iterable[tuple[Item, CustodyLink]],
) -> bytes:
    return canonical_json(
        {
            "format": MANIFEST_FORMAT,
            "dispute": str(dispute),
            "instance": instance,
            "sealed_at": format_instant(sealed_at),
            "ruling": dict(ruling),
            "items": [manifest_entry(item, head) for item, head in items],
        }
    )


def manifest_entry(item: Item, head: CustodyLink) -> dict[str, Any]:
    return list_unchanging(item) | {
        "request": None if item.request is None else str(item.request),
        "covers": list(item.covers),
        "state": item.state,
        "content": content_fingerprint(item),
        "custody": {"seq": head.seq, "hash": head.hash.hex()},
    }


def list_unchanging(item: Item) -> dict[str, Any]:
    """List what stays as it was at its receipt, whatever is found out later."""
    return {
        "id": str(item.id),
        "kind": item.kind,
        "party": item.side,
        "by": [item.by.role, item.by.id],
        "received_at": format_instant(item.received_at),
    }


def content_fingerprint(item: Item) -> dict[str, Any]:
    """Name the content by fingerprint: the contents themselves can be erased one day, the list cannot."""
    match item.content:
        case StoredFile(size=size, sha256=digest, media_type=media_type):
            return {"size": size, "sha256": digest.hex(), "media_type": media_type}
        case ShipmentRecord(carrier=carrier, tracking_number=number, carrier_name=name):
            record = {"carrier": name or carrier, "tracking_number": number}
            return {"sha256": hashlib.sha256(canonical_json(record)).hexdigest()}
        case Erased(size=size, sha256=digest):
            return {"erased": True, "size": size, "sha256": None if digest is None else digest.hex()}
        case ExternalVideo(link=link, provider=provider, started_at=start, ended_at=end, recording=recording):
            spoken = [
                link,
                provider,
                format_instant(start),
                format_instant(end),
                None if recording is None else str(recording),
            ]
            return {"sha256": hashlib.sha256(canonical_json({"external_video": spoken})).hexdigest()}
        case Statement(text=text):
            return {"sha256": hashlib.sha256(text.encode()).hexdigest()}


def format_instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Seals(Protocol):
    async def find(self, dispute: UUID, instance: int) -> Seal | None: ...

    async def of_case(self, dispute: UUID) -> Sequence[Seal]: ...

    async def add(self, seal: Seal) -> None: ...

    async def add_timestamp(self, dispute: UUID, instance: int, token: bytes) -> None: ...

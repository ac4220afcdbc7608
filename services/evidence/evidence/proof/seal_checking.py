"""Compares the seals of a case with what was signed, with its evidence, and with the chains that tell of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from common.kernel.ids import format_id
from evidence.custody.model import Action, CustodyLink
from evidence.items.model import Erased, Item

from .seal_model import Seal, content_fingerprint, format_instant, list_unchanging


class SealingKey(Protocol):
    def find_signer(self, message: bytes, signature: bytes) -> str | None: ...


def find_altered_seals(
    items: Iterable[Item], chains: Mapping[UUID, Sequence[CustodyLink]], seals: Sequence[Seal], key: SealingKey
) -> Iterator[str]:
    """Find what is wrong with seals, and those that are missing."""
    by_id = {item.id: item for item in items}
    for seal in seals:
        yield from (f"seal {seal.instance}: its {name} is not as it was signed" for name in _find_altered(seal, key))
        for entry in json.loads(seal.manifest)["items"]:
            yield from _compare_entry(entry, by_id.get(UUID(entry["id"])), seal.instance)
    yield from _find_missing_seals(chains, seals)


def _find_altered(seal: Seal, key: SealingKey) -> Iterator[str]:
    signed, signer = json.loads(seal.manifest), key.find_signer(seal.manifest, seal.signature)
    columns = {
        "signature": (signer is None, False),
        "key_id": (seal.key_id, signer or seal.key_id),
        "dispute": (str(seal.dispute), signed["dispute"]),
        "instance": (seal.instance, signed["instance"]),
        "sealed_at": (format_instant(seal.sealed_at), signed["sealed_at"]),
        "items": (sorted(map(str, seal.items)), sorted(entry["id"] for entry in signed["items"])),
        "timestamp": (seal.timestamp is None or seal.sha256 in seal.timestamp, True),
    }
    return (name for name, (column, expected) in columns.items() if column != expected)


def _compare_entry(entry: dict[str, Any], item: Item | None, instance: int) -> Iterator[str]:
    piece = format_id("evd", UUID(entry["id"]))
    if item is None:
        yield f"{piece}: it is gone (seal {instance})"
        return
    now = list_unchanging(item)
    altered = [name for name, value in now.items() if entry[name] != value]
    if not _is_same_content(entry["content"], item):
        altered.append("content")
    yield from (f"{piece}: its {name} is not what was sealed (seal {instance})" for name in altered)


def _is_same_content(sealed: dict[str, Any], item: Item) -> bool:
    """Of what was erased since only a file's fingerprint is left to compare."""
    now = content_fingerprint(item)
    if isinstance(item.content, Erased) and not sealed.get("erased"):
        return now["sha256"] in (None, sealed["sha256"])
    return now == sealed


def _find_missing_seals(chains: Mapping[UUID, Sequence[CustodyLink]], seals: Sequence[Seal]) -> Iterator[str]:
    there = {(str(seal.instance), seal.sha256.hex()) for seal in seals}
    links = (json.loads(link.canonical) for chain in chains.values() for link in chain if link.action is Action.SEALED)
    named = {(link["details"]["instance"], link["details"]["manifest"]) for link in links}
    yield from (f"seal {instance}: it is gone, or another" for instance, _ in sorted(named - there))

"""Checks a case's evidence against all that was said of it before: its seals, and the heads signed outside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from common.anchoring.statements import HeadStatement
from common.kernel.ids import format_id, parse_id
from evidence.custody.model import CustodyLink, find_broken_link

from .seal_model import Seal

ITEM_PREFIX: Final = "evd"

Chains = Mapping[UUID, Sequence[CustodyLink]]


class CustodyAltered(Exception):
    """Evidence of a case is not what was sealed or signed. Says of which piece, and where."""


def find_altered_custody(chains: Chains, seals: Iterable[Seal], statements: Iterable[HeadStatement]) -> Iterator[str]:
    """Find what is not as it was: a link that does not follow, a head in a seal or a statement that is not there."""
    for item, chain in chains.items():
        if (broken := find_broken_link(chain)) is not None:
            yield f"{format_id(ITEM_PREFIX, item)}: link {broken} of its chain of custody does not follow"
    for seal in seals:
        for entry in json.loads(seal.manifest)["items"]:
            head = entry["custody"]
            yield from _compare_head(chains, UUID(entry["id"]), head["seq"], head["hash"], f"seal {seal.instance}")
    for statement in statements:
        for signed in statement.heads:
            item = parse_id(ITEM_PREFIX, signed.subject)
            source = f"signed head {statement.number}"
            yield from _compare_head(chains, item, signed.number, signed.hash.hex(), source)


def _compare_head(chains: Chains, item: UUID, number: int, digest: str, source: str) -> Iterator[str]:
    chain = chains.get(item, ())
    if len(chain) < number:
        yield f"{format_id(ITEM_PREFIX, item)}: link {number} of its chain of custody is gone ({source})"
    elif chain[number - 1].hash.hex() != digest:
        yield f"{format_id(ITEM_PREFIX, item)}: link {number} of its chain of custody is another ({source})"

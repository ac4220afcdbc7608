"""Checks a case's evidence against all that was said of it before: its seals, and the heads signed outside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from common.anchoring.statements import HeadStatement
from common.kernel.ids import format_id, parse_id
from evidence.custody.model import CustodyLink, find_broken_link
from evidence.items.model import Item

from .item_checking import find_altered_columns
from .seal_checking import SealingKey, find_altered_seals
from .seal_model import Seal

ITEM_PREFIX: Final = "evd"

Chains = Mapping[UUID, Sequence[CustodyLink]]


class CustodyAltered(Exception):
    """Evidence of a case is not what was sealed or signed. Says of which piece, and where."""


def find_altered_custody(
    items: Sequence[Item], chains: Chains, seals: Sequence[Seal], statements: Iterable[HeadStatement], key: SealingKey
) -> Iterator[str]:
    """Find what is not as it was: links, what stands beside them, the pieces of which they tell, seals and heads."""
    for item in items:
        yield from _compare_item(item, chains.get(item.id, ()))
    yield from find_altered_seals(items, chains, seals, key)
    for seal in seals:
        for entry in json.loads(seal.manifest)["items"]:
            head = entry["custody"]
            yield from _compare_head(chains, UUID(entry["id"]), head["seq"], head["hash"], f"seal {seal.instance}")
    for statement in statements:
        for signed in statement.heads:
            item_id = parse_id(ITEM_PREFIX, signed.subject)
            source = f"signed head {statement.number}"
            yield from _compare_head(chains, item_id, signed.number, signed.hash.hex(), source)


def _compare_item(item: Item, chain: Sequence[CustodyLink]) -> Iterator[str]:
    piece = format_id(ITEM_PREFIX, item.id)
    if (broken := find_broken_link(chain)) is not None:
        yield f"{piece}: link {broken} of its chain of custody does not follow"
        return
    yield from (
        f"{piece}: its {name} is not what its chain of custody tells" for name in find_altered_columns(item, chain)
    )


def _compare_head(chains: Chains, item: UUID, number: int, digest: str, source: str) -> Iterator[str]:
    chain = chains.get(item, ())
    if len(chain) < number:
        yield f"{format_id(ITEM_PREFIX, item)}: link {number} of its chain of custody is gone ({source})"
    elif chain[number - 1].hash.hex() != digest:
        yield f"{format_id(ITEM_PREFIX, item)}: link {number} of its chain of custody is another ({source})"

"""Compares a piece of evidence with what its chain of custody tells: a row can be written, what was hashed cannot."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from common.anchoring.logged_rows import sum_of
from evidence.custody.model import Action, CustodyLink
from evidence.items.model import SUFFICIENCY_AT_RECEIPT, Erased, Item, Provenance, StoredFile, Sufficiency, spell_covers

ON_BEHALF_OF: Final = "on_behalf_of"
INSTANTS: Final = frozenset({"invalidated_at"})
"""Instants of the row that a link has among its details. Links of before they had them tell none."""
WORDS: Final = frozenset({"reason_sha256"})
"""Words of the operator who found it invalid, by their sum. They can be erased one day."""
TELLS_OF_CASE: Final = "dispute"
"""Among the details of a receipt that tells all that its row was given; those of before did not."""

UNTOLD: Final = object()
"""Of a fact that a link has changed without telling to what, as those of an earlier release did."""

Facts = dict[str, Any]


def find_altered_columns(item: Item, chain: Sequence[CustodyLink]) -> Iterator[str]:
    """Name what is not as the chain tells. Of what it does not tell nothing can be known."""
    hashed, shown = read_hashed_facts(chain), read_item_facts(item)
    if not hashed:
        yield "custody"
    erased_words = {name for name in WORDS if shown[name] is None}
    yield from (name for name, value in hashed.items() if name in shown.keys() - erased_words and shown[name] != value)


def read_hashed_facts(chain: Sequence[CustodyLink]) -> Facts:
    """Read what links tell of their item, the later over the earlier; nothing where no receipt comes first."""
    if not chain or chain[0].action is not Action.RECEIVED:
        return {}
    facts: dict[str, Any] = {}
    for link in chain:
        facts |= _read_facts(json.loads(link.canonical))
    return {name: value for name, value in facts.items() if value is not UNTOLD}


def read_item_facts(item: Item) -> Facts:
    """Read the same of its row, as far as the row has it: of what was erased less is there."""
    facts: dict[str, Any] = {
        "id": str(item.id), "kind": item.kind, "by": f"{item.by.role}:{item.by.id}", "received_at": item.received_at,
        "provenance": item.provenance, "request": None if item.request is None else str(item.request),
        "entered_by": item.entered_by and f"{item.entered_by.role}:{item.entered_by.id}",
        "sufficiency": item.sufficiency, "erased": isinstance(item.content, Erased),
        "invalidated": None if (why := item.invalidation) is None else (*why.by, why.reason_code),
        "invalidated_at": None if why is None else why.at,
        "reason_sha256": None if why is None or not why.reason else sum_of(why.reason),
    }  # fmt: skip
    facts |= {"dispute": str(item.dispute), "side": item.side, "covers": spell_covers(item)}
    return facts | _read_stored_form(item) | _read_file_facts(item)


def _read_stored_form(item: Item) -> Facts:
    if item.stored is None:
        return {}
    added_at, text, filename = item.stored
    joined = {"added_at": added_at.isoformat()}
    return joined if isinstance(item.content, Erased) else {**joined, "text_sha256": text, "filename_sha256": filename}


def _read_file_facts(item: Item) -> Facts:
    match item.content:
        case StoredFile() as file:
            stored = {} if file.object_key is None else {"stored_sha256": file.object_key.sha256.hex()}
            inspected = {"media_type": file.media_type, "scan": file.scan_state}
            inspected["finished_at"] = file.finished_at.isoformat()
            return {"size": str(file.size), "sha256": file.sha256.hex()} | inspected | stored
        case Erased(size=size, sha256=bytes() as digest):
            return {"size": str(size), "sha256": digest.hex()}
        case _:
            return {"sha256": None, "size": None}


def _read_facts(link: dict[str, Any]) -> Facts:
    actor, details = ":".join(link["actor"]), link["details"]
    match link["action"]:
        case Action.RECEIVED:
            return _read_receipt(link, actor, details)
        case Action.INSPECTED:
            return {name: details[name] for name in ("media_type", "scan")}
        case Action.SCANNED:
            return {"scan": details["result"]}
        case Action.EXAMINED:
            return {"sufficiency": details["sufficiency"]}
        case Action.ATTACHED:
            return {name: details.get(name, UNTOLD) for name in ("request", "covers")}
        case Action.INVALIDATED:
            judged = {"invalidated": (*link["actor"], details["reason_code"])}
            judged |= {name: details[name] for name in WORDS & details.keys()}
            return judged | {name: datetime.fromisoformat(details[name]) for name in INSTANTS & details.keys()}
        case Action.ERASED:
            return {"erased": True}
        case _:
            return {}


def _read_receipt(link: dict[str, Any], actor: str, details: dict[str, str]) -> Facts:
    given = {"side": None, "request": None, "text_sha256": None} if TELLS_OF_CASE in details else {}
    return {
        "id": link["item"],
        "by": details.get(ON_BEHALF_OF, actor),
        "entered_by": actor if ON_BEHALF_OF in details else None,
        "received_at": datetime.fromisoformat(link["at"]),
        "provenance": Provenance.GIVEN,
        "sufficiency": SUFFICIENCY_AT_RECEIPT.get(details["kind"], Sufficiency.SUFFICIENT),
        "invalidated": None,
        "erased": False,
        **given,
    } | {name: value for name, value in details.items() if name != ON_BEHALF_OF}

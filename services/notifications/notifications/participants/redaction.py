"""Redaction: an event as a buyer or a seller reads it, who are told no operator by name (as in the views of a case)."""

from __future__ import annotations

from typing import Final

import orjson

from common.kernel.principal import Principal

from .audiences import EVIDENCE_PARTS

NAMED_ROLES: Final = frozenset({"buyer", "seller", "representative", "system"})


def redact_event(body: str, principal: Principal) -> str:
    """Take off who of the platform has acted and who has the case, and what would count or name what is hidden: numbers
    of events, versions of what the other party was asked for, and that there is something new in its evidence."""
    event = orjson.loads(body)
    event["number"] = event["sequence"] = None
    if event["actor"]["role"] not in NAMED_ROLES:
        event["actor"]["id"] = None
    data = event["data"]
    if data.get("snapshot") is not None:
        data["snapshot"]["assignee"] = None
    if data.get("party", principal.role.value) != principal.role.value:
        event["version"] = None
    if "changed" in data:
        data["changed"] = [part for part in data["changed"] if part not in EVIDENCE_PARTS]
    if "satisfied_by" in data and data.get("party") != principal.role.value:
        data["satisfied_by"] = None
    return orjson.dumps(event).decode()

"""Redaction: an event as a buyer or a seller reads it, who are told no operator by name (as in the views of a case)."""

from __future__ import annotations

from typing import Any, Final

import orjson

from common.contracts import evidence
from common.kernel.principal import Principal

from .audiences import EVIDENCE_PARTS

NAMED_ROLES: Final = frozenset({"buyer", "seller", "representative", "system"})
OUTCOMES: Final = frozenset(
    event.public
    for event in (
        evidence.RequestSatisfied,
        evidence.RequestReopened,
        evidence.RequestLapsed,
        evidence.RequestUpdated,
    )
)
"""Events that tell the other party how a request stands, and reach it only where nothing is sealed."""


def redact_event(body: str, principal: Principal) -> str:
    """Take off who of the platform has acted and who has the case, and what would count or name what is hidden: numbers
    of events, versions of what the other party was asked for, and that there is something new in its evidence."""
    event = orjson.loads(body)
    event["number"] = event["sequence"] = None
    if event["actor"]["role"] not in NAMED_ROLES:
        event["actor"]["id"] = None
    data = event["data"]
    if data.get("snapshot") is not None:
        event["version"], data["snapshot"]["assignee"] = None, None
        clocks = data["snapshot"]["deadlines"]
        data["snapshot"]["deadlines"] = [clock for clock in clocks if _is_theirs(clock, principal)]
    if data.get("party", principal.role.value) != principal.role.value:
        event["version"] = None
        _hide_outcome(event["type"], data)
    if "changed" in data:
        data["changed"] = [part for part in data["changed"] if part not in EVIDENCE_PARTS]
    return orjson.dumps(event).decode()


def _is_theirs(clock: dict[str, Any], principal: Principal) -> bool:
    """Tell whether a clock is no request's of the other party: whether that still runs is not to be known (T8)."""
    return clock["request"] is None or clock["owed_by"] == principal.role.value


def _hide_outcome(type: str, data: dict[str, Any]) -> None:
    """Take off by what the other party's request is satisfied and, where it may be sealed, whether it is."""
    if "satisfied_by" in data:
        data["satisfied_by"] = None
        if type not in OUTCOMES:
            data["state"] = data["grace_at"] = None

"""Views over all services at once: prepended to the queries that ask for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from deploy.local.suite import SERVICES

# The subject of a deadline is the aggregate that has it; these belong to a dispute.
_DISPUTE_OF_DEADLINE: Final = {
    "escrow": "NULL",
    "disputes": "t.dispute_id",
    "mediation": "(SELECT m.dispute FROM mediation.mediations m WHERE m.id = t.dispute_id)",
    "evidence": "(SELECT r.dispute FROM evidence.requests r WHERE r.id = t.dispute_id)",
}


@dataclass(frozen=True)
class Context:
    """Facts the database cannot know: who listens to what, and where webhooks may go beside the public internet."""

    subscriptions: Mapping[str, Collection[str]]
    local_receivers: Collection[str] = ()


def with_overviews(query: str, context: Context) -> str:
    used = [(name, make) for name, make in _OVERVIEWS.items() if re.search(rf"\b{name}\b", query)]
    return _render_with_clause((name, make(context)) for name, make in used) + query


def _render_with_clause(parts: Iterable[tuple[str, str]]) -> str:
    joined = ",\n".join(f"{name} AS ({body})" for name, body in parts)
    return f"WITH {joined}\n" if joined else ""


def _all_outbox(_: Context) -> str:
    return _union_all(
        f"SELECT '{s}' AS svc, a.*, o.tenant_id FROM {s}.audit_outbox a JOIN {s}.outbox o ON o.id = a.event_id"
        for s in SERVICES
    )


def _all_inbox(_: Context) -> str:
    return _union_all(f"SELECT '{s}' AS svc, a.* FROM {s}.audit_inbox a" for s in SERVICES)


def _all_timers(_: Context) -> str:
    return _union_all(
        f"SELECT '{s}' AS svc, t.id, t.dispute_id AS subject, {dispute} AS dispute_id, t.kind, t.anchor_at,"
        f" t.policy_seconds, t.clock, t.due_at, t.state, t.fired_at, d.tenant_id,"
        f" coalesce(c.held_at, now() + coalesce(c.shift, '0')) AS now_there"
        f" FROM {s}.audit_timers t JOIN {s}.deadlines d USING (id) LEFT JOIN {s}.clocks c ON c.tenant_id = d.tenant_id"
        for s, dispute in _DISPUTE_OF_DEADLINE.items()
    )


def _subscription_rows(context: Context) -> str:
    rows = [(topic, reader) for reader, topics in context.subscriptions.items() for topic in topics]
    if not rows:
        return "SELECT NULL::text AS type, NULL::text AS consumer WHERE false"
    return f"SELECT * FROM (VALUES {', '.join(map(repr, rows))}) listens(type, consumer)"


def _local_receivers(context: Context) -> str:
    ranges = ", ".join(f"'{range}'" for range in context.local_receivers)
    return f"SELECT unnest(array[{ranges}]::inet[]) AS range"


def _union_all(selects: Iterable[str]) -> str:
    return "\nUNION ALL ".join(selects)


_OVERVIEWS: Final[Mapping[str, Callable[[Context], str]]] = {
    "all_outbox": _all_outbox,
    "all_inbox": _all_inbox,
    "all_timers": _all_timers,
    "subscriptions": _subscription_rows,
    "local_receivers": _local_receivers,
}

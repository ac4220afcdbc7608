"""Rows of the benchmark: what each measures, what it is to reach, and whether it belongs to the short form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .figures import Figure, RowResult, Target


@dataclass(frozen=True)
class Row:
    id: str
    title: str
    target: Target
    short: bool = False


ROWS: Final = {
    row.id: row
    for row in (
        Row("B1", "money writes against the framework's no-op", Target(0.15, 0.45, "more"), short=True),
        Row("B2", "money writes against the usual design", Target(2.5, 8, "more"), short=True),
        Row("B3", "money writes against pgledger on one hot account", Target(2.5, None, "more")),
        Row("B4", "one platform against many", Target(0.9, None, "more")),
        Row("B5", "10,000 releases due at one instant, a second", Target(1_000, 5_000, "more", "/s")),
        Row("B6", "10,000 deadlines of cases due at one instant, a second", Target(500, 1_000, "more", "/s")),
        Row("B7", "commit of an act to its effect in the next service, idle, p50", Target(15, None, "less", "ms")),
        Row("B8", "growth to a hundred times as much: worst p50", Target(1.2, None, "less")),
        Row("B9", "webhooks from one worker, a second", Target(500, 2_000, "more", "/s")),
        Row("B10", "memory of a service, idle", Target(110, None, "less", "MB")),
        Row("B11", "reading a case against the framework's no-op", Target(0.15, 0.45, "more"), short=True),
        Row("B12", "processor time of an ordinary deal", Target(20, 8, "less", "ms"), short=True),
        Row("B13", "deals a second, readers never 2 s behind", Target(80, 250, "more", "/s"), short=True),
        Row("B14", "p99 of others beside a platform at 20 times its share", Target(1.5, 1.2, "less"), short=True),
        Row("B15", "bulk: acts a second, 50 a request", Target(3_000, 20_000, "more", "/s")),
    )
}


def measured(id: str, rounds: list[float], details: dict[str, Figure], *, note: str = "") -> RowResult:
    row = ROWS[id]
    return RowResult(id, row.title, Figure(rounds, row.target.unit), row.target, details, note)


def not_measured(id: str, why: str) -> RowResult:
    row = ROWS[id]
    return RowResult(id, row.title, None, row.target, {}, why)

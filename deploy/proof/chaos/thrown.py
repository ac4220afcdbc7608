"""What was thrown into the suite, and what is wrong with what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass
class Thrown:
    """Kept by the stage for as long as a campaign lasts."""

    malformed: Counter[tuple[str, bytes]] = field(default_factory=Counter)
    """By reader and body. No two are alike."""
    excused: set[tuple[str, bytes]] = field(default_factory=set)
    """Of them those that were lost with their queue: no outbox has them."""
    failing_since: dict[UUID, float] = field(default_factory=dict)
    """Platforms whose deadlines fail, and when theirs were armed, by the monotonic clock."""
    outbox: list[UUID] = field(default_factory=list)
    """Events that were written for nobody to read."""
    findings: dict[str, list[Any]] = field(default_factory=dict)
    """By what should have been so."""

    def note_finding(self, rule: str, what: object) -> None:
        self.findings.setdefault(rule, []).append(what)

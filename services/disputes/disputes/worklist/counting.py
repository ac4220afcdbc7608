"""Counting of open cases: groups that the index gives, added up by what a desk asks for. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeVar

from common.kernel.principal import Role
from disputes.cases.listing import SlaStatus


class CaseGroup(NamedTuple):
    """Number of open cases that are alike in everything that is counted."""

    policy_name: str
    stage: str | None
    status: str
    awaiting: tuple[str, ...]
    office: str | None
    sla: str | None
    flags: frozenset[str]
    cases: int
    side: Role | None = None
    """As whom whoever counts acts in them."""


@dataclass(frozen=True, slots=True)
class CaseCounts:
    total: int
    by_status: Counter[str]
    by_stage: Counter[tuple[str, str | None]]
    by_awaiting: Counter[str]
    by_office: Counter[str]
    flags: Counter[str]


KeyT = TypeVar("KeyT")
FLAGS: Final = ("overdue", "due_within_day", "offer", "contested", "paused", "unassigned", "mine")
"""What a case is counted by beside where it stands."""
LATE_LEVELS: Final = (SlaStatus.TARGET_MISSED, SlaStatus.BREACHED)


def add_up(groups: Iterable[CaseGroup]) -> CaseCounts:
    """Add up groups; it is the turn of whoever counts where their side is awaited."""
    counts = CaseCounts(0, Counter(), Counter(), Counter(), Counter(), Counter())
    total = 0
    for group in groups:
        total += group.cases
        _add(counts.by_status, group.status, group)
        _add(counts.by_stage, (group.policy_name, group.stage), group)
        for role in group.awaiting:
            _add(counts.by_awaiting, role, group)
        if group.office is not None:
            _add(counts.by_office, group.office, group)
        for flag in group.flags:
            _add(counts.flags, flag, group)
        if group.sla in LATE_LEVELS:
            _add(counts.flags, group.sla, group)
        if group.side is not None and group.side.value in group.awaiting:
            _add(counts.flags, "required_action", group)
    return replace(counts, total=total)


def _add(counter: Counter[KeyT], key: KeyT, group: CaseGroup) -> None:
    counter[key] += group.cases

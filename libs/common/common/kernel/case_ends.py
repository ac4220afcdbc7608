"""End of a case, as services remember it that do not own it: how, when, and by whose silence, if by silence."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class EndingSilence:
    """Silence that has ended a case: which clock ran out on whom, and what was carried out for it."""

    deadline: str
    owed_by: str
    due_at: datetime
    executed: str


@dataclass(frozen=True, slots=True)
class CaseEnd:
    outcome: str
    ended_at: datetime
    """When its money was ordered, or it closed without any."""
    cause: EndingSilence | None = None
    """None: somebody has acted."""

    def members(self) -> dict[str, object]:
        """List what a refusal says of it."""
        members: dict[str, object] = {"outcome": self.outcome, "ended_at": self.ended_at}
        if self.cause is not None:
            members |= {"due_at": self.cause.due_at, "cause": asdict(self.cause)}
        return members


def merge_ends(known: CaseEnd | None, heard: CaseEnd, *, is_last_word: bool) -> CaseEnd:
    """Remember the end of which more is heard, in any order: the closing of a case has the last word of how, the order
    of its money says since when."""
    if known is None:
        return heard
    return replace(heard if is_last_word else known, ended_at=min(known.ended_at, heard.ended_at))

"""Scene: a case in the place where two ending acts meet, and what those acts need there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from deploy.proof.testing.market import Case, Deal, Market, Person

ADVANCES: Final = 4


@dataclass
class Scene:
    """Case in its place, and what the acts need that can be done there."""

    deal: Deal
    case: Case | None = None
    offer: str | None = None
    """Path of the offer that stands."""
    offer_version: int = 0
    offer_ends_at: datetime | None = None
    accepting: Person | None = None
    ruling: Mapping[str, Any] | None = None
    case_version: int = 0
    clocks: dict[str, datetime] = field(default_factory=dict)
    """When the clocks are due that were looked at."""

    @property
    def market(self) -> Market:
        return self.deal.market

    @property
    def opened(self) -> Case:
        assert self.case is not None, "the scene has a case"
        return self.case

    async def read_clock(self, name: str) -> datetime:
        """Read when a clock of the case, or of the escrow, is due."""
        if name == "inspection":
            seen = (await self.deal.read_escrow())["inspection_ends_at"]
        else:
            clocks = (await self.opened.read_case())["deadlines"]
            [seen] = {clock["due_at"] for clock in clocks if clock["deadline"] == name}
        return datetime.fromisoformat(seen)

    async def read_clock_if_running(self, name: str) -> datetime:
        """Read when a clock is due; of one that the case has stopped, when it would have been."""
        try:
            self.clocks[name] = await self.read_clock(name)
        except (ValueError, TypeError, KeyError):
            assert name in self.clocks, f"no clock {name} runs here"
        return self.clocks[name]

    async def pass_clock_if_running(self, name: str) -> None:
        """Come to the end of a clock that may stand between an act and its effect, and let what follows happen."""
        clocks = (await self.opened.read_case())["deadlines"]
        for due_at in {clock["due_at"] for clock in clocks if clock["deadline"] == name}:
            await self.advance_to(datetime.fromisoformat(due_at))
            await self.market.settle_events()

    async def advance_to(self, at: datetime) -> None:
        """Move the platform's clock, and go on where a busy machine did not come along in time, as the answer says."""
        for _ in range(ADVANCES):
            answer = await self.market.platform.post("/v1/test-clock/advance", {"to": spell_instant(at)})
            if answer.status_code != 503:
                break
        assert answer.is_success or answer.json()["code"] == "clock_behind", answer.text

    async def read_version(self) -> None:
        """Read the version that the operator's ruling will name."""
        self.case_version = (await self.market.operator.get(self.opened.path))["version"]

    async def stand_offer(self, path: str, accepting: Person) -> None:
        self.offer, self.accepting = path, accepting
        newest = (await accepting.get(path.rpartition("/proposals/")[0]))["proposals"][-1]
        self.offer_version, self.offer_ends_at = newest["version"], datetime.fromisoformat(newest["expires_at"])


def spell_instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")

"""Arithmetic of the benchmark: medians of rounds, ratios within a round, and one run held against another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median, quantiles
from typing import Any, Final, Literal

TOLERANCE: Final = 0.15
"""What two runs of the same code may differ by in a ratio."""

Better = Literal["more", "less"]


@dataclass(frozen=True)
class Target:
    """Target that a row is to reach. `better` says in which direction."""

    bound: float
    moonshot: float | None
    better: Better
    unit: str = ""

    def is_reached(self, value: float) -> bool:
        return value >= self.bound if self.better == "more" else value <= self.bound


@dataclass
class Figure:
    """Figure of a row: its value in each round. The median is what counts."""

    rounds: list[float]
    unit: str = ""

    @property
    def value(self) -> float:
        return median(self.rounds)

    @property
    def spread(self) -> float:
        """Distance of the farthest round from the median, as a share of it."""
        if not self.value:
            return 0.0
        return max(abs(seen - self.value) for seen in self.rounds) / abs(self.value)


@dataclass
class RowResult:
    """Figures that a row has measured."""

    id: str
    title: str
    figure: Figure | None
    """None: not measured; `note` says why."""
    target: Target | None = None
    details: dict[str, Figure] = field(default_factory=dict)
    note: str = ""
    marks: list[str] = field(default_factory=list)
    """What makes this figure another than its row's: a tenth of the size, answers that failed."""

    @property
    def verdict(self) -> str:
        if self.figure is None:
            return "not measured"
        if self.target is None:
            return ""
        return "reached" if self.target.is_reached(self.figure.value) else "missed"


def ratios_of_rounds(of: Sequence[float], against: Sequence[float]) -> list[float]:
    """Ratio within each round: what disturbs a machine disturbs both. Raises ValueError for rounds without a pair."""
    if len(of) != len(against):
        raise ValueError(f"{len(of)} rounds against {len(against)}")
    return [one / other for one, other in zip(of, against, strict=True)]


def percentile(seconds: Sequence[float], at: int) -> float:
    """Percentile 1 to 99; of a single value itself. Raises ValueError for none."""
    if not seconds:
        raise ValueError("nothing was measured")
    if len(seconds) == 1:
        return seconds[0]
    return quantiles(seconds, n=100, method="inclusive")[at - 1]


@dataclass(frozen=True)
class Comparison:
    id: str
    before: float
    now: float
    better: Better

    @property
    def factor(self) -> float:
        """Tell how many times as good as before it is: above 1 is better, whichever direction that is."""
        if not self.now or not self.before:
            return float("nan")
        return self.now / self.before if self.better == "more" else self.before / self.now

    @property
    def verdict(self) -> str:
        if abs(self.factor - 1) <= TOLERANCE:
            return "as before"
        return "better" if self.factor > 1 else "worse"


def compare_runs(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[Comparison]:
    """Rows that both runs (as JSON) have measured in the same way; a mark makes it another measurement."""
    earlier = {row["id"]: row for row in before["rows"]}
    return [
        Comparison(row["id"], median(earlier[row["id"]]["figure"]["rounds"]), median(row["figure"]["rounds"]), better)
        for row in now["rows"]
        if row["figure"] and (other := earlier.get(row["id"])) and other["figure"] and other["marks"] == row["marks"]
        if (better := (row["target"] or {}).get("better", "more"))
    ]


def row_to_json(row: RowResult) -> dict[str, Any]:
    return asdict(row)


def row_from_json(about: Mapping[str, Any]) -> RowResult:
    figure = Figure(**about["figure"]) if about["figure"] else None
    target = Target(**about["target"]) if about["target"] else None
    details = {name: Figure(**seen) for name, seen in about["details"].items()}
    return RowResult(**{**about, "figure": figure, "target": target, "details": details})

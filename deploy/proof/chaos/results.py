"""File of results: a line for each piece of a campaign, so that a long one may be played in pieces."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .campaign import Report
from .points import Points


@dataclass(frozen=True)
class ResultFile:
    path: Path

    def read_pieces(self) -> list[dict[str, Any]]:
        """Read the pieces that have ended well: one that found something is played again."""
        if not self.path.exists():
            return []
        lines = [json.loads(line) for line in self.path.read_text().splitlines()]
        return [line for line in lines if line["fault"] is None]

    def count_deaths(self) -> int:
        return sum(len(piece["died"]) + len(piece["killed"]) for piece in self.read_pieces())

    def leave_out_died(self, points: Points) -> Points:
        """Leave out the named points at which something has died already, each as often as it is listed."""
        died = Counter(point for piece in self.read_pieces() for point in piece["died"])
        remaining = {service: Counter(names) - died for service, names in points.items()}
        return {service: tuple(names.elements()) for service, names in remaining.items()}

    def append(self, seed: int, report: Report, fault: str | None) -> None:
        figures = asdict(report) | {"tally": _count_tally(report)}
        with self.path.open("a") as file:
            file.write(json.dumps({"seed": seed, "fault": fault, **figures}, default=str) + "\n")


def _count_tally(report: Report) -> dict[str, int]:
    return {name: value if isinstance(value, int) else len(value) for name, value in vars(report.tally).items()}

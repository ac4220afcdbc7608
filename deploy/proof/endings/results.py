"""Results of the endings in a file: what has ended as it must is not played again when the command is called anew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class ResultFile:
    """File with a line for each cell that was played. Without a path nothing is remembered."""

    path: Path | None = None
    ended_well: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, path: Path | None) -> ResultFile:
        """Read what was played before; the last result of a cell counts."""
        results = ResultFile(path)
        if path is not None and path.exists():
            lines = [json.loads(line) for line in path.read_text().splitlines()]
            last = {line["cell"]: line["faults"] for line in lines}
            results.ended_well = {name for name, faults in last.items() if not faults}
        return results

    def append(self, cell: str, faults: Sequence[str], *, waited: bool = False) -> None:
        if self.path is not None:
            with self.path.open("a") as file:
                file.write(json.dumps({"cell": cell, "faults": list(faults), "waited": waited}) + "\n")

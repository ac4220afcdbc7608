"""Looks into every sample as evidence does, and compares what is refused with what is known to be refused, and why."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from evidence.inspection.decoding.kinds import examine_file
from evidence.inspection.decoding.rejection import Rejected

from .samples import FOLDER, Package, list_samples

REFUSED_FILE: Final = Path(__file__).parent / "refused.toml"


@dataclass
class Findings:
    taken: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    refused: dict[str, str] = field(default_factory=dict)

    def describe_shares(self) -> list[str]:
        """One line a kind."""
        return [
            f"{kind:5} {self.taken[kind]:4} of {count:4} taken ({self.taken[kind] / count:.0%})"
            for kind, count in sorted(self.seen.items())
        ]


def look_into_samples(packages: tuple[Package, ...], folder: Path = FOLDER) -> Findings:
    findings = Findings()
    for kind, name, file in list_samples(packages, folder):
        findings.seen[kind] += 1
        try:
            examine_file(file)
            findings.taken[kind] += 1
        except Rejected as rejection:
            findings.refused[name] = rejection.why
    return findings


def load_known_refusals(packages: tuple[Package, ...]) -> dict[str, str]:
    """Load what is rightly refused: broken on purpose, with a password to open it, or acting."""
    known = tomllib.loads(REFUSED_FILE.read_text())
    folders = tuple(f"{package.folder}/" for package in packages)
    return {name: why for why, names in known.items() for name in names if name.startswith(folders)}

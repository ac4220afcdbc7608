"""Looks into every sample as evidence does, and compares what is refused with what is known to be refused, and why."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from deploy.local.place import REPO

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
    findings, samples = Findings(), list(list_samples(packages, folder))
    reasons = _look_within_walls(folder, [file for _, _, file in samples])
    for (kind, name, _), why in zip(samples, reasons, strict=True):
        findings.seen[kind] += 1
        if why is None:
            findings.taken[kind] += 1
        else:
            findings.refused[name] = why
    return findings


def _look_within_walls(folder: Path, files: list[Path]) -> list[str | None]:
    """A decoder that asks the system for more than its walls allow takes a file here and refuses it there."""
    command = [sys.executable, "-m", "deploy.proof.corpus.within", str(folder)]
    named = json.dumps([str(file) for file in files])
    done = subprocess.run(command, cwd=REPO, input=named, capture_output=True, text=True, check=True)
    reasons: list[str | None] = json.loads(done.stdout)
    return reasons


def load_known_refusals(packages: tuple[Package, ...]) -> dict[str, str]:
    """Load what is rightly refused: broken on purpose, with a password to open it, or acting."""
    known = tomllib.loads(REFUSED_FILE.read_text())
    folders = tuple(f"{package.folder}/" for package in packages)
    return {name: why for why, names in known.items() for name in names if name.startswith(folders)}

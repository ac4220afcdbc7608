"""What the processes of a service use: memory and descriptors, as Linux tells."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

PROC: Final = Path("/proc")
MEMORY_RATIO: Final = 1.2
MORE_DESCRIPTORS: Final = 5


class Usage(NamedTuple):
    kilobytes: int
    descriptors: int


def measure_group(leader: int) -> Usage | None:
    """Measure all processes that a service consists of. None: there is none at this moment."""
    members = [process for process in PROC.iterdir() if process.name.isdigit() and _group_of(process) == leader]
    used = [usage for member in members if (usage := _measure(member)) is not None]
    if not used:
        return None
    return Usage(sum(one.kilobytes for one in used), sum(one.descriptors for one in used))


def _group_of(process: Path) -> int:
    with suppress(OSError):
        # The name in brackets may contain blanks; behind it come state, parent and group.
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    return 0


def _measure(process: Path) -> Usage | None:
    with suppress(OSError):
        lines = (process / "status").read_text().splitlines()
        resident = next((line for line in lines if line.startswith("VmRSS:")), "VmRSS: 0 kB")
        return Usage(int(resident.split()[1]), len(list((process / "fd").iterdir())))
    return None


def find_growth(name: str, samples: list[Usage]) -> list[str]:
    """Compare what a process uses at the end with what it used once it was warm: the second eighth of the time."""
    eighth = len(samples) // 8
    if eighth == 0:
        return [f"{name}: too few samples to tell ({len(samples)})"]
    warm, last = samples[eighth : 2 * eighth], samples[-eighth:]
    memory = median(s.kilobytes for s in last) / max(median(s.kilobytes for s in warm), 1)
    descriptors = median(s.descriptors for s in last) - median(s.descriptors for s in warm)
    complaints = []
    if memory > MEMORY_RATIO:
        complaints.append(f"{name}: {memory:.2f} times the memory it had when it was warm")
    if descriptors > MORE_DESCRIPTORS:
        complaints.append(f"{name}: {descriptors:.0f} descriptors more than when it was warm")
    return complaints

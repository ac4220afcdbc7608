"""Usage of the processes of a service: memory and descriptors, as Linux tells."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from deploy.proof.bench.processor_time import PAGE_KILOBYTES, read_stat_fields

PROC: Final = Path("/proc")
MEMORY_RATIO: Final = 1.2
MORE_DESCRIPTORS: Final = 5


class Usage(NamedTuple):
    kilobytes: int
    descriptors: int


def measure_group(leader: int) -> Usage | None:
    """Measure all processes that a service consists of. None: there is none at this moment."""
    used = [usage for process in PROC.glob("[0-9]*") if (usage := _measure_member(process, leader)) is not None]
    if not used:
        return None
    return Usage(sum(one.kilobytes for one in used), sum(one.descriptors for one in used))


def _measure_member(process: Path, leader: int) -> Usage | None:
    fields = read_stat_fields(int(process.name))
    if fields is None or int(fields[2]) != leader:  # the group, behind state and parent
        return None
    with suppress(OSError):
        return Usage(int(fields[21]) * PAGE_KILOBYTES, len(list((process / "fd").iterdir())))
    return None


def find_growth(name: str, samples: list[Usage]) -> list[str]:
    """Compare what a process uses at the end with what it used once it was warm: the second eighth of the time."""
    eighth = len(samples) // 8
    if eighth == 0:
        return [f"{name}: too few samples to tell ({len(samples)})"]
    warm, last = samples[eighth : 2 * eighth], samples[-eighth:]
    memory = median(s.kilobytes for s in last) / max(median(s.kilobytes for s in warm), 1)
    descriptors = median(s.descriptors for s in last) - median(s.descriptors for s in warm)
    growth = []
    if memory > MEMORY_RATIO:
        growth.append(f"{name}: {memory:.2f} times the memory it had when it was warm")
    if descriptors > MORE_DESCRIPTORS:
        growth.append(f"{name}: {descriptors:.0f} descriptors more than when it was warm")
    return growth

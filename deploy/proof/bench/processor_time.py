"""Processor time of the parts of a suite, as the operating system counts it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

TICKS_A_SECOND: Final = os.sysconf("SC_CLK_TCK")
PAGE_KILOBYTES: Final = os.sysconf("SC_PAGE_SIZE") // 1024


def read_processor_seconds(parts: Mapping[str, Sequence[int]]) -> dict[str, float]:
    """Seconds that each part's processes, all they have started, and those of them that have ended have used."""
    children = _children_by_parent()
    return {name: sum(map(_seconds_of, _with_descendants(pids, children))) for name, pids in parts.items()}


def read_memory_megabytes(pids: Sequence[int]) -> float:
    """Memory of processes and all they have started, as if none shared any."""
    everybody = _with_descendants(pids, _children_by_parent())
    return sum(_resident_pages(pid) for pid in everybody) * PAGE_KILOBYTES / 1024


def _children_by_parent() -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for process in Path("/proc").glob("[0-9]*"):
        if (fields := read_stat_fields(int(process.name))) is not None:
            children.setdefault(int(fields[1]), []).append(int(process.name))
    return children


def _with_descendants(pids: Iterable[int], children: Mapping[int, Sequence[int]]) -> list[int]:
    everybody: list[int] = []
    waiting = list(pids)
    while waiting:
        everybody.append(pid := waiting.pop())
        waiting += children.get(pid, ())
    return everybody


def _seconds_of(pid: int) -> float:
    fields = read_stat_fields(pid)
    return 0.0 if fields is None else sum(map(int, fields[11:15])) / TICKS_A_SECOND


def _resident_pages(pid: int) -> int:
    fields = read_stat_fields(pid)
    return 0 if fields is None else int(fields[21])


def read_stat_fields(pid: int) -> list[str] | None:
    """Fields of /proc/PID/stat from the state on: the name before it may hold anything."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None

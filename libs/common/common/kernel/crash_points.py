"""Named points at which a test may end the process as `kill -9` would: `CRASH_AT=escrow.release.before_commit:2`.

A name is `<service>.<operation>.<point>`, `:n` the n-th time it is passed; of several, parted by commas, the first
that is reached counts. Operations are those of the API (`release`), events that are read (`settlement-ordered`),
`relay`, `reader`, `sweeper`, and `executor` for whatever acts share a transaction; points are `after_claim`,
`before_lock`, `after_lock`, `before_commit`, `after_commit`, `before_publish`, `after_publish`, `before_ack`,
`after_ack`. Outside `PARLEY_ENV=test` a process that is told to crash does not start.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from typing import Final

CRASH_EXIT_CODE: Final = 137
CRASH_MARK: Final = "crash point: "
CRASH_POINT_SPELLING: Final = re.compile(r"(?P<name>[a-z]+\.[a-z_-]+\.[a-z_]+)(:(?P<times>[1-9]\d{0,5}))?")

WatchPass = Callable[[str], None]

_passes_left: dict[str, int] = {}
_watchers: Final[list[WatchPass]] = []


def parse_crash_points(spelled: str) -> dict[str, int]:
    """Names, and how often each may be passed. Raises ValueError."""
    matches = [CRASH_POINT_SPELLING.fullmatch(one) for one in spelled.split(",")]
    if None in matches:
        raise ValueError("CRASH_AT is <service>.<operation>.<point>, and :n for the n-th time; several with commas")
    return {one["name"]: int(one["times"] or 1) for one in matches if one}


def arm_crash_points(spelled: str | None) -> None:
    _passes_left.clear()
    _passes_left.update(parse_crash_points(spelled) if spelled else {})


def watch_crash_points(watch: WatchPass) -> Callable[[], None]:
    """Tell a simulation of every point that is passed: what it raises there ends the work. Returns what ends that."""
    _watchers.append(watch)
    return lambda: _watchers.remove(watch)


def pass_crash_point(service: str, operation: str, point: str) -> None:
    """Costs one look at two empty tables where nothing is armed."""
    if _passes_left or _watchers:
        _note_pass(f"{service}.{operation}.{point}")


def _note_pass(name: str) -> None:
    for watch in _watchers:
        watch(name)
    if name in _passes_left:
        _passes_left[name] -= 1
        if _passes_left[name] == 0:
            sys.stderr.write(f"{CRASH_MARK}{name}\n")
            sys.stderr.flush()
            os._exit(CRASH_EXIT_CODE)

"""Named points at which a test may end the process as `kill -9` would: `CRASH_AT=escrow.release.before_commit:2`.

A name is `<service>.<operation>.<point>`, `:n` the n-th time it is passed. Operations are those of the API (`release`),
facts that are read (`settlement-ordered`), `relay`, `sweeper`; points are `before_lock`, `after_lock`,
`before_commit`, `after_commit`, `before_publish`, `after_publish`, `before_ack`. Outside `PARLEY_ENV=test` a process
that is told to crash does not start.
"""

from __future__ import annotations

import os
import re
from typing import Final

CODE: Final = 137
_SPELLING: Final = re.compile(r"(?P<name>[a-z]+\.[a-z_-]+\.[a-z_]+)(:(?P<times>[1-9]\d{0,5}))?")

_name: str | None = None
_left = 0


def parse(spelled: str) -> tuple[str, int]:
    """Raises ValueError."""
    found = _SPELLING.fullmatch(spelled)
    if found is None:
        raise ValueError("CRASH_AT is <service>.<operation>.<point>, and :n for the n-th time")
    return found["name"], int(found["times"] or 1)


def arm(spelled: str | None) -> None:
    global _name, _left
    _name, _left = parse(spelled) if spelled else (None, 0)


def point(service: str, operation: str, point: str) -> None:
    """Costs one comparison where nothing is armed."""
    if _name is not None:
        _pass(f"{service}.{operation}.{point}")


def _pass(name: str) -> None:
    global _left
    if name == _name:
        _left -= 1
        if _left == 0:
            os._exit(CODE)

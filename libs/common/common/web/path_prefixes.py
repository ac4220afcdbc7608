"""Prefixes of addresses, such as those that need no token."""

from __future__ import annotations

import re
from collections.abc import Sequence


class PathPrefixes:
    """Some addresses and whatever is below them; `*` in a prefix stands for any one part, such as an id."""

    def __init__(self, prefixes: Sequence[str]) -> None:
        spelled = (
            "/".join("[^/]*" if part == "*" else re.escape(part) for part in prefix.split("/")) for prefix in prefixes
        )
        self._pattern = re.compile(f"(?:{'|'.join(spelled)})(?:/|$)") if prefixes else None

    def cover(self, path: str) -> bool:
        return self._pattern is not None and self._pattern.match(path) is not None

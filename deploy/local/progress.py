"""Prints one line of progress, with the seconds since the start."""

from __future__ import annotations

import sys
import time
from typing import Final

STARTED_AT: Final = time.monotonic()


def print_progress(text: str) -> None:
    print(f"[{time.monotonic() - STARTED_AT:5.1f}s] {text}", file=sys.stderr, flush=True)

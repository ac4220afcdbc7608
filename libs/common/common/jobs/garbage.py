"""Garbage: what was loaded at the start stays for ever, and is not looked at again and again."""

from __future__ import annotations

import gc
from functools import cache


@cache
def freeze_loaded_objects() -> None:
    """Leave all objects of the start out of every later collection. Once in a process, whatever it runs."""
    gc.collect()
    gc.freeze()

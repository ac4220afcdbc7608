"""Programs that check a bundle. They are part of every bundle and published with the documentation."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

PROGRAMS: Final = ("verify.sh", "verify.py")


def read_program(name: str) -> bytes:
    return files(__name__).joinpath(name).read_bytes()

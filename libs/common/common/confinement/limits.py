"""Limits of a confined process."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self


class Walls(StrEnum):
    """Walls without which nothing is read."""

    ALL = "all"
    WITHOUT_LANDLOCK = "without_landlock"
    """For kernels that have none: then only the filter of system calls holds. Never in production."""


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """Resources of one run of a confined program. Exceeding any of them ends it."""

    wall_seconds: float = 30.0
    cpu_seconds: int = 20
    memory_bytes: int = 1_500_000_000
    """Of its own: what is read only, programs above all, is not counted."""
    address_bytes: int = 1_500_000_000
    output_bytes: int = 64_000_000
    open_files: int = 64
    niceness: int = 0

    def to_argument(self) -> str:
        """Spell for the command line those that the child lays upon itself."""
        return f"{self.cpu_seconds},{self.memory_bytes},{self.address_bytes},{self.open_files},{self.niceness}"

    @classmethod
    def from_argument(cls, spelled: str) -> Self:
        names = ("cpu_seconds", "memory_bytes", "address_bytes", "open_files", "niceness")
        return cls(**dict(zip(names, map(int, spelled.split(",")), strict=True)))


DEFAULT_LIMITS: Final = ProcessLimits()

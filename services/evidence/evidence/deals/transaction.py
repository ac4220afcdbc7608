"""Transaction as those who show a marketplace's name need it."""

from __future__ import annotations

from typing import Protocol

from .model import Platforms


class PlatformsTransaction(Protocol):
    @property
    def platforms(self) -> Platforms: ...

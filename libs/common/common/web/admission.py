"""Admission: how many requests are served at once. What could not be served in time is refused at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

ANYBODY: Final = UUID(int=0)
"""Stands for all who need no token."""


class Overloaded(Exception):
    """Says that there is no place; answered with 503."""


class AdmissionLimits(BaseModel):
    """Places of one process. Whoever has one waits for at most as many others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    requests: int = Field(200, ge=1)
    """About as many as are answered in 200 ms: more would wait longer than a refusal takes."""
    platform_share: float = Field(0.6, gt=0, le=1)
    """Of them, what one platform may hold: however much it asks, the others find room."""


class Admission:
    """Counts the requests of this process that are being served."""

    def __init__(self, limits: AdmissionLimits | None = None) -> None:
        limits = limits or AdmissionLimits()
        self._places = limits.requests
        self._places_of_one = max(1, int(limits.requests * limits.platform_share))
        self._served: Counter[UUID] = Counter()
        self._total = 0

    @property
    def is_exhausted(self) -> bool:
        return self._total >= self._places

    def require_place(self, tenant: UUID) -> None:
        """Raises Overloaded."""
        if self._total >= self._places or self._served[tenant] >= self._places_of_one:
            raise Overloaded

    @contextmanager
    def hold_place(self, tenant: UUID) -> Iterator[None]:
        """Hold a place inside the block. Raises Overloaded before it begins."""
        self.require_place(tenant)
        self._total += 1
        self._served[tenant] += 1
        try:
            yield
        finally:
            self._total -= 1
            self._served[tenant] -= 1
            if not self._served[tenant]:
                del self._served[tenant]

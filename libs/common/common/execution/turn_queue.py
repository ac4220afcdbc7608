"""Turn queue: what waits, in a line for every platform, taken one of each in turn."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")


class TurnQueue(Generic[T]):
    """Whoever has a thousand waiting waits behind itself. Whose turn is next stands in front."""

    def __init__(self) -> None:
        self._by_tenant: OrderedDict[UUID, deque[T]] = OrderedDict()

    def __len__(self) -> int:
        return sum(len(line) for line in self._by_tenant.values())

    def __bool__(self) -> bool:
        return bool(self._by_tenant)

    def count_of(self, tenant: UUID) -> int:
        return len(self._by_tenant.get(tenant, ()))

    def count_platforms_with(self, tenant: UUID) -> int:
        """Count the platforms that have something waiting, this one among them."""
        return len(self._by_tenant.keys() | {tenant})

    def add(self, tenant: UUID, item: T) -> None:
        self._by_tenant.setdefault(tenant, deque()).append(item)

    def take(self, is_allowed: Callable[[UUID], bool] = lambda tenant: True) -> T | None:
        """Take the next of the first platform that may have another; None if none may."""
        tenant = next(filter(is_allowed, self._by_tenant), None)
        if tenant is None:
            return None
        line = self._by_tenant[tenant]
        item = line.popleft()
        if line:
            self._by_tenant.move_to_end(tenant)
        else:
            del self._by_tenant[tenant]
        return item

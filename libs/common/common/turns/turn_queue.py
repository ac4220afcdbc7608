"""Turn queue: what waits, in a line for every caller of every platform, taken one of each platform in turn, and within
it one of each of its callers."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")
_Lines = OrderedDict[Hashable, deque[T]]


class TurnQueue(Generic[T]):
    """Whoever has a thousand waiting waits behind itself. Whose turn is next stands in front."""

    def __init__(self) -> None:
        self._by_tenant: OrderedDict[UUID, _Lines[T]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(self.count_of, self._by_tenant))

    def __bool__(self) -> bool:
        return bool(self._by_tenant)

    def count_of(self, tenant: UUID) -> int:
        lines = self._by_tenant.get(tenant)
        return 0 if lines is None else sum(map(len, lines.values()))

    def count_of_caller(self, tenant: UUID, caller: Hashable) -> int:
        lines = self._by_tenant.get(tenant)
        return 0 if lines is None else len(lines.get(caller, ()))

    def count_platforms_with(self, tenant: UUID) -> int:
        """Count the platforms that have something waiting, this one among them."""
        return len(self._by_tenant.keys() | {tenant})

    def add(self, tenant: UUID, item: T, caller: Hashable = None) -> None:
        """`caller`: whose it is within its platform; None: the platform's own."""
        self._by_tenant.setdefault(tenant, OrderedDict()).setdefault(caller, deque()).append(item)

    def list_lines(self) -> list[tuple[UUID, Hashable]]:
        """List the lines, the longest first, and of those alike the one whose turn comes last."""
        lines = [(tenant, caller) for tenant, lines in self._by_tenant.items() for caller in lines]
        lines.reverse()
        lines.sort(key=lambda line: -self.count_of_caller(*line))
        return lines

    def count_until_newest(self, tenant: UUID, caller: Hashable) -> int:
        """Count the turns until the last of a line has had its own, if nobody comes any more."""
        newest = self.count_of_caller(tenant, caller)
        turns = sum(min(len(line), newest) for line in self._by_tenant[tenant].values())
        return sum(min(self.count_of(each), turns) for each in self._by_tenant)

    def take_newest(self, tenant: UUID, caller: Hashable) -> T:
        """Take the last of a line."""
        item = self._by_tenant[tenant][caller].pop()
        self._forget_empty(tenant, caller)
        return item

    def discard(self, tenant: UUID, item: T, caller: Hashable) -> None:
        """Let whoever waits no longer leave its line, if it still stands there."""
        lines = self._by_tenant.get(tenant)
        if lines is not None and item in lines.get(caller, ()):
            lines[caller].remove(item)
            self._forget_empty(tenant, caller)

    def take(self, is_allowed: Callable[[UUID, Hashable], bool] = lambda tenant, caller: True) -> T | None:
        """Take the next of the first platform and caller that may have another; None if none may."""
        places = ((tenant, caller) for tenant, lines in self._by_tenant.items() for caller in lines)
        place = next((one for one in places if is_allowed(*one)), None)
        if place is None:
            return None
        tenant, caller = place
        lines = self._by_tenant[tenant]
        item = _take_first(lines, caller)
        if lines:
            self._by_tenant.move_to_end(tenant)
        else:
            del self._by_tenant[tenant]
        return item

    def _forget_empty(self, tenant: UUID, caller: Hashable) -> None:
        lines = self._by_tenant[tenant]
        if not lines[caller]:
            del lines[caller]
        if not lines:
            del self._by_tenant[tenant]


def _take_first(lines: _Lines[T], caller: Hashable) -> T:
    line = lines[caller]
    item = line.popleft()
    if line:
        lines.move_to_end(caller)
    else:
        del lines[caller]
    return item

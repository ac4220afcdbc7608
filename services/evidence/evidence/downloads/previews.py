from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final
from uuid import UUID

KEPT: Final = 128


class Previews:
    """The last ones made, in memory only: nothing that would have to be erased anywhere else."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[UUID, str], bytes] = OrderedDict()

    def get(self, item: UUID, variant: str) -> bytes | None:
        if (found := self._kept.get((item, variant))) is not None:
            self._kept.move_to_end((item, variant))
        return found

    def put(self, item: UUID, variant: str, picture: bytes) -> bytes:
        self._kept[item, variant] = picture
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return picture

    def drop(self, items: Iterable[UUID]) -> None:
        gone = set(items)
        for key in [key for key in self._kept if key[0] in gone]:
            del self._kept[key]

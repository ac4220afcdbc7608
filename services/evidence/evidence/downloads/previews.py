from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final
from uuid import UUID

MAX_PICTURES: Final = 128
MAX_FAILURES: Final = 4_096


class PreviewCache:
    """Previews that were made last, in memory only: nothing that would have to be erased anywhere else."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[tuple[UUID, str], bytes] = OrderedDict()
        self._failures: OrderedDict[tuple[UUID, str], None] = OrderedDict()

    def get(self, item: UUID, variant: str) -> bytes | None:
        if (picture := self._pictures.get((item, variant))) is not None:
            self._pictures.move_to_end((item, variant))
        return picture

    def put(self, item: UUID, variant: str, picture: bytes) -> bytes:
        self._pictures[item, variant] = picture
        while len(self._pictures) > MAX_PICTURES:
            self._pictures.popitem(last=False)
        return picture

    def has_failed(self, item: UUID, variant: str) -> bool:
        """Tell whether it could not be made: nobody waits for that, and pays for it, twice."""
        return (item, variant) in self._failures

    def put_failure(self, item: UUID, variant: str) -> None:
        self._failures[item, variant] = None
        while len(self._failures) > MAX_FAILURES:
            self._failures.popitem(last=False)

    def drop(self, items: Iterable[UUID]) -> None:
        dropped = set(items)
        for key in [key for key in self._pictures if key[0] in dropped]:
            del self._pictures[key]

"""Transaction as those who act on pieces of evidence need it."""

from __future__ import annotations

from typing import Protocol

from evidence.cases.transaction import CasesTransaction
from evidence.storage.model import KeyRepository

from .model import Items
from .parts import Examinations


class ItemsTransaction(CasesTransaction, Protocol):
    @property
    def items(self) -> Items: ...

    @property
    def examinations(self) -> Examinations: ...

    @property
    def keys(self) -> KeyRepository: ...

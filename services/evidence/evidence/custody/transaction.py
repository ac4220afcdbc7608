"""Transaction as those who append to chains of custody need it."""

from __future__ import annotations

from typing import Protocol

from evidence.items.transaction import ItemsTransaction

from .model import CustodyChains


class CustodyTransaction(ItemsTransaction, Protocol):
    @property
    def custody(self) -> CustodyChains: ...

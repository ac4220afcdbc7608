"""Transaction as those who erase evidence need it."""

from __future__ import annotations

from typing import Protocol

from evidence.custody.transaction import CustodyTransaction

from .model import Erasures, RetentionSettings


class RetentionTransaction(CustodyTransaction, Protocol):
    @property
    def retention(self) -> RetentionSettings: ...

    @property
    def erasures(self) -> Erasures: ...

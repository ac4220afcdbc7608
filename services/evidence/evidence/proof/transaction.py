"""Transaction as those who seal and bundle evidence need it."""

from __future__ import annotations

from typing import Protocol

from evidence.requests.transaction import RequestsTransaction

from .bundle_model import Bundles
from .seal_model import Seals


class ProofTransaction(RequestsTransaction, Protocol):
    @property
    def seals(self) -> Seals: ...

    @property
    def bundles(self) -> Bundles: ...

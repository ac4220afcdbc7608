"""Transaction as those who hand in evidence need it."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from evidence.cases.model import Side, Usage
from evidence.cases.retention import RetentionTerms
from evidence.deals.model import Deals
from evidence.requests.model import ArrivingFiles
from evidence.requests.transaction import RequestsTransaction


class Quotas(Protocol):
    """Room for evidence that is used up, with what is still on its way."""

    async def sum_side_usage(self, dispute: UUID, side: Side | None, *, but: UUID | None = None) -> Usage:
        """Leave out the upload or recording `but`: what it becomes takes up no room beside it."""

    async def sum_platform_bytes(self) -> int: ...


class SubmissionsTransaction(RequestsTransaction, Protocol):
    @property
    def uploads(self) -> ArrivingFiles: ...

    @property
    def quotas(self) -> Quotas: ...

    @property
    def deals(self) -> Deals: ...

    @property
    def retention(self) -> RetentionTerms: ...

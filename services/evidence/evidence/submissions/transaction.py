"""Transaction as those who hand in evidence need it."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from evidence.cases.model import Side, Usage
from evidence.cases.retention import RetentionTerms
from evidence.deals.model import Deals
from evidence.requests.model import ArrivingFiles
from evidence.requests.transaction import RequestsTransaction


class AnnouncedFiles(ArrivingFiles, Protocol):
    """Files that are still on their way, and the room for evidence that they take."""

    async def get_pending_usage(self, dispute: UUID, side: Side | None, *, but: UUID | None) -> Usage: ...

    async def sum_platform_bytes(self) -> int: ...


class SubmissionsTransaction(RequestsTransaction, Protocol):
    @property
    def uploads(self) -> AnnouncedFiles: ...

    @property
    def deals(self) -> Deals: ...

    @property
    def retention(self) -> RetentionTerms: ...

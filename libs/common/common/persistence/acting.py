"""Acting: what the operations of a transaction need to know of the acts that ask for them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from .database import InfrastructureTables
from .tenant_connection import TenantConnection


class ActingTransaction(Protocol):
    """Transaction of one act, as those see it that ask for several acts together."""

    infrastructure: ClassVar[InfrastructureTables]
    tenant: UUID
    tenants: frozenset[UUID]
    firing_deadline: UUID | None
    has_written: bool

    @property
    def operation(self) -> str: ...

    def note_beginning(self, database_time: datetime) -> None: ...


Operation = Callable[[TenantConnection, Sequence[tuple[Any, Any]]], Awaitable[Sequence[Any]]]
"""What acts of one transaction ask together: a result, or the exception to raise, for each of the requests."""


class AskedTogether(Protocol):
    """Transaction that an act shares with others."""

    async def request(self, tx: Any, operation: Operation, item: Any) -> Any:
        """Wait until all others wait, too, and ask together."""

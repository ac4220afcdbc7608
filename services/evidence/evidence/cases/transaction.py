"""Transaction as narrow as those who act on cases need it; the rooms above widen it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar
from uuid import UUID

from common.contracts.envelope import Event
from common.kernel.origin import Origin
from common.kernel.principal import Principal
from common.kernel.timing import Timing

from .model import Cases

TransactionT_co = TypeVar("TransactionT_co", covariant=True)


class CasesTransaction(Protocol):
    """Opened and committed at the edge; use cases only act inside it."""

    @property
    def tenant(self) -> UUID: ...

    @property
    def cases(self) -> Cases: ...

    async def timing(self) -> Timing: ...

    async def publish(self, events: Sequence[Event]) -> None: ...

    async def append_audit_entry(self, action: str, subject: str, **details: object) -> None: ...


class TransactionFactory(Protocol[TransactionT_co]):
    """Begins transactions: `async with begin(tenant) as tx` commits at the end of the block."""

    def __call__(self, tenant: UUID, origin: Origin | None = None) -> AbstractAsyncContextManager[TransactionT_co]: ...

    def read(self, tenant: UUID) -> AbstractAsyncContextManager[TransactionT_co]:
        """Begin a transaction that cannot write."""


def origin_of_request(principal: Principal) -> Origin:
    """Origin of what is recorded beside a request that reads: as the principal, but under no operation of its own."""
    return Origin(principal, "request", "system")

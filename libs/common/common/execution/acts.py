"""Acts: what is to be carried out for one platform, alone or with others in one transaction, and what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from common.kernel.origin import Origin
from common.kernel.principal import Actor, Role
from common.persistence.idempotency import IdempotencyClaim

TxT = TypeVar("TxT")
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, eq=False)
class Act(Generic[TxT, ValueT]):
    """Work of one origin in a transaction. It may be run again: only what the transaction undoes may come of it."""

    tenant: UUID
    origin: Origin
    work: Callable[[TxT], Awaitable[ValueT]]
    """Loads, decides and saves within the transaction that it is given. Raises what refuses it."""
    claim: IdempotencyClaim | None = None
    """Key that `work` claims before anything else: no two acts with one key are under way at once."""
    in_order_of: Hashable | None = None
    """Of acts that are carried out together, those of one subject begin one after the other's end, as they stand."""
    begins_itself: bool = False
    """Its first statement names its platform and notes when it began, as the claim of a key does."""
    context: Context = field(default_factory=copy_context)
    """Trace and receipt that it runs under."""

    @property
    def caller(self) -> Actor | None:
        """Whose it is within its platform; None: the platform's own, or what goes on by itself."""
        principal = self.origin.principal
        return None if principal.role in (Role.PLATFORM, Role.SYSTEM) else principal.actor


@dataclass(frozen=True)
class Outcome(Generic[TxT, ValueT]):
    """What came of an act: its value, committed, or the exception that refused it, and then nothing is changed."""

    value: ValueT | None = None
    failure: Exception | None = None
    tx: TxT | None = None
    """Its transaction, which has ended."""

    def unwrap(self) -> ValueT:
        """Value of the act. Raises what refused it."""
        if self.failure is not None:
            raise self.failure
        value: Any = self.value
        return value  # type: ignore[no-any-return]

"""Group transaction: many acts, of several platforms, in one transaction and one commit.

Each act has a transaction object of its own, in the name of its own platform, on the one connection. One that fails
leaves its neighbours untouched: the group is rolled back and run again without it, then it alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel import crash_points
from common.kernel.origin import Origin
from common.persistence.database import is_unavailable
from common.persistence.transaction import NAME_TENANT, PostgresTransaction, Transactions

TxT = TypeVar("TxT", bound=PostgresTransaction)

MAX_EXCLUDED: Final = 3
"""Members that a group is run again without, before each is run alone."""
CONTENTION_STATES: Final = frozenset({"55P03", "57014", "40001", "40P01"})
"""What one member's lock can do to the whole group."""


@dataclass(frozen=True)
class Act(Generic[TxT]):
    """Act to be carried out within a transaction: it loads, decides and saves with the transaction it is given."""

    tenant: UUID
    origin: Origin
    work: Callable[[TxT], Awaitable[Any]]
    in_order_of: Hashable | None = None
    """Acts of the same are carried out one after the other, also where one of them has to be run alone."""


Operation = Callable[["TenantConnection", Sequence[tuple[Any, Any]]], Awaitable[Sequence[Any]]]
"""One statement for several members of a group: of each the transaction and what it asks for, to results in order."""


@dataclass(frozen=True)
class TenantConnection:
    """Connection of a group, on which an operation names the platforms that its statement is about."""

    connection: AsyncConnection

    async def name(self, tenants: Iterable[UUID]) -> None:
        await self.connection.execute(NAME_TENANT, {"tenant": ",".join(map(str, tenants))})

    async def execute(self, statement: Executable, parameters: Any = None) -> Any:
        return await self.connection.execute(statement, parameters)


async def together(tx: PostgresTransaction, operation: Operation, item: Any) -> Any:
    """Run an operation for this member."""
    [result] = await operation(TenantConnection(tx.connection), [(tx, item)])
    if isinstance(result, Exception):
        raise result
    return result


class Outcome(NamedTuple):
    value: Any = None
    failure: Exception | None = None


class MemberFailed(Exception):
    """Failure of one member of a group."""

    def __init__(self, place: int, failure: Exception) -> None:
        self.place, self.failure = place, failure


async def carry_out_together(begin: Transactions[TxT], acts: Sequence[Act[TxT]]) -> list[Outcome]:
    """Carry out acts in one transaction, in their order; return the outcome of each once it is committed."""
    outcomes: dict[int, Outcome] = {}
    together, alone = list(range(len(acts))), list[int]()
    for _ in range(MAX_EXCLUDED):
        if len(together) <= 1:
            break
        try:
            outcomes |= dict(zip(together, await _run_group(begin, [acts[n] for n in together]), strict=True))
        except MemberFailed as member:
            excluded = _with_successors(acts, together, together[member.place])
            together = [place for place in together if place not in excluded]
            alone += excluded
        except Exception as failure:
            if is_unavailable(failure) and not _is_contention(failure):
                outcomes |= {place: Outcome(failure=failure) for place in together}
                together = []
            break
        else:
            together = []
    for place in sorted((*alone, *together)):
        outcomes[place] = await _run_alone(begin, acts[place])
    return [outcomes[place] for place in range(len(acts))]


def _with_successors(acts: Sequence[Act[Any]], places: Sequence[int], failed: int) -> list[int]:
    """The one that failed, and the later ones that must not overtake it."""
    line = acts[failed].in_order_of
    return [place for place in places if place == failed or (line is not None and _follows(acts, place, failed))]


def _follows(acts: Sequence[Act[Any]], place: int, failed: int) -> bool:
    return place > failed and acts[place].in_order_of == acts[failed].in_order_of


def _is_contention(failure: Exception) -> bool:
    return isinstance(failure, DBAPIError) and getattr(failure.orig, "sqlstate", None) in CONTENTION_STATES


async def _run_alone(begin: Transactions[TxT], act: Act[TxT]) -> Outcome:
    try:
        return (await _run_group(begin, [act]))[0]
    except MemberFailed as member:
        return Outcome(failure=member.failure)
    except Exception as failure:
        return Outcome(failure=failure)


async def _run_group(begin: Transactions[TxT], acts: Sequence[Act[TxT]]) -> list[Outcome]:
    """Raises MemberFailed where one of them is to blame, anything else where nobody is."""
    schema = begin.infrastructure.schema
    transactions: list[TxT] = []
    outcomes: list[Outcome] = []
    async with begin.database.engine.begin() as connection:
        for place, act in enumerate(acts):
            try:
                tx = await _act_for(begin, connection, act, transactions)
                outcomes.append(Outcome(await act.work(tx)))
                await tx.flush()
            except Exception as failure:
                raise MemberFailed(place, failure) from failure
        for tx in transactions:
            crash_points.pass_crash_point(schema, tx.operation, "before_commit")
    for tx in transactions:
        crash_points.pass_crash_point(schema, tx.operation, "after_commit")
    if any(tx.published for tx in transactions):
        begin.on_published()
    if (note_committed := getattr(begin, "note_committed", None)) is not None:
        note_committed(transactions)
    return outcomes


async def _act_for(
    begin: Transactions[TxT], connection: AsyncConnection, act: Act[TxT], transactions: list[TxT]
) -> TxT:
    """Go on in the name of the act's platform: from here on row security shows its rows and no others."""
    before = transactions[-1] if transactions else None
    tx = begin.factory(connection, act.tenant)
    tx.clock, tx.origin = begin.clock, act.origin
    if before is not None and before.tenant == act.tenant:
        tx.received_at = before.received_at
    else:
        row = (await connection.execute(NAME_TENANT, {"tenant": str(act.tenant)})).one()
        tx.note_beginning(row.clock_timestamp)
    transactions.append(tx)
    return tx

"""Rows of a deal: its ids, and what is numbered or chained in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from .copies import NULL, bytes_of_column, chain_hash, column_of_bytes


@dataclass(frozen=True)
class Table:
    schema: str
    name: str
    columns: tuple[str, ...]
    """Without those that the database numbers by itself."""
    types: tuple[str, ...]

    @property
    def qualified(self) -> str:
        return f"{self.schema}.{self.name}"

    def index_of(self, column: str) -> int:
        return self.columns.index(column)


def chain_custody(table: Table, lines: Sequence[str]) -> list[str]:
    """Chain the custody: each item has a chain of its own, in the order of its entries."""
    item, previous_at = table.index_of("item"), table.index_of("prev_hash")
    canonical_at, hash_at = table.index_of("canonical"), table.index_of("hash")
    heads: dict[str, bytes] = {}
    chained = []
    for line in lines:
        columns = line.split("\t")
        previous = heads.get(columns[item])
        heads[columns[item]] = chain_hash(previous, bytes_of_column(columns[canonical_at]))
        columns[previous_at], columns[hash_at] = column_of_bytes(previous), column_of_bytes(heads[columns[item]])
        chained.append("\t".join(columns))
    return chained


def name_new_heads(table: Table, before: Sequence[str], chained: Sequence[str]) -> dict[str, str]:
    """Name the heads of custody that the audit log tells of: each as it is spelt there, with what it is spelt now."""
    at = table.index_of("hash")
    old, new = (
        [bytes_of_column(line.split("\t")[at]).hex().encode().hex() for line in side] for side in (before, chained)
    )
    return dict(zip(old, new, strict=True))


def ids_of(rows: Mapping[Table, Sequence[str]]) -> dict[str, UUID | str]:
    """Everything in these rows that another row may not have too: ids, keys and references."""
    ids: dict[str, UUID | str] = {}
    for table, lines in rows.items():
        for line in lines:
            for column, type, value in zip(table.columns, table.types, line.split("\t"), strict=True):
                if type == "uuid" and value != NULL:
                    ids[value] = UUID(value)
                elif (table.name, column) in {("idempotency", "key"), ("payments", "provider_reference")}:
                    ids[value] = value
    return ids


def named_accounts_of(rows: Mapping[Table, Sequence[str]], tenant: UUID) -> dict[UUID, tuple[UUID, str]]:
    """Accounts of a deal, whose ids follow from whose they are (`escrow.rows`)."""
    named = {}
    for table, lines in rows.items():
        if table.qualified == "escrow.ledger_accounts":
            for line in lines:
                row = dict(zip(table.columns, line.split("\t"), strict=True))
                named[UUID(row["id"])] = (tenant, f"{row['kind']}:{row['currency']}:{row['escrow_id']}")
    return named

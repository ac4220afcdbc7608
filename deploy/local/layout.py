"""Layout of the stored data. Until the first release each service's one migration is edited in place, so a database can
have been made by another text of it: then it is refused, and not half understood."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from typing import Final

from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from common.persistence.database import InfrastructureTables, schema_metadata

from .place import REPO

VERSION_TABLE: Final = "alembic_version"


class OtherLayout(Exception):
    def __init__(self, service: str) -> None:
        super().__init__(
            f"The data of {service} was made by another version of Parley. Before the first release no data is carried "
            "over: run `make clean` (it deletes all data of this folder), or name an empty database."
        )


def compute_layout(service: str) -> str:
    """Hashes the statements of the service's migrations, and the tables that all services share."""
    digest = hashlib.sha256()
    for file in sorted((REPO / "services" / service / "migrations" / "versions").glob("*.py")):
        for statement in _list_statements(file.read_text()):
            digest.update(statement.encode())
    for statement in _list_shared_tables(service):
        digest.update(statement.encode())
    return digest.hexdigest()[:16]


async def require_layout(service: str, url: str) -> None:
    """Raises OtherLayout unless the schema is empty or of this very layout."""
    query = "SELECT to_regclass(:name) IS NULL, obj_description(to_regclass(:name), 'pg_class')"
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            [(is_empty, layout)] = await connection.execute(text(query), {"name": f"{service}.{VERSION_TABLE}"})
    finally:
        await engine.dispose()
    if not is_empty and layout != compute_layout(service):
        raise OtherLayout(service)


async def record_layout(service: str, url: str) -> None:
    """Notes the layout as a comment on the table in which alembic notes the version; a dump keeps it."""
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.execute(
                text(f"COMMENT ON TABLE {service}.{VERSION_TABLE} IS '{compute_layout(service)}'"),
            )
    finally:
        await engine.dispose()


def _list_statements(source: str) -> Iterator[str]:
    """What a migration does: without comments, docstrings and imports, which change no data."""
    for node in ast.parse(source).body:
        match node:
            case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
                continue
            case ast.FunctionDef(body=[ast.Expr(value=ast.Constant()), *rest]) if rest:
                yield from map(ast.dump, rest)
            case _:
                yield ast.dump(node)


def _list_shared_tables(service: str) -> Iterator[str]:
    metadata = schema_metadata(service)
    InfrastructureTables(metadata)
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))

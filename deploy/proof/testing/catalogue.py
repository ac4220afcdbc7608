"""Reads what PostgreSQL itself says about a schema, to compare migrations with declared tables."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

_TABLES: Final = """
    SELECT c.oid, c.relname FROM pg_class c
    WHERE c.relnamespace = CAST(:schema AS regnamespace) AND c.relkind IN ('r', 'p') AND c.relname <> 'alembic_version'
"""
# Alembic's own comparison does not look at CHECK constraints.
_DESCRIPTION: Final = f"""
    WITH tables AS ({_TABLES})
    SELECT relname, attname, format_type(atttypid, atttypmod)
        || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '')
        || CASE WHEN attidentity::text <> '' THEN ' IDENTITY ' || attidentity::text ELSE '' END
        || CASE WHEN attgenerated::text <> '' THEN ' GENERATED ' || attgenerated::text ELSE '' END
      FROM tables JOIN pg_attribute ON attrelid = tables.oid AND attnum > 0 AND NOT attisdropped
      LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    UNION ALL
    SELECT relname, conname, pg_get_constraintdef(pg_constraint.oid)
      FROM tables JOIN pg_constraint ON conrelid = tables.oid WHERE contype <> 'n' AND contype <> 't'
    UNION ALL
    SELECT relname, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
      FROM tables JOIN pg_index ON indrelid = tables.oid
"""


async def describe_schema(url: str, schema: str) -> set[tuple[str, str, str]]:
    """Every column, constraint and index of the schema's tables. Read it as a role without a search path."""
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            rows = await connection.execute(text(_DESCRIPTION), {"schema": schema})
            return {(str(table), str(name), str(what)) for table, name, what in rows}
    finally:
        await engine.dispose()

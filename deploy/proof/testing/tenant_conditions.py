"""Tenant conditions: every statement on a platform's tables asks by tenant; row security is the second fence.

Each test of a service watches what is sent, so a new statement is found wherever a test first runs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine, MetaData, Table
from sqlalchemy.event import listen, remove

from common.persistence.database import InfrastructureTables

ASKS: Final = re.compile(r"\btenant_id\s*(=|IN\b)")
CONDITIONS: Final = re.compile(r"\b(?:WHERE|ON)\b")


@contextmanager
def watch_statements(infrastructure: InfrastructureTables, metadata: MetaData) -> Iterator[None]:
    """Fails at the end if a service sent, in its own role, a statement on a platform's table without a tenant.

    The tables of the infrastructure are common's to ask.
    """
    common = {table.fullname for table in vars(infrastructure).values() if isinstance(table, Table)}
    own = [t.fullname for t in metadata.tables.values() if "tenant_id" in t.c and t.fullname not in common]
    of_tables = re.compile(rf"\b(?:FROM|JOIN|UPDATE)\s+(?:{'|'.join(map(re.escape, own))})\b")
    role, nameless = f"svc_{infrastructure.schema}", set[str]()

    def look(connection: Connection, cursor: object, statement: str, *given: object) -> None:
        is_sent_by_service = connection.engine.url.username == role
        if is_sent_by_service and of_tables.search(statement) and not asks_by_tenant(statement):
            nameless.add(statement)

    listen(Engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        remove(Engine, "before_cursor_execute", look)
    assert not nameless, "\n\n".join(sorted(nameless))


def asks_by_tenant(statement: str) -> bool:
    """Tell whether a statement has a condition on the tenant: what it writes or shows of it is none."""
    condition = CONDITIONS.search(statement)
    return condition is not None and ASKS.search(statement, condition.start()) is not None

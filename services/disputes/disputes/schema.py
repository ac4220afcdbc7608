"""Schema of this service in PostgreSQL: one `metadata` that the tables of every room join."""

from __future__ import annotations

from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import Executable, Row

from common.persistence.database import InfrastructureTables, schema_metadata

metadata: Final = schema_metadata("disputes")
infrastructure: Final = InfrastructureTables(metadata)
SqlRow = Row[Any]


class SqlTransaction(Protocol):
    """Transaction that can be asked in SQL, as the queries of each room do."""

    @property
    def tenant(self) -> UUID: ...

    async def execute(self, statement: Executable, parameters: Any = None) -> Any: ...

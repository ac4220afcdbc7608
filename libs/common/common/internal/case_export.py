"""Case export: everything a service knows of one subject, for bundles. The gateway does not know the address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Header
from pydantic import SecretStr
from sqlalchemy import Select

from common.kernel.errors import Forbidden
from common.kernel.secret_lists import is_one_of
from common.persistence.transaction import PostgresTransaction, Transactions

CaseRecord = dict[str, Any]
ExportCase = Callable[[Any, UUID], Awaitable[CaseRecord]]
"""Reads the record of one subject. Raises NotFound."""


def case_export_router(begin: Transactions[Any], export_case: ExportCase, secret: SecretStr) -> APIRouter:
    router = APIRouter(prefix="/internal/records", include_in_schema=False)

    @router.get("/{subject}")
    async def read_record(subject: UUID, tenant: UUID, x_internal_secret: str = Header("")) -> CaseRecord:
        if not is_one_of(x_internal_secret, secret.get_secret_value()):
            raise Forbidden
        async with begin.read(tenant) as tx:
            return await export_case(tx, subject)

    return router


async def export_rows(tx: PostgresTransaction, query: Select[Any]) -> list[CaseRecord]:
    """Export rows as they are, in values that JSON has."""
    rows = (await tx.execute(query)).mappings()
    return [{name: _json_value(value) for name, value in row.items()} for row in rows]


def _json_value(value: Any) -> Any:
    match value:
        case UUID():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case bytes():
            return value.hex()
        case _:
            return value

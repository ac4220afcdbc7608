"""The usual design, as a baseline: one request, one transaction, several statements of SQLAlchemy.

What a careful team writes first: an Idempotency-Key, the escrow under its lock, a payment, a balanced transaction, the
new state, an event in an outbox, the answer kept, one durable commit. No row security, no audit log, no deadlines.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, Final
from uuid import UUID, uuid4

from fastapi import Depends, FastAPI, Header, HTTPException
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from .noop_app import Answer, Payment

TOKEN: Final = "usual"  # noqa: S105 (of a baseline on this machine)
SCHEMA: Final = "usual"
POOL_SIZE: Final = 15
metadata: Final = MetaData(schema=SCHEMA)


def _created_at() -> Column[Any]:
    return Column("created_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.now())


escrows: Final = Table(
    "escrows",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("state", Text, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("money", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("version", BigInteger, nullable=False),
    CheckConstraint("money BETWEEN 0 AND price"),
)
idempotency: Final = Table(
    "idempotency",
    metadata,
    Column("key", Text, primary_key=True),
    Column("status", BigInteger),
    Column("answer", JSONB),
    _created_at(),
)
payments: Final = Table(
    "payments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("escrow", Uuid, ForeignKey(escrows.c.id), nullable=False, index=True),
    Column("reference", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    UniqueConstraint("reference"),
    _created_at(),
)
transactions: Final = Table(
    "transactions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("escrow", Uuid, ForeignKey(escrows.c.id), nullable=False, index=True),
    _created_at(),
)
entries: Final = Table(
    "entries",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("transaction", Uuid, ForeignKey(transactions.c.id), nullable=False, index=True),
    Column("account", Text, nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
)
outbox: Final = Table(
    "outbox",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("topic", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    _created_at(),
)
engine: Final = create_async_engine(
    os.environ.get("USUAL_DATABASE_URL", "postgresql+asyncpg://nowhere"), pool_size=POOL_SIZE, pool_pre_ping=True
)


async def begin_transaction() -> AsyncIterator[AsyncConnection]:
    async with engine.connect() as connection:  # what is not committed is rolled back
        yield connection


async def authenticate(authorization: str = Header()) -> None:
    if authorization != f"Bearer {TOKEN}":
        raise HTTPException(401)


Connection = Annotated[AsyncConnection, Depends(begin_transaction)]


def create_app() -> FastAPI:
    @asynccontextmanager
    async def run_lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await engine.dispose()

    app = FastAPI(openapi_url=None, lifespan=run_lifespan)

    @app.post("/v1/escrows", status_code=201, dependencies=[Depends(authenticate)])
    async def create_escrow(body: Payment, connection: Connection, idempotency_key: str = Header()) -> Answer:
        await _claim_key(connection, idempotency_key)
        row = {"id": uuid4(), "state": "awaiting_funds", "price": body.amount.amount, "money": 0, "version": 1}
        await connection.execute(insert(escrows), {**row, "currency": body.amount.currency})
        return await _finish(connection, idempotency_key, "escrow.created", Answer(id=str(row["id"]), state="new"))

    @app.post("/v1/escrows/{escrow}/fund", dependencies=[Depends(authenticate)])
    async def fund_escrow(
        escrow: UUID, body: Payment, connection: Connection, idempotency_key: str = Header()
    ) -> Answer:
        await _claim_key(connection, idempotency_key)
        row = (await connection.execute(select(escrows).where(escrows.c.id == escrow).with_for_update())).one_or_none()
        if row is None or row.money:
            raise HTTPException(404 if row is None else 409)
        amount, posting = body.amount.amount, uuid4()
        payment = {"id": uuid4(), "escrow": escrow, "reference": body.provider_reference, "amount": amount}
        await connection.execute(insert(payments), payment)
        await connection.execute(insert(transactions), {"id": posting, "escrow": escrow})
        await connection.execute(
            insert(entries),
            [
                {"transaction": posting, "account": "provider", "amount": -amount},
                {"transaction": posting, "account": f"held:{escrow}", "amount": amount},
            ],
        )
        funded = update(escrows).where(escrows.c.id == escrow, escrows.c.version == row.version)
        await connection.execute(funded.values(state="funded", money=amount, version=row.version + 1))
        return await _finish(connection, idempotency_key, "escrow.funded", Answer(id=str(escrow), state="funded"))

    return app


async def _claim_key(connection: AsyncConnection, key: str) -> None:
    claim = postgres_insert(idempotency).values(key=key).on_conflict_do_nothing().returning(idempotency.c.key)
    if (await connection.execute(claim)).one_or_none() is None:
        raise HTTPException(409)


async def _finish(connection: AsyncConnection, key: str, topic: str, answer: Answer) -> Answer:
    """Publish the event, keep the answer, commit, and only then let the caller hear of it."""
    await connection.execute(insert(outbox), {"topic": topic, "body": json.loads(answer.model_dump_json())})
    answered = update(idempotency).where(idempotency.c.key == key)
    await connection.execute(answered.values(status=200, answer=json.loads(answer.model_dump_json())))
    await connection.commit()
    return answer


async def create_tables(url: str) -> None:
    made = create_async_engine(url)
    async with made.begin() as connection:
        await connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        await connection.run_sync(metadata.create_all)
    await made.dispose()

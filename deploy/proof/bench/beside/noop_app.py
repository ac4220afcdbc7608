"""Floor: FastAPI with one route that validates the body of a payment and does nothing, in a process of its own."""

from __future__ import annotations

from fastapi import FastAPI, Header
from pydantic import BaseModel, Field


class Amount(BaseModel):
    amount: int = Field(ge=1)
    currency: str = Field(pattern="^[A-Z]{3}$")


class Payment(BaseModel):
    amount: Amount
    provider_reference: str = Field(min_length=1, max_length=64)


class Answer(BaseModel):
    id: str
    state: str


def create_app() -> FastAPI:
    app = FastAPI(openapi_url=None)

    @app.post("/v1/escrows/{escrow}/fund")
    async def fund_escrow(escrow: str, body: Payment, idempotency_key: str = Header()) -> Answer:
        return Answer(id=escrow, state="funded")

    return app

"""Known participants: tells evidence, which is asked to erase people, whether somebody is a party of any deal. The
gateway does not know the address."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Header
from pydantic import BaseModel, SecretStr

from common.kernel.errors import Forbidden
from common.kernel.principal import Actor, Role
from common.kernel.secret_lists import is_one_of
from common.persistence.transaction import Transactions

from .store import is_known_participant


class KnownParticipant(BaseModel):
    is_known: bool


def known_participants_router(begin: Transactions[Any], secret: SecretStr) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/internal/participants")
    async def read_participant(
        role: Literal["buyer", "seller"], participant: str, tenant: UUID, x_internal_secret: str = Header("")
    ) -> KnownParticipant:
        if not is_one_of(x_internal_secret, secret.get_secret_value()):
            raise Forbidden
        async with begin.read(tenant) as tx:
            return KnownParticipant(is_known=await is_known_participant(tx, Actor(Role(role), participant)))

    return router

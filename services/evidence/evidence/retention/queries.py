"""Reads how long a platform keeps evidence, and whose it has."""

from __future__ import annotations

from common.kernel.principal import Actor, Principal

from .schemas import RetentionView
from .transaction import RetentionTransaction
from .views import retention_view


async def read_retention(tx: RetentionTransaction, principal: Principal) -> RetentionView:
    return retention_view(await tx.retention.get_platform_days())


async def knows_person(tx: RetentionTransaction, principal: Principal, person: Actor) -> bool:
    """Tell whether anything here was ever theirs: then nobody else has to be asked."""
    return await tx.erasures.knows_person(person)

"""Reads how long a platform keeps evidence."""

from __future__ import annotations

from common.kernel.principal import Principal

from .schemas import RetentionView
from .transaction import RetentionTransaction
from .views import retention_view


async def read_retention(tx: RetentionTransaction, principal: Principal) -> RetentionView:
    return retention_view(await tx.retention.get_platform_days())

"""Saver of what is known of a marketplace."""

from __future__ import annotations

from common.execution.commands import Context

from .model import PlatformName
from .transaction import PlatformsTransaction


async def save_platform_name(tx: PlatformsTransaction, subject: None, name: PlatformName, context: Context) -> None:
    await tx.platforms.save_newer_name(name)

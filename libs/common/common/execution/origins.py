"""Origins as every service hears of them: each keeps them, and so answers browsers without asking escrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from common.contracts.escrow import PlatformOriginsChanged

from .commands import Command, CommandHandler, CommandHandlers, Context, load_nothing


class OriginsTransaction(Protocol):
    async def keep_origins(self, platform: UUID, origins: Sequence[str], version: int) -> None: ...


@dataclass(frozen=True, slots=True)
class KeepOrigins(Command[None]):
    platform_id: UUID
    origins: tuple[str, ...]
    version: int


def keep_origins(subject: None, command: KeepOrigins, context: Context) -> KeepOrigins:
    """Decide nothing: what is older than what is known changes nothing."""
    return command


async def save_origins(tx: OriginsTransaction, subject: None, command: KeepOrigins, context: Context) -> None:
    await tx.keep_origins(command.platform_id, command.origins, command.version)


def on_origins_changed(event: PlatformOriginsChanged) -> KeepOrigins:
    return KeepOrigins(event.subject, tuple(event.origins), event.version)


ORIGIN_HANDLERS: Final[CommandHandlers] = {KeepOrigins: CommandHandler(load_nothing, keep_origins, save_origins)}

"""Suspensions as every service hears of them: each keeps them, so nobody asks escrow whether a platform may act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from common.contracts.escrow import PlatformReinstated, PlatformSuspended

from .commands import Command, CommandHandler, CommandHandlers, Context, load_nothing


class SuspensionsTransaction(Protocol):
    async def keep_suspension(self, platform: UUID, version: int, *, is_suspended: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class KeepSuspension(Command[None]):
    platform_id: UUID
    version: int
    is_suspended: bool


def keep_suspension(subject: None, command: KeepSuspension, context: Context) -> KeepSuspension:
    """Decide nothing: what is older than what is known changes nothing."""
    return command


async def save_suspension(tx: SuspensionsTransaction, subject: None, command: KeepSuspension, context: Context) -> None:
    await tx.keep_suspension(command.platform_id, command.version, is_suspended=command.is_suspended)


def on_platform_suspended(event: PlatformSuspended) -> KeepSuspension:
    return KeepSuspension(event.subject, event.version, is_suspended=True)


def on_platform_reinstated(event: PlatformReinstated) -> KeepSuspension:
    return KeepSuspension(event.subject, event.version, is_suspended=False)


SUSPENSION_HANDLERS: Final[CommandHandlers] = {
    KeepSuspension: CommandHandler(load_nothing, keep_suspension, save_suspension)
}

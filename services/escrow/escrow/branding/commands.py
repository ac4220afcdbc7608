"""Command that replaces a platform's branding, and its handler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from common.execution.commands import CommandHandler, CommandHandlers, Context, UnversionedCommand, load_nothing
from escrow.domain.branding import Branding, BrandingRepository


class Tx(Protocol):
    @property
    def branding(self) -> BrandingRepository: ...


@dataclass(frozen=True, slots=True)
class ChooseBranding(UnversionedCommand[Branding]):
    """Replaces all of it: nobody else needs to know, pages ask when they open."""

    branding: Branding


def choose_branding(subject: None, command: ChooseBranding, context: Context) -> Branding:
    return command.branding


async def save_branding(tx: Tx, subject: None, branding: Branding, context: Context) -> Branding:
    await tx.branding.replace(branding)
    return branding


BRANDING_HANDLERS: Final[CommandHandlers] = {
    ChooseBranding: CommandHandler(load_nothing, choose_branding, save_branding)
}

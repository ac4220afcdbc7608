"""Command on what is known of a marketplace beside its deals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, load_nothing

from .loading import save_platform_name
from .model import PlatformName


@dataclass(frozen=True, slots=True)
class RememberPlatform(Command[None]):
    name: str
    version: int


def remember_platform(subject: None, command: RememberPlatform, context: Context) -> PlatformName:
    return PlatformName(command.name, command.version)


PLATFORM_HANDLERS: Final[CommandHandlers] = {
    RememberPlatform: CommandHandler(load_nothing, remember_platform, save_platform_name),
}

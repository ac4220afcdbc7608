"""Commands on decision trees: a platform publishes editions of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from common.execution.commands import CommandHandler, CommandHandlers, Context, UnversionedCommand, load_nothing

from .loading import save_tree
from .ports import PublishedTree


@dataclass(frozen=True, slots=True)
class PublishTree(UnversionedCommand[PublishedTree]):
    name: str
    edition: str
    source: str
    """Canonical JSON: what the hash is of."""
    hash: str


def publish_tree(subject: None, command: PublishTree, context: Context) -> PublishedTree:
    return PublishedTree(command.name, command.edition, command.source, command.hash, context.timing.now)


TREE_HANDLERS: Final[CommandHandlers] = {
    PublishTree: CommandHandler(load_nothing, publish_tree, save_tree),
}

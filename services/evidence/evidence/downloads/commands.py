"""Command of those who want a file: a link of their own to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context
from common.kernel.errors import require_version
from common.kernel.origin import Origin
from evidence.items.model import Item
from evidence.submissions.loading import get_visible
from evidence.submissions.transaction import SubmissionsTransaction

from .viewable import require_viewable_file


@dataclass(frozen=True, slots=True)
class CreateDownloadLink(Command[Item]):
    item_id: UUID


async def load_visible_item(tx: SubmissionsTransaction, command: CreateDownloadLink, origin: Origin) -> Item:
    return await get_visible(tx, command.item_id, viewer=origin.principal)


def require_downloadable(item: Item, command: CreateDownloadLink, context: Context) -> Item:
    """Raises VersionConflict, NotAFile, EvidenceErased or Quarantined."""
    require_version(context.expected_version, item.version)
    require_viewable_file(item)
    return item


async def keep_item(tx: SubmissionsTransaction, item: Item, change: Item, context: Context) -> Item:
    """Keep nothing: a link is stored nowhere, it is signed."""
    return change


DOWNLOAD_HANDLERS: Final[CommandHandlers] = {
    CreateDownloadLink: CommandHandler(load_visible_item, require_downloadable, keep_item),
}

"""Removes the files of what was erased, and the pictures made of it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.downloads.previews import Previews
from evidence.storage.encrypted import Safe
from evidence.uploads.partial_files import Partials

from .commands import Gone


@dataclass(frozen=True)
class Remains:
    """Where something of it can still be once it is erased."""

    safe: Safe
    partials: Partials
    previews: Previews

    async def remove(self, gone: Gone) -> None:
        """Remove what cannot be read any more. What a crash leaves here, the collector finds."""
        for path in gone.paths:
            await self.safe.remove(path)
        for upload in gone.uploads:
            await self.partials.remove(upload)
        self.previews.drop(gone.items)

"""Removes the files of what was erased, and the pictures made of it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.downloads.previews import PreviewCache
from evidence.storage.encrypted import Safe
from evidence.uploads.partial_files import Partials

from .commands import Erasure


@dataclass(frozen=True)
class ErasedFiles:
    """Where something of it can still be once it is erased."""

    safe: Safe
    partials: Partials
    previews: PreviewCache

    async def remove(self, erasure: Erasure) -> None:
        """Remove what cannot be read any more. What a crash leaves here, the collector finds."""
        for path in erasure.paths:
            await self.safe.remove(path)
        for upload in erasure.uploads:
            await self.partials.remove(upload)
        self.previews.drop(erasure.items)

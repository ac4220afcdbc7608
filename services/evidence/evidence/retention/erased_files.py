"""Removes the files of what was erased, and the pictures made of it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.downloads.previews import PreviewCache
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.uploads.partial_files import PartialFiles

from .model import Erasure


@dataclass(frozen=True)
class ErasedFiles:
    """Files where something of it can still be once it is erased."""

    encrypted_blobs: EncryptedBlobStore
    partial_files: PartialFiles
    previews: PreviewCache

    async def remove(self, erasure: Erasure) -> None:
        """Remove what cannot be read any more. What a crash leaves here, the collector finds."""
        for path in erasure.paths:
            await self.encrypted_blobs.remove_object(path)
        for upload in erasure.uploads:
            await self.partial_files.remove_file(upload)
        self.previews.drop(erasure.items)

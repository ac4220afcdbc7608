"""Which pieces of evidence can be seen as files."""

from __future__ import annotations

from typing import Final

from evidence.items.errors import EvidenceErased, NotAFile, Quarantined
from evidence.items.model import Erased, Item, StoredFile

PICTURED_TYPES: Final = ("image/", "video/", "application/")


def is_pictured(file: StoredFile) -> bool:
    """Can a picture be made of it?"""
    return file.media_type.startswith(PICTURED_TYPES)


def require_viewable_file(item: Item) -> StoredFile:
    """Raises NotAFile or EvidenceErased, or Quarantined while nobody may see it."""
    if isinstance(item.content, Erased):
        raise EvidenceErased
    if not isinstance(item.content, StoredFile):
        raise NotAFile
    if not item.content.scan_state.viewable:
        raise Quarantined
    return item.content

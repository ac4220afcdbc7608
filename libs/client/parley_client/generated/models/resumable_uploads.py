"""Bodies and answers of resumable uploads. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

UploadState: TypeAlias = Literal["receiving", "finishing", "done", "rejected", "cancelled"]


class UploadView(TypedDict):
    """State of a resumable upload."""

    id: str
    """Id of the upload, and of the evidence it becomes."""
    dispute: str
    """Id of the dispute."""
    state: UploadState
    """How far the upload is: receiving, being looked into, or ended."""
    offset: int
    """Bytes that have arrived."""
    length: int
    """Size of the whole file, in bytes."""
    expires_at: str
    """Until when it can be continued (UTC)."""
    item: str | None
    """Id of the evidence it has become; null before."""
    why: str | None
    """Why it was rejected, as a code; null if it was not."""

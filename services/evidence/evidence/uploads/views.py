"""Uploads as their givers see them."""

from __future__ import annotations

from .model import Upload, UploadState
from .schemas import UploadView


def upload_view(upload: Upload) -> UploadView:
    return UploadView(
        id=upload.id,
        dispute=upload.dispute,
        state=upload.state,
        offset=upload.offset,
        length=upload.length,
        expires_at=upload.expires_at,
        item=upload.id if upload.state is UploadState.DONE else None,
        why=upload.why,
    )

"""Maps resumable uploads to rows and back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from common.kernel.principal import Actor, Role
from evidence.cases.model import Side
from evidence.storage.key_store import reveal_name
from evidence.storage.key_wrapping import KeyWrapper

from .model import Upload, UploadState


def upload_to_row(upload: Upload) -> dict[str, Any]:
    return {
        "id": upload.id,
        "dispute": upload.dispute,
        "kind": upload.kind,
        "side": upload.side,
        "by_role": upload.by.role,
        "by_id": upload.by.id,
        "length": upload.length,
        "expires_at": upload.expires_at,
        "ends_at": upload.ends_at,
        "request": upload.request,
        "covers": list(upload.covers),
        "received": upload.offset,
        "state": upload.state,
        "finished_at": upload.finished_at,
        "why": upload.why,
    }


def upload_from_row(row: Row[Any], key_wrapper: KeyWrapper) -> Upload:
    return Upload(
        id=row.id,
        dispute=row.dispute,
        kind=row.kind,
        side=None if row.side is None else Side(row.side),
        by=Actor(Role(row.by_role), row.by_id),
        filename=reveal_name(row.filename, row.key, key_wrapper),
        length=row.length,
        expires_at=row.expires_at,
        ends_at=row.ends_at,
        request=row.request,
        covers=tuple(row.covers),
        offset=row.received,
        state=UploadState(row.state),
        finished_at=row.finished_at,
        why=row.why,
    )

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from common.kernel.principal import Actor, Role
from evidence.proof.bundle_model import Bundle, BundleState
from evidence.proof.seal_model import Seal
from evidence.storage.model import ObjectKey


def seal_from_row(row: Row[Any]) -> Seal:
    return Seal(
        dispute=row.dispute,
        instance=row.instance,
        sealed_at=row.sealed_at,
        items=tuple(row.items),
        manifest=row.manifest,
        signature=row.signature,
        key_id=row.key_id,
        timestamp=row.timestamp,
    )


def bundle_to_row(bundle: Bundle) -> dict[str, Any]:
    return {
        "id": bundle.id,
        "dispute": bundle.dispute,
        "by_role": bundle.by.role,
        "by_id": bundle.by.id,
        "state": bundle.state,
        "requested_at": bundle.requested_at,
        "attempts": bundle.attempts,
        "try_at": bundle.try_at,
        "path": bundle.path,
        "size": bundle.size,
        "sha256": bundle.sha256,
        "expires_at": bundle.expires_at,
    }


def bundle_from_row(row: Row[Any], object_key: ObjectKey | None) -> Bundle:
    return Bundle(
        id=row.id,
        dispute=row.dispute,
        by=Actor(Role(row.by_role), row.by_id),
        state=BundleState(row.state),
        requested_at=row.requested_at,
        attempts=row.attempts,
        try_at=row.try_at,
        path=row.path,
        size=row.size,
        sha256=row.sha256,
        expires_at=row.expires_at,
        object_key=object_key,
    )

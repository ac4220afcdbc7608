"""Pieces of evidence as rows: each its item, its file, and what is kept under its giver's key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row

from common.kernel.principal import Actor, Role
from evidence.cases.model import Side
from evidence.inspection.model import ScanState
from evidence.storage.key_store import HIDDEN_PREFIX, object_key_from_row, reveal_name
from evidence.storage.key_wrapping import KeyWrapper

from .codecs import decode_content, encode_content
from .model import Content, Erased, Invalidation, Item, Provenance, StoredFile, StoredForm, Sufficiency


def item_to_row(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "dispute": item.dispute,
        "kind": item.kind,
        "side": item.side,
        "by_role": item.by.role,
        "by_id": item.by.id,
        "received_at": item.received_at,
        "content": encode_content(item.content),
        **later_columns(item),
        "provenance": item.provenance,
        "entered_by_role": item.entered_by and item.entered_by.role,
        "entered_by_id": item.entered_by and item.entered_by.id,
    }


def later_columns(item: Item) -> dict[str, Any]:
    """Columns that what comes after its receipt can change."""
    return {
        "request": item.request,
        "covers": list(item.covers),
        "sufficiency": item.sufficiency,
        **invalidation_to_row(item.invalidation),
        "version": item.version,
        "facts": item.event_count,
    }


def invalidation_to_row(invalidation: Invalidation | None) -> dict[str, Any]:
    return {
        "invalidated_at": invalidation and invalidation.at,
        "invalidated_by_role": invalidation and invalidation.by.role,
        "invalidated_by_id": invalidation and invalidation.by.id,
        "reason_code": invalidation and invalidation.reason_code,
        "reason": invalidation and invalidation.reason,
    }


def item_from_row(row: Row[Any], key_wrapper: KeyWrapper) -> Item:
    return Item(
        id=row.id,
        dispute=row.dispute,
        kind=row.kind,
        side=None if row.side is None else Side(row.side),
        by=Actor(Role(row.by_role), row.by_id),
        content=content_from_row(row, key_wrapper),
        received_at=row.received_at,
        request=row.request,
        provenance=Provenance(row.provenance),
        entered_by=None if row.entered_by_role is None else Actor(Role(row.entered_by_role), row.entered_by_id),
        sufficiency=Sufficiency(row.sufficiency),
        invalidation=invalidation_from_row(row),
        version=row.version,
        event_count=row.facts,
        covers=tuple(row.covers),
        stored=describe_stored_form(row.added_at, row.content, row.filename),
    )


def describe_stored_form(added_at: datetime, content: Mapping[str, Any] | None, filename: str | None) -> StoredForm:
    """What is in the clear, from before there were keys, has no fingerprint."""
    text = None if content is None else content.get("hidden")
    name = filename if filename is not None and filename.startswith(HIDDEN_PREFIX) else None
    return StoredForm(added_at, *(None if word is None else sha256(word.encode()).hexdigest() for word in (text, name)))


def invalidation_from_row(row: Row[Any]) -> Invalidation | None:
    if row.invalidated_at is None:
        return None
    by = Actor(Role(row.invalidated_by_role), row.invalidated_by_id)
    return Invalidation(by, row.invalidated_at, row.reason_code, row.reason)


def content_from_row(row: Row[Any], key_wrapper: KeyWrapper) -> Content:
    if row.erased_at is not None:
        return Erased() if row.path is None else Erased(row.size, row.sha256)
    if row.path is not None:
        return StoredFile(
            path=row.path,
            size=row.size,
            sha256=row.sha256,
            media_type=row.media_type,
            filename=reveal_name(row.filename, row.key, key_wrapper),
            finished_at=row.finished_at,
            scan_state=ScanState(row.scan_state),
            object_key=object_key_from_row(row, row.path, key_wrapper),
        )
    stored = row.content
    if "hidden" in stored:
        stored = key_wrapper.decrypt_value(row.key, stored["hidden"])
    return decode_content(stored)

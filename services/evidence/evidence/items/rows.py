from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from common.kernel.principal import Actor, Role
from evidence.cases.model import Side
from evidence.inspection.model import ScanState
from evidence.storage.key_store import lock_of, shown
from evidence.storage.key_wrapping import Vault

from .model import Content, Erased, ExternalVideo, Invalidation, Item, ShipmentRecord, Statement, StoredFile


def item_to_row(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "dispute": item.dispute,
        "kind": item.kind,
        "side": item.side,
        "by_role": item.by.role,
        "by_id": item.by.id,
        "request": item.request,
        "received_at": item.received_at,
        "content": said(item.content),
        **invalidation_to_row(item.invalidation),
        "version": item.version,
        "facts": item.facts,
        "covers": list(item.covers),
    }


def invalidation_to_row(found: Invalidation | None) -> dict[str, Any]:
    return {
        "invalidated_at": found and found.at,
        "invalidated_by_role": found and found.by.role,
        "invalidated_by_id": found and found.by.id,
        "reason_code": found and found.reason_code,
        "reason": found and found.reason,
    }


def said(content: Content) -> dict[str, str | None] | None:
    match content:
        case Statement(text=text):
            return {"text": text}
        case ShipmentRecord(carrier=carrier, tracking_number=number, shipped_at=at):
            return {"carrier": carrier, "tracking_number": number, "shipped_at": None if at is None else at.isoformat()}
        case ExternalVideo(link=link, provider=provider, started_at=start, ended_at=end, recording=recording):
            held = {"started_at": start.isoformat(), "ended_at": end.isoformat()}
            return {
                "link": link,
                "provider": provider,
                **held,
                "recording": None if recording is None else str(recording),
            }
        case _:
            return None


def item_from_row(row: Row[Any], vault: Vault) -> Item:
    return Item(
        id=row.id,
        dispute=row.dispute,
        kind=row.kind,
        side=None if row.side is None else Side(row.side),
        by=Actor(Role(row.by_role), row.by_id),
        content=content_from_row(row, vault),
        received_at=row.received_at,
        request=row.request,
        invalidation=invalidation_from_row(row),
        version=row.version,
        facts=row.facts,
        covers=tuple(row.covers),
    )


def invalidation_from_row(row: Row[Any]) -> Invalidation | None:
    if row.invalidated_at is None:
        return None
    by = Actor(Role(row.invalidated_by_role), row.invalidated_by_id)
    return Invalidation(by, row.invalidated_at, row.reason_code, row.reason)


def content_from_row(row: Row[Any], vault: Vault) -> Content:
    if row.erased_at is not None:
        return Erased() if row.path is None else Erased(row.size, row.sha256)
    if row.path is not None:
        return StoredFile(
            path=row.path,
            size=row.size,
            sha256=row.sha256,
            media_type=row.media_type,
            filename=shown(row.filename, row.key, vault),
            finished_at=row.finished_at,
            scan_state=ScanState(row.scan_state),
            lock=lock_of(row, row.path, vault),
        )
    said = row.content
    if "hidden" in said:
        said = vault.show(row.key, said["hidden"])
    if "text" in said:
        return Statement(said["text"])
    if "link" in said:
        return _external_video(said)
    at = said["shipped_at"]
    return ShipmentRecord(said["carrier"], said["tracking_number"], at and datetime.fromisoformat(at))


def _external_video(said: dict[str, Any]) -> ExternalVideo:
    return ExternalVideo(
        link=said["link"],
        provider=said["provider"],
        started_at=datetime.fromisoformat(said["started_at"]),
        ended_at=datetime.fromisoformat(said["ended_at"]),
        recording=said["recording"] and UUID(said["recording"]),
    )

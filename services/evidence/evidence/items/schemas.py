"""Request and response bodies."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import Field

from common.kernel.ids import DisputeId, EvidenceId, RequestId, format_id
from common.kernel.principal import Role
from common.web.schemas import ActorView, AllowedAction, UtcTime, View
from evidence.cases.model import Case, CaseState, Side, Viewer
from evidence.inspection.model import ScanState

from .model import Content, Erased, ExternalVideo, Invalidation, Item, ItemState, ShipmentRecord, Statement, StoredFile

Kind = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]{0,63}$",
        description="What it shows: photo, document, screenshot, receipt … as the request for it says.",
        examples=["photo"],
    ),
]


Covers = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")], ...],
    Field(max_length=50, description="Codes of the request's checklist that it shows.", examples=[["conversation"]]),
]


class FileView(View):
    filename: str
    media_type: str
    size: int
    sha256: str
    scan_state: ScanState

    @classmethod
    def of(cls, content: Content) -> Self | None:
        if not isinstance(content, StoredFile):
            return None
        return cls(
            filename=content.filename,
            media_type=content.media_type,
            size=content.size,
            sha256=content.sha256.hex(),
            scan_state=content.scan_state,
        )


class ShipmentRecordView(View):
    carrier: str
    tracking_number: str
    shipped_at: UtcTime | None

    @classmethod
    def of(cls, content: Content) -> Self | None:
        if not isinstance(content, ShipmentRecord):
            return None
        return cls(carrier=content.carrier, tracking_number=content.tracking_number, shipped_at=content.shipped_at)


class ExternalVideoContent(View):
    """A conversation on another platform: not verified to be live."""

    link: str
    provider: str
    started_at: UtcTime
    ended_at: UtcTime
    recording: EvidenceId | None

    @classmethod
    def of(cls, content: Content) -> Self | None:
        if not isinstance(content, ExternalVideo):
            return None
        return cls(
            link=content.link,
            provider=content.provider,
            started_at=content.started_at,
            ended_at=content.ended_at,
            recording=content.recording,
        )


class InvalidationView(View):
    by: ActorView
    at: UtcTime
    reason_code: str
    reason: str

    @classmethod
    def of(cls, found: Invalidation | None) -> Self | None:
        if found is None:
            return None
        by = ActorView(role=found.by.role, id=found.by.id)
        return cls(by=by, at=found.at, reason_code=found.reason_code, reason=found.reason)


class ItemSummary(View):
    """A piece of evidence without what it says: reading that is recorded, so it is read one by one."""

    id: EvidenceId
    dispute: DisputeId
    kind: str
    party: Side | None = Field(description="The party it speaks for; null for the platform and its operators.")
    by: ActorView
    request: RequestId | None
    covers: list[str]
    state: ItemState
    erased: bool = Field(description="What it said is gone for good.")
    received_at: UtcTime
    file: FileView | None
    version: int

    @classmethod
    def of(cls, item: Item) -> Self:
        return cls(**_summary(item))


class ItemView(ItemSummary):
    """A piece of evidence, and what may be done with it."""

    shipment_record: ShipmentRecordView | None
    text: str | None
    external_video: ExternalVideoContent | None
    invalidation: InvalidationView | None
    retained_until: UtcTime | None = Field(
        description="When it is erased. Null while its case goes on or a legal hold forbids it."
    )
    allowed_actions: list[AllowedAction]

    @classmethod
    def shown(
        cls, item: Item, case: Case, viewer: Viewer, scopes: frozenset[str], retained_until: datetime | None = None
    ) -> Self:
        return cls(
            retained_until=None if isinstance(item.content, Erased) else retained_until,
            **_summary(item),
            shipment_record=ShipmentRecordView.of(item.content),
            text=item.content.text if isinstance(item.content, Statement) else None,
            external_video=ExternalVideoContent.of(item.content),
            invalidation=InvalidationView.of(item.invalidation),
            allowed_actions=_item_actions(item, case, viewer.actor.role, scopes),
        )


def item_location(item: ItemSummary | Item) -> str:
    return f"/v1/evidence/items/{format_id('evd', item.id)}"


def _summary(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "dispute": item.dispute,
        "kind": item.kind,
        "party": item.side,
        "by": ActorView(role=item.by.role, id=item.by.id),
        "request": item.request,
        "covers": list(item.covers),
        "state": item.state,
        "erased": isinstance(item.content, Erased),
        "received_at": item.received_at,
        "file": FileView.of(item.content),
        "version": item.version,
    }


def _item_actions(item: Item, case: Case, role: Role, scopes: frozenset[str]) -> list[AllowedAction]:
    home = f"/v1/evidence/items/{format_id('evd', item.id)}"
    found = []
    if isinstance(item.content, StoredFile):
        found.append(AllowedAction(rel="download", href=f"{home}/download", actor=role))
    decides = role is Role.OPERATOR and "decide" in scopes
    if decides and item.state is ItemState.VALID and case.state is CaseState.OPEN:
        found.append(AllowedAction(rel="invalidate", href=f"{home}/invalidate", actor=role))
    return found

"""Pieces of evidence as their readers see them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from common.kernel.ids import format_id
from common.kernel.principal import Actor, Principal, Role
from common.web.schemas import ActorView, AllowedAction
from evidence.cases.model import Case, CaseState
from evidence.reasons import spell_reason

from .model import (
    Content,
    Erased,
    ExternalVideo,
    Invalidation,
    Item,
    ItemState,
    ShipmentRecord,
    Statement,
    StoredFile,
    Sufficiency,
)
from .parts import Examination
from .schemas import (
    ExaminationView,
    ExternalVideoContent,
    FileView,
    FindingView,
    InvalidationView,
    ItemSummary,
    ItemView,
    ShipmentRecordView,
)

PARTY_ROLES: Final = (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)


def item_view(
    item: Item,
    case: Case,
    viewer: Principal,
    retained_until: datetime | None = None,
    examination: Examination | None = None,
) -> ItemView:
    return ItemView(
        retained_until=None if isinstance(item.content, Erased) else retained_until,
        **_summary_fields(item, viewer),
        shipment_record=_shipment_record_view(item.content),
        text=item.content.text if isinstance(item.content, Statement) else None,
        external_video=external_video_content(item.content),
        invalidation=_invalidation_view(item.invalidation, viewer),
        examination=None if examination is None else examination_view(examination),
        allowed_actions=_allowed_actions(item, case, viewer, examination),
    )


def examination_view(examination: Examination) -> ExaminationView:
    return ExaminationView(
        video_session=examination.session,
        href=video_session_path(examination.session),
        result=examination.result,
        overruled=examination.is_overruled,
        findings=[
            FindingView(check=each.check, outcome=each.outcome, at_seconds=each.at_seconds, **spell_reason(each.reason))
            for each in examination.findings
        ],
    )


def video_session_path(session: UUID) -> str:
    return f"/v1/evidence/video-sessions/{format_id('vid', session)}"


def external_video_path(item: UUID) -> str:
    return f"/v1/evidence/external-videos/{format_id('evd', item)}"


def item_summary(item: Item, viewer: Principal) -> ItemSummary:
    return ItemSummary(**_summary_fields(item, viewer))


def actor_view(actor: Actor, viewer: Principal) -> ActorView:
    """Name people to one another. To parties an operator is the office that has the case, and has no name."""
    is_hidden = viewer.role in PARTY_ROLES and actor.role not in (*PARTY_ROLES, Role.SYSTEM)
    return ActorView(role=actor.role, id=None if is_hidden else actor.id)


def item_location(item: ItemSummary | Item) -> str:
    return f"/v1/evidence/items/{format_id('evd', item.id)}"


def external_video_content(content: Content) -> ExternalVideoContent | None:
    if not isinstance(content, ExternalVideo):
        return None
    return ExternalVideoContent(
        link=content.link,
        provider=content.provider,
        started_at=content.started_at,
        ended_at=content.ended_at,
        recording=content.recording,
    )


def _file_view(content: Content) -> FileView | None:
    if not isinstance(content, StoredFile):
        return None
    return FileView(
        filename=content.filename,
        media_type=content.media_type,
        size=content.size,
        sha256=content.sha256.hex(),
        scan_state=content.scan_state,
    )


def _shipment_record_view(content: Content) -> ShipmentRecordView | None:
    if not isinstance(content, ShipmentRecord):
        return None
    return ShipmentRecordView(
        carrier=content.carrier,
        carrier_name=content.carrier_name,
        tracking_number=content.tracking_number,
        shipped_at=content.shipped_at,
        doubts=list(content.doubts),
    )


def _invalidation_view(invalidation: Invalidation | None, viewer: Principal) -> InvalidationView | None:
    if invalidation is None:
        return None
    by = actor_view(invalidation.by, viewer)
    return InvalidationView(by=by, at=invalidation.at, reason_code=invalidation.reason_code, reason=invalidation.reason)


def _summary_fields(item: Item, viewer: Principal) -> dict[str, Any]:
    return {
        "id": item.id,
        "dispute": item.dispute,
        "kind": item.kind,
        "party": item.side,
        "by": actor_view(item.by, viewer),
        "request": item.request,
        "covers": list(item.covers),
        "provenance": item.provenance,
        "entered_by": None if item.entered_by is None else actor_view(item.entered_by, viewer),
        "sufficiency": item.sufficiency,
        "state": item.state,
        "erased": isinstance(item.content, Erased),
        "received_at": item.received_at,
        "file": _file_view(item.content),
        "version": item.version,
    }


def _allowed_actions(item: Item, case: Case, viewer: Principal, examination: Examination | None) -> list[AllowedAction]:
    home, role = item_location(item), viewer.role
    actions = []
    if item.is_viewable:
        actions.append(AllowedAction(rel="download", href=f"{home}/download", actor=role))
    decides = role is Role.OPERATOR and "decide" in viewer.scopes
    if decides and examination is not None and examination.result is not None:
        overrule = f"{video_session_path(examination.session)}/overrule"
        actions.append(AllowedAction(rel="overrule", href=overrule, actor=role))
    if decides and item.sufficiency is Sufficiency.NOT_ATTESTED:
        actions.append(AllowedAction(rel="attest", href=f"{external_video_path(item.id)}/attest", actor=role))
    if decides and item.state is ItemState.VALID and case.state is CaseState.OPEN:
        actions.append(AllowedAction(rel="invalidate", href=f"{home}/invalidate", actor=role))
    return actions

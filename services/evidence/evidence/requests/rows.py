"""Requests for evidence as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from evidence.cases.model import Side
from evidence.requests.codecs import decode_checklist, encode_checklist
from evidence.requests.model import EvidenceRequest
from evidence.requests.parts import Disclosure, Grace, Level, RequestState, Window


def request_to_row(request: EvidenceRequest) -> dict[str, Any]:
    return {
        "id": request.id,
        "dispute": request.dispute,
        "side": request.side,
        "kinds": list(request.kinds),
        "level": request.level,
        "anchor_at": request.window.anchor_at,
        "due_at": request.window.due_at,
        "clock": request.window.clock,
        "opened_at": request.opened_at,
        "state": request.state,
        "satisfied_by": request.satisfied_by,
        "version": request.version,
        "facts": request.event_count,
        "group_id": request.group,
        "disclosure": request.disclosure,
        "grace_at": request.grace and request.grace.at,
        "grace_until": request.grace and request.grace.until,
        "max_resubmissions": request.max_resubmissions,
        "checklist": encode_checklist(request.checklist),
        "needs_all_points": request.needs_all_points,
        "since_asked": request.since_asked,
        "open_through": sorted(request.open_through),
        "resubmissions": request.resubmissions,
        "paused_at": request.paused_at,
    }


def request_from_row(row: Row[Any]) -> EvidenceRequest:
    return EvidenceRequest(
        id=row.id,
        dispute=row.dispute,
        side=Side(row.side),
        kinds=tuple(row.kinds),
        level=Level(row.level),
        window=Window(row.anchor_at, row.due_at, row.clock),
        opened_at=row.opened_at,
        state=RequestState(row.state),
        satisfied_by=row.satisfied_by,
        version=row.version,
        event_count=row.facts,
        group=row.group_id or row.id,
        disclosure=Disclosure(row.disclosure),
        grace=None if row.grace_at is None else Grace(row.grace_at, row.grace_until),
        max_resubmissions=row.max_resubmissions,
        checklist=decode_checklist(row.checklist),
        needs_all_points=row.needs_all_points,
        since_asked=row.since_asked,
        open_through=frozenset(row.open_through),
        resubmissions=row.resubmissions,
        paused_at=row.paused_at,
    )

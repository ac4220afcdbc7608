"""Requests for evidence as their readers see them: who owes what until when, and what may be done about it."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal
from urllib.parse import urlencode

from common.kernel.ids import format_id
from common.kernel.principal import Role
from common.web.schemas import AllowedAction, NextAutomaticAction
from evidence.cases.model import Side
from evidence.items.model import EXTERNAL_VIDEO, LIVE_VIDEO, STRUCTURED_KINDS

from .model import EvidenceRequest
from .parts import Act, RequestState
from .schemas import PointView, RequestView

UPLOADS_PATH: Final = "/v1/evidence/uploads"
ITEMS_PATH: Final = "/v1/evidence/items"
VIDEO_SESSIONS_PATH: Final = "/v1/evidence/video-sessions"
EXTERNAL_VIDEOS_PATH: Final = "/v1/evidence/external-videos"


def request_view(request: EvidenceRequest, viewer: Side | None, at: datetime, *, grace_is_open: bool) -> RequestView:
    """`grace_is_open`: nobody of its group has given anything, so that a grace can still follow."""
    satisfied, most = request.state is RequestState.SATISFIED, request.max_resubmissions
    return RequestView(
        id=request.id,
        dispute=request.dispute,
        party=request.side,
        kinds=list(request.kinds),
        level=request.level,
        group=request.group,
        disclosure=request.disclosure,
        checklist=[PointView(code=p.code, text=p.text, required=p.required) for p in request.checklist],
        state=request.state,
        satisfied=satisfied,
        satisfied_by=request.satisfied_by if satisfied else None,
        resubmissions_left=None if most is None else most - request.resubmissions,
        opened_at=request.opened_at,
        due_at=request.due_at,
        paused_at=request.paused_at,
        version=request.version,
        allowed_actions=_allowed_actions(request, viewer, at),
        next_automatic_action=_next_automatic_action(request, grace_is_open),
    )


def _allowed_actions(request: EvidenceRequest, viewer: Side | None, at: datetime) -> list[AllowedAction]:
    """List its actions. A party sees its own; the platform and its operators see whose it is."""
    if viewer not in (None, request.side) or Act.SUBMIT not in request.allowed_actions(request.side, at):
        return []
    files = [kind for kind in request.kinds if kind not in STRUCTURED_KINDS and kind != LIVE_VIDEO]
    about = {"dispute": format_id("dsp", request.dispute), "request": format_id("req", request.id)}
    return [
        AllowedAction(
            rel=Act.SUBMIT,
            href=href,
            actor=Role(request.side),
            available_until=request.due_at if request.paused_at is None else None,
            constraints={"kinds": kinds, **about},
        )
        for href, kinds in (
            (f"{UPLOADS_PATH}?{urlencode(about)}", files),
            (ITEMS_PATH, [k for k in request.kinds if k in STRUCTURED_KINDS]),
            (VIDEO_SESSIONS_PATH, [k for k in request.kinds if k == LIVE_VIDEO]),
            (EXTERNAL_VIDEOS_PATH, [k for k in request.kinds if k == EXTERNAL_VIDEO]),
        )
        if kinds
    ]


def _next_automatic_action(request: EvidenceRequest, grace_is_open: bool) -> NextAutomaticAction | None:
    if not request.is_owed or request.paused_at is not None:
        return None
    clock: Literal["natural", "business"] = "business" if request.window.clock == "business" else "natural"
    if request.grace is not None and grace_is_open:
        return NextAutomaticAction(
            at=request.grace.at, clock=clock, action="grant_grace", prevented_by=[Act.SUBMIT]
        )  # fmt: skip
    return NextAutomaticAction(at=request.due_at, clock=clock, action="lapse_request", prevented_by=[Act.SUBMIT])

"""Requests for evidence as their readers see them: who owes what until when, and what may be done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from common.kernel.ids import format_id
from common.kernel.principal import Role
from common.web.schemas import AllowedAction, NextAutomaticAction
from evidence.cases.model import Side
from evidence.items.model import EXTERNAL_VIDEO, LIVE_VIDEO, STRUCTURED_KINDS, Item, ShipmentRecord
from evidence.items.parts import Examination

from . import groups
from .model import EvidenceRequest
from .parts import Act
from .schemas import AnswerView, PointView, RequestView

UPLOADS_PATH: Final = "/v1/evidence/uploads"
ITEMS_PATH: Final = "/v1/evidence/items"
VIDEO_SESSIONS_PATH: Final = "/v1/evidence/video-sessions"
EXTERNAL_VIDEOS_PATH: Final = "/v1/evidence/external-videos"


class RequestSurroundings(NamedTuple):
    """Case of a request, as far as its view speaks of it."""

    requests: Sequence[EvidenceRequest]
    items: Sequence[Item]
    examinations: Mapping[UUID, Examination]
    now: datetime
    ends_at: datetime | None
    """When the case ends if nobody acts."""

    def find_due_at(self, request: EvidenceRequest) -> datetime:
        """Find until when it can be answered: what is due later than the case ends is due then (PRM-35)."""
        return request.due_at if self.ends_at is None else min(request.due_at, self.ends_at)

    def grace_is_open(self, request: EvidenceRequest) -> bool:
        """Tell whether nobody of its group has given anything, so that a grace can still follow."""
        if request.grace is None:
            return False
        members = [member for member in self.requests if member.group == request.group]
        return not groups.has_given_evidence(members, self.items, before=request.grace.at)


def request_view(request: EvidenceRequest, viewer: Side | None, surroundings: RequestSurroundings) -> RequestView:
    satisfied, most = request.is_satisfied, request.max_resubmissions
    return RequestView(
        id=request.id,
        dispute=request.dispute,
        party=request.side,
        kinds=list(request.kinds),
        level=request.level,
        group=request.group,
        disclosure=request.disclosure,
        checklist=[PointView(**p._asdict() | {"texts": dict(p.texts)}) for p in request.checklist],
        state=request.told_state,
        satisfied=satisfied,
        satisfied_by=request.satisfied_by if satisfied else None,
        needs_all_points=request.needs_all_points,
        since_asked=request.since_asked,
        answers=_answer_views(request, viewer, surroundings),
        resubmissions_left=None if most is None else most - request.resubmissions,
        opened_at=request.opened_at,
        due_at=surroundings.find_due_at(request),
        stays_open=bool(request.open_through),
        paused_at=request.paused_at,
        version=request.version,
        allowed_actions=_allowed_actions(request, viewer, surroundings),
        next_automatic_action=_next_automatic_action(request, surroundings),
    )


def _answer_views(request: EvidenceRequest, viewer: Side | None, surroundings: RequestSurroundings) -> list[AnswerView]:
    given = [i for i in surroundings.items if i.side is request.side and request.id == i.request]
    given += [i for i in surroundings.items if request.satisfied_by == i.id and request.id != i.request]
    return [_answer_view(item, request, viewer, surroundings) for item in sorted(given, key=lambda i: i.received_at)]


def _answer_view(
    item: Item, request: EvidenceRequest, viewer: Side | None, surroundings: RequestSurroundings
) -> AnswerView:
    """Show what the checks found to its own side and to operators alone."""
    examination = surroundings.examinations.get(item.id) if viewer in (None, item.side) else None
    return AnswerView(
        item=item.id,
        kind=item.kind,
        state=item.state,
        sufficiency=item.sufficiency,
        satisfies=request.is_satisfied and request.satisfied_by == item.id,
        doubts=list(item.content.doubts) if isinstance(item.content, ShipmentRecord) else [],
        covers=list(item.covers),
        video_session=None if examination is None else examination.session,
        result=None if examination is None else examination.result,
    )


def _allowed_actions(
    request: EvidenceRequest, viewer: Side | None, surroundings: RequestSurroundings
) -> list[AllowedAction]:
    """List its actions. A party sees its own; the platform and its operators see whose it is."""
    if viewer not in (None, request.side) or Act.SUBMIT not in request.allowed_actions(request.side, surroundings.now):
        return []
    until = surroundings.find_due_at(request) if request.paused_at is None and not request.open_through else None
    files = [kind for kind in request.kinds if kind not in STRUCTURED_KINDS and kind != LIVE_VIDEO]
    about = {"dispute": format_id("dsp", request.dispute), "request": format_id("req", request.id)}
    ways: tuple[tuple[Act, str, list[str]], ...] = (
        (Act.SUBMIT, f"{UPLOADS_PATH}?{urlencode(about)}", files),
        (Act.SUBMIT, ITEMS_PATH, [k for k in request.kinds if k in STRUCTURED_KINDS]),
        (Act.SUBMIT, VIDEO_SESSIONS_PATH, [k for k in request.kinds if k == LIVE_VIDEO]),
        (Act.SUBMIT, EXTERNAL_VIDEOS_PATH, [k for k in request.kinds if k == EXTERNAL_VIDEO]),
        (Act.ATTACH, attachments_path(request.id), list(request.kinds)),
    )
    return [
        AllowedAction(
            rel=act,
            href=href,
            actor=Role(request.side),
            available_until=until,
            constraints={"kinds": kinds, **about},
        )
        for act, href, kinds in ways
        if kinds
    ]


def attachments_path(request: UUID) -> str:
    return f"/v1/evidence/requests/{format_id('req', request)}/items"


def _next_automatic_action(request: EvidenceRequest, surroundings: RequestSurroundings) -> NextAutomaticAction | None:
    grace_is_open = surroundings.grace_is_open(request)
    if not request.is_owed or request.paused_at is not None:
        return None
    clock: Literal["natural", "business"] = "business" if request.window.clock == "business" else "natural"
    if request.grace is not None and grace_is_open:
        return NextAutomaticAction(
            at=request.grace.at, clock=clock, action="grant_grace", prevented_by=[Act.SUBMIT]
        )  # fmt: skip
    if surroundings.find_due_at(request) < request.due_at:
        return None  # its case is over by then
    return NextAutomaticAction(at=request.due_at, clock=clock, action="lapse_request", prevented_by=[Act.SUBMIT])

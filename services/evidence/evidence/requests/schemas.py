"""What a request for evidence looks like to whoever may see it."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, Self
from urllib.parse import urlencode
from uuid import UUID

from pydantic import Field

from common.kernel.ids import DisputeId, EvidenceId, RequestId, format_id
from common.kernel.principal import Role
from common.web.schemas import AllowedAction, NextAutomaticAction, UtcTime, View
from evidence.cases.model import Side
from evidence.items.model import EXTERNAL_VIDEO, LIVE_VIDEO, STRUCTURED

from .model import EvidenceRequest
from .parts import Act, Disclosure, Level, Point, RequestState

FILES: Final = "/v1/evidence/uploads"
RECORDS: Final = "/v1/evidence/items"
VIDEO_SESSIONS: Final = "/v1/evidence/video-sessions"
EXTERNAL_VIDEOS: Final = "/v1/evidence/external-videos"


class PointView(View):
    """One thing that good evidence shows. Name its `code` in `covers` when you give evidence that does."""

    code: str
    text: str
    required: bool

    @classmethod
    def of(cls, point: Point) -> Self:
        return cls(**point._asdict())


class RequestView(View):
    """Who owes evidence of which kinds until when, and what happens if none comes."""

    id: RequestId
    dispute: DisputeId
    party: Side
    kinds: list[str]
    level: Level
    group: UUID = Field(description="Requests of one group are sealed and revealed, and given grace, together.")
    disclosure: Disclosure
    checklist: list[PointView]
    state: RequestState
    satisfied: bool
    satisfied_by: EvidenceId | None
    resubmissions_left: int | None = Field(description="How often invalid evidence may be replaced; null: always.")
    opened_at: UtcTime
    due_at: UtcTime = Field(description="The first instant that is too late.")
    paused_at: UtcTime | None = Field(description="Since when its clock stands still.")
    version: int
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None

    @classmethod
    def of(cls, request: EvidenceRequest, viewer: Side | None, at: datetime, *, given: bool) -> Self:
        """`given`: somebody of its group has, so that no grace will follow."""
        satisfied, most = request.state is RequestState.SATISFIED, request.max_resubmissions
        return cls(
            id=request.id,
            dispute=request.dispute,
            party=request.side,
            kinds=list(request.kinds),
            level=request.level,
            group=request.group,
            disclosure=request.disclosure,
            checklist=[PointView.of(point) for point in request.checklist],
            state=request.state,
            satisfied=satisfied,
            satisfied_by=request.satisfied_by if satisfied else None,
            resubmissions_left=None if most is None else most - request.resubmissions,
            opened_at=request.opened_at,
            due_at=request.due_at,
            paused_at=request.paused_at,
            version=request.version,
            allowed_actions=_actions(request, viewer, at),
            next_automatic_action=_next(request, given),
        )


def _actions(request: EvidenceRequest, viewer: Side | None, at: datetime) -> list[AllowedAction]:
    """A party sees its own; the platform and its operators see whose it is."""
    if viewer not in (None, request.side) or Act.SUBMIT not in request.allowed(request.side, at):
        return []
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
            (f"{FILES}?{urlencode(about)}", [k for k in request.kinds if k not in STRUCTURED and k != LIVE_VIDEO]),
            (RECORDS, [k for k in request.kinds if k in STRUCTURED]),
            (VIDEO_SESSIONS, [k for k in request.kinds if k == LIVE_VIDEO]),
            (EXTERNAL_VIDEOS, [k for k in request.kinds if k == EXTERNAL_VIDEO]),
        )
        if kinds
    ]


def _next(request: EvidenceRequest, given: bool) -> NextAutomaticAction | None:
    if not request.waits or request.paused_at is not None:
        return None
    clock: Literal["natural", "business"] = "business" if request.window.clock == "business" else "natural"
    if request.grace is not None and not given:
        return NextAutomaticAction(
            at=request.grace.at, clock=clock, action="grant_grace", prevented_by=[Act.SUBMIT]
        )  # fmt: skip
    return NextAutomaticAction(at=request.due_at, clock=clock, action="lapse_request", prevented_by=[Act.SUBMIT])

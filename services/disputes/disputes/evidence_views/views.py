"""Views of the evidence of a case: what was requested of whom, what came of it, and what was found of recordings."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from common.kernel.ids import EvidenceId, RequestId, format_id
from common.kernel.principal import Role
from common.web.schemas import UtcTime, View
from disputes.engine.completeness import PARTY_ROLES, is_outcome_sealed
from disputes.engine.dispute import Dispute, State
from disputes.engine.forecast import ForecastStep, foresee_request_silence
from disputes.engine.reactions import contestable_until
from disputes.engine.values import EvidenceItem, EvidenceRequest, RequestState, VideoFinding
from disputes.forecasts.views import StepView, step_view
from disputes.policy.model import Policy
from disputes.policy.vocabulary import RulingExecution


class PointView(View):
    """Point that good evidence shows; items of evidence say by `code` which they cover."""

    code: str
    text: str
    required: bool


class RequestView(View):
    id: RequestId
    party: Role
    kinds: list[str]
    level: str
    requested_by: Literal["policy", "operator"]
    note: str | None = Field(description="What an operator who asked wants to be shown.")
    due_at: UtcTime
    stays_open: bool = Field(
        description="Evidence is taken beyond `due_at`, too, while the case is in the stages that decide about it."
    )
    since_asked: bool = Field(description="What was given before counts only once it is attached to the request.")
    state: Literal["open", "satisfied", "lapsed", "closed"] | None = Field(
        description="Null while what the other party gives is sealed from you (T8). `closed`: the case ended before."
    )
    satisfied: bool | None
    satisfied_by: EvidenceId | None
    checklist: list[PointView]
    on_silence: StepView | None = Field(description="What follows at `due_at` if nothing comes; null once it is over.")


class VideoFindingView(View):
    """Finding about a live recording, for operators and the party that made it. What satisfies nothing says so."""

    item: EvidenceId
    party: Role
    video_session: str
    href: str = Field(description="Where the words to be said, every finding and the act to overrule them are read.")
    result: str
    overruled: bool


def request_view(
    dispute: Dispute, request: EvidenceRequest, policy: Policy, viewer: Role, end: ForecastStep | None
) -> RequestView:
    """View of a request. Whether anything was given is not the other party's to know while it is sealed (T8). `end`:
    how the case ends if nobody acts; what is due later than that is due then (PRM-35)."""
    terms, is_hidden = request.terms_in(policy), _is_hidden_from(dispute, request, policy, viewer)
    foreseen = None if is_hidden else foresee_request_silence(dispute, request, policy)
    ends_before = end is not None and end.at < request.due_at
    if foreseen is not None and end is not None and end.at <= request.due_at:
        foreseen = end
    satisfied = request.state is RequestState.SATISFIED
    return RequestView(
        id=request.id,
        party=request.party,
        kinds=list(request.kinds),
        level=request.level.value,
        requested_by="operator" if request.is_asked_by_operator else "policy",
        note=request.note,
        due_at=end.at if end is not None and ends_before else request.due_at,
        stays_open=request.stays_open_in(dispute.stage, policy),
        since_asked=request.wants_new(policy),
        state=None if is_hidden else _state_of(dispute, request, policy),
        satisfied=None if is_hidden else satisfied,
        satisfied_by=request.satisfied_by if satisfied and not is_hidden else None,
        checklist=[
            PointView(code=p.code, text=p.text, required=p.required) for p in (() if terms is None else terms.checklist)
        ],
        on_silence=None if foreseen is None else step_view(foreseen, dispute.amount.currency),
    )


def _state_of(
    dispute: Dispute, request: EvidenceRequest, policy: Policy
) -> Literal["open", "satisfied", "lapsed", "closed"]:
    """Say what has become of a request: what nobody has answered closes with the case, as evidence has it, or has
    lapsed at that very instant."""
    if request.state is not RequestState.OPEN or not _is_over(dispute, policy):
        return request.state.value
    return "lapsed" if request.due_at == _evidence_ends_at(dispute, policy) else "closed"


def _evidence_ends_at(dispute: Dispute, policy: Policy) -> datetime | None:
    """Find when a case took no more evidence: as its money was ordered for good, or as it was closed."""
    order, rulings = dispute.order, dispute.rulings
    was_contestable = policy.rulings.execution is RulingExecution.AT_ONCE and rulings and rulings[0].contest_until
    return dispute.closed_at if order is None or was_contestable else order.at


def _is_over(dispute: Dispute, policy: Policy) -> bool:
    """Tell whether the case has ended, or is paid and cannot be contested: nothing more is given in it."""
    is_paid_for_good = dispute.state is State.SETTLING and contestable_until(dispute, policy) is None
    return dispute.state is State.CLOSED or is_paid_for_good


def _is_hidden_from(dispute: Dispute, request: EvidenceRequest, policy: Policy, viewer: Role) -> bool:
    """Tell whether it is sealed from them: until its stage is over, or the case is, as evidence has it."""
    if _is_over(dispute, policy):
        return False
    is_others = viewer in PARTY_ROLES and viewer is not request.party
    return is_others and is_outcome_sealed(dispute, request, policy)


def video_finding_views(dispute: Dispute, viewer: Role) -> list[VideoFindingView]:
    """List what was found of the recordings that the viewer may know of: a party those of its own side."""
    is_party = viewer in (Role.BUYER, Role.SELLER)
    return [
        _video_finding_view(item, item.party, item.video)
        for item in dispute.items
        if item.video is not None and item.party is not None and (not is_party or item.party is viewer)
    ]


def _video_finding_view(item: EvidenceItem, party: Role, video: VideoFinding) -> VideoFindingView:
    session = format_id("vid", video.session)
    return VideoFindingView(
        item=item.id,
        party=party,
        video_session=session,
        href=f"/v1/evidence/video-sessions/{session}",
        result=video.result,
        overruled=video.is_overruled,
    )

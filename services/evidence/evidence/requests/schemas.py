"""Bodies of answers about requests for evidence."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from common.kernel.ids import DisputeId, EvidenceId, RequestId
from common.web.schemas import AllowedAction, NextAutomaticAction, UtcTime, View
from evidence.cases.model import Side

from .parts import Disclosure, Level, RequestState


class PointView(View):
    """Point that good evidence shows. Name its `code` in `covers` when you give evidence that does."""

    code: str
    text: str
    required: bool


class RequestView(View):
    """Request for evidence: who owes which kinds until when, and what happens if none comes."""

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

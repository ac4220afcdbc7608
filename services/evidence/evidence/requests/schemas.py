"""Bodies of answers about requests for evidence."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from common.kernel.carriers import ShipmentDoubt
from common.kernel.ids import DisputeId, EvidenceId, RequestId
from common.web.schemas import AllowedAction, NextAutomaticAction, UtcTime, View
from evidence.cases.model import Side
from evidence.items.model import ItemState, Sufficiency
from evidence.items.schemas import VideoId

from .parts import Disclosure, Level, RequestState


class PointView(View):
    """Point that good evidence shows. Name its `code` in `covers` when you give evidence that does."""

    code: str
    text: str
    required: bool
    texts: dict[str, str] = Field(description="What it says in each language; none of a platform's own programme.")


class AnswerView(View):
    """Piece of evidence that was given for a request, or satisfies it, and whether it suffices."""

    item: EvidenceId
    kind: str
    state: ItemState
    sufficiency: Sufficiency = Field(description="Only what is `valid` and `sufficient` satisfies a request.")
    satisfies: bool
    doubts: list[ShipmentDoubt] = Field(description="What speaks against a shipment record: look twice.")
    covers: list[str]
    video_session: VideoId | None = Field(description="Of a live recording: where its findings and words are read.")
    result: str | None = Field(description="Of a live recording: what the checks, or an operator, have found.")


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
    needs_all_points: bool = Field(
        description="All required points of the checklist have to be covered, by the pieces together."
    )
    since_asked: bool = Field(
        description="What was given before it was asked for counts only once it is attached to it."
    )
    answers: list[AnswerView] = Field(description="What was given for it, the first first.")
    resubmissions_left: int | None = Field(description="How often invalid evidence may be replaced; null: always.")
    opened_at: UtcTime
    due_at: UtcTime = Field(description="The first instant that is too late, unless it `stays_open`.")
    stays_open: bool = Field(
        description="Evidence is taken beyond `due_at`, too, as long as the case is in the stages that decide about it."
    )
    paused_at: UtcTime | None = Field(description="Since when its clock stands still.")
    version: int
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None

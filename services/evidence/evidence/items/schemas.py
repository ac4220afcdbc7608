"""Bodies of answers about pieces of evidence, and the words that describe one."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.kernel.carriers import ShipmentDoubt
from common.kernel.ids import DisputeId, EvidenceId, IdType, RequestId
from common.web.schemas import ActorView, AllowedAction, UtcTime, View
from evidence.cases.model import Side
from evidence.inspection.model import ScanState
from evidence.reasons import ReasonCode

from .model import ItemState, Provenance, Sufficiency

Kind = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]{0,63}$",
        description="What it shows: photo, document, screenshot, receipt … as the request for it says.",
        examples=["photo"],
    ),
]


VideoId = Annotated[UUID, *IdType("vid").parts]

Covers = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")], ...],
    Field(max_length=50, description="Codes of the request's checklist that it shows.", examples=[["conversation"]]),
]


OnBehalfOf = Annotated[
    Side | None,
    Field(description="For operators: the party that has mailed it to support. It is entered as that, for that party."),
]


class FileView(View):
    filename: str
    media_type: str
    size: int
    sha256: str
    scan_state: ScanState


class ShipmentRecordView(View):
    carrier: str
    carrier_name: str | None = Field(description="Of a carrier that is `other` than those known.")
    tracking_number: str
    shipped_at: UtcTime | None
    doubts: list[ShipmentDoubt] = Field(
        description="What speaks against it: it counts until an operator finds it invalid, who looks twice."
    )


class ExternalVideoContent(View):
    """Conversation on another platform: not verified to be live."""

    link: str
    provider: str
    started_at: UtcTime
    ended_at: UtcTime
    recording: EvidenceId | None


class InvalidationView(View):
    by: ActorView
    at: UtcTime
    reason_code: str
    reason: str


class ItemSummary(View):
    """Piece of evidence without what it says: reading that is recorded, so it is read one by one."""

    id: EvidenceId
    dispute: DisputeId
    kind: str
    party: Side | None = Field(description="The party it speaks for; null for the platform and its operators.")
    by: ActorView
    request: RequestId | None
    covers: list[str]
    provenance: Provenance = Field(
        description="Handed in; reported in the deal; or mailed to support, who entered it for its party."
    )
    entered_by: ActorView | None = Field(description="The operator who entered what was mailed.")
    sufficiency: Sufficiency = Field(
        description="Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be."
    )
    state: ItemState
    erased: bool = Field(description="What it said is gone for good.")
    received_at: UtcTime
    file: FileView | None
    version: int


class ReasonedView(View):
    """What is found, with its reason: a sentence, and what it takes to tell it in another language."""

    reason: str
    reason_code: ReasonCode | None = Field(description="Stable; null for what was found before there were codes.")
    params: dict[str, int | float | str] = Field(
        description="What the reason names: seconds, frames and pieces as numbers, a share as a part of one, and the "
        "decoder's own report as it is.",
        examples=[{"seconds": 24.5, "total": 26.0}],
    )


class FindingView(ReasonedView):
    check: str
    outcome: str
    at_seconds: float | None


class ExaminationView(View):
    """What is known of a live recording: for the party that made it, the platform and its operators."""

    video_session: VideoId
    href: str = Field(description="Where the words that were to be said, the gaps and every finding are read.")
    result: str | None = Field(description="The checks', or an operator's who overruled them; null until checked.")
    overruled: bool
    findings: list[FindingView]


class ItemView(ItemSummary):
    """Piece of evidence, and what may be done with it."""

    shipment_record: ShipmentRecordView | None
    text: str | None
    external_video: ExternalVideoContent | None
    examination: ExaminationView | None
    invalidation: InvalidationView | None
    retained_until: UtcTime | None = Field(
        description="When it is erased. Null while its case goes on or a legal hold forbids it."
    )
    allowed_actions: list[AllowedAction]

"""Query of an upload, and its state as its giver sees it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from common.kernel.ids import DisputeId, EvidenceId, RequestId
from common.kernel.writing.card_numbers import hide_card_number
from common.web.schemas import UtcTime, View
from evidence.items.schemas import Covers, Kind, OnBehalfOf

from .model import UploadState


class UploadQuery(BaseModel):
    """Says what the file in the body is. Nothing else is taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dispute: DisputeId
    kind: Kind
    filename: Annotated[str, AfterValidator(hide_card_number)] = Field(
        "", max_length=300, description="For display only.", examples=["parcel.jpg"]
    )
    request: RequestId | None = Field(None, description="The request it answers; found by its kind if left out.")
    covers: Covers = ()
    on_behalf_of: OnBehalfOf = None


class UploadView(View):
    """State of a resumable upload."""

    id: EvidenceId
    dispute: DisputeId
    state: UploadState
    offset: int
    length: int
    expires_at: UtcTime
    item: EvidenceId | None
    why: str | None

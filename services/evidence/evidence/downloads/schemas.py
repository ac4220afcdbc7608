from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from common.kernel.ids import DisputeId, EvidenceId, format_id
from common.web.schemas import UtcTime, View


class LinkQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    token: str = Field(max_length=256)


class DownloadLink(View):
    url: str
    expires_at: UtcTime


def content_url(item: UUID, token: str) -> str:
    return f"/v1/evidence/items/{format_id('evd', item)}/content?{urlencode({'token': token})}"


class ReuseView(View):
    item: EvidenceId
    dispute: DisputeId
    how: Literal["same_file", "looks_alike"]


class SignalsView(View):
    """Signals only: nothing follows from them by itself."""

    reused: list[ReuseView]
    taken_at: UtcTime | None
    taken_after_receipt: bool

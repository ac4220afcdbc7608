from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from common.kernel.ids import DisputeId, EvidenceId, format_id
from common.web.schemas import UtcTime, View


class LinkQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    token: str = Field(max_length=512)


class DownloadLink(View):
    """Addresses that stand alone until they expire: for a browser, an `<img>`, a `<video>`, an e-mail."""

    url: str
    """Of the file as it was given."""
    preview_url: str | None
    """Of a picture made of it; None where none can be made."""
    expires_at: UtcTime


def content_url(item: UUID, token: str) -> str:
    return f"/v1/evidence/items/{format_id('evd', item)}/content?{urlencode({'token': token})}"


def preview_url(item: UUID, token: str) -> str:
    return f"/v1/evidence/items/{format_id('evd', item)}/preview?{urlencode({'token': token})}"


class ReuseView(View):
    item: EvidenceId
    dispute: DisputeId
    how: Literal["same_file", "looks_alike"]


class SignalsView(View):
    """Signals only: nothing follows from them by itself."""

    reused: list[ReuseView]
    taken_at: UtcTime | None
    taken_after_receipt: bool

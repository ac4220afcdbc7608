from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from common.kernel.ids import format_id
from common.web.schemas import UtcTime, View


class LinkQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    token: str = Field(max_length=256)


class DownloadLink(View):
    url: str
    expires_at: UtcTime


def content_url(item: UUID, token: str) -> str:
    return f"/v1/evidence/items/{format_id('evd', item)}/content?{urlencode({'token': token})}"

"""Body of attaching a piece of evidence to a request."""

from __future__ import annotations

from pydantic import Field

from common.kernel.ids import EvidenceId
from common.web.schemas import Body
from evidence.items.schemas import Covers, OnBehalfOf


class Attach(Body):
    item: EvidenceId = Field(description="What its party gave in this case before.")
    covers: Covers = ()
    on_behalf_of: OnBehalfOf = None

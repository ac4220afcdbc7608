"""Bodies of requests to erase or retain evidence, and of the answers to them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from common.kernel.ids import DisputeId
from common.web.schemas import Body, Prose, UtcTime, View
from evidence.cases.retention import LEAST_DAYS, MOST_DAYS


class EraseBody(Body):
    role: Literal["buyer", "seller", "representative"]
    participant: str = Field(pattern=r"^[A-Za-z0-9._:@-]{1,64}$", examples=["buyer-1"])


class ErasureView(View):
    erased_items: int
    erased_at: UtcTime


class HoldBody(Body):
    dispute: DisputeId
    reason: Prose = Field(examples=["Court order 12 O 34/26."])


class ReleaseBody(Body):
    dispute: DisputeId


class HoldView(View):
    dispute: DisputeId
    state: Literal["held", "released"]
    at: UtcTime


class RetentionBody(Body):
    days: int = Field(ge=LEAST_DAYS, le=MOST_DAYS, examples=[730])


class RetentionView(View):
    """Days after the end of a case until its evidence is erased."""

    days: int
    usual: bool = Field(description="The platform has said nothing; it is as long as usual.")

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from common.kernel.card_numbers import holds_card_number, may_hold_card_number
from common.kernel.ids import DisputeId, RequestId
from common.persistence.paging import Instant
from common.web.schemas import Body, Code, Line, Prose
from evidence.items.model import (
    Content,
    ShipmentRecord,
    Statement,
)
from evidence.items.schemas import (
    Covers,
)


class ShipmentRecordBody(Body):
    """Carrier and tracking number: both together are what a request for a shipment record asks for."""

    kind: Literal["shipment_record"]
    dispute: DisputeId
    request: RequestId | None = None
    covers: Covers = ()
    carrier: Line = Field(examples=["DHL"])
    tracking_number: str = Field(pattern=r"^[A-Za-z0-9](?:[ .-]?[A-Za-z0-9]){4,39}$", examples=["JD014600003RU"])
    shipped_at: Instant | None = None

    def holds_card_number(self) -> bool:
        return holds_card_number(self.carrier) or holds_card_number(self.tracking_number)

    def to_content(self) -> Content:
        return ShipmentRecord(self.carrier, self.tracking_number, self.shipped_at)


class StatementBody(Body):
    kind: Literal["statement"]
    dispute: DisputeId
    request: RequestId | None = None
    covers: Covers = ()
    text: Prose = Field(examples=["The parcel arrived open; the lens was missing."])

    def holds_card_number(self) -> bool:
        return may_hold_card_number(self.text)

    def to_content(self) -> Content:
        return Statement(self.text)


Submit = Annotated[ShipmentRecordBody | StatementBody, Field(discriminator="kind")]


class Invalidate(Body):
    reason_code: Code = Field(examples=["tracking_number_unknown"])
    reason: Prose = Field(examples=["The carrier does not know this number."])

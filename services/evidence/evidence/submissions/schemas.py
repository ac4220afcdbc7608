from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from common.kernel.ids import DisputeId, RequestId
from common.kernel.writing.card_numbers import holds_card_number
from common.persistence.paging import Instant
from common.web.schemas import Body, Code, Prose
from common.web.shipping.parcels import (
    CarrierCode,
    NameOfOther,
    TrackingNumber,
    is_card_number,
    require_name_of_other,
)
from evidence.items.model import (
    Content,
    ShipmentRecord,
    Statement,
)
from evidence.items.schemas import Covers, OnBehalfOf


class ShipmentRecordBody(Body):
    """Carrier and tracking number: both together are what a request for a shipment record asks for. A carrier that is
    none of those known is `other`, with its name in `carrier_name`."""

    kind: Literal["shipment_record"]
    dispute: DisputeId
    request: RequestId | None = None
    covers: Covers = ()
    on_behalf_of: OnBehalfOf = None
    carrier: CarrierCode
    carrier_name: NameOfOther = None
    tracking_number: TrackingNumber
    shipped_at: Instant | None = None

    @model_validator(mode="after")
    def _require_name_of_other(self) -> Self:
        require_name_of_other(self.carrier, self.carrier_name)
        return self

    def holds_card_number(self) -> bool:
        return is_card_number(self.carrier, self.tracking_number)

    def to_content(self) -> Content:
        return ShipmentRecord(self.carrier, self.tracking_number, self.shipped_at, self.carrier_name)


class StatementBody(Body):
    kind: Literal["statement"]
    dispute: DisputeId
    request: RequestId | None = None
    covers: Covers = ()
    on_behalf_of: OnBehalfOf = None
    text: Prose = Field(examples=["The parcel arrived open; the lens was missing."])

    def holds_card_number(self) -> bool:
        return holds_card_number(self.text)

    def to_content(self) -> Content:
        return Statement(self.text)


Submit = Annotated[ShipmentRecordBody | StatementBody, Field(discriminator="kind")]


class Invalidate(Body):
    reason_code: Code = Field(examples=["tracking_number_unknown"])
    reason: Prose = Field(examples=["The carrier does not know this number."])

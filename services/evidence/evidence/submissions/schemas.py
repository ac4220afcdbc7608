from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.carriers import CARRIER_NAMES, OTHER_CARRIER
from common.kernel.ids import DisputeId, RequestId
from common.kernel.writing.card_numbers import holds_card_number
from common.persistence.paging import Instant
from common.web.schemas import Body, Code, Line, Prose
from common.web.shipping.parcels import TrackingNumber, is_card_number
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
    carrier: Line = Field(examples=["UPS"], description=f"One of {', '.join(CARRIER_NAMES)}; or `other`.")
    carrier_name: Line | None = Field(None, description="Of a carrier that is `other`.")
    tracking_number: TrackingNumber
    shipped_at: Instant | None = None

    @model_validator(mode="after")
    def _require_name_of_other(self) -> Self:
        if (self.carrier == OTHER_CARRIER) != (self.carrier_name is not None):
            raise PydanticCustomError("carrier_name", 'Name the carrier exactly where `carrier` is "other".')
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

"""Bodies of evidence. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.general.choices import Side


class Attach(TypedDict):
    item: str
    """What its party gave in this case before."""
    covers: NotRequired[list[str]]
    """Codes of the request's checklist that it shows."""
    on_behalf_of: NotRequired[Side | None]
    """For operators: the party that has mailed it to support. It is entered as that, for that party."""


class Invalidate(TypedDict):
    reason_code: str
    """Why, as one of your own codes."""
    reason: str
    """Why, in words; both parties see it."""


class ShipmentRecordBody(TypedDict):
    """Carrier and tracking number: both together are what a request for a shipment record asks for. A carrier that
    is none of those known is `other`, with its name in `carrier_name`.
    """

    kind: Literal["shipment_record"]
    """Always `shipment_record`."""
    dispute: str
    """Id of the dispute."""
    request: NotRequired[str | None]
    """Id of the request that it answers; found by its kind if left out."""
    covers: NotRequired[list[str]]
    """Codes of the request's checklist that it shows."""
    on_behalf_of: NotRequired[Side | None]
    """For operators: the party that has mailed it to support. It is entered as that, for that party."""
    carrier: str
    """One of 4PX, Amazon Logistics, An Post, Aramex, Australia Post, Blue Dart, CTT, Cainiao, Canada Post, China
    Post, Correios, Correos, DHL, DPD, Delhivery, Deutsche Post, EMS, FedEx, GLS, Hermes, InPost, India Post, J&T
    Express, Japan Post, Kerry Express, La Poste, Mondial Relay, Ninja Van, PostNL, PostNord, Poste Italiane,
    Posti, Purolator, Royal Mail, SF Express, Sagawa, Seur, Swiss Post, TNT, UPS, USPS, Yamato, Yanwen,
    YunExpress, bpost, Österreichische Post; or `other`.
    """
    carrier_name: NotRequired[str | None]
    """Of a carrier that is `other`."""
    tracking_number: str
    """The carrier's number of the parcel."""
    shipped_at: NotRequired[str | None]
    """When the parcel was handed over (UTC), if known."""


class StatementBody(TypedDict):
    kind: Literal["statement"]
    """Always `statement`."""
    dispute: str
    """Id of the dispute."""
    request: NotRequired[str | None]
    """Id of the request that it answers; found by its kind if left out."""
    covers: NotRequired[list[str]]
    """Codes of the request's checklist that it shows."""
    on_behalf_of: NotRequired[Side | None]
    """For operators: the party that has mailed it to support. It is entered as that, for that party."""
    text: str
    """What you state, in up to 10,000 characters."""

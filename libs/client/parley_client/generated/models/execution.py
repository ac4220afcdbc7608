"""Bodies and answers of execution. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

from parley_client.generated.models.general.choices import Condition, ContactMeans

AppealOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


FulfilmentOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


ReceiptOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


ReturnAddressOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


ReturnOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


class AddressBody(TypedDict):
    recipient: str
    """Who receives it there."""
    street: str
    """Street and number, or what stands for them there."""
    postal_code: NotRequired[str | None]
    """Where the country has one."""
    city: NotRequired[str | None]
    """Town or city; left out only where addresses have none, as in Singapore."""
    state: NotRequired[str | None]
    """State, province, prefecture or emirate: needed where the country's addresses name it, as in the US or Brazil."""
    country: str
    """ISO 3166-1, two capital letters."""


class AppealBody(TypedDict):
    on_behalf_of: NotRequired[AppealOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    explanation: str
    """In full, why you disagree (K18). The evidence is given as evidence, with the points it covers."""


class FulfilmentBody(TypedDict):
    """Parcel by which the promised goods are on their way."""

    on_behalf_of: NotRequired[FulfilmentOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    carrier: str
    """One of 4PX, Amazon Logistics, An Post, Aramex, Australia Post, Blue Dart, CTT, Cainiao, Canada Post, China
    Post, Correios, Correos, DHL, DPD, Delhivery, Deutsche Post, EMS, FedEx, GLS, Hermes, InPost, India Post, J&T
    Express, Japan Post, Kerry Express, La Poste, Mondial Relay, Ninja Van, PostNL, PostNord, Poste Italiane,
    Posti, Purolator, Royal Mail, SF Express, Sagawa, Seur, Swiss Post, TNT, UPS, USPS, Yamato, Yanwen,
    YunExpress, bpost, Österreichische Post; or `other`.
    """
    tracking_number: str
    """As the carrier prints it: letters, digits, blanks, and the marks ( ) . / _ + # : * and - between them."""
    carrier_name: NotRequired[str | None]
    """Of a carrier that is `other`."""


class ParcelBody(TypedDict):
    """Parcel from which money follows. A carrier that is none of those known is `other`, with its `carrier_name`."""

    carrier: str
    """One of 4PX, Amazon Logistics, An Post, Aramex, Australia Post, Blue Dart, CTT, Cainiao, Canada Post, China
    Post, Correios, Correos, DHL, DPD, Delhivery, Deutsche Post, EMS, FedEx, GLS, Hermes, InPost, India Post, J&T
    Express, Japan Post, Kerry Express, La Poste, Mondial Relay, Ninja Van, PostNL, PostNord, Poste Italiane,
    Posti, Purolator, Royal Mail, SF Express, Sagawa, Seur, Swiss Post, TNT, UPS, USPS, Yamato, Yanwen,
    YunExpress, bpost, Österreichische Post; or `other`.
    """
    tracking_number: str
    """As the carrier prints it: letters, digits, blanks, and the marks ( ) . / _ + # : * and - between them."""
    carrier_name: NotRequired[str | None]
    """Of a carrier that is `other`."""


class ReceiptBody(TypedDict):
    """Condition in which goods arrived. Anything but `received` contests it."""

    on_behalf_of: NotRequired[ReceiptOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    condition: Condition
    """How the goods arrived."""
    note: NotRequired[str | None]
    """What you saw, in words."""


class ReturnAddressBody(TypedDict):
    on_behalf_of: NotRequired[ReturnAddressOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    address: AddressBody
    """Where the goods are to be sent."""


class ReturnBody(TypedDict):
    """Return address, from the seller (D10), or then the parcel, from the buyer (D11)."""

    on_behalf_of: NotRequired[ReturnOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    address: NotRequired[AddressBody | None]
    """Where the goods are to be sent. From the seller."""
    parcel: NotRequired[ParcelBody | None]
    """What is on its way. From the buyer."""


# fmt: off
ReportReturnCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "idempotency_key_missing", "malformed_if_match",
    "unauthenticated", "forbidden", "platform_not_active", "not_found", "not_acceptable", "request_timeout",
    "idempotency_in_flight", "action_not_allowed_in_state", "assigned_to_another", "awaits_approval", "case_closed",
    "deadline_passed", "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "carrier_unknown", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `report_return`; there may be more in time."""


# fmt: off
CorrectReturnAddressCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "action_not_allowed_in_state", "assigned_to_another", "awaits_approval", "case_closed", "deadline_passed",
    "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large", "unsupported_media_type",
    "validation_failed", "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `correct_return_address`; there may be more in time."""


# fmt: off
CorrectParcelCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "action_not_allowed_in_state", "assigned_to_another", "awaits_approval", "case_closed", "deadline_passed",
    "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large", "unsupported_media_type",
    "validation_failed", "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch",
    "carrier_unknown", "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `correct_parcel`; there may be more in time."""


# fmt: off
AcknowledgeReturnCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "idempotency_key_missing", "malformed_if_match",
    "unauthenticated", "forbidden", "platform_not_active", "not_found", "not_acceptable", "request_timeout",
    "idempotency_in_flight", "action_not_allowed_in_state", "assigned_to_another", "awaits_approval", "case_closed",
    "deadline_passed", "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `acknowledge_return`; there may be more in time."""


# fmt: off
FulfilObligationCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "idempotency_key_missing", "malformed_if_match",
    "unauthenticated", "forbidden", "platform_not_active", "not_found", "not_acceptable", "request_timeout",
    "idempotency_in_flight", "action_not_allowed_in_state", "assigned_to_another", "awaits_approval", "case_closed",
    "deadline_passed", "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "carrier_unknown", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `fulfil_obligation`; there may be more in time."""


# fmt: off
ConfirmObligationCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "idempotency_key_missing", "malformed_if_match",
    "unauthenticated", "forbidden", "platform_not_active", "not_found", "not_acceptable", "request_timeout",
    "idempotency_in_flight", "action_not_allowed_in_state", "assigned_to_another", "awaits_approval", "case_closed",
    "deadline_passed", "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `confirm_obligation`; there may be more in time."""


# fmt: off
FileAppealCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "idempotency_key_missing", "malformed_if_match",
    "unauthenticated", "forbidden", "platform_not_active", "not_found", "not_acceptable", "request_timeout",
    "idempotency_in_flight", "action_not_allowed_in_state", "assigned_to_another", "awaits_approval", "case_closed",
    "deadline_passed", "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "appeal_incomplete", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `file_appeal`; there may be more in time."""

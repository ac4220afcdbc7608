"""Parcels that somebody says were sent: one rule for the deal, for evidence and for what goes back."""

from __future__ import annotations

import re
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.carriers import CARRIER_NAMES, OTHER_CARRIER, is_number_of_carrier
from common.kernel.writing.card_numbers import holds_card_number
from common.web.schemas import Body, Line

NUMBER_OF_LABEL: Final = re.compile(r"[A-Za-z0-9(][A-Za-z0-9 ()./_+#:*-]{1,62}[A-Za-z0-9)*]")


def _require_number_of_label(text: str) -> str:
    """Raises PydanticCustomError that people can follow: they copy it from a label."""
    if NUMBER_OF_LABEL.fullmatch(text) is None:
        raise PydanticCustomError(
            "string_pattern_mismatch",
            "Write the parcel's number as its label has it: 3 to 64 letters of A to Z, digits, blanks and the marks "
            "( ) . / _ + # : * and -, with a letter or a digit at both ends.",
        )
    return text


TrackingNumber = Annotated[
    str,
    AfterValidator(_require_number_of_label),
    Field(
        json_schema_extra={"pattern": f"^{NUMBER_OF_LABEL.pattern}$"},
        examples=["1Z999AA10123456784", "99.00.123456", "(00) 3 4043416 109404255 7"],
    ),
]
"""As the carrier prints it, with its own points, blanks, dashes and brackets."""


MARKS_OF_LABELS: Final = str.maketrans(dict.fromkeys("()+#:*", " "))
"""Between a parcel's digits as on its label, where nobody writes them between those of a card."""


def is_card_number(carrier: str, tracking_number: str) -> bool:
    """Tell whether a payment card number stands where a parcel's should. What has the carrier's own form is one."""
    if is_number_of_carrier(carrier, tracking_number):
        return False
    bare = " ".join(tracking_number.translate(MARKS_OF_LABELS).split())
    return holds_card_number(tracking_number) or holds_card_number(bare)


class ShippedParcelBody(Body):
    carrier: Line = Field(examples=["UPS"])
    """Who carries it."""
    tracking_number: TrackingNumber
    """As the carrier prints it: letters, digits, blanks, and the marks ( ) . / _ + # : * and - between them."""

    @model_validator(mode="after")
    def _refuse_card_number(self) -> Self:
        if is_card_number(self.carrier, self.tracking_number):
            raise PydanticCustomError(
                "card_number_not_allowed",
                "This looks like a payment card number. Send the parcel's own number; "
                "if this is it, write PARCEL before it.",
            )
        return self


CarrierCode = Annotated[Line, Field(description=f"One of {', '.join(CARRIER_NAMES)}; or `other`.", examples=["UPS"])]
"""Of a parcel from which money follows."""
NameOfOther = Annotated[Line | None, Field(description="Of a carrier that is `other`.")]


def require_name_of_other(carrier: str, carrier_name: str | None) -> None:
    """Raises PydanticCustomError unless a name is given exactly where the carrier is none of those known."""
    if (carrier == OTHER_CARRIER) != (carrier_name is not None):
        raise PydanticCustomError("carrier_name", 'Name the carrier exactly where `carrier` is "other".')

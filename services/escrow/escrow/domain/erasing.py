"""Erasing of what was said of a deal: at once where it is over; else it is remembered, and done as it ends. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from .agreement import Agreement
from .shipment import Shipment


class Erasure(StrEnum):
    PARCEL = "parcel"
    """Its parcel's number, and a carrier that is none of those known."""
    WORDS = "words"
    """All that the platform has written of it, too: title, terms and metadata."""

    def widen(self, other: Erasure | None) -> Erasure:
        """Choose the wider of the two: whoever asked first is not forgotten for the other."""
        return Erasure.WORDS if Erasure.WORDS in (self, other) else self


def erased_members(erasure: Erasure | None, agreement: Agreement, shipment: Shipment | None) -> dict[str, Any]:
    """Members of an escrow as they are once it is done; none where nothing is to be erased."""
    if erasure is None:
        return {}
    parcel = None if shipment is None else shipment.without_words()
    return {"shipment": parcel, **({"agreement": agreement.without_words()} if erasure is Erasure.WORDS else {})}

"""Shipment of a deal, as it was reported: by carrier and tracking number."""

from __future__ import annotations

from typing import NamedTuple

from common.kernel.carriers import name_known_carrier


class Shipment(NamedTuple):
    carrier: str
    tracking_number: str

    def without_words(self) -> Shipment:
        """Take out what leads to a person: the number, and what stands for a carrier and is none."""
        return Shipment(name_known_carrier(self.carrier), "")

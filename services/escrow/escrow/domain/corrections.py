"""Corrections: what was misspelt is put right until the other side acts on it. Pure functions."""

from __future__ import annotations

from common.kernel.principal import Actor
from common.kernel.timing import Timing

from .escrow import Change, Escrow
from .events import ShipmentCorrected
from .shipment import Shipment
from .transitions import Action


def correct_shipment(escrow: Escrow, shipment: Shipment, *, by: Actor, timing: Timing) -> Change:
    """Name another carrier or number, until it is delivered, accepted or disputed. No clock moves."""
    escrow.require_allowed(Action.CORRECT_SHIPMENT, by, timing)
    if shipment == escrow.shipment:
        return Change(escrow)
    event = ShipmentCorrected()
    return Change(escrow.evolve(event, shipment=shipment), (event,))

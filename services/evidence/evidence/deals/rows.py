"""Deals as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from .model import Deal, ReportedShipment


def deal_to_row(deal: Deal) -> dict[str, Any]:
    shipment = deal.shipment
    return {
        "id": deal.id,
        "version": deal.version,
        "funded_at": deal.funded_at,
        "carrier": shipment and shipment.carrier,
        "tracking_number": shipment and shipment.tracking_number,
        "shipped_at": shipment and shipment.shipped_at,
        "title": deal.title,
    }


def deal_from_row(row: Row[Any]) -> Deal:
    shipment = None
    if row.carrier is not None:
        shipment = ReportedShipment(row.carrier, row.tracking_number, row.shipped_at)
    return Deal(id=row.id, version=row.version, funded_at=row.funded_at, shipment=shipment, title=row.title)

"""Views of what is shown beside a case, made of what this service knows by events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from common.kernel.ids import format_id
from common.kernel.money import Money
from common.kernel.principal import Role
from common.web.schemas import MoneyView
from disputes.engine.known_escrow import KnownEscrow
from disputes.schema import SqlRow

from .schemas import GivenItemView, KnownEscrowView, OfferView

OFFER_STATES: Final = {
    "proposal_made": "made",
    "proposal_amended": "amended",
    "proposal_rejected": "rejected",
    "proposal_accepted": "accepted",
    "proposal_expired": "expired",
}
RECEIVED: Final = "evidence_received"
INVALIDATED: Final = "evidence_invalidated"


def known_escrow_view(escrow: KnownEscrow) -> KnownEscrowView:
    held = escrow.held_amount
    return KnownEscrowView(
        id=escrow.id,
        title=escrow.title,
        state=escrow.state,
        held=MoneyView.from_money(held),
        frozen=MoneyView.from_money(escrow.frozen_amount),
        price=MoneyView.from_money(Money(escrow.price, held.currency)) if escrow.price is not None else None,
        funded_at=escrow.funded_at,
        delivered_at=escrow.delivered_at,
        version=escrow.version,
    )


def offer_views(lines: Iterable[SqlRow]) -> list[OfferView]:
    """Fold the lines of the story about proposals, in their order, into proposals."""
    offers: dict[int, dict[str, Any]] = {}
    for line in lines:
        number = line.params["number"]
        offer = offers.setdefault(number, {"made_at": line.at})
        offer |= {
            "mediation": line.subject,
            "number": number,
            "by": Role(line.params["by"]),
            "round": line.params["round"],
            "options": line.params.get("options", []),
            "state": OFFER_STATES[line.kind],
            "changed_at": line.at,
        }
    return [OfferView.model_validate(offer) for _, offer in sorted(offers.items())]


def given_item_views(lines: Iterable[SqlRow]) -> list[GivenItemView]:
    """Present what the lines of the story say of evidence."""
    listed = list(lines)
    invalid = {line.subject for line in listed if line.kind == INVALIDATED}
    return [_given_item_view(line, line.subject not in invalid) for line in listed if line.kind == RECEIVED]


def _given_item_view(line: SqlRow, is_valid: bool) -> GivenItemView:
    params = line.params
    return GivenItemView(
        id=line.subject,
        kind=params["kind"],
        party=Role(params["party"]) if "party" in params else None,
        request=line.request,
        media_type=params.get("media_type"),
        size=params["size"],
        covers=params.get("covers", []),
        valid=is_valid,
        given_at=line.at,
        href=f"/v1/evidence/items/{format_id('evd', line.subject)}",
    )

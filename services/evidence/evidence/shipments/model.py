"""Shipment record of a deal as evidence: what was reported there counts as given, whenever that was (D6). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from common.kernel.carriers import ShipmentDoubt, find_shipment_doubts
from common.kernel.principal import Actor, Role
from evidence.cases.model import Case, CaseState, Side
from evidence.deals.model import Deal
from evidence.items.model import SHIPMENT_RECORD, Item, Provenance, ShipmentRecord
from evidence.requests import groups
from evidence.requests.case_requests import CaseRequests
from evidence.submissions.model import SubmissionChange


def take_reported_shipment(
    deal: Deal, case: Case, requests: CaseRequests, items: Sequence[Item], *, item_id: UUID, now: datetime
) -> SubmissionChange | None:
    """Make the seller's evidence of what the deal says, once. None: it says nothing new or plausible, or the case is
    over."""
    reported, seller = deal.shipment, case.seller
    if reported is None or seller is None or case.state is CaseState.CLOSED:
        return None
    content = ShipmentRecord(*reported)
    if ShipmentDoubt.CARRIER_UNKNOWN in find_shipment_doubts(content.carrier, content.tracking_number):
        return None  # as evidence it would be refused: whoever sent it by such a carrier names it there as another
    if any(item.provenance is Provenance.DEAL and item.content == content for item in items):
        return None
    change = Item.receive(
        id=item_id,
        dispute=case.id,
        kind=SHIPMENT_RECORD,
        side=Side.SELLER,
        by=Actor(Role.SELLER, seller),
        content=content,
        at=reported.shipped_at,
        provenance=Provenance.DEAL,
    )
    known = [*items, change.item]
    satisfied = CaseRequests(requests.requests).change_each(lambda request: request.count_items(known), now)
    is_sealed = any(groups.hides_item(satisfied.requests, change.item, side) for side in Side)
    return SubmissionChange(case.reserve_room(0), (), change, is_sealed, satisfied.changes)

"""Shipment record of a deal as evidence: what was reported there, or proved in an earlier case of it, counts as given,
whenever that was (D6). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from common.kernel.carriers import ShipmentDoubt, find_shipment_doubts
from common.kernel.principal import Actor, Role
from evidence.cases.model import Case, CaseState, Side
from evidence.deals.model import Deal
from evidence.items.model import SHIPMENT_RECORD, Item, Provenance, ShipmentRecord
from evidence.requests import groups
from evidence.requests.case_requests import CaseRequests
from evidence.submissions.model import SubmissionChange


class KnownShipment(NamedTuple):
    """Shipment that is known before anybody proves it in the case."""

    content: ShipmentRecord
    by: Actor
    received_at: datetime
    provenance: Provenance
    entered_by: Actor | None = None


def take_reported_shipment(
    deal: Deal, case: Case, requests: CaseRequests, items: Sequence[Item], *, item_id: UUID, now: datetime
) -> SubmissionChange | None:
    """Make the seller's evidence of what the deal says, once. None: it says nothing new or plausible, or the case is
    over."""
    known = _reported_shipment(deal, case, items)
    return None if known is None else _take_shipment(known, case, requests, items, item_id=item_id, now=now)


def take_known_shipments(
    deal: Deal,
    case: Case,
    requests: CaseRequests,
    items: Sequence[Item],
    earlier: Iterable[Item],
    *,
    new_id: Callable[[], UUID],
    now: datetime,
) -> list[SubmissionChange]:
    """Make evidence of what the deal says, and of what was proved in `earlier` cases of it: whoever withdraws a case
    and opens it again does not make the seller prove the same shipment twice."""
    taken: list[SubmissionChange] = []
    reported = _reported_shipment(deal, case, items)
    for known in [*([] if reported is None else [reported]), *_earlier_shipments(case, earlier)]:
        if known is not reported and any(item.content == known.content for item in items):
            continue
        change = _take_shipment(known, case, requests, items, item_id=new_id(), now=now)
        taken.append(change)
        latest = {request.id: request for request in requests.requests}
        latest |= {changed.request.id: changed.request for changed in change.requests}
        case, requests, items = change.case, CaseRequests(tuple(latest.values())), [*items, change.item.item]
    return taken


def _reported_shipment(deal: Deal, case: Case, items: Sequence[Item]) -> KnownShipment | None:
    reported, seller = deal.shipment, case.seller
    if reported is None or seller is None or case.state is CaseState.CLOSED:
        return None
    content = ShipmentRecord(*reported)
    if ShipmentDoubt.CARRIER_UNKNOWN in find_shipment_doubts(content.carrier, content.tracking_number):
        return None  # as evidence it would be refused: whoever sent it by such a carrier names it there as another
    if any(item.provenance is Provenance.DEAL and item.content == content for item in items):
        return None
    return KnownShipment(content, Actor(Role.SELLER, seller), reported.shipped_at, Provenance.DEAL)


def _earlier_shipments(case: Case, earlier: Iterable[Item]) -> Iterator[KnownShipment]:
    """List the seller's records that counted there. What was found invalid, or was erased, does not come again."""
    if case.state is CaseState.CLOSED:
        return
    for item in sorted(earlier, key=lambda item: (item.received_at, item.id)):
        if item.side is Side.SELLER and item.counts and isinstance(item.content, ShipmentRecord):
            yield KnownShipment(item.content, item.by, item.received_at, item.provenance, item.entered_by)


def _take_shipment(
    known: KnownShipment, case: Case, requests: CaseRequests, items: Sequence[Item], *, item_id: UUID, now: datetime
) -> SubmissionChange:
    change = Item.receive(
        id=item_id,
        dispute=case.id,
        kind=SHIPMENT_RECORD,
        side=Side.SELLER,
        by=known.by,
        content=known.content,
        at=known.received_at,
        provenance=known.provenance,
        entered_by=known.entered_by,
    )
    given = [*items, change.item]
    satisfied = CaseRequests(requests.requests).change_each(lambda request: request.count_items(given), now)
    is_sealed = any(groups.hides_item(satisfied.requests, change.item, side) for side in Side)
    return SubmissionChange(case.reserve_room(0), (), change, is_sealed, satisfied.changes)

from __future__ import annotations

import json
from typing import Any, get_args
from uuid import UUID

import pytest
from pydantic import BaseModel

from common.contracts import public_form
from common.contracts.envelope import Event
from common.contracts.escrow import EscrowFunded
from common.contracts.mediation import NegotiationRef, ProposalMade, ProposalRef
from common.kernel.ids import format_id, new_id
from notifications import public_events
from notifications.testing import an_escalated_dispute


def ids_in(model: type[BaseModel], under: str = "") -> set[str]:
    """The names under which ids stand, nested ones included; `id` stands for its parent."""
    found = set()
    for name, field in model.model_fields.items():
        if model is not Event and name in Event.model_fields and issubclass(model, Event):
            continue
        for kind in kinds_of(field.annotation):
            called = under if name == "id" else name
            if kind is UUID:
                found.add(called)
            elif isinstance(kind, type) and issubclass(kind, BaseModel):
                found |= ids_in(kind, called)
    return found


def kinds_of(annotation: Any) -> set[Any]:
    inner = get_args(annotation)
    return {annotation} if not inner else set().union(*map(kinds_of, inner))


@pytest.mark.parametrize("event", public_events.list_public_events(), ids=lambda event: event.topic)
def test_every_id_partners_see_has_its_prefix(event) -> None:
    assert ids_in(event) <= set(public_form.ID_PREFIXES)


def test_nested_ids_are_spelled_by_what_they_are() -> None:
    proposal, dispute = new_id(), new_id()
    about = an_escalated_dispute().model_dump(
        include={"tenant", "subject", "sequence", "version", "occurred_at", "actor", "cause"}
    )
    made = ProposalMade(
        **about,
        dispute=dispute,
        negotiation=NegotiationRef(state="negotiating", round=1),
        proposal=ProposalRef(id=proposal, number=1, version=1, by="buyer", round=1, options=()),
    )

    data = json.loads(public_events.public_event(made, 1).body)["data"]

    assert data["dispute"] == format_id("dsp", dispute)
    assert data["proposal"]["id"] == format_id("prp", proposal)


def test_a_payload_stays_below_20_kb_whatever_the_fact_says() -> None:
    told = public_events.public_event(an_escalated_dispute(stage="x" * 30_000), 1)

    assert len(told.body) < 20_000
    assert json.loads(told.body)["data"] == {}


def test_prm_39_what_is_for_the_other_services_alone_is_not_sent_to_partners() -> None:
    price = {"amount": 10_000, "currency": "EUR"}
    about = an_escalated_dispute().model_dump(
        include={"tenant", "subject", "sequence", "version", "occurred_at", "actor", "cause"}
    )
    amounts = dict.fromkeys(("price", "held", "frozen", "released", "refunded", "fee_held"), price)
    fee = {"basis_points": 0, "fixed": price, "paid_by": "seller"}
    funded = EscrowFunded.model_validate(
        about | amounts | {"buyer": "b-1", "seller": "s-1", "currency": "EUR", "state": "funded", "policy": "x-1",
                           "fee_terms": fee, "title": "One bicycle",
                           "shipment": {"carrier": "UPS", "tracking_number": "1Z9", "shipped_at": about["occurred_at"]}}
    )  # fmt: skip

    data = json.loads(public_events.public_event(funded, 1).body)["data"]

    assert {"title", "shipment"} <= EscrowFunded.internal_members
    assert not {"title", "shipment"} & set(data)
    assert data["price"] == price

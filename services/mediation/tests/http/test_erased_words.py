"""WAL-A6: notes and reasons of a negotiation are erased as evidence says, those of whoever asks and no other's."""

from __future__ import annotations

from uuid import uuid4

import pytest

from common.contracts.envelope import ActorRef
from common.contracts.escrow import DealsErased
from common.contracts.evidence import CaseErased
from common.kernel.ids import format_id
from deploy.proof.testing.parked_deals import park_deal, read_parked
from mediation.testing import BUYER, DAY, NOON, SELLER, TENANT, a_mediation, reject_counter

FIFTY = {"kind": "refund_partial", "amount": {"amount": 50, "currency": "EUR"}}
NAMES = {"buyer": BUYER.id, "seller": SELLER.id}


@pytest.fixture
def erase(hear):
    async def erase(mediation, *of: str, by_time: bool = False) -> None:
        await hear(
            CaseErased(
                tenant=TENANT, subject=uuid4(), sequence=1, version=1, occurred_at=NOON,
                actor=ActorRef(role="system", id="parley"), cause="test", dispute=mediation.case.dispute,
                escrow=mediation.case.escrow, of=of, participant=None if by_time else NAMES.get(of[0], of[0]),
                why="retention" if by_time else "request",
            )
        )  # fmt: skip

    return erase


@pytest.fixture
async def quarrelled(caller, buyer, seller, keep, clock):
    """A counter-offer with a note, rejected with a reason; then a mediator's proposal with a note of the mediator."""
    found = await keep(a_mediation())
    counter = {"version": 1, "options": [FIFTY], "note": "The seller notes."}
    assert (await seller.act(found, "1/counter", counter)).is_success
    assert (await buyer.act(found, "2/reject", {"version": 1, "reason": "The buyer refuses."})).is_success
    clock.time = NOON + DAY
    operator = caller("operator", "olga", scope="read decide")
    assert (await operator.act(found, "", {"options": [FIFTY], "note": "The mediator notes."})).is_success
    return found


@pytest.fixture
def said(stored):
    """What is still said in each proposal, by its number: its note, and the reason why it was rejected."""

    async def said(mediation) -> dict[int, tuple[str | None, str | None]]:
        return {p.number: (p.note, p.reason) for p in (await stored(mediation)).snapshot.proposals}

    return said


@pytest.mark.parametrize("rejecting", ["buyer", "seller"])
async def test_wal_a6_a_reason_against_a_mediator_is_of_the_side_that_rejected(
    quarrelled, buyer, seller, erase, said, rejecting
) -> None:
    who, other = (buyer, "seller") if rejecting == "buyer" else (seller, "buyer")
    assert (await who.act(quarrelled, "3/reject", {"version": 1, "reason": "Not with me."})).is_success

    await erase(quarrelled, other)
    assert (await said(quarrelled))[3] == ("", "Not with me."), "the mediator's note goes with either party's words"

    await erase(quarrelled, rejecting)
    assert (await said(quarrelled))[3] == ("", "")


async def test_wal_a6_each_party_takes_its_own_notes_and_reasons(quarrelled, erase, said) -> None:
    await erase(quarrelled, "seller")
    assert await said(quarrelled) == {1: (None, None), 2: ("", "The buyer refuses."), 3: ("", None)}

    await erase(quarrelled, "buyer")
    await erase(quarrelled, "buyer")
    assert await said(quarrelled) == {1: (None, None), 2: ("", ""), 3: ("", None)}


async def test_wal_a6_once_its_time_is_over_nothing_of_a_negotiation_is_left(quarrelled, erase, rows) -> None:
    await erase(quarrelled, "buyer", "seller", by_time=True)

    for table in ("proposals", "idempotency", "outbox"):
        text = "convert_from(body, 'UTF8')" if table != "proposals" else "t::text"
        assert await rows(f"SELECT 1 FROM mediation.{table} t WHERE {text} ~ 'notes|refuses'") == [], table


async def test_wal_a6_a_representative_has_said_nothing_in_a_negotiation(quarrelled, erase, said) -> None:
    before = await said(quarrelled)

    await erase(quarrelled, "representative")

    assert await said(quarrelled) == before


async def test_wal_a6_who_rejected_is_kept_with_it(keep, stored) -> None:
    kept = await keep(reject_counter(a_mediation(), "No."))

    assert (await stored(kept)).snapshot.proposals[1].rejected_by == "buyer", format_id("med", kept.id)


@pytest.mark.parametrize(("by_time", "title"), [(True, ""), (False, "The lamp of Mrs. Canary")])
async def test_wal_a6_what_is_parked_of_a_deal_loses_what_its_case_loses(database, erase, by_time, title) -> None:
    found = a_mediation()
    await park_deal(database, "mediation", TENANT, found.case.escrow)

    await erase(found, "buyer", "seller", by_time=by_time)

    [left] = await read_parked(database, "mediation")
    assert (left["title"], left["shipment"]) == (title, {"carrier": "other", "tracking_number": ""})


async def test_wal_a6_what_is_parked_of_an_undisputed_deal_is_erased_with_it(database, hear) -> None:
    escrow, other = uuid4(), uuid4()
    for deal in (escrow, other):
        await park_deal(database, "mediation", TENANT, deal)

    await hear(
        DealsErased(
            tenant=TENANT, subject=uuid4(), sequence=1, version=1, occurred_at=NOON, cause="test", role="buyer",
            actor=ActorRef(role="system", id="parley"), participant="b", escrows=(escrow,), has_more=False,
        )
    )  # fmt: skip

    left = {event["subject"]: event["title"] for event in await read_parked(database, "mediation")}
    assert left == {str(escrow): "", str(other): "The lamp of Mrs. Canary"}

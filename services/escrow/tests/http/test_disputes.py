from __future__ import annotations

from datetime import timedelta

from common.kernel.ids import format_id, new_id


def eur(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "EUR"}


async def delivered(market, amount: int = 10_000, **differently):
    escrow = await market.funded(amount, **differently)
    return (await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")).json()


async def test_a_freeze_holds_the_disputed_part_only(market, told) -> None:
    escrow, dispute = await delivered(market), new_id()
    home = f"/v1/escrows/{escrow['id']}"

    await market.freeze(escrow, dispute, 4_000)
    everything = await market.platform.post(f"{home}/release")
    seen = (await market.platform.get(home)).json()
    offered = {action["rel"]: action["constraints"] for action in seen["allowed_actions"]}
    accept = await (await market.buyer()).post(f"{home}/accept")
    rest = await market.platform.post(f"{home}/release", {"amount": eur(6_000)})

    assert (everything.status_code, everything.json()["code"]) == (409, "escrow_frozen")
    for rel in ("release", "refund"):
        assert offered[rel] == {"max_amount": 6_000, "currency": "EUR", "amount_required": True}, "as it is taken"
    assert (accept.status_code, accept.json()["code"]) == (409, "escrow_frozen")
    assert everything.json()["releasable"] == eur(6_000)
    assert rest.json()["funds"]["held"] == rest.json()["funds"]["frozen"] == eur(4_000)
    assert "escrow.frozen.v1" in await told()


async def test_a_repeated_freeze_request_is_answered_once(market, told) -> None:
    escrow, dispute = await delivered(market), new_id()

    fact = await market.freeze(escrow, dispute, 4_000)
    await market.hears(fact)
    await market.freeze(escrow, dispute, 4_000)

    assert (await told()).count("escrow.frozen.v1") == 1
    assert "escrow.freeze-refused.v1" not in await told()


async def test_a_second_dispute_is_refused_while_one_is_open(market, told) -> None:
    escrow = await delivered(market)

    await market.freeze(escrow, new_id(), 4_000)
    await market.freeze(escrow, new_id(), 1_000)

    assert (await told())[-1] == "escrow.freeze-refused.v1"
    assert (await market.read(escrow))["funds"]["frozen"] == eur(4_000)


async def test_a_settlement_is_posted_once_and_ends_the_escrow(market, told, rows) -> None:
    escrow, dispute = await delivered(market, fee={"basis_points": 250}), new_id()
    await market.freeze(escrow, dispute, 10_000)

    order = await market.settle(escrow, dispute, 4_000, 6_000)
    await market.hears(order)

    after = await market.read(escrow)
    assert (after["status"], after["funds"]["held"], after["dispute"]) == ("split_settled", eur(0), None)
    assert (await told())[-4:] == [
        "escrow.settled.v1", "funds.released.v1", "funds.refunded.v1", "escrow.closed.v1",
    ]  # fmt: skip
    moved = await rows(
        f"SELECT kind, amount_minor FROM escrow.audit_movements WHERE decision_id = '{order.instruction}' ORDER BY kind"
    )
    assert moved == [("fee", 150), ("refund", 4_000), ("release", 5_850)]
    assert await rows("SELECT state FROM escrow.freezes") == [("settled",)]


async def test_who_has_a_link_to_one_case_still_reads_what_was_paid_when_it_has_ended(market) -> None:
    escrow, dispute = await delivered(market), new_id()
    home = f"/v1/escrows/{escrow['id']}"
    case = format_id("dsp", dispute)
    await market.freeze(escrow, dispute, 10_000)
    seller = await market.participant("seller", "shop", dispute=case)
    studio = await market.participant("representative", "studio", dispute=case)
    stranger = await market.participant("seller", "somebody", dispute=case)
    elsewhere = await market.participant("seller", "shop", dispute=format_id("dsp", new_id()))

    assert (await studio.get(home)).status_code == 200
    await market.settle(escrow, dispute, 4_000, 6_000)

    assert (await studio.get(home)).json()["funds"]["released"] == eur(6_000)
    assert [one["id"] for one in (await studio.get("/v1/escrows")).json()["data"]] == [escrow["id"]]
    paid = await seller.get(home)
    assert (paid.status_code, paid.json()["funds"]["released"]) == (200, eur(6_000))
    assert paid.json()["allowed_actions"] == []
    assert len((await seller.get(f"{home}/postings")).json()["data"]) == 2
    assert [one["id"] for one in (await seller.get("/v1/escrows")).json()["data"]] == [escrow["id"]]
    for other in (stranger, elsewhere):
        assert (await other.get(home)).status_code == 404
        assert (await other.get("/v1/escrows")).json()["data"] == []


async def test_who_has_a_link_to_a_case_that_has_ended_does_nothing_with_its_escrow(market) -> None:
    escrow, dispute = await delivered(market), new_id()
    await market.freeze(escrow, dispute, 10_000)
    buyer = await market.participant("buyer", "anna", dispute=format_id("dsp", dispute))
    await market.withdraw(escrow, dispute)

    assert (await buyer.get(f"/v1/escrows/{escrow['id']}")).json()["allowed_actions"] == []
    assert (await buyer.post(f"/v1/escrows/{escrow['id']}/accept")).status_code == 404


async def test_a_settlement_that_does_not_add_up_moves_nothing_and_waits_for_an_operator(market, rows) -> None:
    escrow, dispute = await delivered(market), new_id()
    await market.freeze(escrow, dispute, 10_000)

    await market.settle(escrow, dispute, 4_000, 6_001)

    assert (await market.read(escrow))["funds"]["held"] == eur(10_000)
    assert await rows("SELECT state FROM escrow.inbox WHERE topic = 'disputes.settlement-ordered.v1'") == [("retry",)]


async def test_an_inspection_that_ended_during_the_freeze_releases_when_the_freeze_ends(market) -> None:
    escrow, dispute = await delivered(market), new_id()
    await market.freeze(escrow, dispute, 4_000)
    market.clock.passes(days=3)
    await market.sweep()
    during = await market.read(escrow)

    await market.withdraw(escrow, dispute)
    fired = await market.sweep()

    assert (during["status"], during["funds"]["held"]) == ("delivered", eur(4_000))
    assert fired == 1
    assert (await market.read(escrow))["status"] == "released"


async def test_a_dispute_that_closed_before_its_freeze_arrived_never_freezes(market, told) -> None:
    escrow, dispute = await delivered(market), new_id()

    await market.withdraw(escrow, dispute)
    await market.freeze(escrow, dispute, 4_000)

    assert (await market.read(escrow))["funds"]["frozen"] == eur(0)
    assert not {"escrow.frozen.v1", "escrow.freeze-refused.v1"} & set(await told())


async def test_nothing_is_frozen_of_an_escrow_that_has_ended(market, told) -> None:
    escrow = await delivered(market)
    market.clock.passes(days=3)
    await market.sweep()

    await market.freeze(escrow, new_id(), 4_000)

    assert (await told())[-1] == "escrow.freeze-refused.v1"


async def test_the_sweeper_does_not_fire_before_the_grace_is_over(market) -> None:
    await delivered(market)
    market.clock.passes(days=3)

    assert await market.app.state.service.sweeper.fire_due(grace=timedelta(seconds=12)) == 0

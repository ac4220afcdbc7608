"""What an answer said is what happens: payments told twice, null, deadlines and the cases opened around them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from asgi_lifespan import LifespanManager
from sqlalchemy import text

from common.contracts.disputes import PolicyPublished, StandingChanged
from common.contracts.envelope import ActorRef
from common.internal.service_peers import PeerAway
from common.kernel.ids import new_id, parse_id
from common.kernel.named_ids import edition_id, standing_id
from common.messaging.bus import InMemoryBus, Message
from escrow.app import create_app

MICROSECOND = timedelta(microseconds=1)


def eur(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "EUR"}


async def delivered(market, amount: int = 10_000, **differently):
    escrow = await market.funded(amount, **differently)
    return (await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")).json()


async def shipped(market, **windows: str):
    escrow = await market.funded(10_000, windows=windows)
    body = {"carrier": "DHL", "tracking_number": "00340434"}
    return (await market.platform.post(f"/v1/escrows/{escrow['id']}/ship", body)).json()


def at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


# PRM-10: the same payment told twice


def without_what_acts_begin(shown: dict[str, Any]) -> dict[str, Any]:
    """An escrow but for what its actions lead to, whose instants count from whenever it is read."""
    return shown | {"allowed_actions": [action | {"then": None} for action in shown["allowed_actions"]]}


@pytest.mark.parametrize("later", ["nothing", "ship", "release", "part"])
async def test_prm_10_a_payment_told_again_gets_the_first_answer_and_moves_nothing(market, rows, later: str) -> None:
    escrow = await market.escrow(10_000, fee={"basis_points": 250, "paid_by": "buyer"})
    first = await market.fund(escrow, 10_250, "pay-1")
    home = f"/v1/escrows/{escrow['id']}"
    if later == "ship":
        await market.platform.post(f"{home}/ship", {"carrier": "DHL", "tracking_number": "00340434"})
    elif later in ("release", "part"):
        await market.platform.post(f"{home}/release", {"amount": eur(4_000)} if later == "part" else None)
    before = await market.read(escrow)
    market.clock.passes(days=1)

    again = await market.fund(escrow, 10_250, "pay-1")
    stale = await market.fund(escrow, 10_250, "pay-1", If_Match='"1"')

    assert (again.status_code, stale.status_code) == (200, 200)
    assert again.json() == stale.json() == first.json()
    assert again.headers["ETag"] == first.headers["ETag"]
    assert without_what_acts_begin(await market.read(escrow)) == without_what_acts_begin(before)
    assert await rows(
        "SELECT count(*), sum(amount_minor) FROM escrow.movements WHERE provider_reference = 'pay-1'"
    ) == [(2, 10_250)]
    assert await rows("SELECT count(*) FROM escrow.ledger_accounts WHERE kind = 'suspense'") == [(0,)]


async def test_prm_10_a_part_told_again_before_and_after_the_whole_is_counted_once(market) -> None:
    escrow = await market.escrow(10_000)
    first = await market.fund(escrow, 4_000, "pay-1")
    assert (await market.fund(escrow, 4_000, "pay-1")).json() == first.json()
    await market.fund(escrow, 6_000, "pay-2")

    again = await market.fund(escrow, 4_000, "pay-1")

    assert again.json() == first.json()
    assert (await market.read(escrow))["funds"]["held"] == eur(10_000)


async def test_prm_10_a_parked_payment_told_again_is_parked_once(market, rows) -> None:
    escrow = await market.escrow(10_000)
    await market.fund(escrow, 10_000, "pay-1")
    first = await market.fund(escrow, 500, "pay-2")

    again = await market.fund(escrow, 500, "pay-2")

    assert again.json() == first.json()
    assert await rows("SELECT sum(amount_minor) FROM escrow.movements WHERE kind = 'park'") == [(500,)]


async def test_prm_10_a_reference_of_another_payment_is_refused(market) -> None:
    escrow, other = await market.escrow(10_000), await market.escrow(10_000)
    await market.fund(escrow, 10_000, "pay-1")

    amount = await market.fund(escrow, 9_999, "pay-1")
    deal = await market.fund(other, 10_000, "pay-1")

    for refused in (amount, deal):
        assert (refused.status_code, refused.json()["code"]) == (409, "provider_reference_used")


async def test_prm_10_one_payment_told_ten_times_at_once_is_one_effect_and_one_answer(market, rows) -> None:
    for _ in range(3):
        escrow = await market.escrow(10_000)
        reference = str(new_id())

        answers = await asyncio.gather(*(market.fund(escrow, 10_000, reference) for _ in range(10)))

        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.text for answer in answers}) == 1
    assert await rows("SELECT count(*) FROM escrow.movements WHERE kind IN ('fund', 'park')") == [(3,)]


# PRM-12: null is not everything


@pytest.mark.parametrize("act", ["release", "refund"])
@pytest.mark.parametrize("body", [b"null", b" null ", b'{"amount": null}'])
async def test_prm_12_null_moves_nothing(market, act: str, body: bytes) -> None:
    escrow = await market.funded()
    token = {"Authorization": f"Bearer {market.platform.token}", "Idempotency-Key": "one"}
    headers = {**token, "Content-Type": "application/json"}

    answer = await market.client.post(f"/v1/escrows/{escrow['id']}/{act}", content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
    assert (await market.read(escrow))["funds"]["held"] == eur(10_000)


@pytest.mark.parametrize("act", ["release", "refund"])
@pytest.mark.parametrize("body", [b"", b"{}"])
async def test_prm_12_no_body_and_an_empty_one_mean_everything(market, act: str, body: bytes) -> None:
    escrow = await market.funded()
    token = {"Authorization": f"Bearer {market.platform.token}", "Idempotency-Key": "one"}
    headers = {**token, "Content-Type": "application/json"} if body else token

    answer = await market.client.post(f"/v1/escrows/{escrow['id']}/{act}", content=body, headers=headers)

    assert (answer.status_code, answer.json()["funds"]["held"]) == (200, eur(0))


# PRM-7, PRM-8, PRM-9: every action says what it pays


async def test_prm_9_actions_and_steps_tell_what_they_pay_net_of_the_fee(market) -> None:
    escrow = await delivered(market, 12_000, fee={"basis_points": 500})

    effects = {action["rel"]: action["money_effect"] for action in escrow["allowed_actions"]}

    paid = {"buyer": 0, "seller": 11_400, "fee": 600, "currency": "EUR"}
    assert effects["release"] == effects["accept"] == escrow["next_automatic_action"]["money_effect"] == paid
    assert effects["refund"] == {"buyer": 12_000, "seller": 0, "fee": 0, "currency": "EUR"}


async def test_prm_8_a_frozen_escrow_foretells_what_a_withdrawal_brings_and_that_is_paid(market, rows) -> None:
    escrow, dispute = await delivered(market, 10_000, fee={"basis_points": 500}), new_id()
    await market.freeze(escrow, dispute, 10_000)
    market.clock.passes(days=4)
    frozen = await market.read(escrow)

    await market.withdraw(escrow, dispute)
    thawed = await market.read(escrow)
    await market.sweep()

    paid = {"buyer": 0, "seller": 9_500, "fee": 500, "currency": "EUR"}
    assert frozen["next_automatic_action"] is None
    assert frozen["when_unfrozen"]["action"] == "auto_release"
    assert frozen["when_unfrozen"]["money_effect"] == thawed["next_automatic_action"]["money_effect"] == paid
    assert at(thawed["next_automatic_action"]["at"]) == market.clock()
    assert thawed["when_unfrozen"] is None
    assert await rows("SELECT kind, amount_minor FROM escrow.movements WHERE kind <> 'fund' ORDER BY kind") == [
        ("fee", 500), ("release", 9_500),
    ]  # fmt: skip


# PRM-5: what happens by itself takes effect at its deadline


async def test_prm_5_a_step_by_itself_is_stamped_with_its_deadline_everywhere(market, rows) -> None:
    escrow = await delivered(market)
    due_at = at(escrow["inspection_ends_at"])
    market.clock.time = due_at + timedelta(seconds=47)

    await market.sweep()

    after = await market.read(escrow)
    statement = (await market.platform.get(f"/v1/escrows/{escrow['id']}/postings")).json()["data"]
    assert at(after["closed_at"]) == due_at
    assert at(statement[-1]["created_at"]) == due_at
    assert at(statement[-1]["recorded_at"]) == market.clock()
    assert await rows("SELECT DISTINCT created_at FROM escrow.movements WHERE kind = 'release'") == [(due_at,)]
    bodies = await rows(
        "SELECT convert_from(body, 'UTF8')::jsonb ->> 'occurred_at', convert_from(body, 'UTF8')::jsonb "
        "->> 'recorded_at' FROM escrow.outbox WHERE topic IN ('funds.released.v1', 'escrow.closed.v1')"
    )
    assert [(at(occurred), at(recorded)) for occurred, recorded in bodies] == [(due_at, market.clock())] * 2


async def test_prm_5_a_settlement_that_silence_brings_is_posted_as_of_the_deadline(market, rows) -> None:
    escrow, dispute = await delivered(market), new_id()
    await market.freeze(escrow, dispute, 10_000)
    due_at = market.clock() + timedelta(days=2)
    market.clock.time = due_at + timedelta(seconds=47)

    await market.settle(escrow, dispute, 10_000, 0, occurred_at=due_at, recorded_at=market.clock())

    after = await market.read(escrow)
    statement = (await market.platform.get(f"/v1/escrows/{escrow['id']}/postings")).json()["data"]
    assert at(after["closed_at"]) == at(statement[-1]["created_at"]) == due_at
    assert at(statement[-1]["recorded_at"]) == market.clock()
    bodies = await rows(
        "SELECT convert_from(body, 'UTF8')::jsonb ->> 'occurred_at', convert_from(body, 'UTF8')::jsonb "
        "->> 'recorded_at' FROM escrow.outbox WHERE topic IN ('escrow.settled.v1', 'escrow.closed.v1')"
    )
    assert {(at(occurred), at(recorded)) for occurred, recorded in bodies} == {(due_at, market.clock())}


# PRM-6: late is late, however late the worker


@pytest.mark.parametrize(("early", "status"), [(MICROSECOND, "delivered"), (timedelta(), "released")])
async def test_prm_6_a_case_is_judged_by_its_receipt_however_late_the_worker(market, rows, told, early, status) -> None:
    escrow, dispute = await delivered(market), new_id()
    due_at = at(escrow["inspection_ends_at"])
    market.clock.time = due_at + timedelta(seconds=9)

    await market.freeze(escrow, dispute, 4_000, received_at=due_at - early)
    after = await market.read(escrow)

    assert after["status"] == status
    if status == "delivered":
        assert after["funds"]["frozen"] == eur(4_000)
    else:
        assert at(after["closed_at"]) == due_at
        assert (await told())[-3:] == ["funds.released.v1", "escrow.closed.v1", "escrow.freeze-refused.v1"]
        assert await rows("SELECT state, fired_at >= due_at FROM escrow.deadlines WHERE kind = 'auto_release'") == [
            ("fired", True)
        ]
        assert await rows("SELECT cause FROM escrow.ledger_transactions ORDER BY id DESC LIMIT 1") == [
            ("timeout:auto_release",)
        ]
    assert await market.sweep() == (1 if status == "delivered" else 0)


async def test_prm_6_a_case_opened_in_time_wins_over_a_deadline_that_has_not_fired(market) -> None:
    escrow = await market.funded()
    due_at = at(escrow["ship_by"])
    market.clock.time = due_at + timedelta(hours=3)

    await market.freeze(escrow, new_id(), 10_000, received_at=due_at - MICROSECOND)
    await market.sweep()

    assert (await market.read(escrow))["funds"]["frozen"] == eur(10_000)


# WAL-F1: money moves by itself only once disputes was heard


@dataclass
class FakePeers:
    """Disputes as a peer that is away, or that tells what it has."""

    away: bool = True
    messages: list[Message] = field(default_factory=list)
    asked: list[tuple[str, ...]] = field(default_factory=list)

    async def query_events_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> list[Message]:
        self.asked.append((publisher, *(str(one) for one in concerning)))
        if self.away:
            raise PeerAway(publisher)
        return self.messages

    async def query_events(
        self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]
    ) -> list[Message]:
        self.asked.append((publisher, *(str(one) for one in subjects)))
        if self.away:
            raise PeerAway(publisher)
        return [message for message in self.messages if message.topic in topics]

    async def close(self) -> None:
        pass


@pytest.fixture
def peers() -> FakePeers:
    return FakePeers()


@pytest.fixture
async def wary_market(market, settings, clock, peers: FakePeers):
    """The same market, whose service has peers to ask."""
    app = create_app(settings, bus=InMemoryBus(), clock=clock, peers=peers)
    async with (
        LifespanManager(app, startup_timeout=30, shutdown_timeout=30),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        market.app, market.client, market.platform.client = app, client, client
        yield market


async def passes_backoff(market) -> None:
    async with market.app.state.service.database.worker_transaction() as connection:
        await connection.execute(text("UPDATE escrow.deadlines SET retry_at = NULL"))


async def test_wal_f1_a_deadline_waits_while_disputes_is_away_and_keeps_its_instant(wary_market, peers, rows) -> None:
    market = wary_market
    escrow = await delivered(market)
    due_at = at(escrow["inspection_ends_at"])
    market.clock.time = due_at + timedelta(minutes=1)

    assert await market.sweep() == 0
    assert (await market.read(escrow))["status"] == "delivered"
    assert await rows("SELECT state, attempts, holds, retry_at > clock_timestamp() FROM escrow.deadlines "
                      "WHERE state = 'armed'") == [("armed", 0, 1, True)]  # fmt: skip
    peers.away = False
    await passes_backoff(market)
    assert await market.sweep() == 1

    after = await market.read(escrow)
    assert (after["status"], at(after["closed_at"])) == ("released", due_at)
    assert peers.asked[-1] == ("disputes", str(parse_id("esc", escrow["id"])))


async def test_wal_f1_a_case_opened_in_time_and_still_under_way_keeps_the_money(wary_market, peers) -> None:
    market = wary_market
    escrow = await delivered(market)
    due_at = at(escrow["inspection_ends_at"])
    opened = market.freeze_request(escrow, new_id(), 10_000, received_at=due_at - timedelta(hours=1))
    peers.away, peers.messages = False, [Message(opened.id, opened.topic, opened.model_dump_json().encode())]
    market.clock.time = due_at + timedelta(minutes=1)

    await market.sweep()
    await market.hears(opened)

    after = await market.read(escrow)
    assert (after["status"], after["funds"]["frozen"]) == ("delivered", eur(10_000))


async def test_wal_f1_a_case_opened_too_late_and_still_under_way_finds_the_deadline_applied(wary_market, peers) -> None:
    market = wary_market
    escrow = await delivered(market)
    due_at = at(escrow["inspection_ends_at"])
    opened = market.freeze_request(escrow, new_id(), 10_000, received_at=due_at)
    peers.away, peers.messages = False, [Message(opened.id, opened.topic, opened.model_dump_json().encode())]
    market.clock.time = due_at + timedelta(minutes=1)

    await market.sweep()

    after = await market.read(escrow)
    assert (after["status"], at(after["closed_at"])) == ("released", due_at)


async def test_wal_f1_what_no_dispute_can_prevent_does_not_wait(wary_market, peers) -> None:
    market = wary_market
    escrow = await market.escrow()
    market.clock.passes(days=7)

    assert await market.sweep() == 1
    assert (await market.read(escrow))["status"] == "expired"
    assert peers.asked == []


# PRM-38: a shipment that nobody reports as delivered has an end that is foretold


@pytest.mark.parametrize(("payer", "net"), [("seller", 9_750), ("buyer", 10_000)])
async def test_prm_8_an_unreported_shipment_foretells_the_release_behind_it(market, rows, payer: str, net: int) -> None:
    escrow = await market.escrow(10_000, fee={"basis_points": 250, "paid_by": payer})
    await market.fund(escrow, 10_000 + net - 9_750, "pay-1")
    body = {"carrier": "DHL", "tracking_number": "00340434"}
    foretold = (await market.platform.post(f"/v1/escrows/{escrow['id']}/ship", body)).json()["next_automatic_action"]
    release = foretold["then"]

    market.clock.time = at(foretold["at"])
    await market.sweep()
    presumed = (await market.read(escrow))["next_automatic_action"]
    market.clock.time = at(release["at"])
    await market.sweep()

    assert (foretold["action"], foretold["money_effect"]) == ("presume_delivery", None)
    paid = {"buyer": 0, "seller": net, "fee": 250, "currency": "EUR"}
    assert (release["of"], release["action"], release["money_effect"]) == ("escrow", "auto_release", paid)
    assert (presumed["at"], presumed["action"], presumed["money_effect"]) == (release["at"], "auto_release", paid)
    assert (await market.read(escrow))["closed_at"] == release["at"]
    posted = await rows("SELECT sum(amount_minor) FROM escrow.movements WHERE kind NOT IN ('fund', 'buyer_fee')")
    assert posted == [(net + 250,)]


async def test_prm_38_a_shipment_not_reported_counts_as_delivered_and_is_then_inspected(market, told) -> None:
    escrow = await shipped(market, delivery="10 days", inspection="2 days")
    foretold = escrow["next_automatic_action"]
    deliver_by = at(escrow["deliver_by"])
    market.clock.time = deliver_by + timedelta(seconds=30)

    await market.sweep()
    presumed = await market.read(escrow)
    market.clock.passes(days=2)
    await market.sweep()

    assert (foretold["action"], at(foretold["at"]), foretold["money_effect"]) == ("presume_delivery", deliver_by, None)
    assert escrow["windows"]["undelivered"] == "inspect"
    assert (presumed["status"], presumed["delivery_presumed"]) == ("delivered", True)
    assert (at(presumed["delivered_at"]), at(presumed["inspection_ends_at"])) == (
        deliver_by, deliver_by + timedelta(days=2),
    )  # fmt: skip
    assert (await market.read(escrow))["status"] == "released"
    assert "escrow.delivered.v1" in await told()


async def test_prm_38_a_deal_can_say_that_a_shipment_not_reported_goes_back(market) -> None:
    escrow = await shipped(market, delivery="10 days", undelivered="refund")
    market.clock.passes(days=10)
    late = await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")

    await market.sweep()

    assert escrow["next_automatic_action"]["action"] == "auto_refund_undelivered"
    assert escrow["next_automatic_action"]["money_effect"]["buyer"] == 10_000
    assert (late.status_code, late.json()["code"]) == (409, "deadline_passed")
    assert (await market.read(escrow))["status"] == "refunded"


# PRM-11: one shape of money


async def test_prm_11_events_spell_money_as_the_api_does(market, rows) -> None:
    fee = {"basis_points": 250, "fixed": eur(30), "paid_by": "buyer"}
    escrow, dispute = await delivered(market, 10_000, fee=fee), new_id()
    await market.freeze(escrow, dispute, 4_000)
    await market.settle(escrow, dispute, 1_000, 3_000)
    view = await market.read(escrow)

    bodies = [
        json.loads(body) for (body,) in await rows("SELECT convert_from(body, 'UTF8') FROM escrow.outbox "
                                                   "WHERE topic ~ '^(escrow|funds)[.]' ORDER BY position")
    ]  # fmt: skip

    last = bodies[-1]
    assert (last["price"], last["held"], last["released"]) == (
        view["amount"], view["funds"]["held"], view["funds"]["released"],
    )  # fmt: skip
    assert (last["fee_held"], last["fee_terms"]["fixed"]) == (view["funds"]["fee_held"], eur(30))
    assert not [
        (body["state"], name) for body in bodies for name, value in body.items()
        if isinstance(value, int) and name not in ("sequence", "version", "presumed")
    ]  # fmt: skip


# PRM-13, PRM-18: what was shipped is known to whoever asks for proof of it


async def test_prm_13_every_fact_of_a_shipped_deal_tells_the_services_by_which_carrier(market, rows) -> None:
    escrow = await shipped(market)
    await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")

    told = await rows("SELECT topic, body FROM escrow.outbox ORDER BY position")

    shipments = {topic: json.loads(bytes(body)).get("shipment") for topic, body in told}
    known = {"carrier": "DHL", "tracking_number": "00340434", "shipped_at": escrow["shipped_at"]}
    assert (shipments["escrow.funded.v1"], shipments["escrow.shipped.v1"]) == (None, known)
    assert shipments["escrow.delivered.v1"] == known


async def test_prm_18_a_doubtful_number_is_marked_on_the_deal(market) -> None:
    assert (await shipped(market))["shipment"]["doubts"] == ["number_not_of_carrier"]


# PRM-2: what disputes told a moment ago of participants and editions counts for a new deal


def told_by_disputes(market, event, subject: UUID, version: int = 1, **given) -> Message:
    envelope = {"tenant": market.tenant, "subject": subject, "sequence": version, "version": version}
    actor = ActorRef(role="operator", id="olga")
    told = event(**envelope, occurred_at=market.clock(), actor=actor, cause="request", **given)
    return Message(told.id, told.topic, told.model_dump_json().encode())


async def test_prm_2_whose_suspension_was_lifted_a_moment_ago_starts_a_deal(wary_market, peers) -> None:
    market, body = wary_market, {"buyer": "anna", "seller": "shop", "agreement": {"title": "A lamp"}}
    body["amount"] = {"amount": 100, "currency": "EUR"}
    await market.stands("shop", "suspended")
    unknown = await market.platform.post("/v1/escrows", body)
    peers.away = False
    early = await market.platform.post("/v1/escrows", body)
    standing = standing_id(market.tenant, "shop")
    lifted = {"participant": "shop", "status": "active", "until": None, "points": 0}
    peers.messages = [told_by_disputes(market, StandingChanged, standing, 2, **lifted)]

    made = await market.platform.post("/v1/escrows", body)

    assert (unknown.json()["code"], early.json()["code"]) == ("not_known_yet", "participant_suspended")
    assert (made.status_code, peers.asked[-1]) == (201, ("disputes", str(standing)))


async def test_prm_2_an_edition_published_a_moment_ago_can_be_named(wary_market, peers) -> None:
    market, peers.away = wary_market, False
    body = {"buyer": "anna", "seller": "shop", "agreement": {"title": "A lamp"}, "policy": "house-2026-12"}
    body["amount"] = {"amount": 100, "currency": "EUR"}
    early = await market.platform.post("/v1/escrows", body)
    edition = edition_id(market.tenant, "house-2026-12")
    about = {"edition": "house-2026-12", "name": "house", "hash": "1" * 64, "current": True}
    peers.messages = [told_by_disputes(market, PolicyPublished, edition, **about)]

    made = await market.platform.post("/v1/escrows", body)

    assert early.json()["code"] == "policy_unknown"
    assert (made.status_code, peers.asked[-1]) == (201, ("disputes", str(edition)))

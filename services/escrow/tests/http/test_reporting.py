"""PRM-34: "Report a problem" can be drawn from an escrow alone: who may, for which reasons, from when until when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from common.contracts.disputes import DisputeClosed, DisputeTermsRef, PolicyPublished
from common.contracts.envelope import ActorRef
from common.kernel.ids import new_id
from common.persistence.transaction import EVERY_PLATFORM

EITHER = [{"code": "item_not_received", "openers": ["buyer"]}, {"code": "conduct", "openers": ["buyer", "seller"]}]
WINDOW = DisputeTermsRef(reasons=EITHER, since=("funded", "delivered"), term="10 days")


@pytest.fixture
def publish(market):
    async def publish(terms: DisputeTermsRef | None, edition: str = "house-2026-01") -> str:
        await market.hears(
            PolicyPublished(
                tenant=EVERY_PLATFORM, subject=new_id(), sequence=1, version=1, occurred_at=market.clock(),
                actor=ActorRef(role="system", id="parley"), cause="start", edition=edition, name="house",
                hash="1" * 64, current=True, disputes=terms,
            )
        )  # fmt: skip
        return edition

    return publish


async def offers(market, escrow, caller=None) -> dict[str, dict]:
    answer = await (caller or market.platform).get(f"/v1/escrows/{escrow['id']}")
    return {action["actor"]: action for action in answer.json()["allowed_actions"] if action["rel"] == "dispute"}


async def test_prm_34_each_party_is_offered_its_own_report_with_all_that_it_takes(market, publish) -> None:
    escrow = await market.funded(policy=await publish(WINDOW))
    buyer, seller = await market.buyer(), await market.seller()

    window = escrow["dispute_window"]
    assert window["opens_at"] == escrow["funded_at"]
    assert window["closes_at"] == stamp(escrow["funded_at"], days=10)
    assert window["eligibility"] == f"/v1/disputes/eligibility?escrow={escrow['id']}"
    mine = (await offers(market, escrow, buyer))["buyer"]
    assert (mine["method"], mine["href"]) == ("POST", "/v1/disputes")
    assert mine["available_until"] == window["closes_at"]
    assert mine["constraints"] == {
        "escrow": escrow["id"], "reasons": ["item_not_received", "conduct"], "max_amount": 10_000, "currency": "EUR",
        "eligibility": window["eligibility"],
    }  # fmt: skip
    theirs = await offers(market, escrow, seller)
    assert list(theirs) == ["seller"]
    assert theirs["seller"]["constraints"]["reasons"] == ["conduct"]
    assert sorted(await offers(market, escrow)) == ["buyer", "seller"], "the platform sees both"
    operator = await market.participant("operator", "olga", scopes=["read", "decide"])
    assert sorted(await offers(market, escrow, operator)) == ["buyer", "operator", "seller"]
    reader = await market.participant("operator", "otto", scopes=["read"])
    assert sorted(await offers(market, escrow, reader)) == ["buyer", "seller"]


async def test_prm_34_a_representative_reports_for_whom_the_edition_lets_them(market, publish) -> None:
    studio = {"reasons": [{"code": "conduct", "openers": ["seller"]}], "represented": "seller"}
    with_studio = await market.funded(policy=await publish(DisputeTermsRef(**studio), "studio-2026-01"))
    without = await market.funded(policy=await publish(WINDOW))

    for escrow, expected in ((with_studio, ["representative"]), (without, [])):
        token = await market.participant("representative", "studio", escrow=escrow["id"])
        assert list(await offers(market, escrow, token)) == expected


async def test_prm_34_the_window_is_half_open_to_the_microsecond(market, publish) -> None:
    terms = WINDOW.model_copy(update={"earliest": "2 days"})
    windows = {"windows": {"ship_within": "30 days"}}
    escrow = await market.funded(policy=await publish(terms), **windows)
    tick = timedelta(microseconds=1)

    for wait, is_offered in (
        (timedelta(days=2) - tick, False),
        (timedelta(days=2), True),
        (timedelta(days=10) - tick, True),
        (timedelta(days=10), False),
    ):
        market.clock.time = at(escrow, wait)
        assert bool(await offers(market, escrow)) is is_offered, wait


async def test_prm_34_a_delivery_prolongs_it_and_the_automatic_release_ends_it(market, publish) -> None:
    escrow = await market.funded(policy=await publish(WINDOW), windows={"inspection": "3 days"})
    market.clock.time = at(escrow, timedelta(days=5))

    delivered = (await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")).json()

    action = (await offers(market, escrow))["buyer"]
    assert action["available_until"] == delivered["inspection_ends_at"], "then the money goes to the seller"
    assert delivered["dispute_window"]["closes_at"] == action["available_until"], "before the policy's own 15 days"
    market.clock.time = at(escrow, timedelta(days=8))
    assert await offers(market, escrow) == {}, "due, though no worker has come"


async def test_prm_34_it_is_offered_exactly_while_another_dispute_could_begin(market, publish) -> None:
    edition = await publish(WINDOW)
    unpaid = await market.escrow(policy=edition)
    assert await offers(market, unpaid) == {}
    assert unpaid["dispute_window"] is None
    escrow, dispute = await market.funded(policy=edition), new_id()

    await market.freeze(escrow, dispute, 4_000)
    assert await offers(market, escrow) == {}, "one at a time"
    await market.withdraw(escrow, dispute)
    assert (await offers(market, escrow))["buyer"]["constraints"]["max_amount"] == 10_000

    again = new_id()
    await market.freeze(escrow, again, 4_000)
    await market.settle(escrow, again, 4_000, 0)
    left = await market.read(escrow)
    assert left["funds"]["held"]["amount"] == 6_000
    assert await offers(market, escrow) == {}, "a ruled dispute is the last"


async def test_prm_34_a_case_that_ends_for_good_without_a_settlement_bars_others(market, publish) -> None:
    escrow, dispute = await market.funded(policy=await publish(WINDOW)), new_id()
    await market.freeze(escrow, dispute, 4_000)

    about = market._about(dispute, escrow)
    await market.hears(DisputeClosed(**about, outcome="inconclusive", another_may_follow=False))

    assert (await market.read(escrow))["funds"]["frozen"]["amount"] == 0
    assert await offers(market, escrow) == {}


async def test_prm_22_who_has_used_up_their_own_right_is_offered_none_and_the_other_party_is(market, publish) -> None:
    escrow = await market.funded(policy=await publish(WINDOW))

    for bars, offered in ((["seller"], ["buyer"]), (["buyer"], [])):
        dispute = new_id()
        await market.freeze(escrow, dispute, 4_000)
        about = market._about(dispute, escrow)
        await market.hears(DisputeClosed(**about, outcome="withdrawn", bars=bars))
        assert sorted(await offers(market, escrow)) == offered, "an end adds to the earlier ones"


async def test_prm_34_an_edition_that_was_told_without_terms_offers_nothing(market, publish) -> None:
    escrow = await market.funded(policy=await publish(None))

    assert escrow["dispute_window"] is None
    assert await offers(market, escrow) == {}


@pytest.mark.parametrize(("inspection", "hours"), [("24 hours", 72), ("72 hours", 72), ("5 days", 120)])
async def test_prm_24_k1_the_filing_window_holds_the_money_however_short_the_inspection(
    market, publish, inspection, hours
) -> None:
    edition = await publish(WINDOW.model_copy(update={"term": "72 hours", "holds_money": True}))
    escrow = await market.funded(policy=edition, windows={"inspection": inspection})
    market.clock.time = at(escrow, timedelta(hours=1))

    delivered = (await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")).json()

    end = stamp(escrow["funded_at"], hours=hours + 1)
    assert (delivered["inspection_ends_at"], delivered["next_automatic_action"]["at"]) == (end, end)
    assert delivered["dispute_window"]["closes_at"] == stamp(escrow["funded_at"], hours=73)
    market.clock.time = at(escrow, timedelta(hours=26))
    await market.sweep()
    assert (await market.read(escrow))["funds"]["held"]["amount"] == 10_000, "24 hours are over, the report is not late"
    assert "buyer" in await offers(market, escrow)
    market.clock.time = at(escrow, timedelta(hours=hours + 1, minutes=1))
    await market.sweep()
    assert (await market.read(escrow))["status"] == "released"


async def test_prm_24_a_buyer_who_is_content_need_not_wait_for_the_window(market, publish) -> None:
    edition = await publish(WINDOW.model_copy(update={"term": "72 hours", "holds_money": True}))
    escrow = await market.funded(policy=edition, windows={"inspection": "24 hours"})
    await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")

    accepted = await (await market.buyer()).post(f"/v1/escrows/{escrow['id']}/accept")

    assert (accepted.status_code, accepted.json()["status"]) == (200, "released")


async def test_prm_24_k1_nor_does_a_platform_release_while_the_buyer_can_still_report(market, publish) -> None:
    edition = await publish(WINDOW.model_copy(update={"term": "72 hours", "holds_money": True}))
    escrow = await market.funded(policy=edition, windows={"inspection": "24 hours"})
    home, amount = f"/v1/escrows/{escrow['id']}", {"amount": {"amount": 1_000, "currency": "EUR"}}

    undelivered = await market.platform.post(f"{home}/release", amount)
    market.clock.time = at(escrow, timedelta(hours=1))
    delivered = (await market.platform.post(f"{home}/deliver")).json()
    market.clock.time = at(escrow, timedelta(hours=73)) - timedelta(microseconds=1)
    early = await market.platform.post(f"{home}/release")

    assert (undelivered.status_code, undelivered.json()["code"]) == (409, "filing_window_open"), undelivered.text
    assert undelivered.json()["until"] is None, "it begins with the delivery"
    assert early.json()["code"] == "filing_window_open"
    assert datetime.fromisoformat(early.json()["until"]) == at(escrow, timedelta(hours=73))
    offered = {(action["rel"], action["actor"]) for action in delivered["allowed_actions"]}
    assert ("release", "platform") not in offered
    assert {("release", "buyer"), ("accept", "buyer"), ("refund", "platform")} <= offered, "to the buyer it may go"


@pytest.mark.parametrize(("case", "status"), [("undisputed part", 200), ("withdrawn", 409), ("ruled", 200)])
async def test_prm_24_the_window_holds_only_what_can_still_be_reported(market, publish, case, status) -> None:
    edition = await publish(WINDOW.model_copy(update={"term": "72 hours", "holds_money": True}))
    escrow = await market.funded(policy=edition, windows={"inspection": "30 days"})
    home, amount = f"/v1/escrows/{escrow['id']}", {"amount": {"amount": 1_000, "currency": "EUR"}}
    await market.platform.post(f"{home}/deliver")
    dispute = new_id()
    await market.freeze(escrow, dispute, 4_000)
    if case == "withdrawn":
        await market.withdraw(escrow, dispute)
    elif case == "ruled":
        about = market._about(dispute, escrow)
        await market.hears(DisputeClosed(**about, outcome="inconclusive", another_may_follow=False))

    released = await market.platform.post(f"{home}/release", amount)

    assert released.status_code == status, released.text


def at(escrow, wait: timedelta) -> datetime:
    return datetime.fromisoformat(escrow["funded_at"]) + wait


def stamp(instant: str, **wait: float) -> str:
    later = datetime.fromisoformat(instant) + timedelta(**wait)
    return later.isoformat().replace("+00:00", "Z")

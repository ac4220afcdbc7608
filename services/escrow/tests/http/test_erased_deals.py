"""WAL-A6: what was said of a deal is erased as evidence says: at once if it is over, else in the act that ends it."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from common.contracts.envelope import ActorRef
from common.contracts.evidence import CaseErased
from common.kernel.ids import new_id, parse_id

WORDS = {"title": "Ali's lamp", "terms": "Ali fetches it", "metadata": "Ali, Kai 1"}
PARCEL = {"carrier": "my cousin Ali, 0171 234", "tracking_number": "ALI0123456789"}
ENDS = ("accept", "auto_release", "settle")


@pytest.fixture
async def deal(market):
    """A deal in its inspection, in whose every text somebody called Ali stands."""
    agreement = {"title": WORDS["title"], "terms": WORDS["terms"]}
    escrow = await market.funded(agreement=agreement, metadata={"note": WORDS["metadata"]})
    shipped = await market.platform.post(f"/v1/escrows/{escrow['id']}/ship", PARCEL)
    assert shipped.status_code == 200, shipped.text
    parked = await market.fund(escrow, 5, "twice")
    assert parked.status_code == 200, parked.text
    return (await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")).json()


@pytest.fixture
def erase(market):
    async def erase(escrow, *, dispute: UUID | None = None, participant: str | None = None) -> None:
        await market.hears(
            CaseErased(
                tenant=market.tenant, subject=new_id(), sequence=1, version=1, occurred_at=market.clock(),
                actor=ActorRef(role="system", id="parley"), cause="test", dispute=dispute or new_id(),
                escrow=parse_id("esc", escrow["id"]), of=("buyer", "seller"), participant=participant,
                why="retention" if participant is None else "request",
            )
        )  # fmt: skip

    return erase


@pytest.fixture
def tables_that_say(rows):
    """Find which tables say a word, as text or as bytes. As the superuser: row security hides nothing."""

    async def find(word: str) -> set[str]:
        query = "SELECT relname FROM pg_class WHERE relnamespace = 'escrow'::regnamespace AND relkind = 'r'"
        pattern = f"{word}|{word.encode().hex()}|{word.upper().encode().hex()}"
        names = [name for (name,) in await rows(query)]
        return {name for name in names if await rows(f"SELECT 1 FROM escrow.{name} t WHERE t::text ~* '{pattern}'")}

    return find


async def end(market, escrow, how: str) -> None:
    if how == "accept":
        ended = await (await market.buyer()).post(f"/v1/escrows/{escrow['id']}/accept")
        assert "Ali" not in ended.text, "the answer that is kept says nothing either"
    elif how == "auto_release":
        market.clock.passes(days=30)
        assert await market.sweep() == 1
    else:
        dispute = new_id()
        await market.freeze(escrow, dispute, 10_000)
        await market.settle(escrow, dispute, 4_000, 6_000)


@pytest.mark.parametrize("how", ENDS)
async def test_wal_a6_asked_while_the_deal_runs_it_is_erased_as_it_ends(
    market, deal, erase, tables_that_say, how
) -> None:
    await erase(deal)
    await erase(deal, participant="anna")
    await erase(deal)
    running = await market.read(deal)
    assert running == deal, "nobody sees before that it is to be erased"

    await end(market, deal, how)

    assert await tables_that_say("ali") == set()
    ended = await market.read(deal)
    assert (ended["agreement"]["title"], ended["agreement"]["terms"], ended["metadata"]) == ("", "", {})
    assert (ended["shipment"]["carrier"], ended["shipment"]["tracking_number"]) == ("other", "")
    assert ended["version"] > deal["version"]


@pytest.mark.parametrize("how", ENDS)
async def test_wal_a6_asked_once_the_deal_is_over_it_is_erased_at_once(
    market, deal, erase, tables_that_say, how
) -> None:
    await end_plainly(market, deal, how)
    assert await tables_that_say("ali") >= {"escrows", "outbox"}

    await erase(deal)
    once = await market.read(deal)
    await erase(deal, participant="anna")

    assert await tables_that_say("ali") == set()
    assert await market.read(deal) == once


async def end_plainly(market, escrow, how: str) -> None:
    if how == "accept":
        await market.platform.post(f"/v1/escrows/{escrow['id']}/release")
        return
    await end(market, escrow, how)


async def test_wal_a6_who_asks_while_the_deal_runs_takes_the_parcel_and_leaves_the_words(
    market, deal, erase, tables_that_say, rows
) -> None:
    await erase(deal, participant="anna")

    await end(market, deal, "auto_release")

    ended = await market.read(deal)
    assert (ended["agreement"]["title"], ended["metadata"]) == (WORDS["title"], {"note": WORDS["metadata"]})
    assert (ended["shipment"]["carrier"], ended["shipment"]["tracking_number"]) == ("other", "")
    assert await tables_that_say("0171|ALI01234") == set()
    assert await rows("SELECT erasure FROM escrow.escrows") == [(None,)], "it is done"


async def test_wal_a6_a_case_withdrawn_in_a_long_inspection_leaves_nothing_behind(
    market, deal, erase, tables_that_say
) -> None:
    dispute = new_id()
    await market.freeze(deal, dispute, 10_000)
    await market.withdraw(deal, dispute)
    await erase(deal, dispute=dispute)
    during = await market.read(deal)

    market.clock.passes(days=30)
    await market.sweep()
    again = await market.fund(deal, 5, "twice")

    assert (during["status"], during["agreement"]["title"]) == ("delivered", WORDS["title"])
    assert (await market.read(deal))["status"] == "released"
    assert again.status_code == 200
    assert "Ali" not in json.dumps(again.json()), "a payment that is told again is answered without them"
    assert await tables_that_say("ali") == set()


async def test_wal_a6_what_was_due_before_a_case_is_told_without_the_words(
    market, deal, erase, tables_that_say
) -> None:
    await erase(deal)
    market.clock.passes(days=30)

    await market.freeze(deal, new_id(), 4_000)

    assert (await market.read(deal))["status"] == "released"
    assert await tables_that_say("ali") == set()


async def test_wal_a6_a_known_carrier_stays(market, erase) -> None:
    escrow = await market.funded()
    await market.platform.post(f"/v1/escrows/{escrow['id']}/ship", {**PARCEL, "carrier": "J&T Express"})
    await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")
    await market.platform.post(f"/v1/escrows/{escrow['id']}/release")
    await erase(escrow)

    shipment = (await market.read(escrow))["shipment"]
    assert (shipment["carrier"], shipment["tracking_number"]) == ("J&T Express", "")

"""WAL-A6: what was said of a deal is erased as evidence says: at once if it is over, else in the act that ends it."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from common.contracts.envelope import ActorRef
from common.contracts.escrow import DealsErased
from common.contracts.evidence import CaseErased, ParticipantErased
from common.kernel.ids import format_id, new_id, parse_id
from escrow.erasure import commands

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


@pytest.fixture
def erase_participant(market):
    async def erase_participant(role: str, participant: str) -> None:
        await market.hears(
            ParticipantErased(
                tenant=market.tenant, subject=new_id(), sequence=1, version=1, occurred_at=market.clock(),
                actor=ActorRef(role="platform", id="shop"), cause="request", role=role, participant=participant,
            )
        )  # fmt: skip

    return erase_participant


@pytest.fixture
def erased_deals(rows):
    """Read what was told of erased deals, oldest first."""

    async def erased_deals() -> list[tuple[set[str], bool]]:
        of_topic = f"WHERE topic = '{DealsErased.topic}' ORDER BY position"
        bodies = await rows(f"SELECT convert_from(body, 'UTF8') FROM escrow.outbox {of_topic}")
        events = [DealsErased.model_validate_json(body) for (body,) in bodies]
        return [({format_id("esc", id) for id in event.escrows}, event.has_more) for event in events]

    return erased_deals


async def test_wal_a6_who_is_erased_takes_the_words_of_deals_that_nobody_disputed(
    market, deal, erase_participant, tables_that_say, erased_deals
) -> None:
    await market.platform.post(f"/v1/escrows/{deal['id']}/release")
    assert await tables_that_say("ali") >= {"escrows", "outbox"}

    await erase_participant("buyer", "shop")
    await erase_participant("seller", "anna")
    assert await erased_deals() == [], "each is erased in the part that they had"
    await erase_participant("buyer", "anna")
    await erase_participant("seller", "shop")

    assert await tables_that_say("ali") == set()
    assert await erased_deals() == [({deal["id"]}, False)]
    ended = await market.read(deal)
    assert (ended["agreement"]["title"], ended["agreement"]["terms"], ended["metadata"]) == ("", "", {})
    assert (await market.platform.get("/v1/ledger/integrity")).json()["ok"] is True


async def test_wal_a6_who_is_erased_leaves_what_still_runs_and_what_has_a_case(
    market, deal, erase_participant, erased_deals
) -> None:
    disputed = await market.funded(agreement={"title": "Disputed"})
    dispute = new_id()
    await market.freeze(disputed, dispute, 10_000)
    await market.settle(disputed, dispute, 10_000, 0)
    other = await market.funded(buyer="bert", agreement={"title": "Bert's"})
    await market.platform.post(f"/v1/escrows/{other['id']}/refund")

    await erase_participant("buyer", "anna")

    assert await erased_deals() == []
    titles = [(await market.read(one))["agreement"]["title"] for one in (deal, disputed, other)]
    assert titles == [WORDS["title"], "Disputed", "Bert's"], "a case's time and holds are evidence's to know"


async def test_wal_a6_many_deals_are_erased_a_few_at_a_time(
    market, erase_participant, erased_deals, monkeypatch
) -> None:
    monkeypatch.setattr(commands, "DEALS_AT_ONCE", 2)
    ended = [await market.funded() for _ in range(3)]
    for one in ended:
        await market.platform.post(f"/v1/escrows/{one['id']}/refund")

    await erase_participant("buyer", "anna")
    await erase_participant("buyer", "anna")
    await erase_participant("buyer", "anna")

    first, second = await erased_deals()
    assert (len(first[0]), first[1], second[1]) == (2, True, False)
    assert first[0] | second[0] == {one["id"] for one in ended}


async def test_wal_a6_evidence_is_told_who_is_a_party_of_any_deal(market, client, settings) -> None:
    await market.escrow()

    async def ask(role: str, participant: str, secret: str, tenant: UUID = market.tenant):
        asked = {"tenant": str(tenant), "role": role, "participant": participant}
        return await client.get("/internal/participants", params=asked, headers={"X-Internal-Secret": secret})

    secret = settings.records_secret.get_secret_value()
    answers = [
        (await ask(*who, secret)).json()["is_known"]
        for who in (("buyer", "anna"), ("seller", "shop"), ("seller", "anna"), ("buyer", "nobody"), ("buyer", ".."))
    ]
    assert answers == [True, True, False, False, False]
    assert (await ask("buyer", "anna", secret, new_id())).json()["is_known"] is False
    assert (await ask("buyer", "anna", "another")).status_code == 403

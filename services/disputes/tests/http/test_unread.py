"""PRM-39: what is news to whom. Each reader marks how far they have read; rows and `expand` count what came since."""

from __future__ import annotations

import pytest

from common.contracts.evidence import RequestSatisfied
from disputes.testing import BUYER, OPERATOR, SELLER, failed

EDITION = "agreement_first-2026-12"


async def row(case, who: str) -> dict:
    listed = (await case.api.get(who)).json()["data"]
    return next(one for one in listed if one["id"] == case.answer["id"])


async def unread(case, who: str) -> tuple[int, int]:
    counted = (await row(case, who))["unread"]
    return counted["messages"], counted["entries"]


async def say(case, who: str, text: str) -> dict:
    return await case.do(who, "messages", {"text": text})


@pytest.fixture
async def case(start):
    return await start(EDITION)


async def test_prm_39_what_others_wrote_is_unread_until_it_is_read(case) -> None:
    await case.do(BUYER, "read")
    before = await unread(case, BUYER)
    await say(case, SELLER, "It was fine when I sent it.")
    await say(case, BUYER, "It was not.")

    assert before == (0, 0)
    assert await unread(case, BUYER) == (1, 1), "one's own is no news"
    assert (await unread(case, SELLER))[0] == 1
    marked = await case.do(BUYER, "read")
    assert marked["dispute"] == case.answer["id"]
    assert await unread(case, BUYER) == (0, 0)
    assert (await unread(case, SELLER))[0] == 1, "each has read for themselves"


async def test_prm_39_up_to_a_message_is_read_and_what_came_after_it_is_not(case) -> None:
    first = await say(case, SELLER, "One.")
    second = await say(case, SELLER, "Two.")

    await case.do(BUYER, "read", {"message": first["id"]})
    after_the_first = await unread(case, BUYER)
    await case.do(BUYER, "read", {"message": second["id"]})
    after_the_second = await unread(case, BUYER)
    await case.do(BUYER, "read", {"message": first["id"]})

    assert (after_the_first, after_the_second) == ((1, 1), (0, 0))
    assert await unread(case, BUYER) == (0, 0), "what was read stays so"


async def test_prm_39_up_to_an_entry_of_the_story_is_read(case) -> None:
    await say(case, SELLER, "One.")
    story = (await case.api.get(BUYER, f"{case.path}/story")).json()["data"]
    await say(case, SELLER, "Two.")

    await case.do(BUYER, "read", {"entry": story[-1]["id"]})

    assert await unread(case, BUYER) == (1, 1)


async def test_prm_39_the_screen_of_a_case_says_what_is_unread(case) -> None:
    await case.do(BUYER, "read")
    await say(case, SELLER, "One.")

    seen = (await case.api.get(BUYER, f"{case.path}?expand=messages,story")).json()["expanded"]

    assert (seen["messages"]["unread"], seen["story"]["unread"]) == (1, 1)


async def test_prm_39_what_is_not_to_be_seen_is_not_counted(case) -> None:
    await case.api.tell(failed(case.id))
    for who in (BUYER, SELLER, OPERATOR):
        await case.do(who, "read")

    await case.do(OPERATOR, "assign", {})
    await case.do(OPERATOR, "notes", {"text": "Looks honest."})

    assert await unread(case, SELLER) == (0, 0), "neither who has the case nor what they noted"
    other = await case.api.get("operator-2")
    entries = {one["id"]: one["unread"]["entries"] for one in other.json()["data"]}
    assert entries[case.answer["id"]] > 2


async def test_prm_39_reading_changes_nothing_in_the_case(case) -> None:
    before = await case.see()
    events = len(await case.told("disputes.updated.v1"))

    await case.do(BUYER, "read")

    assert (await case.see())["version"] == before["version"]
    assert len(await case.told("disputes.updated.v1")) == events


async def test_prm_39_a_case_that_is_over_is_read_as_well(case) -> None:
    await case.do(BUYER, "withdraw")

    await case.do(SELLER, "read")

    assert await unread(case, SELLER) == (0, 0)


async def test_prm_39_only_lines_of_the_case_are_read_up_to(start, case) -> None:
    other = await start(EDITION)
    message = await say(other, SELLER, "Elsewhere.")

    stale = await case.refused(BUYER, "read", headers={"If-Match": '"999"'})
    foreign = await case.refused(BUYER, "read", {"message": message["id"]})
    both = await case.refused(BUYER, "read", {"message": message["id"], "entry": "evt_01jd0000000000000000000000"})
    stranger = await case.refused("stranger-1", "read")

    assert (stale["status"], stale["code"]) == (412, "version_conflict")
    assert (foreign["status"], foreign["code"]) == (404, "not_found")
    assert (both["status"], both["code"]) == (422, "validation_failed")
    assert stranger["status"] == 404


async def test_prm_39_evidence_that_came_is_news_to_the_other_party(start) -> None:
    case = await start(EDITION, reason="significantly_not_as_described")
    await case.api.tell(failed(case.id))
    for who in (BUYER, SELLER):
        await case.do(who, "read")
    before = await unread(case, SELLER)

    await case.item("buyer", kind="photo")
    await case.tell(RequestSatisfied, "buyer")

    assert (await unread(case, SELLER))[1] > before[1]

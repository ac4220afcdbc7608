"""DOR-W3: what happens to a case as it happens, as each reader may see it."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import text

from common.kernel.ids import format_id
from deploy.proof.testing.event_streams import open_stream
from disputes.testing import BUYER, OPERATOR, SELLER, TENANT, failed

EDITION = "agreement_first-2026-11"


def stream_of(case, who: str, **headers: str):
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return open_stream(case.api.app, f"/v1/disputes{case.path}/stream", {**case.api.headers(who), **given})


async def test_dor_w3_a_party_hears_what_the_other_says_and_nothing_of_operators_work(start) -> None:
    case = await start(EDITION)
    async with stream_of(case, BUYER) as buyer, stream_of(case, OPERATOR) as operator:
        await case.do(SELLER, "messages", {"text": "It was sent on Monday."})
        await case.api.tell(failed(case.id, occurred_at=case.clock.time))
        await case.do(OPERATOR, "assign", {})
        await case.do(OPERATOR, "notes", {"text": "The seller has called twice."})
        await case.do(SELLER, "messages", {"text": "Still there?"})
        heard, staff = [], []
        while "Still there?" not in [line["data"]["text"] for line in heard]:
            heard.append(await buyer.read_event())
        while "Still there?" not in [line["data"]["text"] for line in staff]:
            staff.append(await operator.read_event())

    assert {"assigned", "note_written"} <= {line["event"] for line in staff}
    assert not {"assigned", "note_written"} & {line["event"] for line in heard}
    told = {entry["id"]: entry for entry in (await case.api.get(BUYER, f"{case.path}/story?limit=100")).json()["data"]}
    assert [told[line["id"]] for line in heard] == [line["data"] for line in heard]
    assert heard[0]["data"]["who"] == {"role": "seller", "id": SELLER}


async def test_dor_w3_a_story_goes_on_behind_the_last_line_that_was_seen(start) -> None:
    case = await start(EDITION)
    for number in range(3):
        await case.do(BUYER, "messages", {"text": f"Number {number}"})
    seen = (await case.api.get(SELLER, f"{case.path}/story?limit=100")).json()["data"]
    async with stream_of(case, SELLER, Last_Event_ID=seen[-3]["id"]) as stream:
        rest = await stream.read_events(2)
    async with stream_of(case, SELLER, Last_Event_ID=format_id("evt", uuid4())) as unknown:
        assert unknown.status == 400

    assert [line["id"] for line in rest] == [entry["id"] for entry in seen[-2:]]


async def test_dor_w3_whoever_was_cut_off_before_the_first_line_misses_none(start) -> None:
    case = await start(EDITION)
    own = "/v1/disputes/stream"
    async with stream_of(case, SELLER) as stream, open_stream(case.api.app, own, case.api.headers(SELLER)) as all_own:
        assert not await stream.has_news(0.1)
        assert not await all_own.has_news(0.1)
        of_case, of_all = stream.bookmark, all_own.bookmark
    await case.do(BUYER, "messages", {"text": "Missed"})

    async with stream_of(case, SELLER, Last_Event_ID=of_case) as stream:
        assert (await stream.read_event())["data"]["text"] == "Missed"
    async with open_stream(case.api.app, own, {**case.api.headers(SELLER), "Last-Event-ID": of_all}) as stream:
        assert (await stream.read_event())["data"]["text"] == "Missed"
    for reader, strange in ((BUYER, of_case), (SELLER, of_all)):
        async with stream_of(case, reader, Last_Event_ID=strange) as refused:
            assert refused.status == 400, "it is one reader's, of one stream"


async def test_dor_w3_a_line_that_commits_late_is_not_passed_over(start, begin) -> None:
    """Its place was given before that of the line which was committed first."""
    case = await start(EDITION)
    insert = text(
        "INSERT INTO disputes.story (tenant_id, id, dispute, at, kind, actor_role, actor_id, audience, params)"
        " VALUES (:tenant, :id, :dispute, now(), 'late', 'system', 'parley', 'everybody', '{}')"
    )
    async with stream_of(case, BUYER) as stream:
        async with begin(TENANT) as tx:
            await tx.execute(insert, {"tenant": TENANT, "id": uuid4(), "dispute": case.id})
            await case.do(SELLER, "messages", {"text": "Sooner"})
            assert not await stream.has_news(0.8), "what is still under way may come before it"
        lines = await stream.read_events(2)

    assert [line["event"] for line in lines] == ["late", "message_posted"]


async def test_dor_w3_strangers_hear_nothing_of_a_case(start) -> None:
    case = await start(EDITION)
    async with stream_of(case, "buyer-other") as stream:
        assert (stream.status, b"not_found" in stream.body) == (404, True)


async def read_written(stream, count: int) -> list[dict]:
    """Read what was written. A stream begins with the oldest transaction that had not ended, so that it misses nothing:
    lines of just before may come once more."""
    written: list[dict] = []
    while len(written) < count:
        line = await stream.read_event()
        written += [line] if line["event"] in ("message_posted", "note_written") else []
    return written


async def test_dor_w3_a_party_hears_of_all_its_cases_and_of_no_others(start) -> None:
    first, second = await start(EDITION), await start(EDITION)
    app, headers = first.api.app, first.api.headers
    async with (
        open_stream(app, "/v1/disputes/stream", headers(SELLER)) as seller,
        open_stream(app, "/v1/disputes/stream", headers(OPERATOR, scope="read")) as operator,
        open_stream(app, "/v1/disputes/stream", headers("buyer-other")) as stranger,
    ):
        await first.do(BUYER, "messages", {"text": "One"})
        await second.do(OPERATOR, "notes", {"text": "A note"})
        await second.do(BUYER, "messages", {"text": "Two"})
        heard, staff = await read_written(seller, 2), await read_written(operator, 3)
        assert not await stranger.has_news()
    async with open_stream(app, "/v1/disputes/stream", headers(SELLER) | {"Last-Event-ID": heard[0]["id"]}) as again:
        rest = await again.read_event()
    foreign = open_stream(app, "/v1/disputes/stream", headers("buyer-other") | {"Last-Event-ID": heard[0]["id"]})
    async with foreign as refused:
        assert refused.status == 400

    told = [(line["data"]["dispute"], line["data"]["text"]) for line in heard]
    assert told == [(first.answer["id"], "One"), (second.answer["id"], "Two")]
    assert rest == {"retry": "2000"} | heard[1]
    assert [line["event"] for line in staff] == ["message_posted", "note_written", "message_posted"]


async def test_dor_w3_a_link_opens_the_stream_of_a_case_in_the_name_of_who_asked(start) -> None:
    case, other = await start(EDITION), await start(EDITION)
    app, path = case.api.app, f"/v1/disputes{case.path}/stream"
    link = (await case.api.post(SELLER, f"{case.path}/stream/link")).json()["url"]
    own = (await case.api.post(SELLER, "/stream/link")).json()["url"]
    async with open_stream(app, link, {}) as of_case, open_stream(app, f"{own}&named=false", {}) as of_all:
        await case.do(BUYER, "messages", {"text": "Heard"})
        [line], [unnamed] = await read_written(of_case, 1), await of_all.read_events(1)
    async with open_stream(app, link, {"Last-Event-ID": line["id"]}) as stream:
        await case.do(OPERATOR, "notes", {"text": "A note"})
        await case.do(BUYER, "messages", {"text": "Later"})
        assert (await stream.read_event())["data"]["text"] == "Later", "no note"
    for address in (link.replace(case.path, other.path), link.replace(path, "/v1/disputes/stream"), path):
        async with open_stream(app, address, {}) as refused:
            assert refused.status == 401, address
    stranger = await case.api.post("buyer-other", f"{case.path}/stream/link")

    assert (line["data"]["text"], "event" in unnamed) == ("Heard", False)
    assert stranger.status_code == 404

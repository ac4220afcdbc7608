"""DOR-W3: the feed as it comes, and where a list of it may begin."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from common.kernel.ids import format_id
from common.turns.shares import Shares
from deploy.proof.testing.event_streams import open_stream
from notifications.testing import an_escalated_dispute

HOME = "/v1/events/stream"


@pytest.fixture
def app(client):
    return client._transport.app


def ids(*facts) -> list[str]:
    return [format_id("evt", fact.id) for fact in facts]


async def test_dor_w3_an_event_comes_as_it_is_told_word_for_word(client, app, platform, tell) -> None:
    await tell()
    async with open_stream(app, HOME, platform) as stream:
        fact = await tell()
        event = await stream.read_event()

    read = await client.get(f"/v1/events/{event['id']}", headers=platform)
    assert (event["id"], event["event"]) == (*ids(fact), "dispute.escalated")
    assert event["data"] == read.json()
    assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert stream.headers["x-accel-buffering"] == "no"


async def test_dor_w3_it_goes_on_behind_the_last_event_that_was_seen(app, platform, tell) -> None:
    facts = [await tell() for _ in range(4)]
    async with open_stream(app, HOME, {**platform, "Last-Event-ID": ids(facts[1])[0]}) as stream:
        by_header = await stream.read_events(2)
    async with open_stream(app, f"{HOME}?after={ids(facts[2])[0]}", platform) as stream:
        [by_query] = await stream.read_events(1)
    async with open_stream(app, HOME, {**platform, "Last-Event-ID": format_id("evt", uuid4())}) as unknown:
        assert (unknown.status, b"bad_cursor" in unknown.body) == (400, True)

    assert [event["id"] for event in by_header] == ids(*facts[2:])
    assert by_query["id"] == ids(facts[3])[0]


async def test_dor_w3_more_than_one_batch_comes_without_a_gap(app, platform, tell, monkeypatch) -> None:
    monkeypatch.setattr("notifications.queries.BATCH_SIZE", 2)
    facts = [await tell() for _ in range(5)]
    async with open_stream(app, f"{HOME}?since=2020-01-01T00:00:00Z", platform) as stream:
        events = await stream.read_events(5)

    assert [event["id"] for event in events] == ids(*facts)


async def test_dor_w3_it_can_be_narrowed_and_no_other_platform_hears_of_it(app, platform, keys, tenant, tell) -> None:
    stranger = {"Authorization": f"Bearer {keys.token(tenant=uuid4(), role='platform')}"}
    wanted = an_escalated_dispute(tenant=tenant)
    subject = format_id("dsp", wanted.subject)
    async with (
        open_stream(app, f"{HOME}?subject={subject}&type=dispute.*", platform) as narrow,
        open_stream(app, HOME, stranger) as foreign,
    ):
        await tell()
        await tell(wanted)
        event = await narrow.read_event()
        assert not await foreign.has_news()

    assert event["data"]["subject"] == subject


async def test_dor_w3_whoever_was_cut_off_before_the_first_event_misses_none(app, platform, keys, tenant, tell) -> None:
    anna = {"Authorization": f"Bearer {keys.token(tenant=tenant, role='buyer', sub='anna')}"}
    await tell()
    bookmarks = {}
    for reader, headers in (("platform", platform), ("anna", anna)):
        async with open_stream(app, HOME, headers) as stream:
            assert not await stream.has_news(0.1)
            bookmarks[reader] = stream.bookmark
    missed = await tell()

    async with open_stream(app, HOME, {**platform, "Last-Event-ID": bookmarks["platform"]}) as stream:
        assert [event["id"] for event in await stream.read_events(1)] == ids(missed)
    for strange in (bookmarks["anna"], bookmarks["platform"][:-2] + "xy", "at_", "at_é"):
        async with open_stream(app, HOME, {**platform, "Last-Event-ID": strange}) as refused:
            assert (refused.status, b"bad_cursor" in refused.body) == (400, True), strange


async def test_dor_w3_it_ends_with_its_token_and_says_so(app, keys, tenant) -> None:
    short = {"Authorization": f"Bearer {keys.token(tenant=tenant, role='platform', ttl=2)}"}
    async with open_stream(app, HOME, short) as stream:
        event = await stream.read_event()
        with pytest.raises(StopAsyncIteration):
            await stream.read_event()

    assert (event["event"], event["data"]) == ("end", {"reason": "token_expired"})
    assert event["id"].startswith("at_"), "no event's: the bookmark with which it began"


async def test_dor_w3_while_nothing_happens_it_shows_that_it_lives(app, platform, monkeypatch) -> None:
    monkeypatch.setattr("common.web.event_stream.HEARTBEAT_SECONDS", 0.05)
    async with open_stream(app, HOME, platform) as stream:
        assert not await stream.has_news(0.3)
        assert stream.comments > 2


async def test_dor_w3_a_blank_line_ends_an_event_and_nothing_else(app, platform, tell, monkeypatch) -> None:
    """Libraries (httpx-sse) take one behind `retry` or a heartbeat for an event without data, which is no JSON."""
    monkeypatch.setattr("common.web.event_stream.HEARTBEAT_SECONDS", 0.05)
    async with open_stream(app, HOME, platform) as stream:
        await tell()
        await stream.read_event()
        assert not await stream.has_news(0.2)

    assert stream.body.startswith(b"retry: 2000\nid: at_")
    assert stream.comments > 1
    assert [block for block in stream.blocks if "\ndata: " not in block] == []


async def test_dor_w3_a_process_that_ends_sends_its_readers_elsewhere(app, platform, monkeypatch) -> None:
    async with open_stream(app, HOME, platform) as stream:
        monkeypatch.setattr("common.web.event_stream._is_server_stopping", lambda: True)
        event = await stream.read_event()

    assert event["data"] == {"reason": "restarting"}


async def test_dor_w3_one_caller_has_a_few_streams_and_leaves_none_behind(client, app, platform) -> None:
    app.state.service.deps.streams._limits = Shares(of_caller=1, of_platform=10, of_process=10)
    async with open_stream(app, HOME, platform), open_stream(app, HOME, platform) as second:
        assert (second.status, b"too_many_streams" in second.body) == (429, True)
        assert second.headers["retry-after"] == "1"
    async with open_stream(app, HOME, platform) as again:
        assert again.status == 200
    head = await client.head(HOME, headers=platform)
    assert (head.status_code, head.content) == (200, b"")


async def test_wal_f6_streams_that_are_opened_at_once_are_counted_before_anything_is_read(
    client, app, keys, tenant, platform
) -> None:
    app.state.service.deps.streams._limits = Shares(of_caller=2, of_platform=10, of_process=10)
    openings = [open_stream(app, HOME, platform) for _ in range(5)]

    streams = await asyncio.gather(*(opening.__aenter__() for opening in openings))
    await asyncio.gather(*(opening.__aexit__(None, None, None) for opening in openings))
    refused = await asyncio.gather(
        *(client.get(f"{HOME}?after={format_id('evt', uuid4())}", headers=platform) for _ in range(4))
    )

    assert sorted(stream.status for stream in streams) == [200, 200, 429, 429, 429]
    assert sorted(answer.status_code for answer in refused) == [400, 400, 429, 429]
    hub = app.state.service.deps.streams
    assert not hub._callers, "what was refused, or has ended, holds nothing"
    async with open_stream(app, HOME, platform) as again:
        assert again.status == 200


async def test_dor_w3_a_list_begins_at_an_instant_or_behind_everything(client, platform, tenant, tell) -> None:
    days = [datetime(2027, 1, day, tzinfo=UTC) for day in (1, 3, 2)]
    _, second, late = [await tell(an_escalated_dispute(tenant=tenant, occurred_at=day)) for day in days]

    async def page(**query):
        answer = await client.get("/v1/events", params=query, headers=platform)
        assert answer.status_code == 200, answer.text
        return answer.json()

    since = await page(since="2027-01-02T12:00:00Z", limit=1)
    rest = await page(cursor=since["next_cursor"], limit=1_000)
    latest = await page(since="latest")
    after_all = await page(since=(days[1] + timedelta(days=9)).isoformat())
    fact = await tell()

    assert [event["id"] for event in since["data"] + rest["data"]] == ids(second, late)
    assert (latest["data"], latest["has_more"], after_all["data"]) == ([], False, [])
    for ended in (latest, after_all):
        assert [e["id"] for e in (await page(cursor=ended["next_cursor"]))["data"]] == ids(fact)


async def test_dor_w3_a_beginning_that_is_none_is_told_once(client, platform) -> None:
    refused = await client.get("/v1/events", params={"since": "yesterday"}, headers=platform)

    [mistake] = refused.json()["errors"]
    assert (refused.status_code, mistake["pointer"]) == (422, "/since")
    assert "RFC 3339" in mistake["message"]
    assert "'latest'" in mistake["message"]

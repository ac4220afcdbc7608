"""DOR-W3, DOR-W5: a link opens an event stream for the `EventSource` of a browser, which can send no token."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from common.kernel import seams
from common.kernel.ids import format_id
from common.web.links.stream_links import LIFETIME
from deploy.proof.testing.event_streams import open_stream
from notifications.testing import an_escalated_dispute

HOME = "/v1/events/stream"
NOBODY: dict[str, str] = {}


@pytest.fixture
def app(client):
    return client._transport.app


async def get_link(client, headers) -> str:
    answer = await client.post(f"{HOME}/link", headers=headers)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["url"])


async def test_dor_w3_a_link_opens_the_stream_without_a_token_and_goes_on_where_it_broke(
    client, app, platform, tell
) -> None:
    link = await get_link(client, platform)
    async with open_stream(app, link, NOBODY) as stream:
        first = await tell()
        event, begin = await stream.read_event(), stream.bookmark
    second = await tell()
    async with open_stream(app, link, {"Last-Event-ID": event["id"]}) as by_field:
        assert (await by_field.read_event())["id"] == format_id("evt", second.id)
    async with open_stream(app, f"{link.partition('&')[0]}&after={begin}", NOBODY) as by_query:
        again = await by_query.read_events(2)

    assert event["id"] == format_id("evt", first.id)
    assert event["data"] == (await client.get(f"/v1/events/{event['id']}", headers=platform)).json()
    assert [line["id"] for line in again] == [format_id("evt", fact.id) for fact in (first, second)]


async def test_dor_w3_a_stream_without_names_reaches_whoever_asks_for_no_type(client, app, platform, tell) -> None:
    link = await get_link(client, platform)
    async with open_stream(app, f"{link}&named=false&type=dispute.*", NOBODY) as stream:
        await tell()
        event = await stream.read_event()

    assert ("event" in event, event["data"]["type"]) == (False, "dispute.escalated")


async def test_dor_w3_a_link_is_one_readers_of_one_stream_and_reads_only(client, app, platform, keys, tenant) -> None:
    link = await get_link(client, platform)
    token = parse_qs(urlsplit(link).query)["token"][0]
    forged = link.replace(token, f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}")
    for address in (forged, HOME, f"{HOME}?token=", f"{link}&token={token}", f"{HOME}?token=é"):
        async with open_stream(app, address, NOBODY) as refused:
            assert (refused.status, b"unauthenticated" in refused.body) == (401, True), address
    for elsewhere in ("/v1/events", "/v1/webhook-endpoints", f"{HOME}/link"):
        assert (await client.get(f"{elsewhere}?token={token}")).status_code == 401, elsewhere
    assert (await client.post(f"{HOME}/link?token={token}")).status_code == 401
    for role in ("representative", "admin"):
        headers = {"Authorization": f"Bearer {keys.token(tenant=tenant, role=role)}"}
        assert (await client.post(f"{HOME}/link", headers=headers)).status_code == 403, role


async def test_dor_w3_whoever_has_a_link_sees_what_its_reader_may_see(client, app, keys, tenant, tell) -> None:
    buyer = {"Authorization": f"Bearer {keys.token(tenant=tenant, role='buyer', sub='anna')}"}
    async with open_stream(app, await get_link(client, buyer), NOBODY) as stream:
        await tell(an_escalated_dispute(tenant=tenant))
        assert not await stream.has_news(1), "a case of others"


async def test_dor_w3_a_link_is_over_after_five_minutes_and_its_streams_with_it(
    client, app, platform, monkeypatch
) -> None:
    link = await get_link(client, platform)
    real = seams.utc_now
    monkeypatch.setattr(seams, "utc_now", lambda: real() + LIFETIME - timedelta(seconds=5))
    async with open_stream(app, link, NOBODY) as stream:
        end = await stream.read_event()
    monkeypatch.setattr(seams, "utc_now", lambda: real() + LIFETIME)
    async with open_stream(app, link, NOBODY) as late:
        assert (late.status, b"Ask for a new one" in late.body) == (401, True)

    assert (end["event"], end["data"]) == ("end", {"reason": "token_expired"})


async def test_dor_w3_a_link_lasts_no_longer_than_the_token_that_asked_for_it(client, keys, tenant) -> None:
    headers = {"Authorization": f"Bearer {keys.token(tenant=tenant, role='platform', ttl=60)}"}
    expires_at = (await client.post(f"{HOME}/link", headers=headers)).json()["expires_at"]

    assert datetime.fromisoformat(expires_at) <= datetime.now(UTC) + timedelta(seconds=60)


async def test_dor_w3_what_happens_between_a_link_and_its_stream_is_not_missed(client, app, platform, tell) -> None:
    link = await get_link(client, platform)
    missed = await tell()
    async with open_stream(app, link, NOBODY) as stream:
        assert (await stream.read_event())["id"] == format_id("evt", missed.id)

from __future__ import annotations

import base64
from uuid import uuid4

import jsonschema_rs
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.contracts.disputes import DisputeOpened
from common.contracts.public_form import public_schema
from common.kernel.errors import DomainError
from common.kernel.ids import format_id
from notifications.domain import errors
from notifications.statuses import REFUSAL_STATUSES
from notifications.testing import SECRET, running_receiver

HOOKS = "/v1/webhook-endpoints"


@pytest.fixture
async def hook(client, platform, receiver):
    async def hook(**differently):
        body = {"url": receiver.url, "event_types": ["*"], **differently}
        return (await client.post(HOOKS, json=body, headers=platform)).json()

    return hook


async def test_a_platform_registers_an_endpoint_and_gets_its_first_event(
    client, platform, receiver, tell, courier
) -> None:
    answer = await client.post(HOOKS, json={"url": receiver.url, "event_types": ["dispute.*"]}, headers=platform)

    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["location"] == f"{HOOKS}/{made['id']}"
    assert (made["state"], made["version"], made["event_types"]) == ("enabled", 1, ["dispute.*"])
    assert len(base64.b64decode(made["secret"].removeprefix("whsec_"))) == 32
    await tell()
    await courier.deliver_due()
    assert receiver.got[0].verified_payload(made["secret"])["type"] == "dispute.escalated"


async def test_the_secret_is_shown_once(client, platform, hook) -> None:
    made = await hook()

    read = (await client.get(f"{HOOKS}/{made['id']}", headers=platform)).json()
    listed = (await client.get(HOOKS, headers=platform)).json()

    assert "secret" not in read
    assert listed["data"] == [read]
    assert read == {name: value for name, value in made.items() if name != "secret"}


async def test_a_repeated_request_gets_the_same_secret_and_the_database_never_sees_it(
    client, platform, receiver, database
) -> None:
    headers = {**platform, "Idempotency-Key": "once"}
    body = {"url": receiver.url, "event_types": ["*"], "secret": SECRET}

    first = await client.post(HOOKS, json=body, headers=headers)
    again = await client.post(HOOKS, json=body, headers=headers)

    assert again.headers["idempotent-replayed"] == "true"
    assert first.json() == again.json()
    assert first.json()["secret"] == SECRET
    admin = create_async_engine(database.admin_url)
    async with admin.connect() as connection:
        kept = await connection.scalars(text("SELECT convert_from(body, 'UTF8') FROM notifications.idempotency"))
        assert all(SECRET.removeprefix("whsec_") not in row for row in kept)
    await admin.dispose()


@pytest.mark.parametrize(
    "secret",
    [
        "whsec_" + base64.b64encode(bytes(23)).decode(),
        "whsec_" + base64.b64encode(bytes(65)).decode(),
        "whsec_not base64!",
        base64.b64encode(bytes(32)).decode(),
        "",
    ],
)
async def test_a_weak_secret_is_refused(client, platform, receiver, secret) -> None:
    body = {"url": receiver.url, "event_types": ["*"], "secret": secret}

    answer = await client.post(HOOKS, json=body, headers=platform)

    assert (answer.status_code, answer.json()["code"]) == (422, "secret_invalid")


@pytest.mark.parametrize("types", [["dispute.imagined"], ["imagined.*"], ["*.created"], ["dispute.*", "x"]])
async def test_an_unknown_event_type_is_refused(client, platform, receiver, types) -> None:
    answer = await client.post(HOOKS, json={"url": receiver.url, "event_types": types}, headers=platform)

    assert (answer.status_code, answer.json()["code"]) == (422, "event_type_unknown")


@pytest.mark.parametrize("types", [[], ["*"] * 1000])
async def test_no_types_or_a_thousand_are_refused(client, platform, receiver, types) -> None:
    answer = await client.post(HOOKS, json={"url": receiver.url, "event_types": types}, headers=platform)

    assert answer.status_code == 422


async def test_the_51st_endpoint_is_refused(client, platform, subscribe) -> None:
    for _ in range(50):
        await subscribe("http://127.0.0.1:9999/")

    answer = await client.post(HOOKS, json={"url": "http://127.0.0.1:9999/", "event_types": ["*"]}, headers=platform)

    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_endpoints")


async def test_another_platform_s_endpoint_is_the_same_404_as_none(client, keys, hook) -> None:
    made = await hook()
    stranger = {"Authorization": f"Bearer {keys.token(tenant=uuid4(), role='platform')}"}
    missing = format_id("whe", uuid4())

    for id in (made["id"], missing):
        for method, path in (
            ("GET", ""),
            ("PATCH", ""),
            ("DELETE", ""),
            ("POST", "/test"),
            ("POST", "/secret/rotate"),
            ("GET", "/deliveries"),
        ):
            body = {} if method == "PATCH" else None
            answer = await client.request(method, f"{HOOKS}/{id}{path}", headers=stranger, json=body)
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
    assert (await client.get(HOOKS, headers=stranger)).json() == {"data": []}


@pytest.mark.parametrize("role", ["buyer", "seller", "operator", "representative"])
async def test_only_the_platform_manages_webhooks(client, keys, tenant, role) -> None:
    token = {"Authorization": f"Bearer {keys.token(tenant=tenant, role=role, scope='read')}"}

    answer = await client.get(HOOKS, headers=token)

    assert answer.status_code == 403


async def test_pag_13_a_lead_operator_sees_deliveries_and_sends_one_again_and_changes_nothing_else(
    client, keys, tenant, platform, hook, tell, courier, receiver
) -> None:
    made = await hook()
    await tell()
    await courier.deliver_due()
    home = f"{HOOKS}/{made['id']}"

    def operator(scope: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {keys.token(tenant=tenant, role='operator', scope=scope)}"}

    lead = operator("read lead")
    [delivery] = (await client.get(f"{home}/deliveries", headers=lead)).json()["data"]
    again = f"{HOOKS}/deliveries/{delivery['id']}/redeliver"
    assert (await client.get(HOOKS, headers=lead)).json()["data"][0]["id"] == made["id"]
    assert "secret" not in (await client.get(home, headers=lead)).json()
    assert (await client.get(f"{HOOKS}/deliveries/{delivery['id']}", headers=lead)).json() == delivery
    assert (await client.post(again, headers=operator("read decide"))).status_code == 403
    assert (await client.post(again, headers=lead)).status_code == 202
    await courier.deliver_due()
    assert len(receiver.got) == 2

    for method, path, body in (
        ("POST", HOOKS, {"url": made["url"], "event_types": ["*"]}),
        ("PATCH", home, {"enabled": False}),
        ("DELETE", home, None),
        ("POST", f"{home}/test", None),
        ("POST", f"{home}/secret/rotate", None),
        ("POST", f"{home}/replay", {"since": "2026-11-24T00:00:00Z", "until": "2026-11-25T00:00:00Z"}),
    ):
        assert (await client.request(method, path, headers=lead, json=body)).status_code == 403, path


async def test_it_can_be_turned_off_and_on_and_changed(client, platform, hook, tell, courier, receiver) -> None:
    made = await hook()
    where = f"{HOOKS}/{made['id']}"

    off = await client.patch(where, json={"enabled": False}, headers=platform)
    await tell()
    on = await client.patch(where, json={"enabled": True, "event_types": ["escrow.*"]}, headers=platform)
    await tell()

    assert (off.json()["state"], off.json()["disabled_why"]) == ("disabled", "owner")
    assert (on.json()["state"], on.json()["event_types"], on.json()["version"]) == (
        "enabled",
        ["escrow.*"],
        3,
    )
    assert await courier.deliver_due() == 0


async def test_a_change_of_what_has_changed_since_is_refused(client, platform, hook) -> None:
    made = await hook()
    where, headers = f"{HOOKS}/{made['id']}", {**platform, "If-Match": '"1"'}
    await client.patch(where, json={"description": "first"}, headers=headers)

    answer = await client.patch(where, json={"description": "second"}, headers=headers)

    assert (answer.status_code, answer.json()["current_version"]) == (412, 2)


async def test_a_deleted_endpoint_gets_nothing_more(client, platform, hook, tell, courier) -> None:
    made = await hook()
    await tell()

    deleted = await client.delete(f"{HOOKS}/{made['id']}", headers=platform)

    assert (deleted.status_code, deleted.json()["state"]) == (200, "deleted")
    assert (await client.get(f"{HOOKS}/{made['id']}", headers=platform)).status_code == 404
    assert await courier.deliver_due() == 0


async def test_the_test_event_arrives_whatever_it_is_subscribed_to(client, platform, hook, courier, receiver) -> None:
    made = await hook(event_types=["escrow.*"])

    answer = await client.post(f"{HOOKS}/{made['id']}/test", headers=platform)
    await courier.deliver_due()

    assert answer.status_code == 202
    [got] = receiver.got
    assert got.verified_payload(made["secret"])["type"] == "webhook_endpoint.test"
    seen = (await client.get(f"{HOOKS}/deliveries/{answer.json()['id']}", headers=platform)).json()
    assert (seen["state"], [a["status_code"] for a in seen["attempts"]]) == ("delivered", [204])


async def test_the_11th_rotation_within_a_day_is_refused(client, platform, hook) -> None:
    where = f"{HOOKS}/{(await hook())['id']}/secret/rotate"

    answers = [await client.post(where, headers=platform) for _ in range(11)]

    assert [a.status_code for a in answers] == [200] * 10 + [409]
    assert answers[-1].json()["code"] == "too_many_rotations"
    assert len({a.json()["secret"] for a in answers[:10]}) == 10


async def test_deliveries_are_listed_with_their_attempts_by_cursor(
    client, platform, hook, tell, courier, receiver
) -> None:
    made = await hook()
    receiver.will_answer(500, 204)
    for _ in range(3):
        await tell()
        await courier.deliver_due()

    where, seen, cursor = f"{HOOKS}/{made['id']}/deliveries", [], None
    while True:
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await client.get(where, params=params, headers=platform)).json()
        seen += page["data"]
        if (cursor := page["next_cursor"]) is None:
            break

    assert [d["state"] for d in seen] == ["delivered", "delivered", "pending"]
    assert [[a["status_code"] for a in d["attempts"]] for d in seen] == [[204], [204], [500]]
    assert seen[2]["attempts"][0]["error"] == "http_status"
    assert seen[2]["next_attempt_at"] is not None


async def test_a_delivery_is_sent_again_on_request(client, platform, hook, tell, courier, receiver) -> None:
    made = await hook()
    await tell()
    await courier.deliver_due()
    [delivery] = (await client.get(f"{HOOKS}/{made['id']}/deliveries", headers=platform)).json()["data"]

    answer = await client.post(f"{HOOKS}/deliveries/{delivery['id']}/redeliver", headers=platform)
    await courier.deliver_due()

    assert (answer.status_code, answer.json()["state"]) == (202, "pending")
    assert [got.id for got in receiver.got] == [delivery["webhook_id"]] * 2


async def test_a_disabled_endpoint_is_sent_nothing_on_request_either(client, platform, hook) -> None:
    made = await hook()
    await client.patch(f"{HOOKS}/{made['id']}", json={"enabled": False}, headers=platform)

    answer = await client.post(f"{HOOKS}/{made['id']}/test", headers=platform)

    assert (answer.status_code, answer.json()["code"]) == (409, "endpoint_is_disabled")


@pytest.mark.parametrize(
    ("since", "until", "status", "code"),
    [
        ("2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", 410, "retention_exceeded"),
        ("2098-01-01T00:00:00Z", "2097-01-01T00:00:00Z", 422, "replay_backwards"),
        ("yesterday", "2097-01-01T00:00:00Z", 422, "validation_failed"),
    ],
)
async def test_a_replay_has_limits(client, platform, hook, since, until, status, code) -> None:
    made = await hook()

    answer = await client.post(f"{HOOKS}/{made['id']}/replay", json={"since": since, "until": until}, headers=platform)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_replay_of_more_than_a_thousand_is_refused(client, platform, hook, database, tenant) -> None:
    made = await hook()
    admin = create_async_engine(database.admin_url)
    async with admin.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO notifications.events (id, tenant_id, position, type, subject, sequence, occurred_at,"
                " stored_at, audience, body) SELECT gen_random_uuid(), :tenant, n, 'dispute.opened', 'dsp_1', n,"
                " '2098-01-01Z', now(), 'staff', '{}' FROM generate_series(1, 1001) n"
            ),
            {"tenant": tenant},
        )
    await admin.dispose()

    answer = await client.post(
        f"{HOOKS}/{made['id']}/replay",
        json={"since": "2097-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"},
        headers=platform,
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "replay_too_large")


FORBIDDEN = [
    "http://93.184.215.14/", "ftp://93.184.215.14/", "file:///etc/passwd", "gopher://93.184.215.14/",
    "https://user:pw@93.184.215.14/", "https://user@93.184.215.14/",
    "https://93.184.215.14:22/", "https://93.184.215.14:25/", "https://93.184.215.14:5432/",
    "https://93.184.215.14:5672/", "https://93.184.215.14:0/", "https://93.184.215.14:65536/",
    "https://localhost/", "https://127.0.0.1/", "http://127.0.0.1/", "https://127.1/", "https://0x7f000001/", "https://2130706433/",
    "https://0177.0.0.1/", "https://0x7f.1/", "https://127.0.0.1./", "https://[::1]/", "https://[::]/",
    "https://[::ffff:169.254.169.254]/", "https://[64:ff9b::a9fe:a9fe]/", "https://[2002:7f00:1::]/",
    "https://[fec0::1]/", "https://[fe80::1]/", "https://[fe80::1%25eth0]/", "https://[fd00::1]/",
    "https://[ff02::1]/", "https://[2001:db8::1]/", "https://10.0.0.1/", "https://169.254.169.254/latest",
    "https://192.88.99.1/", "https://224.0.0.1/", "https://255.255.255.255/", "https://0.0.0.0/",
    "https://100.64.0.1/", "https://localtest.me/", "https://nowhere.invalid/", "https://\u0440\u0430ypal.com/",
    "https://93.184.215.14/" + "a" * 2028, "https://93.184.215.14/#x", "https://93.184.215.14\\@10.0.0.1/",
    "https://93.184.215.14/\t", "https://93.184.215.14/ x", "https://", "https:///", "//93.184.215.14/", "",
    "https://-bad-.example.com/", "https://a..b/", "https://\u2163\u216a.example.com/",
]  # fmt: skip


@pytest.mark.parametrize("url", FORBIDDEN)
async def test_row_84_an_address_webhooks_must_not_go_to_is_refused(strict, platform, url) -> None:
    answer = await strict.post(HOOKS, json={"url": url, "event_types": ["*"]}, headers=platform)

    assert (answer.status_code, answer.json()["code"]) == (422, "url_forbidden")
    assert set(answer.json()) == {"type", "title", "status", "code", "detail", "request_id"}


async def test_a_forbidden_address_cannot_be_changed_to_either(client, platform, hook) -> None:
    made = await hook()

    answer = await client.patch(f"{HOOKS}/{made['id']}", json={"url": "https://10.0.0.1/"}, headers=platform)

    assert (answer.status_code, answer.json()["code"]) == (422, "url_forbidden")


@pytest.mark.parametrize(
    "url", ["https://93.184.215.14/", "https://93.184.215.14:8443/x?y=z", "https://[2606:2800:21f:cb07::1]/"]
)
async def test_a_public_address_is_taken(client, platform, url) -> None:
    answer = await client.post(HOOKS, json={"url": url, "event_types": ["*"]}, headers=platform)

    assert answer.status_code == 201


async def test_receivers_get_what_happens_after_they_registered(client, platform, tell, courier) -> None:
    await tell()
    async with running_receiver(204) as receiver:
        await client.post(HOOKS, json={"url": receiver.url, "event_types": ["*"]}, headers=platform)

        assert await courier.deliver_due() == 0


def test_every_refusal_has_a_status() -> None:
    refusals = {e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, DomainError)}

    never_answered = {DomainError, errors.EventTooEarly}

    assert refusals - never_answered == set(REFUSAL_STATUSES)


async def test_dor_w13_a_test_sends_the_sample_of_a_type(client, platform, hook, courier, receiver) -> None:
    made = await hook(event_types=["escrow.*"])
    where = f"{HOOKS}/{made['id']}/test"

    sent = await client.post(where, json={"event_type": "dispute.opened"}, headers=platform)
    unknown = await client.post(where, json={"event_type": "dispute.nothing"}, headers=platform)
    await courier.deliver_due()

    assert (sent.status_code, unknown.status_code, unknown.json()["code"]) == (202, 422, "event_type_unknown")
    [got] = receiver.got
    payload = got.verified_payload(made["secret"])
    assert (payload["type"], payload["number"]) == ("dispute.opened", None)
    assert jsonschema_rs.is_valid(public_schema(DisputeOpened), payload)

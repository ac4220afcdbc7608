"""ROW-22 to ROW-44: amounts, currencies, keys and versions."""

from __future__ import annotations

import json
from typing import Any, Final
from uuid import uuid4

import orjson
import pytest

from deploy.proof.testing.market import euro_amount
from deploy.proof.tests.badinput.answers import JSON, check, refused
from deploy.proof.tests.badinput.operations import Operation, named, operations
from deploy.proof.tests.badinput.roles import MONEY, somebody
from deploy.proof.tests.badinput.test_json import _valid
from deploy.proof.tests.badinput.world import PHOTO, World, price

AMOUNT: Final = ("amount_out_of_range", "validation_failed")
MARK: Final = "4815162342"  # stands for the number in a body until its spelling is put in
NOT_NUMBERS: Final = ("true", '"10"', "1.0", "1e2", '" 10 "', "10.00", "1.5", "null", "[1]", "{}")
OUT_OF_RANGE: Final = ("0", "-1", "-0", str(10**15 + 1), str(2**53), str(2**63 - 1), str(2**63), str(2**64), "9" * 40)
NO_CURRENCIES: Final = (
    "usd",
    "US",
    "USDT",
    "XXX",
    "XTS",
    "€",
    "\uff35\uff33\uff24",
    "DEM",
    "HRK",
    "",
    "EUR ",
    "E\u200bUR",
)


def money_fields(operation: Operation) -> list[tuple[Any, ...]]:
    return [at for at, schema in operation.leaves() if schema.get("maximum") == 10**15]


def currencies(operation: Operation) -> list[tuple[Any, ...]]:
    return [at for at, _ in operation.leaves() if at[-1] == "currency"]


WITH_MONEY = [pytest.param(one, id=one.name) for one in operations() if money_fields(one)]
WITH_CURRENCY = [pytest.param(one, id=one.name) for one in operations() if currencies(one)]
RATES = [
    pytest.param(one, at, id=f"{one.name}-{'.'.join(map(str, at))}")
    for one in operations()
    for at, schema in one.leaves()
    if at[-1] == "basis_points"
]
ACTS = [pytest.param(one, id=one.name) for one in operations() if one.method == "post" and not one.public]
# They make nothing and move nothing, so a key means nothing to them.
KEYLESS: Final = {
    "escrow.issue_participant_token", "escrow.issue_link_token", "escrow.release_test_clock", "escrow.carry_out_bulk",
    "evidence.create_download_link", "evidence.create_resumable_upload", "evidence.override_resumable_upload",
    "disputes.simulate_policy", "disputes.preview_ruling", "disputes.create_story_link",
    "disputes.create_own_stories_link", "notifications.create_event_stream_link",
}  # fmt: skip
# Made by a ruling or a recorder only: disputes/tests/http/test_standing.py, evidence/tests/video.
NOT_HERE: Final = {"penalty", "session", "evidence.attest_external_video", "evidence.recheck_external_video"}
# A link and a delivery are never changed, a trial changes nothing, what is put is put whole, tus compares an offset.
VERSIONLESS: Final = {
    "escrow.revoke_page_link", "notifications.redeliver_event", "disputes.simulate_policy", "evidence.put_retention",
    "escrow.choose_branding", "disputes.make_policy_current", "disputes.say_present", "disputes.leave_case",
    "disputes.create_story_link",
}  # fmt: skip
EVERYBODYS: Final = {"disputes.make_policy_current"}
"""Of what comes with Parley any platform may: nobody is a stranger to it."""
VERSIONED = [
    pytest.param(one, id=one.name)
    for one in operations()
    if "412" in one.described["responses"] and one.method != "get" and not one.streams
    if not NOT_HERE & {one.name, *one.parameters("path")}
]


def test_money_is_found_in_the_descriptions() -> None:
    found = {one.name for one in operations() if money_fields(one)}
    assert {
        "escrow.create_escrow",
        "escrow.refund_escrow",
        "disputes.open_dispute",
        "mediation.counter_proposal",
    } <= found


@pytest.mark.parametrize("operation", WITH_MONEY)
async def test_row_22_amounts_that_are_no_whole_numbers(operation: Operation, world: World) -> None:
    for at in money_fields(operation):
        for spelling in NOT_NUMBERS:
            await refused(
                world, operation, 422, "validation_failed", content=_spelt(world, operation, at, spelling), headers=JSON
            )


@pytest.mark.parametrize("operation", WITH_MONEY)
async def test_row_23_24_amounts_out_of_range(operation: Operation, world: World) -> None:
    for at in money_fields(operation):
        for spelling in OUT_OF_RANGE:
            content = _spelt(world, operation, at, spelling)
            await refused(world, operation, 422, "amount_out_of_range", content=content, headers=JSON)


@pytest.mark.parametrize("operation", WITH_CURRENCY)
async def test_row_25_currencies_that_are_none(operation: Operation, world: World) -> None:
    for at in currencies(operation):
        amount = (*at[:-1], "amount")
        for currency in NO_CURRENCIES:
            body = operation.with_field(operation.with_field(_valid(world, operation), amount, 100), at, currency)
            await refused(world, operation, 422, "currency_unknown", content=orjson.dumps(body), headers=JSON)


@pytest.mark.parametrize("act", ["fund_escrow", "release_escrow", "refund_escrow"])
async def test_row_26_another_currency_than_the_escrows(act: str, world: World) -> None:
    operation = named(f"escrow.{act}")
    body = _valid(world, operation) | {"amount": price(100, "USD")}
    await refused(world, operation, 422, "currency_mismatch", content=orjson.dumps(body), headers=JSON)


@pytest.mark.parametrize("currency", ["JPY", "KWD", "HUF"])
async def test_row_27_minor_units_are_kept_whatever_the_currency(currency: str, changing: World) -> None:
    agreed = {"buyer": "anna", "seller": "sam", "amount": price(1_050, currency), "agreement": {"title": "A lamp"}}
    made = await changing.ours.market.platform.perform_act("/v1/escrows", agreed)
    assert made["amount"] == {"amount": 1_050, "currency": currency}


async def test_row_27_an_amount_has_no_other_spelling(world: World) -> None:
    operation = named("escrow.create_escrow")
    body = _valid(world, operation)
    body["amount"]["display"] = "10.50"
    await refused(world, operation, 422, "validation_failed", content=orjson.dumps(body), headers=JSON)


@pytest.mark.parametrize(("operation", "at"), RATES)
async def test_row_29_33_rates_are_whole_basis_points(operation: Operation, at: Any, world: World) -> None:
    for spelling in ("33.333", "10001", "-1", '"100"', "true"):
        await refused(
            world, operation, 422, "validation_failed", content=_spelt(world, operation, at, spelling), headers=JSON
        )


async def test_row_30_more_than_is_held(world: World) -> None:
    for act in ("refund", "release"):
        operation = named(f"escrow.{act}_escrow")
        for amount in (12_001, 10**15):
            content = orjson.dumps({"amount": euro_amount(amount)})
            await refused(world, operation, 409, "insufficient_hold", content=content, headers=JSON)


async def test_row_30_nothing_is_held(changing: World) -> None:
    platform = changing.ours.market.platform
    agreed = {"buyer": "anna", "seller": "sam", "amount": euro_amount(100), "agreement": {"title": "A lamp"}}
    unfunded = await platform.perform_act("/v1/escrows", agreed)
    released = await changing.ours.market.fund_deal(100)
    await platform.perform_act(f"{released.path}/release")

    for path in (f"/v1/escrows/{unfunded['id']}", released.path):
        check(await platform.post(f"{path}/refund"), 409, "action_not_allowed_in_state")


async def test_row_31_release_in_a_dispute(world: World) -> None:
    platform = world.ours.market.platform
    case = await platform.get(f"/v1/disputes/{world.ours.ids['dispute']}")
    check(await platform.post(f"/v1/escrows/{case['escrow']}/release"), 409, "escrow_frozen")


async def test_row_32_33_agreements_that_make_no_sense(world: World) -> None:
    operation = named("escrow.create_escrow")
    same = _valid(world, operation) | {"buyer": "anna", "seller": "anna"}
    await refused(world, operation, 422, "same_party", content=orjson.dumps(same), headers=JSON)
    dear = _valid(world, operation) | {
        "buyer": "anna",
        "seller": "sam",
        "amount": euro_amount(100),
        "fee": {"fixed": euro_amount(101)},
    }
    await refused(world, operation, 422, "fee_exceeds_price", content=orjson.dumps(dear), headers=JSON)


async def test_row_34_a_payment_reported_again_as_another(changing: World) -> None:
    deal = await changing.ours.market.fund_deal(100)
    platform = changing.ours.market.platform
    reference = uuid4().hex
    other = f"/v1/escrows/{(await changing.ours.market.fund_deal(100)).id}/fund"
    paid = {"amount": euro_amount(100), "provider_reference": reference}
    assert (await platform.post(f"{deal.path}/fund", paid)).status_code == 200
    await changing.settle()
    check(await platform.post(other, paid), 409, "provider_reference_used")
    check(await platform.post(f"{deal.path}/fund", paid | {"amount": euro_amount(99)}), 409, "provider_reference_used")
    await changing.unchanged()


@pytest.mark.parametrize("operation", ACTS)
async def test_row_37_money_moves_with_a_key_only(operation: Operation, world: World) -> None:
    """And whose acts move money stands in one table."""
    headers = {"Idempotency-Key": None} | _match(operation)
    if operation.name in MONEY:
        await refused(
            world, operation, 400, "idempotency_key_missing", content=_sent(world, operation), headers=headers | JSON
        )
        return
    stranger = world.headers(somebody(operation.name), sub="nobody", side=world.theirs)
    del stranger["Idempotency-Key"]
    if "{" in operation.path and somebody(operation.name) != "admin" and operation.name not in EVERYBODYS:
        answer = await world.client.post(
            _url(world, operation), content=_sent(world, operation), headers=stranger | JSON
        )
        assert answer.json().get("code") != "idempotency_key_missing", f"{operation.name} moves money: add it to MONEY"


@pytest.mark.parametrize("operation", ACTS)
async def test_row_38_keys_that_are_none(operation: Operation, world: World) -> None:
    if operation.name in KEYLESS:
        pytest.skip("takes no key")
    keys = [b"", b"x" * 256, b"a b", b"a\0b", "🙂".encode(), b"a,b", b'"a"b"', b'""', b"a\tb"]
    base = world.headers(somebody(operation.name)) | (JSON if operation.takes_json else {}) | _match(operation)
    del base["Idempotency-Key"]
    for given in [[key] for key in keys] + [[b"one", b"two"]]:
        headers = [*base.items(), *((b"Idempotency-Key", key) for key in given)]
        sent = [(n.encode() if isinstance(n, str) else n, v.encode() if isinstance(v, str) else v) for n, v in headers]
        answer = await world.client.post(_url(world, operation), content=_sent(world, operation), headers=sent)
        check(answer, 400, "idempotency_key_invalid")


async def test_row_38_39_40_one_key_one_effect(changing: World) -> None:
    ours, key = changing.ours, uuid4().hex
    path = f"/v1/disputes/{ours.ids['dispute']}/messages"
    buyer, seller = ours.market.buyer, ours.market.seller

    first = await buyer.post(path, b'{"text": "once"}', key=key, Content_Type="application/json")
    again = await buyer.post(path, b' {"text" :\n"\\u006fnce"} ', key=f'"{key}"', Content_Type="application/json")
    other = await buyer.post(path, {"text": "twice"}, key=key)
    hers = await seller.post(path, {"text": "mine"}, key=key)
    theirs = await changing.theirs.market.buyer.post(
        f"/v1/disputes/{changing.theirs.ids['dispute']}/messages", {"text": "ours"}, key=key
    )
    elsewhere = await buyer.post(f"/v1/disputes/{ours.ids['dispute']}/withdraw-nothing", {}, key=key)

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert again.headers["idempotent-replayed"] == "true"
    check(other, 422, "idempotency_mismatch")
    assert (hers.status_code, theirs.status_code, elsewhere.status_code) == (201, 201, 404)
    said = [message["text"] for message in (await seller.get(path))["data"]]
    assert said.count("once") == 1
    assert "twice" not in said


async def test_row_41_42_a_refusal_is_remembered_a_form_that_is_wrong_is_not(world: World) -> None:
    platform, key = world.ours.market.platform, uuid4().hex
    path = f"/v1/escrows/{world.ours.ids['escrow']}/refund"
    check(await platform.post(path, {"amount": euro_amount(0)}, key=key), 422, "amount_out_of_range")
    first = await platform.post(path, {"amount": euro_amount(10**9)}, key=key)
    again = await platform.post(path, {"amount": euro_amount(10**9)}, key=key)
    check(first, 409, "insufficient_hold")
    assert again.status_code == 409
    assert again.headers["idempotent-replayed"] == "true"
    assert {**again.json(), "request_id": ""} == {**first.json(), "request_id": ""}


@pytest.mark.parametrize("operation", VERSIONED)
async def test_row_44_if_match(operation: Operation, world: World) -> None:
    rows = {
        '"999999"': (412, "version_conflict"), 'W/"999999"': (412, "version_conflict"),
        "garbage": (400, "malformed_if_match"), '"999998", "999999"': (412, "version_conflict"),
    }  # fmt: skip
    if "428" in operation.described["responses"]:  # else it is met by whatever there is (decision 0090)
        rows["*"] = (428, "precondition_required")
    for given, (status, code) in rows.items():
        headers = {"If-Match": given} | (JSON if operation.takes_json else {})
        await refused(world, operation, status, code, content=_sent(world, operation), headers=headers)


def test_row_44_only_what_makes_something_new_promises_nothing_about_versions() -> None:
    """What is posted to a collection has no version yet, and what is set as a whole (a look, what is current, who is
    there) none that anybody could have decided on."""
    silent = {one.name: one for one in operations() if one.method != "get" and "412" not in one.described["responses"]}
    assert {name for name, one in silent.items() if "{" in one.path or one.method != "post"} == VERSIONLESS


async def test_row_44_a_ruling_needs_if_match(world: World) -> None:
    operation = named("disputes.rule_on_dispute")
    await refused(world, operation, 428, "precondition_required", content=_sent(world, operation), headers=JSON)


def _match(operation: Operation) -> dict[str, str]:
    """Asked for before the key where it is asked for at all."""
    return {"If-Match": '"1"'} if "428" in operation.described["responses"] else {}


def _sent(world: World, operation: Operation) -> bytes:
    if operation.streams:
        return PHOTO
    body = _valid(world, operation)
    return b"" if body is None else orjson.dumps(body)


def _url(world: World, operation: Operation) -> str:
    return operation.url(world.ours.of(operation.service))


def _spelt(world: World, operation: Operation, at: tuple[Any, ...], spelling: str) -> bytes:
    body = operation.with_field(_valid(world, operation), at, int(MARK))
    if at[-1] == "amount" and len(at) > 1:
        body = operation.with_field(body, (*at[:-1], "currency"), "EUR")
    return json.dumps(body).replace(MARK, spelling).encode()

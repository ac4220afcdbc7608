"""ROW-63 to ROW-66: who proves nothing gets nothing, and is told nothing."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from functools import partial
from typing import Any, Final
from uuid import uuid4

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from common.web.problems import INVALID_TOKEN, UNKNOWN_CALLER
from deploy.proof.testing.market import open_market, wait_until
from deploy.proof.tests.badinput.answers import check, extra
from deploy.proof.tests.badinput.operations import NAMES, Operation, operations
from deploy.proof.tests.badinput.roles import EVERYBODY, ROLES
from deploy.proof.tests.badinput.test_json import _valid
from deploy.proof.tests.badinput.world import World

ALL = [pytest.param(one, id=one.name) for one in operations() if not one.public]
MATRIX = [
    pytest.param(one, role, id=f"{one.name}-{role}")
    for one in operations()
    for role in sorted(EVERYBODY - ROLES.get(one.name, EVERYBODY))
]
READ_BY_LINK: Final = {
    "disputes.create_story_link",
    "disputes.create_own_stories_link",
    "notifications.create_event_stream_link",
}
"""Links to streams, which end with the token that asked for them. Links to files outlast it."""
IDS: Final = [
    pytest.param(one, name, id=f"{one.name}-{name}")
    for one in operations()
    for name in one.parameters("path")
    if not one.public and name not in NAMES
]
# What they make names a case, and is good for nothing where that is another platform's.
MINTING: Final = {"escrow.issue_participant_token", "escrow.issue_link_token", "escrow.create_page_link"}
IN_BODIES: Final = [
    pytest.param(one, name, id=f"{one.name}-{name}")
    for one in operations()
    for name in ("escrow", "dispute", "request")
    if one.shape is not None
    and (name != "request" or one.service == "evidence")
    and name in one.shape.get("properties", {})
    and one.name not in MINTING
]


@pytest.mark.parametrize("operation", ALL)
async def test_row_63_no_credentials(operation: Operation, world: World) -> None:
    token = world.token("platform")
    told = set()
    for given in (
        [],
        [""],
        ["Bearer"],
        ["Bearer "],
        [f"Bearer {token}", f"Bearer {token}"],
        ["Bearer " + "a" * 8_192],
        [f"Basic {token}"],
        [token],
        [f"Bearer {token} x"],
        ["Bearer é"],
        [f"Bearer {token[:-2]}"],
        [f"Bearer {token}\t"],
        ["Bearer a.b.c"],
    ):
        headers = [(b"Authorization", one.encode()) for one in given]
        answer = await world.client.request(operation.method, _url(world, operation), headers=headers)
        check(answer, 401, "unauthenticated", token)
        assert answer.headers["www-authenticate"] == (INVALID_TOKEN if given else UNKNOWN_CALLER)
        told.add(json.dumps({**answer.json(), "request_id": ""}))
    assert len(told) == 1, "what is wrong with credentials is never said"


async def test_row_64_forged_tokens(world: World) -> None:
    guarded = [one for one in operations() if not one.public]
    for what, token in _forged(world):
        for operation in (guarded[0], guarded[-1]):
            headers = {"Authorization": f"Bearer {token}"}
            answer = await world.client.request(operation.method, _url(world, operation), headers=headers)
            assert answer.status_code == 401, what
            check(answer, 401, "unauthenticated", token)


async def test_row_64_a_token_of_this_very_form_is_good(world: World) -> None:
    """Or the test above would show nothing."""
    token = _signed(world, _header(world), _claims(world))
    answer = await world.client.get("/v1/escrows", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200


async def test_row_65_a_revoked_secret(changing: World) -> None:
    ours, form = changing.ours, {"grant_type": "client_credentials"}
    credentials = (ours.ids["platform"], ours.ids["client_secret"])
    assert (await changing.client.post("/oauth/token", data=form, auth=credentials)).status_code == 200
    home = f"/v1/platforms/{ours.ids['platform']}/secrets/{ours.ids['secret']}"
    assert (await changing.client.post(f"{home}/revoke", headers=changing.headers("admin"))).status_code == 200

    answer = await changing.client.post("/oauth/token", data=form, auth=credentials)
    unknown = await changing.client.post("/oauth/token", data=form, auth=("plt_unknown", "secret"))

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer.json() == unknown.json()


async def test_row_66_a_suspended_platform(changing: World) -> None:
    market = await open_market(changing.client, changing.suite.admin_secret)
    platform = json.loads(base64.urlsafe_b64decode(market.platform.token.split(".")[1] + "=="))["sub"]
    await changing.settle()
    done = await changing.client.post(f"/v1/platforms/{platform}/suspend", headers=changing.headers("admin"))
    assert done.status_code == 200
    await changing.settle()

    token = await market.platform.post("/v1/participant-tokens", {"role": "buyer", "participant": "anna"})
    agreed = {"buyer": "anna", "seller": "sam", "amount": {"amount": 1, "currency": "EUR"}, "agreement": {"title": "A"}}
    escrow = await market.platform.post("/v1/escrows", agreed)

    check(token, 403, "platform_not_active")
    check(escrow, 403, "platform_not_active")
    await changing.unchanged()


async def test_row_66_a_suspended_platform_does_nothing_with_the_token_it_still_has(changing: World) -> None:
    """Every operation that does something, of every service: whatever else is wrong with it."""
    market = await open_market(changing.client, changing.suite.admin_secret)
    platform = json.loads(base64.urlsafe_b64decode(market.platform.token.split(".")[1] + "=="))["sub"]
    home = f"/v1/platforms/{platform}"
    await changing.client.post(f"{home}/suspend", headers=changing.headers("admin"))
    await changing.settle()
    posts = [one for one in operations() if one.method != "get" and not one.public]
    reading = [one for one in posts if one.name in READ_BY_LINK]
    acts = [one for one in posts if one not in reading]
    headers = {"Authorization": f"Bearer {market.platform.token}"}
    about_others = [one for one in acts if one.parameters("path").keys() - NAMES]  # before it is heard of: 404
    first_of_services = {one.service: one for one in reversed(about_others)}.values()
    for act in first_of_services:
        await wait_until(
            f"{act.service} has heard of it",
            partial(_send_act, changing, act, headers),
            lambda answer: "platform_not_active" in answer.text,
        )

    answers = {act.name: await _send_act(changing, act, headers | {"Idempotency-Key": uuid4().hex}) for act in acts}
    links = {one.name: (await _send_act(changing, one, headers)).json().get("code") for one in reading}
    seen = await changing.client.get(home, headers=headers)

    assert len(answers) > 70
    told = {name: (answer.status_code, answer.json().get("code")) for name, answer in answers.items()}
    assert told == dict.fromkeys(told, (403, "platform_not_active"))
    assert links.keys() == READ_BY_LINK
    assert "platform_not_active" not in links.values(), "what it may read it may read by a link"
    assert (seen.status_code, seen.json()["status"]) == (200, "suspended")
    await changing.unchanged()
    await changing.client.post(f"{home}/reinstate", headers=changing.headers("admin"))
    [minting] = [one for one in acts if one.name == "escrow.issue_participant_token"]
    await wait_until("it acts again", partial(_send_act, changing, minting, headers), lambda answer: answer.is_success)


async def _send_act(world: World, act: Operation, headers: dict[str, str]) -> httpx.Response:
    ids = world.theirs.of(act.service)
    body = {"json": act.body(ids)} if act.takes_json else {}
    return await world.client.request(act.method, act.url(ids), headers=headers, **body)


FOR_READERS = {"disputes.say_present", "disputes.leave_case"}
"""Who only reads a case is there as well, and says so."""


@pytest.mark.parametrize(("operation", "role"), MATRIX)
async def test_sec_7_row_66_a_role_that_may_not(operation: Operation, role: str, world: World) -> None:
    """With a body and ids that are good, so that nothing but the role is wrong."""
    answer = await _call(world, operation, world.headers(role), world.ours.of(operation.service))
    check(answer, (403, 404), ("forbidden", "not_found"))


async def test_sec_7_an_operators_scope_is_asked_for(world: World) -> None:
    for operation in operations():
        if ROLES.get(operation.name) == {"operator"} and operation.name not in FOR_READERS:
            headers = world.headers("operator", scope="read")
            check(await _call(world, operation, headers, world.ours.of(operation.service)), 403, "forbidden")


async def test_sec_2_a_token_for_one_case_is_good_for_no_other(world: World) -> None:
    ours = world.ours.ids
    for claims in ({"escrow": world.theirs.ids["escrow"]}, {"dispute": world.theirs.ids["dispute"]}):
        headers = world.headers("buyer", **claims)
        for path in (
            f"/v1/escrows/{ours['escrow']}",
            f"/v1/disputes/{ours['dispute']}",
            f"/v1/mediations/{ours['mediation']}",
        ):
            answer = await world.client.get(path, headers=headers)
            if answer.status_code == 200:
                assert "dispute" in claims, path
                assert path.startswith("/v1/escrows"), path


@pytest.mark.parametrize(("operation", "name"), IDS)
async def test_sec_2_what_is_foreign_is_as_if_it_did_not_exist(operation: Operation, name: str, world: World) -> None:
    """For everybody of another platform, and for participants of the same one who have no part in it."""
    known = world.ours.of(operation.service)
    nothing = {**known, name: operation.parameter(name, {})}
    callers = [(role, "", world.theirs) for role in sorted(ROLES[operation.name] - {"admin"})]
    callers += [
        (role, "nobody", world.ours) for role in sorted(ROLES[operation.name] & {"buyer", "seller", "representative"})
    ]
    for role, sub, side in callers:
        headers = world.headers(role, side=side, **({"sub": sub} if sub else {}))
        foreign = await _call(world, operation, headers, known)
        unknown = await _call(world, operation, headers | {"Idempotency-Key": uuid4().hex}, nothing)
        check(foreign, 404, "not_found", operation.parameter(name, known))
        assert {**foreign.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}, role


@pytest.mark.parametrize(("operation", "name"), IN_BODIES)
async def test_sec_2_foreign_ids_in_bodies(operation: Operation, name: str, world: World) -> None:
    theirs = world.theirs.of(operation.service)
    for role in sorted(ROLES[operation.name]):
        body = {**_valid(world, operation), name: theirs[name]}
        answer = await world.client.request(
            operation.method, _url(world, operation), json=body, headers=world.headers(role)
        )
        check(answer, 404, "not_found", theirs[name])


async def test_sec_2_lists_show_nothing_foreign(world: World) -> None:
    for operation in operations():
        if operation.method != "get" or operation.public or "{" in operation.path:
            continue
        seen = await _call(
            world, operation, world.headers(max(ROLES[operation.name])), world.ours.of(operation.service)
        )
        assert seen.status_code == 200, operation.name
        for foreign in world.theirs.ids.values():
            assert len(str(foreign)) < 20 or str(foreign) == world.ours.ids["edition"] or str(foreign) not in seen.text


async def _call(world: World, operation: Operation, headers: dict[str, str], ids: Any) -> Any:
    body = operation.body(ids)
    asked = {
        **headers,
        **extra(world, operation),
        **({"If-Match": '"1"'} if operation.insists_on_version else {}),
    }
    sent = {"json": body} if operation.takes_json else {}
    return await world.client.request(operation.method, operation.url(ids), headers=asked, **sent)


def _url(world: World, operation: Operation) -> str:
    return operation.url(world.ours.of(operation.service))


def _claims(world: World, **differently: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {
        "iss": "parley", "aud": "parley", "sub": "platform", "tenant": str(world.ours.tenant), "role": "platform",
        "scope": "", "iat": now, "exp": now + 300, **differently,
    }  # fmt: skip
    return {name: value for name, value in claims.items() if value is not None}


def _header(world: World, **differently: Any) -> dict[str, Any]:
    header = {"alg": "EdDSA", "kid": world.keys.pair.key_id, "typ": "at+jwt", **differently}
    return {name: value for name, value in header.items() if value is not None}


def _part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _signed(world: World, header: Any, claims: Any, key: Ed25519PrivateKey | None = None) -> str:
    """Assembled by hand: no library would write some of these."""
    loaded = key or serialization.load_pem_private_key(world.keys.signing_key_path.read_bytes(), None)
    assert isinstance(loaded, Ed25519PrivateKey)
    signed = f"{_part(header)}.{_part(claims)}"
    return f"{signed}.{_part(loaded.sign(signed.encode()))}"


def _forged(world: World) -> Iterator[tuple[str, str]]:
    good = _claims(world)
    now = good["iat"]  # of all of them: the clock goes on while they are sent one after the other
    header, stranger = _header(world), Ed25519PrivateKey.generate()
    public = serialization.load_pem_private_key(world.keys.signing_key_path.read_bytes(), None).public_key()
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    for alg in ("none", "None", "NONE", ""):
        yield f"alg {alg}", f"{_part(_header(world, alg=alg))}.{_part(good)}."
    yield "public key as secret", jwt.encode(good, raw, "HS256", {"kid": world.keys.pair.key_id, "typ": "at+jwt"})
    yield "alg of another", _signed(world, _header(world, alg="HS256"), good)
    yield "another key", _signed(world, header, good, stranger)
    for kid in ("unknown", "../../dev/null", "' OR 1=1--", "", None, 5):
        yield f"kid {kid}", _signed(world, _header(world, kid=kid), good, stranger)
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": _part(stranger.public_key().public_bytes_raw())}
    for more in ({"jku": "https://evil.example/keys"}, {"x5u": "https://evil.example/c"}, {"jwk": jwk}):
        yield str(more), _signed(world, _header(world, **more), good, stranger)
    yield "crit", _signed(world, _header(world, crit=["exp"]), good)
    yield "critical b64", _signed(world, _header(world, b64=False, crit=["b64"]), good)
    for typ in ("JWT", None, "dpop+jwt"):
        yield f"typ {typ}", _signed(world, _header(world, typ=typ), good)
    for name, value in (
        ("exp", now - 1),
        ("exp", None),
        ("exp", now + 300.5),
        ("exp", str(now + 300)),
        ("exp", now + 301),
        ("exp", now + 86_400),
        ("iat", now - 1),
        ("iat", float(now)),
        ("nbf", now + 60),
        ("iat", now + 600),
        ("iat", None),
        ("aud", "other"),
        ("aud", None),
        ("aud", ["other"]),
        ("iss", "other"),
        ("iss", None),
        ("sub", None),
        ("sub", 5),
        ("role", "root"),
        ("role", None),
        ("role", ["admin"]),
        ("tenant", "x"),
        ("tenant", None),
        ("tenant", 5),
        ("escrow", "esc_x"),
        ("dispute", "x"),
    ):
        yield f"{name}={value}", _signed(world, header, _claims(world, **{"iat": now, "exp": now + 300, name: value}))
    yield "claims that are no object", _signed(world, header, ["admin"])
    yield "nested", _signed(world, _header(world, cty="JWT"), _signed(world, header, good).encode())
    yield "JWE", ".".join(_part(p) for p in ({"alg": "dir", "enc": "A256GCM"}, b"", b"iv", b"text", b"tag"))
    yield "changed claims", _signed(world, header, good).replace(_part(good), _part(_claims(world, role="admin")))

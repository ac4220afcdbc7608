from __future__ import annotations

import jwt
import pytest

from common.persistence.platform_access import list_origins

GRANT = {"grant_type": "client_credentials"}


async def ask(client, **form: str):
    return await client.post("/oauth/token", data={**GRANT, **form})


async def test_a_token_says_who_holds_it_and_for_how_long(market, client) -> None:
    answer = await ask(client, client_id=market.opened["client_id"], client_secret=market.opened["client_secret"])
    published = (await client.get("/.well-known/jwks.json")).json()["keys"][0]

    token = answer.json()
    issuer = (await client.get("/.well-known/oauth-authorization-server")).json()["issuer"]
    claims = jwt.decode(
        token["access_token"], jwt.PyJWK(published).key, algorithms=["EdDSA"], issuer=issuer, audience="parley"
    )
    assert (token["token_type"], token["expires_in"]) == ("Bearer", 300)
    assert claims["exp"] - claims["iat"] == 300
    assert (claims["tenant"], claims["role"]) == (str(market.tenant), "platform")
    assert claims["client_id"] == market.opened["client_id"], "a token of type at+jwt names its client (RFC 9068, 2.2)"
    assert jwt.get_unverified_header(token["access_token"])["kid"] == published["kid"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"client_id": "admin", "client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "plt_00000000000000000000000000", "client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody", "client_secret": "wrong"}, 401, "invalid_client"),
        ({}, 401, "invalid_client"),
    ],
)
async def test_wrong_credentials_are_all_refused_alike(client, form, status: int, error: str) -> None:
    answer = await ask(client, **form)

    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


async def test_other_grants_and_repeated_parameters_are_refused(market, client) -> None:
    who = {"client_id": market.opened["client_id"], "client_secret": market.opened["client_secret"]}

    other = await client.post("/oauth/token", data={"grant_type": "password", **who})
    repeated = await client.post(
        "/oauth/token",
        content="grant_type=client_credentials&client_id=a&client_id=b",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert (other.status_code, other.json()["error"]) == (400, "unsupported_grant_type")
    assert (repeated.status_code, repeated.json()["error"]) == (400, "invalid_request")


async def test_a_secret_is_shown_once_and_kept_nowhere(admin, rows) -> None:
    first = await admin.post("/v1/platforms", {"name": "Once"}, Idempotency_Key="open")
    again = await admin.post("/v1/platforms", {"name": "Once"}, Idempotency_Key="open")
    secret = first.json()["client_secret"]

    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json() == {**first.json(), "client_secret": None}
    kept = await rows(
        "SELECT convert_from(body, 'UTF8') FROM escrow.idempotency WHERE body IS NOT NULL"
        " UNION ALL SELECT encode(sha256, 'escape') FROM escrow.secrets"
        " UNION ALL SELECT convert_from(canonical, 'UTF8') FROM escrow.log_entries"
        " UNION ALL SELECT convert_from(body, 'UTF8') FROM escrow.outbox"
    )
    assert len(secret) >= 40
    assert kept
    assert not [text for (text,) in kept if secret in text]


async def test_a_secret_can_be_replaced_without_a_gap(market, admin, client) -> None:
    home = f"/v1/platforms/{market.opened['id']}/secrets"

    second = (await admin.post(home)).json()
    await admin.post(f"{home}/{market.opened['secret_id']}/revoke")
    old = await ask(client, client_id=market.opened["id"], client_secret=market.opened["client_secret"])
    new = await ask(client, client_id=second["client_id"], client_secret=second["client_secret"])

    assert (old.status_code, new.status_code) == (401, 200)


async def test_a_suspended_platform_gets_no_token_and_makes_no_escrow(market, admin, client, told) -> None:
    home = f"/v1/platforms/{market.opened['id']}"
    new = {"buyer": "a", "seller": "b", "amount": {"amount": 1, "currency": "EUR"}, "agreement": {"title": "x"}}

    suspended = await admin.post(f"{home}/suspend")
    await admin.post(f"{home}/suspend")
    token = await ask(client, client_id=market.opened["id"], client_secret=market.opened["client_secret"])
    made = await market.platform.post("/v1/escrows", new)
    minted = await market.platform.post("/v1/participant-tokens", {"role": "buyer", "participant": "anna"})
    back = await admin.post(f"{home}/reinstate")

    assert suspended.json()["status"] == "suspended"
    assert token.status_code == 401
    assert (made.status_code, made.json()["code"]) == (403, "platform_not_active")
    assert minted.status_code == 403
    assert back.json()["status"] == "active"
    assert [t for t in await told() if t.startswith("platforms.")] == [
        "platforms.opened.v1", "platforms.suspended.v1", "platforms.reinstated.v1",
    ]  # fmt: skip


async def test_only_an_administrator_opens_platforms_and_only_a_platform_mints_tokens(market, admin) -> None:
    anna = await market.buyer()
    body = {"role": "operator", "participant": "olga", "scopes": ["decide"]}

    assert (await market.platform.post("/v1/platforms", {"name": "x"})).status_code == 403
    assert (await anna.post("/v1/participant-tokens", body)).status_code == 403
    assert (await admin.post("/v1/participant-tokens", body)).status_code == 403
    assert (await market.platform.post("/v1/participant-tokens", {**body, "ttl": 301})).status_code == 422
    assert (await market.platform.post("/v1/participant-tokens", {**body, "role": "buyer"})).status_code == 403


async def test_wal_a9_a_representatives_token_names_the_case_it_is_for(market) -> None:
    body = {"role": "representative", "participant": "studio"}

    refused = await market.platform.post("/v1/participant-tokens", body)
    bound = await market.platform.post("/v1/participant-tokens", {**body, "escrow": f"esc_{'0' * 26}"})

    assert (refused.status_code, refused.json()["code"]) == (422, "validation_failed")
    assert bound.status_code == 200


async def test_without_a_token_nothing_is_told(client) -> None:
    for path in ("/v1/escrows", "/v1/accounts", "/v1/platforms/plt_00000000000000000000000000"):
        assert (await client.get(path)).status_code == 401


async def test_dor_w1_a_platform_and_its_administrator_choose_the_origins(market, admin, app, rows) -> None:
    home = f"/v1/platforms/{market.opened['id']}/origins"

    empty = await market.platform.get(home)
    chosen = await market.platform.put(home, {"origins": ["https://Shop.example:443", "https://shop.example"]})
    again = await admin.put(home, {"origins": ["https://shop.example"]})
    stale = await admin.put(home, {"origins": []}, If_Match='"1"')
    read = await admin.get(home)

    assert (empty.json()["origins"], empty.json()["loopback"]) == ([], True)
    assert chosen.json() == again.json() == read.json()
    assert (read.json()["origins"], read.headers["ETag"][:3]) == (["https://shop.example"], '"2-')
    assert (stale.status_code, stale.json()["code"]) == (412, "version_conflict")
    body = "convert_from(body, 'UTF8')::jsonb -> 'origins' ->> 0"
    told = await rows(f"SELECT {body} FROM escrow.outbox WHERE topic = 'platforms.origins-changed.v1'")
    assert told == [("https://shop.example",)]
    kept = await list_origins(app.state.service.database, "escrow")
    assert kept[market.tenant] == ("https://shop.example",), "escrow goes by them without hearing itself"


async def test_dor_w1_nobody_else_chooses_them(market, open_market) -> None:
    other, buyer = await open_market("Other"), await market.buyer()
    home, body = f"/v1/platforms/{market.opened['id']}/origins", {"origins": ["https://evil.example"]}

    answers = [await other.platform.put(home, body), await other.platform.get(home), await buyer.put(home, body)]
    wild = await market.platform.put(home, {"origins": ["https://*.shop.example"]})

    assert [answer.status_code for answer in answers] == [404, 404, 403]
    assert (wild.status_code, wild.json()["errors"][0]["pointer"]) == (422, "/origins/0")

"""DOR-W15: the token address speaks as RFC 6749 says."""

from __future__ import annotations

import base64

import pytest


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials", "scope": "everything"}, "invalid_scope"),
        ({"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer"}, "invalid_request"),
        ({"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "nonsense"}, "invalid_grant"),
    ],
)
async def test_dor_w15_what_is_wrong_is_named(market, client, form, error) -> None:
    who = {"client_id": market.opened["client_id"], "client_secret": market.opened["client_secret"]}
    answer = await client.post("/oauth/token", data=who | form)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


WRONG_FORMS = {
    "invalid_request": {},
    "unsupported_grant_type": {"grant_type": "password"},
    "invalid_scope": {"grant_type": "client_credentials", "scope": "everything"},
    "invalid_grant": {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "nonsense"},
}


async def test_dor_w11_the_description_shows_of_each_status_what_is_answered_with_it(market, client) -> None:
    described = (await client.get("/openapi.json")).json()
    answers = described["paths"]["/oauth/token"]["post"]["responses"]
    examples = [answers[status]["content"]["application/json"]["examples"] for status in ("400", "401")]
    who = {"client_id": market.opened["client_id"], "client_secret": market.opened["client_secret"]}
    sent = {error: await client.post("/oauth/token", data=who | form) for error, form in WRONG_FORMS.items()}

    assert {name: one.get("value") for name, one in examples[0].items()} == {e: a.json() for e, a in sent.items()}
    assert [described["components"]["examples"][name]["value"]["error"] for name in examples[1]] == ["invalid_client"]


async def test_dor_w15_an_empty_parameter_beside_basic_counts_as_left_out(market, client) -> None:
    who = f"{market.opened['client_id']}:{market.opened['client_secret']}".encode()
    answer = await client.post(
        "/oauth/token",
        data={"grant_type": "client_credentials", "client_secret": "", "scope": ""},
        headers={"Authorization": f"Basic {base64.b64encode(who).decode()}"},
    )
    assert answer.status_code == 200


async def get_token(client, market, media_type: str, more: str = ""):
    form = f"grant_type=client_credentials&client_id={market.opened['client_id']}"
    form += f"&client_secret={market.opened['client_secret']}{more}"
    return await client.post("/oauth/token", content=form, headers={"Content-Type": media_type})


@pytest.mark.parametrize("charset", ["", ";charset=UTF-8", '; charset="utf-8"', "; charset=utf8", ";charset=US-ASCII"])
async def test_dor_w15_utf8_is_taken_however_it_is_spelt(market, client, charset) -> None:
    answer = await get_token(client, market, f"application/x-www-form-urlencoded{charset}")
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(("charset", "more"), [("ISO-8859-1", "&audience=caf%E9"), ("UTF-16", ""), ("IBM037", "")])
async def test_dor_w15_other_characters_are_refused_as_oauth_says(market, client, charset: str, more: str) -> None:
    answer = await get_token(client, market, f"application/x-www-form-urlencoded; charset={charset}", more)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("charset", ["ISO-8859-1", '"iso-8859-1"', "windows-1252"])
async def test_dor_w15_a_form_that_is_the_same_in_utf8_is_taken(market, client, charset: str) -> None:
    """Apache's client of HTTP calls every form Latin-1 unless told otherwise."""
    answer = await get_token(client, market, f"application/x-www-form-urlencoded; charset={charset}")
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("first", [True, False])
async def test_dor_w15_two_media_types_are_refused_as_oauth_says(market, client, first: bool) -> None:
    types = ["application/x-www-form-urlencoded", "application/json"]
    who = {"client_id": market.opened["client_id"], "client_secret": market.opened["client_secret"]}
    request = client.build_request("POST", "/oauth/token", data={"grant_type": "client_credentials", **who})
    del request.headers["content-type"]
    fields = [(b"content-type", one.encode()) for one in (types if first else types[::-1])]
    request.headers = type(request.headers)([*request.headers.raw, *fields])
    answer = await client.send(request)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("media_type", ["application/json", "text/plain", "multipart/form-data; boundary=x"])
async def test_dor_w15_another_body_than_a_form_is_refused_as_oauth_says(market, client, media_type) -> None:
    answer = await get_token(client, market, media_type)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    assert "x-www-form-urlencoded" in answer.json()["error_description"]


async def test_dor_w12_a_packed_form_is_refused_as_the_description_says(market, client) -> None:
    who = {"client_id": market.opened["client_id"], "client_secret": market.opened["client_secret"]}
    form = who | {"grant_type": "client_credentials"}
    answer = await client.post("/oauth/token", data=form, headers={"Content-Encoding": "gzip"})
    described = (await client.get("/openapi.json")).json()["paths"]["/oauth/token"]["post"]["responses"]

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    assert "415" in described


async def test_dor_w15_two_ways_to_authenticate_are_one_too_many(market, client) -> None:
    id, secret = market.opened["client_id"], market.opened["client_secret"]
    form = {"grant_type": "client_credentials", "client_id": id}
    beside = await client.post("/oauth/token", data={**form, "client_secret": secret}, auth=(id, secret))
    named = await client.post("/oauth/token", data=form, auth=(id, secret))
    other = await client.post("/oauth/token", data={**form, "client_id": "admin"}, auth=(id, secret))
    assert (beside.status_code, beside.json()["error"], named.status_code) == (400, "invalid_request", 200)
    assert (other.status_code, other.json()["error"]) == (400, "invalid_request")


async def test_dor_w15_more_than_one_blank_behind_the_scheme_is_as_good(market, client) -> None:
    """RFC 9110, 11.4: a scheme, one blank or more, and what proves it."""
    who = base64.b64encode(f"{market.opened['client_id']}:{market.opened['client_secret']}".encode()).decode()
    headers = {"Authorization": f"Basic   {who}"}
    answer = await client.post("/oauth/token", data={"grant_type": "client_credentials"}, headers=headers)
    headers = {"Authorization": f"bearer   {answer.json()['access_token']}"}
    assert (await client.get("/v1/escrows", headers=headers)).status_code == 200


async def test_dor_w15_libraries_set_themselves_up_by_the_metadata(market, client) -> None:
    """RFC 8414: as authlib and oauth4webapi ask for it, and what they go by."""
    told = (await client.get("/.well-known/oauth-authorization-server")).json()
    assert (told["issuer"], told["response_types_supported"]) == ("http://127.0.0.1:8000", ["none"])
    assert all(told.values()), "claims without elements are left out (RFC 8414, 3.2), and authlib misses this one"
    for name in ("token_endpoint", "jwks_uri"):
        assert told[name].startswith(f"{told['issuer']}/")
    answer = await client.post(
        told["token_endpoint"].removeprefix(told["issuer"]),
        data={"grant_type": told["grant_types_supported"][0]},
        auth=(market.opened["client_id"], market.opened["client_secret"]),
    )
    assert (answer.status_code, answer.json()["token_type"], answer.headers["cache-control"]) == (
        200, "Bearer", "no-store",
    )  # fmt: skip
    [key] = (await client.get(told["jwks_uri"].removeprefix(told["issuer"]))).json()["keys"]
    assert key["kty"] == "OKP"


async def test_dor_w15_a_refusal_says_which_token_would_do(market, client) -> None:
    """RFC 6750, 3: no error where there is no token, and the scope where it is what is missing."""
    operator = await market.participant("operator", "olga", scopes=["read"])
    unknown = await client.get("/v1/escrows")
    wrong = await client.get("/v1/escrows", headers={"Authorization": "Bearer nonsense"})
    lamp = {"buyer": "a", "seller": "b", "amount": {"amount": 1, "currency": "EUR"}, "agreement": {"title": "A lamp"}}
    lacking = await operator.post("/v1/escrows", lamp)
    assert unknown.headers["www-authenticate"] == 'Bearer realm="parley"'
    assert wrong.headers["www-authenticate"] == 'Bearer realm="parley", error="invalid_token"'
    assert (lacking.status_code, lacking.headers["www-authenticate"]) == (
        403, 'Bearer realm="parley", error="insufficient_scope"',
    )  # fmt: skip

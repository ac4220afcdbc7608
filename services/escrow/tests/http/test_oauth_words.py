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
    ],
)
async def test_dor_w15_what_is_wrong_is_named(market, client, form, error) -> None:
    who = {"client_id": market.opened["client_id"], "client_secret": market.opened["client_secret"]}
    answer = await client.post("/oauth/token", data=who | form)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


async def test_dor_w15_an_empty_parameter_beside_basic_counts_as_left_out(market, client) -> None:
    who = f"{market.opened['client_id']}:{market.opened['client_secret']}".encode()
    answer = await client.post(
        "/oauth/token",
        data={"grant_type": "client_credentials", "client_secret": "", "scope": ""},
        headers={"Authorization": f"Basic {base64.b64encode(who).decode()}"},
    )
    assert answer.status_code == 200

"""Links to the pages: who may make them, what their secret is exchanged for, and when that ends."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import jwt
import pytest

from escrow.domain.errors import PageLinkRefused
from escrow.page_links.keys import PageKeys


async def made(market, **more):
    body = {"role": "buyer", "participant": "anna", **more}
    answer = await market.platform.post("/v1/page-links", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def secret_of(link) -> str:
    return link["url"].partition("#")[2]


async def opened(market, link):
    return await market.client.post("/v1/page-sessions", json={"link": secret_of(link)})


async def test_pag_4_a_link_is_exchanged_for_a_token_of_one_person_and_one_case(market) -> None:
    deal = await market.escrow()
    link = await made(market, escrow=deal["id"], language="fr")
    assert link["embed_url"] == link["url"].replace("/pages/open#", f"/pages/in/{market.opened['id']}/open#")
    answer = await opened(market, link)

    assert answer.status_code == 200, answer.text
    session = answer.json()
    claims = jwt.decode(session["access_token"], options={"verify_signature": False})
    assert (claims["sub"], claims["role"], claims["escrow"]) == ("anna", "buyer", deal["id"])
    assert claims["exp"] - claims["iat"] <= 300
    assert (session["language"], session["platform"]["id"]) == ("fr", market.opened["id"])
    read = await market.client.get(
        f"/v1/escrows/{deal['id']}", headers={"Authorization": f"Bearer {session['access_token']}"}
    )
    assert read.status_code == 200, read.text
    other = await market.escrow()
    foreign = await market.client.get(
        f"/v1/escrows/{other['id']}", headers={"Authorization": f"Bearer {session['access_token']}"}
    )
    assert foreign.status_code in (403, 404)


async def test_pag_4_a_session_is_renewed_without_the_link_and_ends_with_it(market) -> None:
    link = await made(market)
    session = (await opened(market, link)).json()
    renewed = await market.client.post("/v1/page-sessions/renew", json={"session": session["session"]})
    assert renewed.status_code == 200, renewed.text
    assert renewed.json()["participant"] == "anna"

    revoked = await market.platform.post(f"/v1/page-links/{link['id']}/revoke")
    assert revoked.json()["revoked_at"] is not None
    again = await market.platform.post(f"/v1/page-links/{link['id']}/revoke")
    assert again.json()["revoked_at"] == revoked.json()["revoked_at"]
    for answer in (
        await opened(market, link),
        await market.client.post("/v1/page-sessions/renew", json={"session": session["session"]}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "page_link_revoked")


async def test_pag_4_a_link_expires_by_the_clock_on_the_wall(market, monkeypatch) -> None:
    link = await made(market, expires_in=60)
    later = datetime.now(UTC) + timedelta(seconds=61)
    market.clock.passes(days=40)
    assert (await opened(market, link)).status_code == 200, "a test clock ends no link"
    service = market.app.state.service
    monkeypatch.setattr(market.app.state, "service", replace(service, deps=replace(service.deps, now=lambda: later)))
    answer = await opened(market, link)
    assert (answer.status_code, answer.json()["code"]) == (403, "page_link_expired")


def changed(secret: str) -> list[str]:
    raw = base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4))
    flipped = bytes([*raw[:-1], raw[-1] ^ 1])
    foreign = bytes([raw[0] ^ 1, *raw[1:]])
    spelled = [base64.urlsafe_b64encode(each).rstrip(b"=").decode() for each in (flipped, foreign)]
    return [*spelled, secret[:-4], secret + "AAAA", "x", "é" * 10, secret.replace("-", "+") + "="]


def refusal_of(secret: str) -> tuple[int, str]:
    """What cannot even be a secret is bad input like any other."""
    return (403, "page_link_refused") if secret.isascii() and secret.isprintable() else (422, "validation_failed")


async def test_pag_5_half_a_link_a_changed_one_and_a_session_in_its_place_open_nothing(market) -> None:
    link = await made(market)
    session = (await opened(market, link)).json()["session"]
    for secret in [*changed(secret_of(link)), session]:
        answer = await market.client.post("/v1/page-sessions", json={"link": secret})
        assert (answer.status_code, answer.json()["code"]) == refusal_of(secret), secret
    for secret in [*changed(session), secret_of(link)]:
        answer = await market.client.post("/v1/page-sessions/renew", json={"session": secret})
        assert (answer.status_code, answer.json()["code"]) == refusal_of(secret), secret


def test_pag_5_links_outlive_the_change_of_the_services_secret() -> None:
    tenant, link = uuid4(), uuid4()
    before, between, after = PageKeys("old" * 12), PageKeys("new" * 12 + "," + "old" * 12), PageKeys("new" * 12)
    given = before.link_secret(tenant, link)
    assert between.read_link(given) == (tenant, link)
    assert after.read_link(between.link_secret(tenant, link)) == (tenant, link)
    with pytest.raises(PageLinkRefused):
        after.read_link(given)


async def test_pag_5_a_repeated_request_gives_the_same_link_and_no_secret_is_stored(market) -> None:
    body = {"role": "seller", "participant": "shop"}
    first = await market.platform.post("/v1/page-links", body, Idempotency_Key="k-1")
    again = await market.platform.post("/v1/page-links", body, Idempotency_Key="k-1")
    assert first.json() == again.json()
    assert again.headers["idempotent-replayed"] == "true"
    read = await market.platform.get(f"/v1/page-links/{first.json()['id']}")
    assert "url" not in read.json()


@pytest.mark.parametrize("role", ["buyer", "seller", "operator"])
async def test_pag_5_only_a_platform_makes_links(market, role) -> None:
    person = await market.participant(role, "anna")
    assert (await person.post("/v1/page-links", {"role": "buyer", "participant": "x"})).status_code == 403


async def test_pag_5_only_operators_have_scopes_and_nothing_lasts_longer_than_thirty_days(market) -> None:
    refused = await market.platform.post(
        "/v1/page-links", {"role": "buyer", "participant": "anna", "scopes": ["decide"]}
    )
    assert refused.status_code == 403
    for seconds in (0, 59, 30 * 86_400 + 1, "3600"):
        body = {"role": "buyer", "participant": "anna", "expires_in": seconds}
        assert (await market.platform.post("/v1/page-links", body)).status_code == 422, seconds
    link = await made(market, role="operator", participant="olga", scopes=["decide"])
    claims = jwt.decode((await opened(market, link)).json()["access_token"], options={"verify_signature": False})
    assert claims["scope"] == "decide"


async def test_pag_5_the_link_of_a_suspended_platform_opens_nothing(market, admin) -> None:
    link = await made(market)
    await admin.post(f"/v1/platforms/{market.opened['id']}/suspend")
    answer = await opened(market, link)
    assert (answer.status_code, answer.json()["code"]) == (403, "platform_not_active")


async def test_pag_5_a_representative_is_let_into_one_case_alone(market) -> None:
    body = {"role": "representative", "participant": "studio"}
    assert (await market.platform.post("/v1/page-links", body)).status_code == 422
    deal = await market.escrow()
    assert (await market.platform.post("/v1/page-links", body | {"escrow": deal["id"]})).status_code == 201


PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()
LOOK = {
    "primary": "#0f766e",
    "accent": None,
    "links": [{"kind": "terms", "url": "https://shop.example/terms?of=us#top"}],
    "logo": PNG,
}


async def test_pag_22_a_platform_chooses_how_its_pages_look_and_anybody_may_see_it(market) -> None:
    own, public = (each.format(market.opened["id"]) for each in ("/v1/platforms/{}/branding", "/v1/branding/{}"))
    plain = (await market.client.get(public)).json()
    chosen = await market.platform.put(own, LOOK)
    seen = await market.client.get(public)
    logo = await market.client.get(seen.json()["logo"])

    assert (plain["primary"], plain["links"], plain["logo"]) == (None, [], None)
    assert (chosen.status_code, chosen.json()) == (200, seen.json()), chosen.text
    assert seen.json()["links"] == LOOK["links"]
    assert (logo.content, logo.headers["content-type"]) == (base64.b64decode(PNG), "image/png")
    assert "immutable" in logo.headers["cache-control"]
    assert logo.headers["x-content-type-options"] == "nosniff"

    await market.platform.put(own, {"accent": "#ffffff"})  # all of it is replaced
    assert (await market.client.get(public)).json() == plain | {"accent": "#ffffff"}
    assert (await market.client.get(f"{public}/logo")).status_code == 404


async def test_pag_22_a_look_is_a_platforms_own_and_has_nothing_in_it_that_runs(market, admin) -> None:
    own = f"/v1/platforms/{market.opened['id']}/branding"
    for wrong in (
        {"primary": "red"},
        {"primary": "#0F766E;}"},
        {"logo": base64.b64encode(b"<svg onload='alert(1)'/>").decode()},
        {"logo": "no base64"},
        {"logo": base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(50_000)).decode()},
        {"links": [{"kind": "terms", "url": "javascript:alert(1)"}]},
        {"links": [{"kind": "terms", "url": "http://shop.example/terms"}]},
        {"links": [{"kind": "terms", "url": "https://user:secret@shop.example/"}]},
        {"links": [{"kind": "terms", "url": "https://shop.example/"}] * 2},
        {"links": [{"kind": "advert", "url": "https://shop.example/"}]},
    ):
        answer = await market.platform.put(own, wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed"), wrong
    other = await admin.post("/v1/platforms", {"name": "Another one"})
    assert (await market.platform.put(f"/v1/platforms/{other.json()['id']}/branding", LOOK)).status_code == 404
    assert (await market.client.put(own, json=LOOK)).status_code == 401
    assert (await market.client.get(f"/v1/branding/plt_{'0' * 26}")).status_code == 404


async def test_pag_24_a_session_goes_on_elsewhere_for_ten_minutes_and_ends_with_its_link(market, monkeypatch) -> None:
    link = await made(market)
    session = (await opened(market, link)).json()["session"]
    handed = await market.client.post("/v1/page-sessions/hand-over", json={"session": session})
    secret = handed.json()["url"].partition("#")[2]
    elsewhere = await market.client.post("/v1/page-sessions/renew", json={"session": secret})

    assert (handed.status_code, handed.json()["url"].partition("#")[0][-12:]) == (200, "/pages/go-on"), handed.text
    assert (elsewhere.status_code, elsewhere.json()["participant"]) == (200, "anna")

    service, later = market.app.state.service, datetime.now(UTC) + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(market.app.state, "service", replace(service, deps=replace(service.deps, now=lambda: later)))
    for body, code in (({"session": secret}, "page_link_refused"), ({"session": session}, None)):
        answer = await market.client.post("/v1/page-sessions/renew", json=body)
        assert answer.json().get("code") == code

    await market.platform.post(f"/v1/page-links/{link['id']}/revoke")
    revoked = await market.client.post("/v1/page-sessions/hand-over", json={"session": session})
    assert (revoked.status_code, revoked.json()["code"]) == (403, "page_link_revoked")

"""DOR-W16: administrators and platforms look after platforms, their secrets, and the links they send."""

from __future__ import annotations

from datetime import timedelta

import jwt
import pytest

from common.kernel import seams
from common.kernel.ids import format_id, new_id
from escrow.tokens import LinkRefused

LINK_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


async def ask(client, **form: str):
    return await client.post("/oauth/token", data={"grant_type": "client_credentials", **form})


async def gets_token(client, platform: dict, secret: str) -> bool:
    answer = await ask(client, client_id=platform["client_id"], client_secret=secret)
    return answer.status_code == 200


def secrets_of(market) -> str:
    return f"/v1/platforms/{market.opened['id']}/secrets"


async def test_dor_w16_an_administrator_sees_every_platform_and_a_platform_itself(admin, market, open_market) -> None:
    other = await open_market("Chairs")
    await admin.post(f"/v1/platforms/{other.opened['id']}/suspend")

    every = (await admin.get("/v1/platforms")).json()["data"]
    page = (await admin.get("/v1/platforms", limit=1)).json()
    rest = (await admin.get("/v1/platforms", limit=1, cursor=page["next_cursor"])).json()
    suspended = (await admin.get("/v1/platforms", status="suspended")).json()["data"]
    own = (await market.platform.get("/v1/platforms")).json()
    anna = await (await market.buyer()).get("/v1/platforms")

    newest = [other.opened["id"], market.opened["id"]]
    assert [one["id"] for one in every if one["id"] in newest] == newest
    assert page["data"] + rest["data"] == every[:2]
    assert other.opened["id"] in [one["id"] for one in suspended]
    assert market.opened["id"] not in [one["id"] for one in suspended]
    assert ([one["id"] for one in own["data"]], own["has_more"]) == ([market.opened["id"]], False)
    assert anna.status_code == 403


async def test_dor_w16_a_platform_is_renamed_and_others_hear_of_it(admin, market, told) -> None:
    home = f"/v1/platforms/{market.opened['id']}"

    renamed = await admin.post(f"{home}/rename", {"name": "Lamps for all"})
    await admin.post(f"{home}/rename", {"name": "Lamps for all"})
    own = await market.platform.post(f"{home}/rename", {"name": "The best"})

    assert (renamed.status_code, renamed.json()["name"]) == (200, "Lamps for all")
    assert (await admin.get(home)).json()["name"] == "Lamps for all"
    assert [topic for topic in await told() if topic == "platforms.renamed.v1"] == ["platforms.renamed.v1"]
    assert own.status_code == 403


async def test_dor_w16_a_platform_rotates_its_own_secret_without_a_gap(client, market) -> None:
    first = market.opened["client_secret"]

    rotated = (await market.platform.post(f"{secrets_of(market)}/rotate")).json()
    meanwhile = [await gets_token(client, market.opened, secret) for secret in (first, rotated["client_secret"])]
    at_once = (await market.platform.post(f"{secrets_of(market)}/rotate", {"overlap_seconds": 0})).json()
    afterwards = [
        await gets_token(client, market.opened, secret)
        for secret in (first, rotated["client_secret"], at_once["client_secret"])
    ]
    listed = (await market.platform.get(secrets_of(market))).json()["data"]

    assert rotated["replaced"] == [market.opened["secret_id"]]
    assert meanwhile == [True, True]
    assert afterwards == [False, False, True]
    assert [(one["id"], one["status"]) for one in listed] == [
        (at_once["id"], "valid"),
        (rotated["id"], "expired"),
        (market.opened["secret_id"], "expired"),
    ]
    assert not {"client_secret", "sha256"} & {name for one in listed for name in one}


async def test_dor_w16_what_was_to_end_earlier_does_not_end_later(market) -> None:
    await market.platform.post(f"{secrets_of(market)}/rotate", {"overlap_seconds": 60})
    before = (await market.platform.get(secrets_of(market))).json()["data"][-1]

    await market.platform.post(f"{secrets_of(market)}/rotate", {"overlap_seconds": 3_600})
    after = (await market.platform.get(secrets_of(market))).json()["data"][-1]

    assert (before["status"], before["expires_at"]) == ("expiring", after["expires_at"])


async def test_dor_w16_secrets_live_by_the_real_clock(market, client, rows) -> None:
    """A test clock moves a platform's deals, and neither its secrets nor its tokens."""
    market.clock.passes(days=400)
    rotated = (await market.platform.post(f"{secrets_of(market)}/rotate")).json()

    assert await gets_token(client, market.opened, market.opened["client_secret"])
    [(hours,)] = await rows(
        f"SELECT round(extract(epoch FROM (expires_at - clock_timestamp())) / 3600) FROM escrow.secrets"
        f" WHERE expires_at IS NOT NULL AND tenant_id = '{market.tenant}'"
    )
    assert (hours, rotated["replaced_expire_at"][:4]) == (24, str(seams.utc_now().year))


async def test_dor_w16_nobody_locks_himself_out_and_secrets_are_few(admin, market, client) -> None:
    last = f"{secrets_of(market)}/{market.opened['secret_id']}/revoke"

    refused = await market.platform.post(last)
    added = [await market.platform.post(secrets_of(market)) for _ in range(5)]
    revoked = await market.platform.post(last)
    left = [one["status"] for one in (await admin.get(secrets_of(market))).json()["data"]]
    for answer in added[:-1]:
        assert (await admin.post(f"{secrets_of(market)}/{answer.json()['id']}/revoke")).status_code == 200

    assert (refused.status_code, refused.json()["code"]) == (409, "last_secret")
    assert [answer.status_code for answer in added] == [201, 201, 201, 201, 409]
    assert (added[-1].json()["code"], added[-1].json()["allowed"]) == ("too_many_secrets", 5)
    assert (revoked.status_code, left) == (200, ["valid"] * 4 + ["revoked"])
    assert not await gets_token(client, market.opened, added[0].json()["client_secret"])


async def test_dor_w16_nobody_locks_himself_out_for_when_the_old_secret_has_ended(market) -> None:
    rotated = (await market.platform.post(f"{secrets_of(market)}/rotate")).json()

    refused = await market.platform.post(f"{secrets_of(market)}/{rotated['id']}/revoke")
    ended = await market.platform.post(f"{secrets_of(market)}/{market.opened['secret_id']}/revoke")

    assert (refused.status_code, refused.json()["code"], ended.status_code) == (409, "last_secret", 200)


async def test_dor_w16_secrets_of_another_platform_do_not_exist(market, open_market) -> None:
    other = await open_market("Chairs")
    home = secrets_of(other)

    answers = [
        await market.platform.get(home),
        await market.platform.post(home),
        await market.platform.post(f"{home}/rotate"),
        await market.platform.post(f"{home}/{other.opened['secret_id']}/revoke"),
        await market.platform.post(f"{secrets_of(market)}/{other.opened['secret_id']}/revoke"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert (await (await market.buyer()).get(secrets_of(market))).status_code == 403


async def link_to(market, deal: dict, **more: object):
    body = {"role": "buyer", "participant": "anna", "escrow": deal["id"], **more}
    return await market.platform.post("/v1/participant-tokens/link", body)


async def trade(client, link: str):
    return await client.post("/oauth/token", data={"grant_type": LINK_GRANT, "assertion": link})


async def test_dor_w16_a_link_in_an_e_mail_leads_to_one_deal_for_a_week(client, market) -> None:
    escrow, other = await market.funded(), await market.funded()
    link = (await link_to(market, escrow)).json()

    token = (await trade(client, link["link_token"])).json()["access_token"]
    seen = [
        (await client.get(f"/v1/escrows/{one['id']}", headers={"Authorization": f"Bearer {token}"})).status_code
        for one in (escrow, other)
    ]

    claims = jwt.decode(token, options={"verify_signature": False})
    assert link["expires_in"] == 7 * 86_400
    assert (claims["sub"], claims["role"], claims["escrow"]) == ("anna", "buyer", escrow["id"])
    assert claims["exp"] - claims["iat"] == 300
    assert seen == [200, 404]


async def test_dor_w16_a_token_outlives_no_link(market) -> None:
    link = (await link_to(market, await market.funded(), ttl=3_600)).json()["link_token"]
    signer, now = market.app.state.service.deps.signer, seams.utc_now()

    assert signer.read_link(link, now).seconds == 300
    assert 0 < signer.read_link(link, now + timedelta(seconds=3_500)).seconds <= 100
    with pytest.raises(LinkRefused):
        signer.read_link(link, now + timedelta(seconds=3_601))


async def test_dor_w16_a_link_is_no_token_and_a_token_no_link(admin, client, market) -> None:
    escrow = await market.funded()
    link = (await link_to(market, escrow)).json()["link_token"]

    as_token = await client.get(f"/v1/escrows/{escrow['id']}", headers={"Authorization": f"Bearer {link}"})
    as_link = await trade(client, market.platform.token)
    nonsense = await trade(client, "nonsense")
    forged = await trade(client, jwt.encode({"iss": "parley"}, "x" * 32, headers={"typ": "link+jwt"}))
    await admin.post(f"/v1/platforms/{market.opened['id']}/suspend")
    suspended = await trade(client, link)

    assert as_token.status_code == 401
    assert [one.json()["error"] for one in (as_link, nonsense, forged, suspended)] == ["invalid_grant"] * 4


@pytest.mark.parametrize(
    "wrong",
    [{"role": "operator"}, {"ttl": 59}, {"ttl": 7_776_001}, {"escrow": None}, {"dispute": format_id("dsp", new_id())}],
    ids=["an operator", "too short", "too long", "no case", "two cases"],
)
async def test_dor_w16_a_link_names_one_case_and_ends(market, wrong: dict) -> None:
    assert (await link_to(market, await market.escrow(), **wrong)).status_code == 422

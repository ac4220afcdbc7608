"""Platforms and their secrets, tokens, and the links that let people into the pages."""

from __future__ import annotations

from deploy.proof.examples.stage import Stage
from deploy.proof.testing.market import Person


async def play_platforms(stage: Stage) -> None:
    show, admin = stage.book.show, stage.admin
    opened = await show("open_platform", admin, {"name": "Lamps and more", "default_policy": "agreement_first"})
    platform = opened["id"]
    await show("list_platforms", admin, limit=20)
    await show("get_platform", admin, platform=platform)
    await show("allow_origins", admin, {"origins": ["https://shop.example"]}, platform=platform)
    await show("get_allowed_origins", admin, platform=platform)
    await show("rename_platform", admin, {"name": "Lamps and more, Berlin"}, platform=platform)
    made = await show("add_secret", admin, platform=platform)
    await show("list_secrets", admin, platform=platform, limit=20)
    await show("revoke_secret", admin, platform=platform, secret=made["id"])
    await show("rotate_secret", admin, {"overlap_seconds": 86_400}, platform=platform)
    await show("suspend_platform", admin, platform=platform)
    await show("reinstate_platform", admin, platform=platform)
    chosen = {"default_policy": "agreement_first", "by_category": {"services": "guided_solutions"}}
    await show("choose_policies", stage.market.platform, chosen, platform=stage.market.id)
    links = [{"kind": "terms", "url": "https://shop.example/terms"}]
    look = {"primary": "#0f766e", "accent": "#f59e0b", "links": links}
    await show("choose_branding", stage.market.platform, look, platform=stage.market.id)
    await show("get_branding", admin, platform=stage.market.id)


async def play_people(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    id, secret = market.client_credentials
    nobody = Person(stage.client, "")
    form = {"grant_type": "client_credentials", "client_id": id, "client_secret": secret}
    await show("issue_token", nobody, form=form)
    await stage.book.show_refusal("issue_token", nobody, {**form, "client_secret": "another"})
    await show("get_keys", nobody)
    await show("get_authorization_server", nobody)
    grant = {"role": "operator", "participant": "olga", "scopes": ["read", "decide"], "ttl": 300}
    await show("issue_participant_token", market.platform, grant)
    deal = await market.fund_deal()
    link = {"role": "buyer", "participant": "anna", "escrow": deal.id, "ttl": 604_800}
    await show("issue_link_token", market.platform, link)
    made = await show(
        "create_page_link",
        market.platform,
        {"role": "buyer", "participant": "anna", "escrow": deal.id, "language": "fr", "expires_in": 604_800},
    )
    await show("get_page_link", market.platform, link=made["id"])
    opened = await show("open_page_session", nobody, {"link": made["url"].partition("#")[2]}, hides=("link", "session"))
    await show("renew_page_session", nobody, {"session": opened["session"]}, hides=("session",))
    await show("hand_over_page_session", nobody, {"session": opened["session"]}, hides=("session",))
    await show("revoke_page_link", market.platform, link=made["id"])

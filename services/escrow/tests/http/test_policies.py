"""Which edition a new escrow pins: named by the deal, else by its category, else the platform's default."""

from __future__ import annotations

import pytest

from common.kernel.ids import format_id, new_id


def home(market) -> str:
    return f"/v1/platforms/{format_id('plt', market.tenant)}/policies"


async def pinned(market, **differently) -> tuple[str, str]:
    made = await market.escrow(**differently)
    return made["policy"], made["policy_hash"]


@pytest.fixture
async def offered(market):
    """Beside the default: a built-in policy with an older edition, and one of the platform's own."""
    await market.publishes("guided_solutions-2026-10", current=False)
    await market.publishes("guided_solutions-2026-11")
    await market.publishes("house_rules-2026-1", owner=market.tenant, current=False)
    await market.makes_current("house_rules-2026-1", owner=market.tenant)
    return market


async def test_a_platform_chooses_per_category(offered) -> None:
    body = {
        "default_policy": "house_rules",
        "by_category": {"services": "guided_solutions", "art": "house_rules-2026-1"},
    }

    response = await offered.platform.put(home(offered), body)

    assert response.status_code == 200, response.text
    assert response.json()["policies_by_category"] == body["by_category"]
    assert response.headers["etag"] == '"2"'
    assert (await pinned(offered, category="services"))[0] == "guided_solutions-2026-11"
    assert (await pinned(offered, category="art"))[0] == "house_rules-2026-1"
    assert (await pinned(offered, category="shoes"))[0] == "house_rules-2026-1"
    assert (await pinned(offered))[0] == "house_rules-2026-1"


async def test_a_deal_may_name_a_policy_or_an_edition_itself(offered) -> None:
    await offered.platform.put(home(offered), {"default_policy": "house_rules", "by_category": {"art": "house_rules"}})

    assert await pinned(offered, policy="guided_solutions", category="art") == (
        "guided_solutions-2026-11", "guided_solutions-2026-11".rjust(64, "0"),
    )  # fmt: skip
    assert (await pinned(offered, policy="guided_solutions-2026-10"))[0] == "guided_solutions-2026-10"


async def test_dor_w11_an_edition_of_its_own_is_current_once_the_platform_makes_it_so(offered) -> None:
    await offered.publishes("agreement_first-2026-77", owner=offered.tenant, current=False)
    published = (await pinned(offered, policy="agreement_first"))[0]
    await offered.makes_current("agreement_first-2026-77", owner=offered.tenant)
    made_current = (await pinned(offered, policy="agreement_first"))[0]
    await offered.makes_current("agreement_first-2026-01", version=2)
    await offered.makes_current("agreement_first-2026-77", owner=offered.tenant)  # late, and a choice before the last

    assert (published, made_current) == ("agreement_first-2026-01", "agreement_first-2026-77")
    assert (await pinned(offered, policy="agreement_first"))[0] == "agreement_first-2026-01"
    assert (await pinned(offered, policy="agreement_first-2026-77"))[0] == "agreement_first-2026-77"


async def test_dor_w11_who_chooses_none_any_more_gets_the_newest_again_also_when_one_comes(offered) -> None:
    await offered.makes_current("guided_solutions-2026-10")
    chosen = (await pinned(offered, policy="guided_solutions"))[0]
    await offered.makes_current("guided_solutions-2026-11", version=2, follows_newest=True)
    newest = (await pinned(offered, policy="guided_solutions"))[0]
    await offered.publishes("guided_solutions-2026-12")

    assert (chosen, newest) == ("guided_solutions-2026-10", "guided_solutions-2026-11")
    assert (await pinned(offered, policy="guided_solutions"))[0] == "guided_solutions-2026-12"


async def test_dor_w11_a_choice_that_is_heard_before_the_edition_brings_it_along(market) -> None:
    await market.makes_current("agreement_first-2026-77", owner=market.tenant)

    assert (await pinned(market, policy="agreement_first"))[0] == "agreement_first-2026-77"


async def test_dor_w11_a_name_of_its_own_stands_for_nothing_until_it_is_chosen(market) -> None:
    await market.publishes("house_rules-2026-1", owner=market.tenant, current=False)

    refused = await market.platform.put(home(market), {"default_policy": "house_rules"})
    chosen = await market.platform.put(home(market), {"default_policy": "house_rules-2026-1"})

    assert (refused.status_code, refused.json()["code"], chosen.status_code) == (422, "policy_unknown", 200)


async def test_a_name_stands_for_its_newest_edition_where_none_is_current(market) -> None:
    await market.publishes("live_video-2026-10", current=False)
    market.clock.passes(days=1)
    await market.publishes("live_video-2026-11", current=False)

    assert (await pinned(market, policy="live_video"))[0] == "live_video-2026-11"
    await market.publishes("live_video-2026-09")
    assert (await pinned(market, policy="live_video"))[0] == "live_video-2026-09"


async def test_the_editions_of_another_platform_are_unknown(offered, open_market) -> None:
    other = await open_market("Somewhere else")

    response = await other.platform.put(home(other), {"default_policy": "house_rules"})

    assert (response.status_code, response.json()["code"]) == (422, "policy_unknown")


async def test_escrows_there_are_keep_their_edition(offered) -> None:
    made = await offered.escrow()

    await offered.platform.put(home(offered), {"default_policy": "house_rules"})

    assert (await offered.read(made))["policy"] == "agreement_first-2026-01"


async def test_an_unknown_policy_changes_nothing(offered) -> None:
    wrong = await offered.platform.put(
        home(offered), {"default_policy": "agreement_first", "by_category": {"art": "x"}}
    )

    assert (wrong.status_code, wrong.json()["code"]) == (422, "policy_unknown")
    shown = (await offered.platform.get(f"/v1/platforms/{format_id('plt', offered.tenant)}")).json()
    assert (shown["policies_by_category"], shown["version"]) == ({}, 1)


async def test_only_the_platform_itself_chooses(offered, open_market, admin) -> None:
    body = {"default_policy": "agreement_first"}
    other = await open_market("Somewhere else")

    assert (await other.platform.put(home(offered), body)).status_code == 404
    assert (await admin.put(home(offered), body)).status_code == 403
    assert (await (await offered.buyer()).put(home(offered), body)).status_code == 403
    unknown = f"/v1/platforms/{format_id('plt', new_id())}/policies"
    assert (await offered.platform.put(unknown, body)).status_code == 404


async def test_a_choice_made_on_another_version_is_refused(offered) -> None:
    body = {"default_policy": "house_rules"}

    assert (await offered.platform.put(home(offered), body, If_Match='"7"')).status_code == 412
    assert (await offered.platform.put(home(offered), body, If_Match='"1"')).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{}, {"default_policy": 7}, {"default_policy": "a", "by_category": {"Not A Code": "b"}},
              {"default_policy": "a", "surprise": 1}],
)  # fmt: skip
async def test_a_choice_of_the_wrong_form_is_refused(market, wrong) -> None:
    assert (await market.platform.put(home(market), wrong)).status_code == 422

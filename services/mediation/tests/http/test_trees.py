"""Trees as data: read by everybody, published by platforms, never edited."""

from __future__ import annotations

import copy

import pytest

from mediation.testing import TENANT
from mediation.trees.catalogue import builtin_trees
from mediation.trees.format import EXAMPLE_TREE

BUILT_IN = "guided_solutions-2026-11"


@pytest.fixture
def platform(caller):
    return caller("platform", "plt_backend")


async def test_the_trees_that_come_with_parley_are_there_for_everybody(buyer) -> None:
    listed = (await buyer.get("/v1/trees")).json()["data"]
    shown = (await buyer.get(f"/v1/trees/{BUILT_IN}")).json()

    assert [tree["edition"] for tree in listed] == sorted(builtin_trees(), reverse=True)
    assert (shown["owner"], shown["hash"]) == ("parley", builtin_trees()[BUILT_IN].tree.hash)
    assert shown["tree"]["questions"]["damage"]["choices"]["partly"] == "A part does not work"


async def test_prm_34_a_tree_is_shown_in_the_language_that_is_asked_for(buyer) -> None:
    for language, title in (("fr", "Que s\u2019est-il passé"), ("zh", "出了什么问题"), ("en", "What went wrong")):
        answer = await buyer.get(f"/v1/trees/{BUILT_IN}", language=language)

        assert answer.headers["content-language"] == language
        assert "Accept-Language" in answer.headers["vary"]
        shown = answer.json()
        assert shown["title"].startswith(title)
        assert shown["tree"]["title"] == shown["title"]
        assert shown["hash"] == builtin_trees()[BUILT_IN].tree.hash
    assert (await buyer.get(f"/v1/trees/{BUILT_IN}", language="de")).status_code == 422


async def test_a_platform_publishes_a_tree_of_its_own_once(platform, caller, buyer) -> None:
    made = await platform.post("/v1/trees", EXAMPLE_TREE)
    again = await platform.post("/v1/trees", {**EXAMPLE_TREE, "title": "Other words"})

    assert made.status_code == 201, made.text
    assert made.headers["location"] == "/v1/trees/shoes-2026-11"
    assert (again.status_code, again.json()["code"]) == (409, "edition_exists")
    shown = (await buyer.get("/v1/trees/shoes-2026-11")).json()
    assert (shown["title"], shown["owner"], shown["hash"]) == (EXAMPLE_TREE["title"], "platform", made.json()["hash"])
    names = [t["edition"] for t in (await buyer.get("/v1/trees", name="shoes")).json()["data"]]
    assert names == ["shoes-2026-11"]


async def test_nobody_sees_the_trees_of_another_platform(platform, caller) -> None:
    await platform.post("/v1/trees", EXAMPLE_TREE)
    other = caller("platform", "x", tenant="01920000-0000-7000-8000-000000000001")

    assert (await other.get("/v1/trees/shoes-2026-11")).status_code == 404
    assert all(t["owner"] == "parley" for t in (await other.get("/v1/trees")).json()["data"])


async def test_the_names_of_built_in_trees_are_taken(platform) -> None:
    body = {**copy.deepcopy(EXAMPLE_TREE), "name": "guided_solutions", "edition": BUILT_IN}

    response = await platform.post("/v1/trees", body)

    assert (response.status_code, response.json()["code"]) == (409, "edition_exists")


async def test_o2_an_unsound_tree_is_refused_naming_every_place(platform, rows) -> None:
    body = copy.deepcopy(EXAMPLE_TREE)
    body["first"] = [{"to": "nowhere"}]
    body["questions"]["worn"]["next"] = [{"when": "answers.worn ==", "to": "suggestions"}]

    response = await platform.post("/v1/trees", body)

    assert (response.status_code, response.json()["code"]) == (422, "tree_unsound")
    assert any("questions.worn.next[0].when" in fault for fault in response.json()["faults"])
    assert await rows("SELECT 1 FROM mediation.trees") == []


@pytest.mark.parametrize(
    "broken",
    [{"surprise": 1}, {"edition": "Shoes 1"}, {"edition": "boots-1"}, {"questions": {}}, {"suggestions": []},
     {"name": 7}, {"title": ""}],
)  # fmt: skip
async def test_a_tree_of_the_wrong_form_is_refused(platform, broken) -> None:
    response = await platform.post("/v1/trees", {**EXAMPLE_TREE, **broken})

    assert (response.status_code, response.json()["code"]) == (422, "validation_failed"), response.text


@pytest.mark.parametrize("role", ["buyer", "seller", "operator"])
async def test_only_a_platform_publishes(caller, role) -> None:
    response = await caller(role, "x", scope="lead").post("/v1/trees", EXAMPLE_TREE)

    assert response.status_code == 403


async def test_an_unknown_filter_is_refused(buyer) -> None:
    assert (await buyer.get("/v1/trees", nmae="shoes")).status_code == 422
    assert (await buyer.get("/v1/trees/no-such-tree")).status_code == 404


async def test_what_is_published_cannot_be_changed_by_the_service(platform, rows) -> None:
    await platform.post("/v1/trees", EXAMPLE_TREE)

    rights = await rows(
        "SELECT privilege_type FROM information_schema.role_table_grants"
        " WHERE table_name = 'trees' AND grantee = 'svc_mediation' ORDER BY 1"
    )

    assert rights == [("INSERT",), ("SELECT",)]
    assert await rows("SELECT tenant_id FROM mediation.trees") == [(TENANT,)]

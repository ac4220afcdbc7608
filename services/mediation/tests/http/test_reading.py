from __future__ import annotations

from uuid import UUID

import pytest

from common.kernel.ids import format_id
from mediation.testing import a_mediation, reject_counter


def ids(response) -> list[str]:
    assert response.status_code == 200, response.text
    return [item["id"] for item in response.json()["data"]]


@pytest.fixture
async def several(keep) -> list[str]:
    return [format_id("med", (await keep(a_mediation())).id) for _ in range(5)]


async def test_a_list_is_walked_by_cursor_newest_first_without_repeats(buyer, several) -> None:
    seen, cursor = [], {}
    for _ in range(3):
        page = await buyer.get("/v1/mediations", limit=2, **cursor)
        seen += ids(page)
        cursor = {"cursor": page.json()["next_cursor"]}

    assert seen == several[::-1]
    assert (page.json()["has_more"], page.json()["next_cursor"]) == (False, None)


async def test_dor_w3_whoever_has_a_version_is_sent_it_again_in_another_language(buyer, keep) -> None:
    address = f"/v1/mediations/{format_id('med', (await keep(a_mediation())).id)}"
    tag = (await buyer.get(address)).headers["etag"]

    answer = await buyer.client.get(address, headers=buyer.headers | {"If-None-Match": tag, "Accept-Language": "fr"})

    assert (answer.status_code, answer.headers["content-language"]) == (200, "fr")


async def test_dor_w3_whoever_has_a_list_is_sent_it_again_only_when_it_has_changed(buyer, keep, several) -> None:
    first = await buyer.get("/v1/mediations", limit=2)
    known = buyer.headers | {"If-None-Match": first.headers["etag"]}

    same = await buyer.client.get("/v1/mediations?limit=2", headers=known)
    await keep(a_mediation())
    more = await buyer.client.get("/v1/mediations?limit=2", headers=known)

    assert (same.status_code, same.content, more.status_code) == (304, b"", 200)


async def test_the_negotiation_of_a_dispute_is_found_by_it(seller, keep, several) -> None:
    found = await keep(a_mediation())

    response = await seller.get("/v1/mediations", dispute=format_id("dsp", found.case.dispute))

    assert ids(response) == [format_id("med", found.id)]


async def test_lists_can_be_narrowed_to_states_and_whose_turn_it_is(buyer, keep, several) -> None:
    free = await keep(reject_counter(a_mediation()))

    assert ids(await buyer.get("/v1/mediations", state="open,agreed")) == [format_id("med", free.id)]
    assert ids(await buyer.get("/v1/mediations", awaiting="seller")) == several[::-1]
    assert ids(await buyer.get("/v1/mediations", awaiting="buyer")) == []


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"page": 2}, {"dispute": "dsp_1"}, {"state": "won"}])
async def test_a_wrong_or_unknown_filter_is_refused(buyer, query) -> None:
    assert (await buyer.get("/v1/mediations", **query)).status_code == 422


@pytest.mark.parametrize("cursor", ["x", "AAAA", "A" * 43])
async def test_a_made_up_cursor_is_refused(buyer, cursor) -> None:
    response = await buyer.get("/v1/mediations", cursor=cursor)

    assert (response.status_code, response.json()["code"]) == (400, "bad_cursor")


@pytest.mark.parametrize("role", ["platform", "operator"])
async def test_the_platform_and_its_operators_see_both_sides(caller, keep, role) -> None:
    found = await keep(a_mediation())

    body = (await caller(role, "desk", scope="read").get(f"/v1/mediations/{format_id('med', found.id)}")).json()

    seen = [(action["actor"], action["rel"]) for action in body["allowed_actions"]]
    assert seen == [("buyer", "amend"), ("seller", "accept"), ("seller", "counter")]


async def test_a_representative_reads_the_case_it_is_let_into(caller, keep) -> None:
    found = await keep(a_mediation())
    studio = caller("representative", "studio", dispute=format_id("dsp", found.case.dispute))

    assert (await studio.get(f"/v1/mediations/{format_id('med', found.id)}")).status_code == 200
    assert ids(await studio.get("/v1/mediations")) == [format_id("med", found.id)]


UNKNOWN = UUID("01933b7e-0000-7000-8000-0000000000ff")


@pytest.mark.parametrize(
    "id", ["med_1", format_id("dsp", UNKNOWN), format_id("med", UNKNOWN), format_id("med", UNKNOWN).upper()]
)
async def test_an_id_that_names_nothing_is_not_found(buyer, id) -> None:
    response = await buyer.get(f"/v1/mediations/{id}")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


async def test_nobody_reads_without_a_token(client) -> None:
    assert (await client.get("/v1/mediations")).status_code == 401


async def test_the_documentation_names_every_operation(client) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]

    operations = {
        operation["operationId"]: operation
        for path, methods in paths.items()
        if path.startswith("/v1/")
        for operation in methods.values()
    }
    assert set(operations) == {
        "list_mediations", "get_mediation", "create_proposal", "accept_proposal", "reject_proposal", "counter_proposal",
        "amend_proposal", "answer_question", "list_suggestions", "list_trees", "get_tree", "publish_tree",
        "foretell_option",
    }  # fmt: skip
    assert all(operation["summary"] and operation["description"] for operation in operations.values())

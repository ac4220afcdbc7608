"""Platforms publish editions of their own, and calendars."""

from __future__ import annotations

import asyncio
import json
import tomllib
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import text

from common.kernel.ids import parse_id
from common.persistence.database import Database
from disputes.testing import BUYER, OPERATOR, SELLER, agreed

PLATFORM = "platform-1"
OFFICE = {"zone": "Europe/Berlin", "weekdays": [0, 1, 2, 3, 4], "opens": "09:00", "closes": "17:00", "country": "DE"}


@pytest.fixture
def toml(policy_text):
    def changed(*pairs: tuple[str, str], edition: str = "quick-2027-01") -> str:
        said = policy_text.replace('edition = "agreement_first-2026-12"', f'edition = "{edition}"')
        said = said.replace('name = "agreement_first"', 'name = "quick"')
        for before, after in pairs:
            assert before in said
            said = said.replace(before, after, 1)
        return said

    return changed


async def publish(api, said: str | dict, *, query: str = "", who: str = PLATFORM, **claims):
    body = {"toml": said} if isinstance(said, str) else {"policy": said}
    return await api.post(who, query, body, root="/v1/policies", **claims)


async def read_current(api, name: str) -> list[str]:
    listed = (await api.get(PLATFORM, root="/v1/policies")).json()["data"]
    return [one["edition"] for one in listed if one["name"] == name and one["current"]]


async def make_current(api, edition: str, who: str = PLATFORM, **claims):
    return await api.post(who, f"/{edition}/make-current", root="/v1/policies", **claims)


async def test_dor_w11_publishing_an_edition_is_not_making_it_current(api, toml, told) -> None:
    for edition in ("quick-2027-01", "quick-2027-02"):
        assert (await publish(api, toml(edition=edition))).status_code == 201
    assert await read_current(api, "quick") == []

    made = await make_current(api, "quick-2027-01")
    again = await make_current(api, "quick-2027-01")

    assert (made.status_code, made.json()["current"], again.status_code) == (200, True, 200)
    assert await read_current(api, "quick") == ["quick-2027-01"]
    [fact] = await told("policies.made-current.v1")
    assert (fact["edition"], fact["name"], fact["own"], fact["hash"]) == (
        "quick-2027-01", "quick", True, made.json()["hash"],
    )  # fmt: skip
    published = [fact for fact in await told("policies.published.v1") if fact["name"] == "quick"]
    assert [fact["current"] for fact in published] == [False, False]


async def test_dor_w11_parleys_own_is_made_current_again_and_nobody_elses_is_touched(api, toml, told) -> None:
    usual = await read_current(api, "agreement_first")
    own = toml(edition="agreement_first-2027-01").replace('name = "quick"', 'name = "agreement_first"')
    await publish(api, own)

    await make_current(api, "agreement_first-2027-01")
    chosen = await read_current(api, "agreement_first")
    back = await make_current(api, "agreement_first-2026-11")

    assert (usual, chosen) == (["agreement_first-2026-12"], ["agreement_first-2027-01"])
    assert (back.json()["origin"], await read_current(api, "agreement_first")) == (
        "parley",
        ["agreement_first-2026-11"],
    )
    assert [fact["sequence"] for fact in await told("policies.made-current.v1")] == [1, 2]
    elsewhere = (await api.get(PLATFORM, root="/v1/policies", tenant=uuid4())).json()["data"]
    assert [one["edition"] for one in elsewhere if one["name"] == "agreement_first" and one["current"]] == usual
    assert (await make_current(api, "nothing-2027-01")).status_code == 404


async def test_pag_28_of_operators_a_lead_puts_an_edition_into_force(api) -> None:
    older = "agreement_first-2026-11"
    for scope in ("read", "decide"):
        refused = await make_current(api, older, OPERATOR, scope=scope)
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert (await make_current(api, older, BUYER, scope="lead")).status_code == 403
    made = await make_current(api, older, OPERATOR, scope="decide lead")
    assert (made.status_code, await read_current(api, "agreement_first")) == (200, [older])


async def test_dor_w11_a_choice_is_taken_back_by_the_policys_name(api, toml, told) -> None:
    usual = await read_current(api, "agreement_first")
    untouched = await make_current(api, "agreement_first")
    await make_current(api, "agreement_first-2026-11")
    chosen = await read_current(api, "agreement_first")

    back, again = [await make_current(api, "agreement_first") for _ in range(2)]

    assert (untouched.status_code, back.status_code, again.status_code) == (200, 200, 200), back.text
    assert (back.json()["edition"], back.json()["current"]) == ("agreement_first-2026-12", True)
    assert (chosen, await read_current(api, "agreement_first")) == (["agreement_first-2026-11"], usual)
    facts = [
        (fact["edition"], fact["follows_newest"], fact["version"]) for fact in await told("policies.made-current.v1")
    ]
    assert facts == [("agreement_first-2026-11", False, 1), ("agreement_first-2026-12", True, 2)]
    once_more = await make_current(api, "agreement_first-2026-12")
    assert (once_more.json()["current"], (await told("policies.made-current.v1"))[-1]["version"]) == (True, 3)
    await publish(api, toml())
    assert (await make_current(api, "quick")).status_code == 404, "of a platform's own there is no newest"


async def test_a_platforms_own_edition_runs_a_case_of_its_own(api, toml, cases, told, database) -> None:
    made = await publish(api, toml(('term = "5 days"             # D1', 'term = "48 hours"')))
    assert made.status_code == 201, made.text
    [published] = [fact for fact in await told("policies.published.v1") if fact["name"] == "quick"]
    assert published["tenant"] == "00000000-0000-0000-0000-000000000007"

    _, path = await cases.opened(escrow={"policy": "quick-2027-01"})

    case = (await api.get(SELLER, f"/{path}")).json()
    assert (case["policy"]["edition"], case["policy"]["hash"]) == ("quick-2027-01", made.json()["hash"])
    assert case["next_automatic_action"]["at"] == "2026-11-26T12:00:00Z"
    await api.tell(agreed(parse_id("dsp", path)))
    auditor = Database(database.auditor_url, pool_size=1)
    async with auditor.engine.connect() as connection:
        illegal = (await connection.execute(text(ILLEGAL))).all()
        [own] = (await connection.execute(text("SELECT DISTINCT edition FROM disputes.audit_transitions"))).all()
    await auditor.close()
    assert (illegal, own.edition.endswith("/quick-2027-01")) == ([], True)


ILLEGAL = """
SELECT t.* FROM disputes.audit_transitions t LEFT JOIN disputes.legal_transitions l
USING (edition, from_state, to_state, cause) WHERE l.edition IS NULL
"""


async def test_an_edition_is_never_edited_and_the_same_again_changes_nothing(api, toml, told) -> None:
    first, again = await publish(api, toml()), await publish(api, toml())
    assert (first.status_code, again.status_code, first.json()["hash"]) == (201, 201, again.json()["hash"])
    other = await publish(api, toml(('term = "60 days"', 'term = "61 days"')))
    assert (other.status_code, other.json()["code"]) == (409, "edition_changed")
    taken = await publish(api, toml(edition="agreement_first-2026-11"))
    assert (taken.status_code, taken.json()["code"]) == (409, "edition_taken")
    assert len([fact for fact in await told("policies.published.v1") if fact["name"] == "quick"]) == 1


async def test_two_platforms_may_use_one_name_and_never_see_each_others(api, toml) -> None:
    other = uuid4()
    mine = await publish(api, toml())
    theirs = await publish(api, toml(('term = "60 days"', 'term = "61 days"')), tenant=other)
    assert (mine.status_code, theirs.status_code) == (201, 201)

    for tenant, wanted in ((None, mine), (other, theirs)):
        claims = {"tenant": tenant} if tenant else {}
        seen = await api.get(BUYER, "/quick-2027-01", root="/v1/policies", **claims)
        assert seen.json()["hash"] == wanted.json()["hash"]
    listed = (await api.get(PLATFORM, root="/v1/policies", tenant=uuid4())).json()["data"]
    assert {row["origin"] for row in listed} == {"parley"}


async def test_a_dry_run_checks_and_keeps_nothing(api, toml, told) -> None:
    tried = await publish(api, toml(), query="?dry_run=true")

    assert (tried.status_code, tried.json()["edition"]) == (200, "quick-2027-01")
    assert (await api.get(PLATFORM, "/quick-2027-01", root="/v1/policies")).status_code == 404
    assert [fact for fact in await told("policies.published.v1") if fact["name"] == "quick"] == []
    assert (await publish(api, toml(("max = 5", "max = 50")), query="?dry_run=true")).status_code == 422


async def test_an_edition_can_be_written_as_json(api, toml) -> None:
    said = json.loads(json.dumps(tomllib.loads(toml()), default=str))

    as_json, as_toml = await publish(api, said), await publish(api, toml())

    assert (as_json.status_code, as_toml.status_code) == (201, 201), as_json.text
    assert as_json.json()["hash"] == as_toml.json()["hash"]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ('operator = ["decide"]', 'operator = ["pay"]', "may"),
        ('term = "60 days"', 'term = "sixty days"', "hard_cap"),
        pytest.param('term = "60 days"', 'term = "5000 days"', "hard_cap", id="dor-w24 beyond ten years"),
        ("max_rounds = 1", "max_rounds = 1\nsurprise = 2", "surprise"),
        ('escalates_to = "shipment_proof"', 'escalates_to = "nowhere"', "nowhere"),
        ("[calendar]", "[calendar", ""),
        ('first = "negotiation"', 'first = "nothing"', "nothing"),
    ],
)
async def test_what_is_wrong_with_an_edition_is_named_with_its_line(api, toml, before, after, word) -> None:
    said = toml((before, after))

    refused = await publish(api, said)

    assert (refused.status_code, refused.json()["code"]) == (422, "policy_invalid"), refused.text
    [first, *_] = refused.json()["errors"]
    if word:
        assert word in json.dumps(first)
        assert first["line"] > 1
    assert (await api.get(PLATFORM, "/quick-2027-01", root="/v1/policies")).status_code == 404


@pytest.mark.parametrize("body", [{}, {"toml": "a", "policy": {}}, {"toml": 5}, {"policy": []}, {"toml": ""}])
async def test_a_body_that_is_no_edition_is_refused(api, body) -> None:
    assert (await api.post(PLATFORM, "", body, root="/v1/policies")).status_code == 422


async def test_only_the_platform_publishes(api, toml) -> None:
    for who in (BUYER, SELLER, OPERATOR):
        assert (await publish(api, toml(), who=who, scope="lead")).status_code == 403


async def test_two_editions_are_compared_place_by_place(api, toml) -> None:
    await publish(api, toml())
    await publish(api, toml(('term = "60 days"', 'term = "61 days"'), edition="quick-2027-02"))

    diff = await api.get(PLATFORM, "/quick-2027-01/diff/quick-2027-02", root="/v1/policies")

    assert diff.json()["data"] == [
        {"pointer": "/edition", "before": "quick-2027-01", "after": "quick-2027-02"},
        {"pointer": "/hard_cap/term", "before": "60 days", "after": "61 days"},
    ]
    same = await api.get(PLATFORM, "/quick-2027-01/diff/quick-2027-01", root="/v1/policies")
    assert same.json()["data"] == []
    assert (await api.get(PLATFORM, "/quick-2027-01/diff/none", root="/v1/policies")).status_code == 404


async def test_of_two_that_publish_one_name_at_once_one_wins(api, toml) -> None:
    both = await asyncio.gather(publish(api, toml()), publish(api, toml(('term = "60 days"', 'term = "61 days"'))))

    assert sorted(answer.status_code for answer in both) == [201, 409]


async def put_calendar(api, name: str = "office", said=OFFICE, **given):
    return await api.put(PLATFORM, f"/calendars/{name}", said, **given)


def clocks(case: dict) -> dict[str, str]:
    return {clock["deadline"]: clock["due_at"] for clock in case["deadlines"]}


async def test_a_platforms_calendar_holds_for_cases_opened_under_it_and_moves_none(api, cases, clock) -> None:
    assert (await put_calendar(api)).status_code == 200
    settings = {"calendars": {"report_review": "office"}}
    assert (await api.put(PLATFORM, "/dispute-settings", settings)).status_code == 200
    clock.time = datetime(2026, 12, 24, 15, tzinfo=UTC)  # 16:00 in Berlin, the day before two public holidays

    _, path = await cases.opened("report_review-2026-11")
    before = (await api.get(OPERATOR, f"/{path}")).json()
    due = clocks(before)

    # 48 business hours of eight a day: an hour today, then five days and seven hours; the 25th is a holiday,
    # the 26th and 27th a weekend, the 1st of January a holiday again
    assert due["operator_decision_target"] == "2027-01-05T15:00:00Z"

    assert (await put_calendar(api, said=OFFICE | {"holidays": ["2026-12-28"]})).status_code == 200
    await api.sweep()
    after = (await api.get(OPERATOR, f"/{path}")).json()
    assert clocks(after) == due
    _, later = await cases.opened("report_review-2026-11")
    moved = (await api.get(OPERATOR, f"/{later}")).json()
    assert clocks(moved)["operator_decision_target"] == "2027-01-06T15:00:00Z"


async def test_an_edition_names_a_calendar_of_the_platforms(api, toml, cases) -> None:
    await put_calendar(api, "desk", OFFICE | {"zone": "America/New_York", "country": "US"})
    said = toml(
        ('zone = "UTC"', 'zone = "UTC"\nnamed = "desk"'),
        ('term = "5 days"             # D1', 'term = "8 business hours"'),
    )
    assert (await publish(api, said)).status_code == 201

    _, path = await cases.opened(escrow={"policy": "quick-2027-01"})

    # noon in UTC is 7 in New York: two hours before it opens
    due = (await api.get(SELLER, f"/{path}")).json()["next_automatic_action"]["at"]
    assert due == "2026-11-24T22:00:00Z"


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Mars/Base"},
        {"zone": "../../etc/passwd"},
        {"country": "QQ"},
        {"country": "DE", "subdivision": "TX"},
        {"opens": "17:00", "closes": "09:00"},
        {"weekdays": []},
        {"weekdays": [7]},
        {"holidays": ["2026-02-30"]},
        pytest.param({"holidays": ["0001-01-01"]}, id="dor-w24 year 1"),
        pytest.param({"holidays": ["2600-01-01"]}, id="dor-w24 year 2600"),
        pytest.param({"opens": "09:00", "closes": "09:30"}, id="dor-w24 hardly open"),
        {"surprise": 1},
    ],
)
async def test_a_calendar_that_cannot_be_is_refused(api, wrong) -> None:
    refused = await put_calendar(api, said=OFFICE | wrong)

    assert refused.status_code == 422, refused.text
    assert (await api.get(PLATFORM, "/calendars/office", root="/v1")).status_code == 404


async def test_calendars_have_versions_and_an_owner(api) -> None:
    assert (await put_calendar(api, headers={"If-Match": '"0"'})).json()["version"] == 1
    assert (await put_calendar(api, headers={"If-Match": '"0"'})).status_code == 412
    assert [c["name"] for c in (await api.get(OPERATOR, "/calendars", root="/v1")).json()["data"]] == ["office"]
    assert (await api.get(PLATFORM, "/calendars", root="/v1", tenant=uuid4())).json()["data"] == []
    assert (await api.put(OPERATOR, "/calendars/office", OFFICE)).status_code == 403
    assert (await api.get(BUYER, "/calendars", root="/v1")).status_code == 403
    unknown = await api.put(PLATFORM, "/dispute-settings", {"calendar": "moon"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "calendar_unknown")

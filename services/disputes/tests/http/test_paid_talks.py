"""What money has moved for, or a case has ended with, is negotiated no longer, whatever mediation has told yet."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from common.contracts.disputes import OptionRef
from common.contracts.evidence import RequestSatisfied
from common.contracts.mediation import TurnChanged
from common.kernel.money import Split
from common.persistence.database import Database
from disputes.policy.files import loader
from disputes.testing import BUYER, OPERATOR, POLICIES, envelope, eur, failed

PLATFORM = "platform-1"
MODEL, EDITION = "agreement_first-2026-12", "quick_talks-2026-12"
SNAD = "significantly_not_as_described"
HALF = OptionRef.from_split("refund_partial", Split(eur(4000), eur(4000)), fee=0)
APPEALS = """
[appeal]
stage = "second_thoughts"
window = "regret"
explanation = 10

[stages.second_thoughts]
phase = "escalated"
status = "decided"
deadlines = [{ kind = "regret", term = "48 hours", since = "ruling", owed_by = "system", then = "execute_ruling" }]

[stages.second_thoughts.may]
buyer = ["appeal"]
seller = ["appeal"]

[stages.second_thoughts.on]
appealed = { enter = "bench" }

[stages.bench]
phase = "escalated"
status = "under_review"
other_operator = true

[stages.bench.may]
operator = ["decide"]

[stages.bench.on]
decided = "execute"
"""


@pytest.fixture
async def edition(api, monkeypatch) -> str:
    """agreement_first as a platform might have it: it negotiates, pays at once, and rulings can be contested."""
    said = loader.read_sources()[MODEL].replace(f'edition = "{MODEL}"', f'edition = "{EDITION}"')
    said = said.replace('name = "agreement_first"', 'name = "quick_talks"') + APPEALS
    made = await api.post(PLATFORM, "", {"toml": said}, root="/v1/policies")
    assert made.status_code == 201, made.text
    monkeypatch.setitem(POLICIES, EDITION, loader.parse_edition(said))
    return EDITION


@pytest.fixture
async def case(start, edition):
    case = await start(edition, reason=SNAD)
    await case.api.tell(failed(case.id))
    await case.tell(RequestSatisfied, "buyer")
    return case


async def tell_offer(case, mediation: UUID, version: int, **differently: Any) -> None:
    """Mediation reports that a mediator has put half to both, without a clock as yet."""
    offered = {"id": uuid4(), "number": 3, "version": 1, "by": "seller", "round": 1, "options": [HALF]}
    turn = {
        "dispute": case.id, "state": "open", "standing": offered, "awaiting": "buyer",
        "due_at": case.clock.time + timedelta(days=5), "on_silence": None,
        "may": {"buyer": ("accept", "reject"), "seller": ("propose",)}, "last_of_buyer": (),
        "occurred_at": case.clock.time,
    }  # fmt: skip
    await case.api.tell(TurnChanged.model_validate(envelope(mediation, version) | turn | differently))


def untrue(seen: dict[str, Any]) -> list[str]:
    """What the case says of an offer that nobody can answer any more."""
    turn = seen["negotiation"]
    wrong = [f"{name} {turn[name]}" for name in ("awaiting", "due_at") if turn[name] is not None]
    wrong += [f"pending {seen['pending']}"] if (seen["pending"] or {}).get("what") == "negotiation" else []
    wrong += [f"state {turn['state']}"] if turn["state"] != "closed" else []
    wrong += ["forecast"] if any(step["action"] == "withdraw_offer" for step in seen["forecast"]) else []
    return wrong + [f"clock {c}" for c in seen["deadlines"] if c["deadline"] == "negotiation"]


@pytest.mark.parametrize("heard", ["before", "paused", "later"])
async def test_prm_36_money_that_a_ruling_moves_at_once_ends_the_negotiation_though_it_can_be_contested(
    case, ruling, heard: str
) -> None:
    mediation = uuid4()
    if heard != "later":
        await tell_offer(case, mediation, 4, **({"paused_at": case.clock.time} if heard == "paused" else {}))
    half = {"amount": {"amount": 4000, "currency": "EUR"}}
    paying = await case.do(OPERATOR, "decision", ruling(EDITION, "refund_partial", **half))
    contestable = await case.settled()
    await tell_offer(case, mediation, 5)
    told = await case.see()

    assert (contestable["stage"], contestable["awaiting"]) == ("second_thoughts", [])
    assert [untrue(seen) for seen in (paying, contestable, told)] == [[], [], []]
    asked = [told for told in await case.told("disputes.action-required.v1") if "accept" in told["acts"]]
    assert len(asked) == (heard != "later"), "nobody is asked to answer it once the money has moved"


async def test_prm_36_a_case_that_has_ended_awaits_no_answer(case) -> None:
    await tell_offer(case, uuid4(), 4)
    ended = await case.do(BUYER, "withdraw")

    assert ended["status"] == "closed"
    assert untrue(ended) == untrue(await case.see()) == []


async def test_prm_36_what_an_earlier_release_has_stored_of_a_negotiation_that_is_over_is_read_as_closed(
    case, database
) -> None:
    await tell_offer(case, uuid4(), 4)
    admin = Database(database.admin_url, pool_size=1)
    async with admin.engine.begin() as connection:
        await connection.execute(text("SELECT set_config('row_security', 'off', true)"))
        [offered] = (await connection.execute(text("SELECT turn FROM disputes.disputes"))).scalars().all()
    await case.do(BUYER, "withdraw")

    async with admin.engine.begin() as connection:
        await connection.execute(text("SELECT set_config('row_security', 'off', true)"))
        await connection.execute(text("UPDATE disputes.disputes SET turn = :turn"), {"turn": json.dumps(offered)})
    await admin.close()

    assert untrue(await case.see()) == []

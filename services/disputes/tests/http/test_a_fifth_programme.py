"""An invented programme is a file and nothing else. It rules at once and can be contested after the money has moved."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from common.contracts.escrow import EscrowFunded, FundsReversed
from common.kernel.ids import parse_id
from disputes.engine.transitions import allowed_transitions
from disputes.policy.files import loader
from disputes.testing import OPERATOR, POLICIES, SELLER, escrow_told

FILE = Path(__file__).parent.parent / "editions" / "parcel_swap-2026-11.toml"
EDITION = FILE.stem
WEDNESDAY = datetime(2026, 12, 23, 11, tzinfo=UTC)
WHY = "The album of 1987 shows another perforation."


@pytest.fixture(autouse=True)
def only_a_file(monkeypatch) -> None:
    """The service reads its editions from files; this adds one to the folder, so to say."""
    found = {**loader.read_sources(), EDITION: FILE.read_text()}
    monkeypatch.setattr(loader, "read_sources", lambda: found)
    monkeypatch.setitem(POLICIES, EDITION, loader.parse_edition(FILE.read_text()))


@pytest.fixture
async def case(start, clock):
    clock.time = WEDNESDAY
    return await start(EDITION, SELLER, funded_at=WEDNESDAY.replace(day=20))


@pytest.fixture
async def paid(case, ruling):
    await case.pass_time(days=1)
    half = {"amount": {"amount": 4000, "currency": "EUR"}}
    await case.do(OPERATOR, "decision", ruling(EDITION, "refund_partial", **half))
    await case.settled()
    return case


async def test_its_own_calendar_counts_open_hours_and_skips_public_holidays(case) -> None:
    [clock] = (await case.see())["deadlines"]

    # Wednesday 12:00 to 18:00 in Berlin are six of nine hours; the 25th and 26th are holidays, Sunday is closed.
    assert (clock["deadline"], clock["due_at"]) == ("cooling", "2026-12-24T11:00:00Z")
    after = await case.pass_time(days=1)
    assert after["stage"] == "bench"
    assert {c["deadline"]: c["due_at"] for c in after["deadlines"]} == {"bench_time": "2026-12-28T11:00:00Z"}


async def test_a_dispute_can_be_too_early(clock, api, body) -> None:
    escrow = uuid4()
    await api.tell(escrow_told(EscrowFunded, escrow, policy=EDITION, funded_at=clock.time))
    given = {k: v for k, v in body(escrow, reason="wrong_stamp", need="x").items() if k != "options"}

    early = await api.post(SELLER, "", given)

    assert (early.status_code, early.json()["code"]) == (409, "filing_window_not_open")
    assert early.json()["opens_at"].startswith("2026-11-26T12:00:00")


async def test_what_is_ruled_at_once_stays_contestable_until_its_window_closes(paid) -> None:
    seen = await paid.see()
    assert (seen["status"], seen["stage"], seen["funds"]["state"]) == ("decided", "second_thoughts", "settled")
    assert seen["next_automatic_action"]["money_effect"] is None, "the money has moved already"

    closed = await paid.pass_time(hours=48)

    assert (closed["status"], closed["outcome"]) == ("closed", "decision")
    assert await paid.told("disputes.reversal-ordered.v1") == []
    [told] = await paid.told("disputes.closed.v1")
    assert told["to_buyer"]["amount"] == 4000


async def test_a_changed_second_ruling_moves_the_money_back(paid, ruling) -> None:
    await paid.do(SELLER, "appeals", {"explanation": WHY})
    refused = await paid.refused("operator-2", "decision", ruling(EDITION, "replacement"))
    assert (refused["code"], refused["allowed"]) == ("money_has_moved", ["refund_partial", "release"])

    seen = await paid.do("operator-2", "decision", ruling(EDITION, "release"))

    assert (seen["status"], seen["pending"]["what"]) == ("reversing", "reversal")
    [order] = await paid.told("disputes.settlement-ordered.v1")
    [reversal] = await paid.told("disputes.reversal-ordered.v1")
    assert (reversal["reverses"], reversal["to_seller"]["amount"]) == (order["instruction"], 8000)
    await reversed_(paid, reversal)
    closed = await paid.see()
    assert (closed["status"], closed["outcome"], closed["settlement"]["to_seller"]["amount"]) == (
        "closed",
        "decision",
        7840,
    )
    assert [to for to, _ in await paid.log()][-2:] == ["reversing", "closed"]
    whenever = "/disputes?from=2026-01-01T00:00:00Z&to=2028-01-01T00:00:00Z"
    [part] = (await paid.api.get(OPERATOR, whenever, root="/v1/analytics")).json()["outcomes"]
    assert (closed["settlement"]["fee"]["amount"], part["fees"]["amount"]) == (160, 160)


async def test_an_upheld_second_ruling_closes_the_case(paid, ruling) -> None:
    await paid.do(SELLER, "appeals", {"explanation": WHY})
    half = {"amount": {"amount": 4000, "currency": "EUR"}}

    seen = await paid.do("operator-2", "decision", ruling(EDITION, "refund_partial", **half))

    assert (seen["status"], seen["outcome"]) == ("closed", "decision")
    assert (await paid.told("disputes.appeal-decided.v1"))[0]["upheld"] is True
    assert len(await paid.told("disputes.settlement-ordered.v1")) == 1


async def test_its_log_holds_only_transitions_it_allows(paid, ruling) -> None:
    await paid.do(SELLER, "appeals", {"explanation": WHY})
    await paid.do("operator-2", "decision", ruling(EDITION, "release"))
    [reversal] = await paid.told("disputes.reversal-ordered.v1")
    await reversed_(paid, reversal)

    log = await paid.log()
    places = ["none", *(to for to, _ in log)]
    assert {(before, to, cause) for before, (to, cause) in zip(places, log, strict=False)} <= allowed_transitions(
        POLICIES[EDITION]
    )


async def reversed_(case, reversal) -> None:
    given = {"dispute": case.id, "instruction": reversal["instruction"], "reverses": reversal["reverses"]}
    given |= {"to": "seller", "amount": {"amount": 4000, "currency": "EUR"}, "state": "split_settled"}
    given["fee"] = {"amount": 160, "currency": "EUR"}
    await case.api.tell(escrow_told(FundsReversed, case.escrow, version=9, policy=EDITION, **given))
    assert parse_id("dsp", case.path[1:]) == case.id

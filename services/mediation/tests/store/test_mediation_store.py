from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.ext.asyncio import create_async_engine

from common.kernel.errors import NotFound
from common.kernel.ids import new_id
from common.kernel.terms import Calendar
from mediation.domain import reactions
from mediation.domain.options import Option, OptionKind, RequestedOption
from mediation.domain.proposal import Overtaking
from mediation.domain.terms import RejectionRule, Side, SilenceRule
from mediation.integration_events import negotiation_ref
from mediation.testing import (
    COSMETIC_DAMAGE,
    DAY,
    NOON,
    TENANT,
    a_mediation,
    accept,
    answer_questions,
    counter,
    decide,
    expire,
    guided_mediation,
    partial_refund,
    propose_solutions,
    reject_counter,
    request_refund,
    timing_at,
)

CALENDAR = Calendar("Europe/Amsterdam", frozenset({0, 2}), time(9), time(17, 30), frozenset({date(2026, 5, 5)}))
SHAPES = {
    "just opened": a_mediation(),
    "with a calendar": a_mediation(calendar=CALENDAR),
    "replacement": a_mediation(options=(Option(OptionKind.REPLACEMENT, None), partial_refund(5))),
    "countered": counter(a_mediation()),
    "open": reject_counter(a_mediation()),
    "accepted": accept(a_mediation(), 1, 1, 1, by=Side.SELLER, timing=timing_at(NOON)).mediation,
    "executed": expire(a_mediation(), NOON + 5 * DAY).mediation,
    "expired": expire(a_mediation(on_silence=SilenceRule.ESCALATE), NOON + 5 * DAY).mediation,
    "rejected": reject_counter(a_mediation(reject=RejectionRule.ALLOWED), reason="Not\nthat."),
    "closed": reactions.on_case_closed(a_mediation()).mediation,
    "guided": guided_mediation(),
    "on its way": answer_questions(
        guided_mediation(), ("damage", "partly"), ("damage", "cosmetic"), ("replaceable", True)
    ),
    "guided to a proposal": propose_solutions(
        answer_questions(guided_mediation(), *COSMETIC_DAMAGE), RequestedOption(OptionKind.RETURN_AND_REFUND)
    ),
    "paused": reactions.on_case_paused(a_mediation(), NOON + DAY, 7).mediation,
    "to be replaced": accept(
        a_mediation(options=(Option(OptionKind.REPLACEMENT, None),)), 1, 1, 0, by=Side.SELLER, timing=timing_at(NOON)
    ).mediation,
    "pending": a_mediation().accept_proposal(1, 1, 1, by=Side.SELLER, timing=timing_at(NOON)).mediation,
    "pending, the case is over": reactions.on_case_closed(a_mediation().expire(NOON + 5 * DAY).mediation).mediation,
    "overtaken": decide(
        a_mediation().accept_proposal(1, 1, 1, by=Side.SELLER, timing=timing_at(NOON)),
        Overtaking("deadline_passed", "review", None, NOON),
    ).mediation,
}


@pytest.mark.parametrize("name", list(SHAPES))
async def test_what_is_stored_comes_back_equal(keep, stored, name) -> None:
    found = await keep(SHAPES[name])

    assert await stored(found) == found


async def test_every_step_of_a_long_talk_comes_back_equal(keep, stored, begin) -> None:
    was = await keep(a_mediation())
    steps = [
        lambda m: m.amend_proposal(
            [request_refund(55), request_refund(45)], 1, 1, by=Side.BUYER, timing=timing_at(NOON)
        ),
        lambda m: m.counter_proposal(new_id(), [request_refund(40)], 1, 2, by=Side.SELLER, timing=timing_at(NOON)),
        lambda m: m.reject_proposal(2, 1, by=Side.BUYER, timing=timing_at(NOON)),
        lambda m: m.make_proposal(new_id(), [request_refund(60)], by=Side.SELLER, timing=timing_at(NOON)),
        lambda m: m.make_proposal(new_id(), [request_refund(61)], by=Side.SELLER, timing=timing_at(NOON)),
        lambda m: accept(m, 4, 1, 0, by=Side.BUYER, timing=timing_at(NOON)),
    ]
    for step in steps:
        after = step(was).mediation
        async with begin(TENANT) as tx:
            await tx.mediations.save(after, before=was)
        assert await stored(after) == after
        was = after


async def test_what_was_once_on_offer_stays_readable(keep, begin, rows) -> None:
    was = await keep(a_mediation())

    async with begin(TENANT) as tx:
        await tx.mediations.save(
            was.amend_proposal([request_refund(55)], 1, 1, by=Side.BUYER, timing=timing_at(NOON)).mediation, before=was
        )

    written = await rows("SELECT version, rank, to_buyer_minor FROM mediation.options ORDER BY version, rank")
    assert written == [(1, 0, 100), (1, 1, 70), (2, 0, 55)]


async def test_the_armed_deadline_is_the_one_that_runs(keep, begin, rows) -> None:
    was = await keep(a_mediation())

    async with begin(TENANT) as tx:
        await tx.mediations.save(counter(was, when=NOON + DAY), before=was)

    armed = await rows("SELECT kind, state, anchor_at, due_at, owed_by FROM mediation.deadlines ORDER BY due_at")
    assert armed == [
        ("seller_response", "cancelled", NOON, NOON + 5 * DAY, "seller"),
        ("buyer_response", "armed", NOON + DAY, NOON + 6 * DAY, "buyer"),
    ]


async def test_another_platform_sees_nothing(keep, begin) -> None:
    found = await keep(a_mediation())

    async with begin(new_id()) as tx:
        with pytest.raises(NotFound):
            await tx.mediations.get_for_update(found.id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mediation.proposals SET state = 'standing'",
        "UPDATE mediation.proposals SET state = 'accepted', chosen = 0, accepted_at = now()",
        "UPDATE mediation.mediations SET due_at = NULL",
        "UPDATE mediation.proposals SET state = 'maybe'",
    ],
)
async def test_the_database_refuses_what_the_domain_would_never_do(keep, begin, statement) -> None:
    await keep(counter(a_mediation()))

    with pytest.raises(IntegrityError):
        async with begin(TENANT) as tx:
            await tx.execute(text(statement))


@pytest.mark.parametrize(
    "statement", ["UPDATE mediation.options SET to_buyer_minor = 1", "DELETE FROM mediation.proposals"]
)
async def test_the_service_may_not_rewrite_what_was_offered(keep, begin, statement) -> None:
    await keep(a_mediation())

    with pytest.raises(ProgrammingError, match="permission denied"):
        async with begin(TENANT) as tx:
            await tx.execute(text(statement))


async def test_the_auditors_view_has_a_row_for_every_proposal(keep, rows) -> None:
    await keep(accept(counter(a_mediation()), 2, 1, 0, by=Side.BUYER, timing=timing_at(NOON)).mediation)

    seen = await rows(
        "SELECT round, version, proposer, buyer_minor, seller_minor, fee_minor, disputed_minor, state, accepted_at"
        " FROM mediation.audit_offers ORDER BY round"
    )

    assert seen == [
        (0, 1, "buyer", 100, 0, 0, 100, "superseded", None),
        (1, 1, "seller", 40, 60, 0, 100, "accepted", NOON),
    ]


async def test_the_auditor_reads_it_across_platforms_and_nothing_else(keep, database) -> None:
    await keep(a_mediation())
    engine = create_async_engine(database.auditor_url)

    async with engine.connect() as connection:
        seen = (await connection.execute(text("SELECT count(*) FROM mediation.audit_offers"))).scalar_one()
        with pytest.raises(ProgrammingError, match="permission denied"):
            await connection.execute(text("DELETE FROM mediation.proposals"))
    await engine.dispose()

    assert seen == 1


async def test_d14_a_later_agreement_takes_the_place_of_what_was_to_be_done(keep, stored, begin, rows) -> None:
    """One row at a time: the database lets only one proposal of a case be taken."""
    was = await keep(SHAPES["to be replaced"])
    for step in (
        lambda m: m.make_proposal(new_id(), [request_refund(55)], by=Side.SELLER, timing=timing_at(NOON)),
        lambda m: accept(m, 2, 1, 0, by=Side.BUYER, timing=timing_at(NOON)),
    ):
        after = step(was).mediation
        async with begin(TENANT) as tx:
            await tx.mediations.save(after, before=was)
        was = after

    assert await stored(was) == was
    assert await rows("SELECT state FROM mediation.audit_offers ORDER BY created_at, round, state DESC") == [
        ("superseded",), ("accepted",),
    ]  # fmt: skip
    told = negotiation_ref(was.snapshot)
    assert (told.superseded, told.newest.state) == ((1,), "accepted"), "who only reads events hears what was replaced"

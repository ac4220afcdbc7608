"""The auditor's questions INV-M1 to INV-M4 about what was on offer, after all kinds of negotiations."""

from __future__ import annotations

import pytest

from common.kernel.ids import new_id
from mediation.domain import reactions
from mediation.domain.options import Option, OptionKind, RequestedOption
from mediation.domain.terms import Side
from mediation.testing import (
    COSMETIC_DAMAGE,
    DAY,
    NOON,
    TENANT,
    a_mediation,
    accept,
    answer_questions,
    counter,
    expire,
    guided_mediation,
    propose_solutions,
    reject_counter,
    request_refund,
    timing_at,
)

INVARIANTS = {
    "INV-M1": """select dispute_id from mediation.audit_offers where state in ('accepted', 'executed_on_silence')
        group by 1 having count(*) > 1""",
    "INV-M2": """select a.id from mediation.audit_offers a where a.state = 'accepted' and (a.accepted_at >= a.expires_at
        or exists (select 1 from mediation.audit_offers n where n.dispute_id = a.dispute_id
          and n.created_at > a.created_at and n.created_at < a.accepted_at and n.state <> 'withdrawn'))""",
    "INV-M3": """select id from mediation.audit_offers where buyer_minor + seller_minor + fee_minor <> disputed_minor
        or least(buyer_minor, seller_minor, fee_minor) < 0""",
    "INV-M4": """select dispute_id from (select dispute_id, round,
          lag(round) over (partition by dispute_id order by created_at) r from mediation.audit_offers) x
        where r is not null and (round < r or round > r + 1)""",
}
REPLACEMENT = Option(OptionKind.REPLACEMENT, None)
B, S = Side.BUYER, Side.SELLER


def hours(count: int):
    return timing_at(NOON + count * DAY / 24)


STORIES = {
    "accepted": [a_mediation(), lambda m: accept(m, 1, 1, 1, by=S, timing=hours(1))],
    "countered and accepted": [
        a_mediation(),
        lambda m: m.counter_proposal(new_id(), [request_refund(40)], 1, 1, by=S, timing=hours(1)),
        lambda m: accept(m, 2, 1, 0, by=B, timing=hours(2)),
    ],
    "silence": [a_mediation(), lambda m: expire(m, m.snapshot.due_at)],
    "paused, accepted long after": [
        a_mediation(),
        lambda m: reactions.on_case_paused(m, NOON, 1),
        lambda m: accept(m, 1, 1, 0, by=S, timing=hours(900)),
    ],
    "extended, accepted after the first deadline": [
        a_mediation(),
        lambda m: reactions.on_deadline_extended(m, NOON + 9 * DAY),
        lambda m: accept(m, 1, 1, 0, by=S, timing=hours(200)),
    ],
    "thought over while something was to be done": [
        a_mediation(options=(REPLACEMENT,)),
        lambda m: accept(m, 1, 1, 0, by=S, timing=hours(1)),
        lambda m: m.make_proposal(new_id(), [request_refund(55)], by=S, timing=hours(2)),
        lambda m: accept(m, 2, 1, 0, by=B, timing=hours(3)),
    ],
    "guided and rejected, agreed with an operator looking on": [
        propose_solutions(
            answer_questions(guided_mediation(), *COSMETIC_DAMAGE), RequestedOption(OptionKind.REFUND_FULL)
        ),
        lambda m: m.reject_proposal(1, 1, by=S, timing=hours(1)),
        lambda m: m.make_proposal(
            new_id(), [RequestedOption(OptionKind.REFUND_PARTIAL, basis_points=3_333)], by=S, timing=hours(2)
        ),
        lambda m: accept(m, 2, 1, 0, by=B, timing=hours(3)),
    ],
    "closed over their heads": [counter(a_mediation()), reactions.on_case_closed],
    "talking on": [
        reject_counter(a_mediation()),
        lambda m: m.make_proposal(new_id(), [request_refund(1)], by=B, timing=hours(9)),
    ],
}


@pytest.mark.parametrize("name", list(STORIES))
async def test_inv_m1_to_m4_hold_after_every_story(keep, begin, rows, name) -> None:
    first, *steps = STORIES[name]
    was = await keep(first)
    for step in steps:
        after = step(was).mediation
        async with begin(TENANT) as tx:
            await tx.mediations.save(after, before=was)
        was = after

        for invariant, query in INVARIANTS.items():
            assert await rows(query) == [], invariant
    assert await rows("SELECT count(*) > 0 FROM mediation.audit_offers") == [(True,)]

from __future__ import annotations

import pytest
from sqlalchemy import text

from common.kernel import Moment, NotFound, Role
from disputes.domain import flow
from disputes.domain.dispute import Dispute
from disputes.domain.options import Wish
from disputes.domain.policy import Act, OptionKind
from disputes.domain.records import Responsible
from disputes.testing import NOON, OPERATOR, POLICY, TENANT, a_dispute, an_opening, eur, fresh

MOMENT = Moment(NOON, NOON)


def escalated() -> Dispute:
    return flow.negotiation_failed(a_dispute(), policy=POLICY, at=NOON, fresh=fresh).dispute


def ruled() -> Dispute:
    case = escalated()
    case = flow.request_satisfied(case, case.requests[0].id, policy=POLICY, at=NOON, fresh=fresh).dispute
    ruling = case.rule(
        Wish(OptionKind.REFUND_PARTIAL, to_buyer=eur(1)), by=OPERATOR, responsible=Responsible.BOTH,
        reason_code="damaged", policy_reference="1", explanation="x", lead=False, policy=POLICY, moment=MOMENT,
    )  # fmt: skip
    return flow.decide(case, ruling, policy=POLICY, moment=MOMENT, fresh=fresh).dispute


def closed() -> Dispute:
    case = ruled()
    return flow.settled(case, case.order.instruction, eur(0), at=NOON).dispute


def withdrawn() -> Dispute:
    return flow.act(a_dispute(), Act.WITHDRAW, by=Role.BUYER, policy=POLICY, moment=MOMENT, fresh=fresh).dispute


SHAPES = {"opening": an_opening, "running": a_dispute, "escalated": escalated, "ruled": ruled, "closed": closed,
          "withdrawn": withdrawn}  # fmt: skip


@pytest.mark.parametrize("shape", list(SHAPES.values()), ids=list(SHAPES))
async def test_what_is_stored_comes_back_equal(begin, shape) -> None:
    case = shape()

    async with begin(TENANT) as tx:
        await tx.disputes.add(an_opening(id=case.id, escrow=case.escrow), POLICY)
        await tx.disputes.save(case, POLICY)

    async with begin(TENANT) as tx:
        assert await tx.disputes.locked(case.id) == case


async def test_another_tenant_finds_nothing(begin) -> None:
    case = a_dispute()
    async with begin(TENANT) as tx:
        await tx.disputes.add(case, POLICY)

    with pytest.raises(NotFound):
        async with begin(fresh()) as tx:
            await tx.disputes.locked(case.id)


async def test_the_armed_deadlines_are_exactly_those_the_case_carries(begin) -> None:
    case = a_dispute()
    async with begin(TENANT) as tx:
        await tx.disputes.add(an_opening(id=case.id, escrow=case.escrow), POLICY)
        await tx.disputes.save(case, POLICY)
    async with begin(TENANT) as tx:
        await tx.disputes.save(flow.escrow_ended(case, at=NOON).dispute, POLICY)

    async with begin(TENANT) as tx:
        rows = (await tx.execute(text("SELECT kind, state FROM disputes.deadlines"))).all()
    assert [tuple(row) for row in rows] == [("dispute_hard_cap", "cancelled")]

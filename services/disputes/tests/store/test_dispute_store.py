from __future__ import annotations

import pytest
from sqlalchemy import text

from common.kernel.errors import NotFound
from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.domain import acts, clocks, flow
from disputes.domain.dispute import Dispute
from disputes.domain.options import Wish
from disputes.domain.records import Item
from disputes.domain.rulings import rule
from disputes.domain.vocabulary import Act, OptionKind, RulingKind
from disputes.testing import NOON, OPERATOR, POLICY, TENANT, a_dispute, a_judgment, an_opening, eur, fresh

MOMENT = Timing(NOON, NOON)


def escalated() -> Dispute:
    return flow.negotiation_failed(a_dispute(), policy=POLICY, at=NOON, fresh=fresh).dispute


def ruled() -> Dispute:
    case = escalated()
    case = flow.request_satisfied(case, case.requests[0].id, policy=POLICY, at=NOON, fresh=fresh).dispute
    said = a_judgment(kind=RulingKind.REFUND_PARTIAL, wish=Wish(OptionKind.REFUND_PARTIAL, to_buyer=eur(1)))
    ruling = rule(case, said, by=OPERATOR, lead=False, policy=POLICY, moment=MOMENT)
    return acts.decide(case, ruling, policy=POLICY, moment=MOMENT, fresh=fresh).dispute


def closed() -> Dispute:
    case = ruled()
    return flow.settled(case, case.order.instruction, eur(0), policy=POLICY, at=NOON, fresh=fresh).dispute


def withdrawn() -> Dispute:
    return acts.act(a_dispute(), Act.WITHDRAW, by=Role.BUYER, policy=POLICY, moment=MOMENT, fresh=fresh).dispute


def promised() -> Dispute:
    option = Wish(OptionKind.REPLACEMENT).resolve(eur(8000))
    return flow.agreed(a_dispute(), option, by_silence=False, policy=POLICY, at=NOON, fresh=fresh).dispute


def paused() -> Dispute:
    case = clocks.pause(promised(), by=Role.OPERATOR, policy=POLICY, moment=MOMENT).dispute
    case = flow.item_received(case, Item(fresh(), Role.BUYER, ("condition",))).dispute
    return case.post_message(fresh(), "Wait.", by=Role.SELLER, policy=POLICY, moment=MOMENT).dispute


SHAPES = {"opening": an_opening, "running": a_dispute, "escalated": escalated, "ruled": ruled, "closed": closed,
          "withdrawn": withdrawn, "promised": promised, "paused": paused}  # fmt: skip


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
    assert {tuple(row) for row in rows} == {("dispute_hard_cap", "cancelled"), ("reminder:negotiation", "cancelled")}

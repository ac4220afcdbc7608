from __future__ import annotations

import pytest
from sqlalchemy import text

from common.kernel.errors import NotFound
from common.kernel.principal import Role
from disputes.engine import actions, clocks, evidence_reactions, reactions
from disputes.engine.dispute import Dispute
from disputes.engine.rulings import rule_on_dispute
from disputes.engine.values import EvidenceItem, MessageKind, Operator
from disputes.policy.options import RequestedOption
from disputes.policy.vocabulary import Act, OptionKind, Outcome, RulingKind, Trigger
from disputes.testing import (
    NOON,
    OPERATOR,
    POLICY,
    TENANT,
    a_dispute,
    a_judgment,
    an_opening,
    engine_context,
    eur,
    new_id,
)

CONTEXT = engine_context()


def escalated() -> Dispute:
    return reactions.on_negotiation_failed(a_dispute(), Trigger.NEGOTIATION_FAILED, CONTEXT).dispute


def ruled() -> Dispute:
    case = escalated()
    case = evidence_reactions.on_request_satisfied(case, case.requests[0].id, CONTEXT).dispute
    said = a_judgment(kind=RulingKind.REFUND_PARTIAL, wish=RequestedOption(OptionKind.REFUND_PARTIAL, to_buyer=eur(1)))
    ruling = rule_on_dispute(case, said, Operator(OPERATOR), CONTEXT)
    return actions.carry_out_ruling(case, ruling, CONTEXT).dispute


def closed() -> Dispute:
    case = ruled()
    return reactions.on_settled(case, case.order.instruction, eur(0), CONTEXT, None).dispute


def withdrawn() -> Dispute:
    return actions.perform_act(a_dispute(), Act.WITHDRAW, Role.BUYER, CONTEXT).dispute


def promised() -> Dispute:
    option = RequestedOption(OptionKind.REPLACEMENT).resolve(eur(8000))
    return reactions.on_agreement(a_dispute(), option, Outcome.AGREEMENT, CONTEXT).dispute


def paused() -> Dispute:
    case = clocks.pause_clocks(promised(), Role.OPERATOR, CONTEXT).dispute
    case = evidence_reactions.on_item_received(case, EvidenceItem(new_id(), Role.BUYER, ("condition",))).dispute
    return case.post_message(new_id(), "Wait.", MessageKind.COMMENT, Role.SELLER, CONTEXT).dispute


SHAPES = {"opening": an_opening, "running": a_dispute, "escalated": escalated, "ruled": ruled, "closed": closed,
          "withdrawn": withdrawn, "promised": promised, "paused": paused}  # fmt: skip


@pytest.mark.parametrize("shape", list(SHAPES.values()), ids=list(SHAPES))
async def test_what_is_stored_comes_back_equal(begin, shape) -> None:
    case = shape()

    async with begin(TENANT) as tx:
        await tx.disputes.add(an_opening(id=case.id, escrow=case.escrow), POLICY)
        await tx.disputes.save(case, POLICY)

    async with begin(TENANT) as tx:
        assert await tx.disputes.get_for_update(case.id) == case


async def test_another_tenant_finds_nothing(begin) -> None:
    case = a_dispute()
    async with begin(TENANT) as tx:
        await tx.disputes.add(case, POLICY)

    with pytest.raises(NotFound):
        async with begin(new_id()) as tx:
            await tx.disputes.get_for_update(case.id)


async def test_the_armed_deadlines_are_exactly_those_the_case_carries(begin) -> None:
    case = a_dispute()
    async with begin(TENANT) as tx:
        await tx.disputes.add(an_opening(id=case.id, escrow=case.escrow), POLICY)
        await tx.disputes.save(case, POLICY)
    async with begin(TENANT) as tx:
        await tx.disputes.save(reactions.on_escrow_ended(case, NOON).dispute, POLICY)

    async with begin(TENANT) as tx:
        rows = (await tx.execute(text("SELECT kind, state FROM disputes.deadlines"))).all()
    assert {tuple(row) for row in rows} == {("dispute_hard_cap", "cancelled"), ("reminder:negotiation", "cancelled")}

"""What other services' facts do here: once, in any order, also at the same time."""

from __future__ import annotations

import asyncio
from itertools import permutations
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from common.bus import Message
from common.contracts.disputes import (
    DisputeClosed,
    DisputeEscalated,
    DisputeOpened,
    NegotiationTerms,
    OptionRef,
    SettlementOrdered,
)
from common.contracts.envelope import ActorRef, MoneyRef
from common.contracts.mediation import ProposalMade, TurnChanged
from common.inbox import Reader
from mediation import consumers
from mediation.domain.proposal import ProposalState
from mediation.domain.states import State
from mediation.tables import mediations
from mediation.testing import BUYER, DAY, NOON, SELLER, TENANT

DISPUTE = UUID(int=99)
TERMS = NegotiationTerms(
    first_to_answer="seller",
    respond_by=NOON + 5 * DAY,
    on_silence="execute",
    reject="counter_required",
    max_rounds=1,
    counter_term="5 days",
    counter_silence="escalate",
    amendable=True,
    kinds=("refund_full", "refund_partial", "replacement"),
)
OPTIONS = (
    OptionRef(kind="refund_partial", to_buyer=70, to_seller=30),
    OptionRef(kind="replacement", to_buyer=None, to_seller=None),
)


def a_fact(event, **said):
    given = {
        "tenant": TENANT,
        "subject": DISPUTE,
        "sequence": 1,
        "version": 1,
        "occurred_at": NOON,
        "actor": ActorRef(role="buyer", id=BUYER.id),
        "cause": "request",
        "escrow": UUID(int=5),
    }
    return event(**given | said)


def eur(amount: int) -> MoneyRef:
    return MoneyRef(amount=amount, currency="EUR")


OPENED = {
    "buyer": BUYER.id,
    "seller": SELLER.id,
    "claimant": "buyer",
    "amount": eur(100),
    "reason": "item_not_received",
    "edition": "agreement_first",
    "stage": "agreement",
    "negotiation": TERMS,
    "options": OPTIONS,
}


def opened(**said):
    return a_fact(DisputeOpened, **OPENED | said)


def closed():
    return a_fact(DisputeClosed, outcome="decision")


def ordered():
    return a_fact(SettlementOrdered, instruction=uuid4(), to_buyer=eur(1), to_seller=eur(99), basis="decision")


def escalated():
    return a_fact(DisputeEscalated, stage="escalated")


@pytest.fixture
def reader(begin) -> Reader:
    return Reader("mediation", begin, consumers.HANDLINGS)


@pytest.fixture
def hear(reader):
    async def hear(fact) -> None:
        await reader.receive(Message(fact.id, fact.topic, fact.model_dump_json().encode()))

    return hear


@pytest.fixture
def session(begin):
    async def session():
        async with begin.read(TENANT) as tx:
            ids = (await tx.execute(select(mediations.c.id))).scalars().all()
            return [await tx.mediations.get(id) for id in ids]

    return session


async def test_a_case_that_opens_begins_a_negotiation(hear, session, rows) -> None:
    await hear(opened())

    [found] = await session()
    assert (found.dispute, found.state, found.due_at, found.due_since) == (
        DISPUTE,
        State.NEGOTIATING,
        NOON + 5 * DAY,
        NOON,
    )
    assert [o.kind.value for o in found.standing.options] == ["refund_partial", "replacement"]
    told = await rows("SELECT body FROM mediation.outbox ORDER BY sequence")
    made, turn = ProposalMade.model_validate_json(told[0][0]), TurnChanged.model_validate_json(told[1][0])
    assert (made.proposal.options, made.sequence, turn.sequence) == (OPTIONS, 1, 2)
    assert turn.may == {"buyer": ("amend",), "seller": ("accept", "counter")}
    assert (turn.awaiting, turn.on_silence, turn.last_of_buyer) == ("seller", "execute", OPTIONS)


async def test_a_policy_without_negotiation_opens_no_session(hear, session) -> None:
    await hear(opened(negotiation=None, options=()))

    assert await session() == []


async def test_a_case_has_one_session_however_often_it_is_announced(hear, session) -> None:
    fact = opened()

    for _ in range(2):
        await hear(fact)
    await hear(opened())

    assert len(await session()) == 1


@pytest.mark.parametrize("order", list(permutations(range(4))))
async def test_facts_in_any_order_leave_it_closed(hear, session, order) -> None:
    facts = [opened(), escalated(), ordered(), closed()]

    for which in order:
        await hear(facts[which])

    [found] = await session()
    assert (found.state, found.due_at) == (State.CLOSED, None)
    assert found.proposals[-1].state is ProposalState.WITHDRAWN


@pytest.mark.parametrize("_", range(5))
async def test_an_end_heard_at_the_same_time_as_the_beginning_is_not_lost(hear, session, _) -> None:
    await asyncio.gather(hear(opened()), hear(closed()))

    [found] = await session()
    assert found.state is State.CLOSED


async def test_an_escalation_elsewhere_stops_our_clock(hear, session, rows) -> None:
    await hear(escalated())
    await hear(opened())

    [found] = await session()
    assert (found.state, found.standing.number) == (State.OPEN, 1)
    assert await rows("SELECT 1 FROM mediation.deadlines WHERE state = 'armed'") == []


async def test_a_fact_about_a_case_without_a_session_is_remembered_quietly(hear, rows) -> None:
    await hear(closed())

    assert await rows("SELECT state FROM mediation.inbox") == [("done",)]


async def test_sequences_have_no_gap(hear, keep, rows) -> None:
    await hear(opened())
    await hear(escalated())
    await hear(closed())

    assert await rows("SELECT sequence FROM mediation.outbox ORDER BY 1") == [(1,), (2,), (3,), (4,)]

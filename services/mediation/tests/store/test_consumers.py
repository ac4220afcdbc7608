"""What other services' facts do here: once, in any order, also at the same time."""

from __future__ import annotations

import asyncio
from itertools import permutations
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from common.contracts.disputes import (
    DeadlineExtended,
    DisputeClosed,
    DisputeEscalated,
    DisputeOpened,
    DisputePaused,
    DisputeResumed,
    GuideTerms,
    NegotiationTerms,
    OptionRef,
    SettlementOrdered,
)
from common.contracts.envelope import ActorRef, MoneyRef
from common.contracts.mediation import ProposalMade, TurnChanged
from common.jobs.deadlines import DeadlineSweeper
from common.kernel.ids import format_id
from common.messaging.bus import Message
from common.messaging.inbox import EventConsumer
from mediation.consumers import EVENT_HANDLERS
from mediation.deadlines import deadline_command
from mediation.domain.proposal import ProposalState
from mediation.domain.states import State
from mediation.domain.terms import Side
from mediation.domain.walk import CaseDetails
from mediation.ports import PublishedTree
from mediation.tables import mediations
from mediation.testing import BUYER, DAY, NOON, SELLER, TENANT
from mediation.trees.format import EXAMPLE_TREE, TreeBody
from services.mediation.tests.owner import decision_on

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


OPTIONS = (
    OptionRef(kind="refund_partial", to_buyer=eur(70), to_seller=eur(30), fee=eur(0)),
    OptionRef(kind="replacement", to_buyer=None, to_seller=None),
)
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
def reader(executor) -> EventConsumer:
    return EventConsumer("mediation", executor, EVENT_HANDLERS)


@pytest.fixture
def hear(reader):
    async def hear(fact) -> None:
        await reader.consume_message(Message(fact.id, fact.topic, fact.model_dump_json().encode()))

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
    assert (found.case.dispute, found.snapshot.state, found.snapshot.due_at, found.snapshot.due_since) == (
        DISPUTE,
        State.NEGOTIATING,
        NOON + 5 * DAY,
        NOON,
    )
    assert [o.kind.value for o in found.snapshot.current_proposal.options] == ["refund_partial", "replacement"]
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
    assert (found.snapshot.state, found.snapshot.due_at) == (State.CLOSED, None)
    assert found.snapshot.proposals[-1].state is ProposalState.WITHDRAWN


@pytest.mark.parametrize("_", range(5))
async def test_an_end_heard_at_the_same_time_as_the_beginning_is_not_lost(hear, reader, session, _) -> None:
    beginning, end = opened(), closed()
    await asyncio.gather(hear(beginning), hear(end))
    for fact in (beginning, end):  # whichever found the row held for too long is stored, for another attempt
        await reader.consume_at_once(Message(fact.id, fact.topic, fact.model_dump_json().encode()))

    [found] = await session()
    assert found.snapshot.state is State.CLOSED


async def test_an_escalation_elsewhere_stops_our_clock(hear, session, rows) -> None:
    await hear(escalated())
    await hear(opened())

    [found] = await session()
    assert (found.snapshot.state, found.snapshot.current_proposal.number) == (State.OPEN, 1)
    assert await rows("SELECT kind FROM mediation.deadlines WHERE state = 'armed'") == [("offer_response",)]


GUIDE = GuideTerms(tree="guided_solutions-2026-11", answer_by=NOON + 3 * DAY, respond_term="5 days")
GUIDED = TERMS.model_copy(
    update={"guide": GUIDE, "on_silence": "escalate", "reject": "escalates", "max_rounds": 0,
            "kinds": ("refund_full", "refund_partial", "replacement", "return_and_refund")}
)  # fmt: skip


def guided(**said):
    given = {"negotiation": GUIDED, "options": (), "reason": "damaged_in_transport", "amount": eur(10_000)}
    return opened(**given | said)


async def test_o2_a_case_with_a_guide_begins_with_a_question(hear, session, rows) -> None:
    await hear(guided(category="lamps", price=eur(12_000), delivered_at=NOON - 2 * DAY))

    [found] = await session()
    assert (found.snapshot.state, found.snapshot.awaiting, found.snapshot.due_at) == (
        State.GUIDING,
        Side.BUYER,
        NOON + 3 * DAY,
    )
    assert found.snapshot.walk.case_details == CaseDetails("damaged_in_transport", "lamps", 12_000, True, 2)
    assert found.snapshot.walk.question == "damage"
    [(body,)] = await rows(f"SELECT body FROM mediation.outbox WHERE topic = '{TurnChanged.topic}'")
    turn = TurnChanged.model_validate_json(body)
    assert (turn.state, turn.standing, turn.may) == ("guiding", None, {"buyer": ("answer",), "seller": ()})


async def test_o2_a_platforms_own_tree_guides_as_well(hear, session, begin) -> None:
    body = TreeBody.model_validate(EXAMPLE_TREE)
    async with begin(TENANT) as tx:
        tree = PublishedTree(body.name, body.edition, body.canonical_json(), body.build_tree().hash, NOON)
        await tx.trees.add(tree)

    await hear(guided(negotiation=GUIDED.model_copy(update={"guide": GUIDE.model_copy(update={"tree": body.edition})})))

    assert [(found.snapshot.walk.tree, found.snapshot.walk.question) for found in await session()] == [
        ("shoes-2026-11", "worn")
    ]


@pytest.mark.parametrize(
    "terms",
    [{"guide": GUIDE.model_copy(update={"tree": "no-such-tree"})}, {"kinds": ("refund_partial",)}],
)
async def test_prm_15_a_guide_that_cannot_be_followed_hands_the_case_on_and_says_why(
    hear, session, rows, terms
) -> None:
    await hear(guided(negotiation=GUIDED.model_copy(update=terms)))

    [found] = await session()
    assert (found.snapshot.state, found.snapshot.walk) == (State.OPEN, None)
    assert await rows("SELECT state FROM mediation.inbox") == [("done",)]
    [(failed,)] = await rows("SELECT convert_from(body, 'UTF8') FROM mediation.outbox WHERE topic LIKE '%.failed.v1'")
    assert '"why":"guide_missing"' in str(failed)


def extended(**said):
    return a_fact(DeadlineExtended, deadline="negotiation", due_at=NOON + 8 * DAY, reason_code="holiday", **said)


def paused(sequence: int = 3):
    return a_fact(DisputePaused, occurred_at=NOON + DAY, sequence=sequence)


def resumed(sequence: int = 4):
    return a_fact(DisputeResumed, paused_at=NOON + DAY, resumed_at=NOON + 3 * DAY, sequence=sequence)


async def test_prm_4_each_version_of_a_negotiation_is_told_so_that_the_feed_alone_says_how_it_stands(
    hear, rows, seller, session
) -> None:
    """Also of what no proposal tells: pauses, more time, the end of the case."""
    versions = []
    await hear(opened())
    [found] = await session()
    home = f"/v1/mediations/{format_id('med', found.id)}"
    ending = a_fact(DisputeClosed, outcome="decision", escrow=UUID(int=5), sequence=9)
    for fact in (None, paused(), resumed(), extended(sequence=5), ending):
        if fact is not None:
            await hear(fact)
        seen, told = (await seller.get(home)).json(), await rows(PUBLIC_EVENTS)
        topic, last = told[-1]
        assert last["version"] == seen["version"]
        if topic == "mediation.negotiation-updated.v1":
            shown = [seen[name] for name in ("state", "asked", "due_at", "paused_at")]
            assert [last["negotiation"][name] for name in ("state", "asked", "due_at", "paused_at")] == shown
            assert (last["proposal"] is None) == (seen["state"] == "closed")
        versions.append(last["version"])
    assert versions == [1, 2, 3, 4, 5], "each is told, and once"
    assert last["negotiation"]["state"] == "closed"


PUBLIC_EVENTS = (
    "SELECT topic, convert_from(body, 'UTF8')::jsonb AS body FROM mediation.outbox"
    " WHERE topic ~ 'proposal|consent|negotiation-updated' ORDER BY position"
)


@pytest.fixture
def timers(rows):
    async def timers() -> list[tuple]:
        return await rows(
            "SELECT kind, state, due_at FROM mediation.deadlines WHERE state IN ('armed', 'paused') ORDER BY due_at"
        )

    return timers


async def test_more_time_is_armed_and_told(hear, session, rows, timers) -> None:
    await hear(opened())
    await hear(extended())
    await hear(a_fact(DeadlineExtended, deadline="evidence", due_at=NOON + 20 * DAY, reason_code="x"))

    assert await timers() == [("seller_response", "armed", NOON + 8 * DAY)]
    turns = await rows("SELECT body FROM mediation.outbox WHERE topic = 'mediation.turn-changed.v1' ORDER BY position")
    assert TurnChanged.model_validate_json(turns[-1][0]).due_at == NOON + 8 * DAY
    assert len(turns) == 2


async def test_a_pause_keeps_the_deadline_without_firing_it(hear, session, timers, executor, clock, rows) -> None:
    await hear(opened())
    await hear(paused())
    clock.time = NOON + 30 * DAY
    await DeadlineSweeper(executor, deadline_command).fire_due()

    assert await timers() == [("seller_response", "paused", NOON + 5 * DAY)]
    turn = (await rows("SELECT body FROM mediation.outbox ORDER BY position DESC LIMIT 1"))[0][0]
    told = TurnChanged.model_validate_json(turn)
    assert (told.due_at, told.due_since, told.paused_at) == (NOON + 5 * DAY, NOON, NOON + DAY)

    await hear(resumed())
    assert await timers() == [("seller_response", "armed", NOON + 7 * DAY)]
    await DeadlineSweeper(executor, deadline_command).fire_due()
    (pending,) = await session()
    assert (pending.snapshot.state, pending.snapshot.submission.received_at) == (State.PENDING, NOON + 7 * DAY)
    await hear(decision_on(pending))
    assert [found.snapshot.state for found in await session()] == [State.AGREED]


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_a_pause_that_is_heard_before_the_case_opens_is_not_lost(hear, session, order) -> None:
    facts = [opened(), paused(), paused(sequence=2)]

    for which in order:
        await hear(facts[which])

    [found] = await session()
    assert (found.snapshot.paused_at, found.snapshot.pause_sequence, found.snapshot.due_at) == (
        NOON + DAY,
        3,
        NOON + 5 * DAY,
    )


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_prm_20_what_was_heard_of_clocks_before_the_opening_is_followed_as_it_happened(
    hear, session, order
) -> None:
    """Paused, gone on, and then given more time."""
    more = a_fact(DeadlineExtended, deadline="negotiation", due_at=NOON + 9 * DAY, reason_code="x", sequence=5)
    facts = [paused(), resumed(), more]

    for which in order:
        await hear(facts[which])
    await hear(opened())

    [found] = await session()
    assert (found.snapshot.paused_at, found.snapshot.due_at) == (None, NOON + 9 * DAY)


async def test_prm_20_a_pause_that_was_over_before_the_case_opened_is_not_lost(hear, session) -> None:
    for fact in (resumed(), paused(), opened()):
        await hear(fact)

    [found] = await session()
    assert (found.snapshot.paused_at, found.snapshot.due_at) == (None, NOON + 7 * DAY)


async def test_a_fact_about_a_case_without_a_session_is_remembered_quietly(hear, rows) -> None:
    await hear(closed())

    assert await rows("SELECT state FROM mediation.inbox") == [("done",)]


async def test_sequences_have_no_gap(hear, keep, rows) -> None:
    await hear(opened())
    await hear(escalated())
    await hear(closed())

    assert await rows("SELECT sequence FROM mediation.outbox ORDER BY 1") == [(1,), (2,), (3,), (4,), (5,), (6,)]

"""What happened in a case a moment ago counts for the act that follows: disputes is asked before a refusal stands."""

from __future__ import annotations

from uuid import UUID

import pytest

from common.contracts.disputes import DeadlineExtended, DisputeEscalated
from common.contracts.envelope import ActorRef, Event
from mediation.testing import DAY, NOON, TENANT, a_mediation, counter, guided_mediation

OFFER = {"options": [{"kind": "refund_partial", "amount": {"amount": 30, "currency": "EUR"}}]}
COUNTER = {"version": 1, **OFFER}
ACCEPTANCE = {"version": 1, "option": 1}
REJECTION = {"version": 1}


@pytest.fixture
def operator(caller):
    return caller("operator", "olga", scope="read decide")


def about(event: type[Event], mediation, **given: object) -> Event:
    envelope = {"tenant": TENANT, "subject": mediation.case.dispute, "sequence": 8, "version": 8, "occurred_at": NOON}
    actor = ActorRef(role="operator", id="olga")
    return event(**envelope, actor=actor, cause="test", escrow=UUID(int=5), **given)


def extended(mediation) -> Event:
    return about(DeadlineExtended, mediation, deadline="negotiation", due_at=NOON + 9 * DAY, reason_code="x")


def escalated(mediation) -> Event:
    return about(DisputeEscalated, mediation, stage="review")


@pytest.mark.parametrize(
    ("opened", "under_way", "who", "act", "body", "code"),
    [
        (a_mediation, extended, "seller", "1/accept", ACCEPTANCE, "deadline_passed"),
        (a_mediation, extended, "seller", "1/counter", COUNTER, "deadline_passed"),
        (a_mediation, extended, "buyer", "1/amend", COUNTER, "deadline_passed"),
        (a_mediation, escalated, "operator", "", OFFER, "mediator_not_called"),
        (a_mediation, escalated, "seller", "1/reject", REJECTION, "counter_offer_required"),
        (a_mediation, escalated, "seller", "", OFFER, "not_your_turn"),
        (lambda: counter(a_mediation()), escalated, "buyer", "2/counter", COUNTER, "rounds_exhausted"),
        (guided_mediation, escalated, "buyer", "", OFFER, "question_unanswered"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_prm_2_an_act_allowed_a_moment_ago_elsewhere_is_not_refused(
    keep, buyer, seller, operator, disputes, clock, opened, under_way, who, act, body, code
) -> None:
    found, acting = await keep(opened()), {"buyer": buyer, "seller": seller, "operator": operator}[who]
    if under_way is extended:
        clock.time = NOON + 6 * DAY

    refused = await acting.act(found, act, body)
    assert (refused.status_code, refused.json()["code"]) == (409, code), refused.text
    disputes.away = True
    unknown = await acting.act(found, act, body)
    assert (unknown.status_code, unknown.json()["code"], unknown.headers["Retry-After"]) == (409, "not_known_yet", "1")
    disputes.away = False
    disputes.told.append(under_way(found))

    assert (await acting.act(found, act, body)).status_code in (200, 201)

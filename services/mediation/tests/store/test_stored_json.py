"""Stored JSON is frozen: what version 1 has written is read for ever, whatever our classes are called by then."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from common.kernel.errors import InvariantViolated
from common.kernel.money import Money
from common.kernel.terms import Calendar, Term
from mediation.domain.options import OptionKind
from mediation.domain.terms import FailureEnd, RejectionRule, Side, SilenceRule, Terms
from mediation.domain.walk import Answer, CaseDetails, Walk
from mediation.stored_json import decode_terms, decode_walk, encode_terms, encode_walk

AMOUNT = Money(10_000, "EUR")
TERMS_1 = """
{
  "stored_version": 1, "respond_by": "2026-03-06T12:00:00+00:00", "on_silence": "execute",
  "reject": "counter_required", "max_rounds": 1, "counter_term": "24 business hours", "counter_silence": "escalate",
  "amendable": true, "kinds": ["refund_full", "replacement"],
  "calendar": {
    "zone": "Europe/Amsterdam", "weekdays": [0, 2], "opens": "09:00:00", "closes": "17:30:00",
    "holidays": ["2026-05-05"]
  }
}
"""
TERMS_2 = json.loads(TERMS_1) | {
    "stored_version": 2,
    "max_options": 4,
    "offer_term": "3 days",
    "with_reduction": ["replacement"],
}
NOTHING = {"closes_as": None, "bars": [], "pays": None, "carries_out_last_of": None, "has_judges": True}
WALK_1 = """
{
  "stored_version": 1, "tree": "guided_solutions-2026-11", "hash": "ab12", "respond_term": "5 days",
  "case": {
    "reason": "damaged_in_transport", "category": "lamps", "price": 12000, "delivered": true, "days_since_delivery": 2
  },
  "question": "replaceable",
  "trace": [
    {"question": "damage", "value": "partly", "at": "2026-03-01T12:00:00+00:00", "withdrawn": true},
    {"question": "damage", "value": "cosmetic", "at": "2026-03-01T12:00:01.000002+00:00", "withdrawn": false},
    {"question": "repairable", "value": true, "at": "2026-03-01T12:00:02+00:00", "withdrawn": false},
    {"question": "repair_cost", "value": 4500, "at": "2026-03-01T12:00:03+00:00", "withdrawn": false}
  ]
}
"""
WALK_2 = json.loads(WALK_1) | {"stored_version": 2}
TERMS = Terms(
    respond_by=datetime(2026, 3, 6, 12, tzinfo=UTC),
    on_silence=SilenceRule.EXECUTE,
    reject=RejectionRule.COUNTER_REQUIRED,
    max_rounds=1,
    counter_term=Term.parse("24 business hours"),
    counter_silence=SilenceRule.ESCALATE,
    amendable=True,
    kinds=frozenset({OptionKind.REFUND_FULL, OptionKind.REPLACEMENT}),
    calendar=Calendar("Europe/Amsterdam", frozenset({0, 2}), time(9), time(17, 30), frozenset({date(2026, 5, 5)})),
)
WALK = Walk(
    tree="guided_solutions-2026-11",
    hash="ab12",
    respond_term=Term.parse("5 days"),
    case_details=CaseDetails("damaged_in_transport", "lamps", 12_000, delivered=True, days_since_delivery=2),
    disputed_amount=AMOUNT,
    question="replaceable",
    trace=(
        Answer("damage", "partly", datetime(2026, 3, 1, 12, tzinfo=UTC), withdrawn=True),
        Answer("damage", "cosmetic", datetime(2026, 3, 1, 12, 0, 1, 2, tzinfo=UTC)),
        Answer("repairable", True, datetime(2026, 3, 1, 12, 0, 2, tzinfo=UTC)),
        Answer("repair_cost", 4_500, datetime(2026, 3, 1, 12, 0, 3, tzinfo=UTC)),
    ),
)


def test_terms_of_version_1_are_read_as_ever() -> None:
    assert decode_terms(json.loads(TERMS_1)) == TERMS


def test_terms_of_version_2_are_read_as_ever() -> None:
    terms = replace(
        TERMS, max_options=4, offer_term=Term.parse("3 days"), with_reduction=frozenset({OptionKind.REPLACEMENT})
    )

    assert decode_terms(TERMS_2) == terms
    written = json.loads(json.dumps(encode_terms(terms)))
    assert written == TERMS_2 | {"stored_version": 3, "if_failed": NOTHING}


def test_terms_and_walks_that_end_a_case_otherwise_are_read_as_they_were_written() -> None:
    end = FailureEnd(carries_out_last_of=Side.BUYER, has_judges=False)
    terms, walk = (
        replace(TERMS, if_failed=end),
        replace(WALK, if_abandoned=FailureEnd(closes_as="withdrawn", bars=(Side.BUYER,))),
    )

    assert decode_terms(json.loads(json.dumps(encode_terms(terms)))) == terms
    assert decode_walk(json.loads(json.dumps(encode_walk(walk))), AMOUNT) == walk


def test_a_walk_of_version_1_is_read_as_one_whose_abandonment_is_a_withdrawal() -> None:
    assert decode_walk(json.loads(WALK_1), AMOUNT) == replace(WALK, if_abandoned=FailureEnd(closes_as="withdrawn"))


@pytest.mark.parametrize("abandoned_as", ["inconclusive", None])
def test_a_walk_of_version_2_is_read_as_ever(abandoned_as: str | None) -> None:
    walk = replace(WALK, if_abandoned=FailureEnd(closes_as=abandoned_as))

    assert decode_walk(WALK_2 | {"abandoned_as": abandoned_as}, AMOUNT) == walk


@pytest.mark.parametrize("version", [None, 0, 4])
def test_what_another_version_wrote_is_not_guessed_at(version) -> None:
    with pytest.raises(InvariantViolated):
        decode_terms({**json.loads(TERMS_1), "stored_version": version})
    with pytest.raises(InvariantViolated):
        decode_walk({**json.loads(WALK_1), "stored_version": version}, AMOUNT)

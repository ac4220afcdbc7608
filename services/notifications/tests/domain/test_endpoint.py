from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from notifications.domain.delivery import SCHEDULE, Outcome, State, judge
from notifications.domain.endpoint import Disabled, Endpoint, Secret, Why, covers, signing
from notifications.domain.errors import TooManyRotations

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def an_endpoint(**differently) -> Endpoint:
    given = {"id": uuid4(), "url": "https://example.com/", "event_types": ("*",), "description": None}
    return Endpoint(**{**given, "secrets": (Secret("first"),), "created_at": NOON, **differently})


@pytest.mark.parametrize(
    ("pattern", "type", "covered"),
    [
        ("*", "dispute.closed", True),
        ("dispute.*", "dispute.closed", True),
        ("dispute.*", "disputes.closed", False),
        ("dispute.closed", "dispute.closed", True),
        ("dispute.closed", "dispute.closed_again", False),
    ],
)
def test_what_a_pattern_covers(pattern, type, covered) -> None:
    assert covers(pattern, type) is covered


def test_a_replaced_secret_signs_for_a_day_and_no_longer() -> None:
    rotated = an_endpoint().rotate("second", NOON).endpoint

    assert signing(rotated.secrets, NOON + timedelta(hours=23, minutes=59)) == ["second", "first"]
    assert signing(rotated.secrets, NOON + timedelta(hours=24)) == ["second"]


def test_ten_rotations_fit_in_a_day_and_the_eleventh_after_it() -> None:
    endpoint = an_endpoint()
    for number in range(10):
        endpoint = endpoint.rotate(f"s{number}", NOON + timedelta(hours=number)).endpoint

    with pytest.raises(TooManyRotations):
        endpoint.rotate("one too many", NOON + timedelta(hours=23))

    later = endpoint.rotate("later", NOON + timedelta(hours=24)).endpoint
    assert len(later.secrets) == 11


def test_gone_disables_at_once() -> None:
    change = an_endpoint().note_failed(NOON, gone=True)

    assert change.endpoint.disabled_why is Why.GONE
    assert change.facts == (Disabled(Why.GONE),)


def test_patience_ends_after_120_hours_of_nothing_but_failures() -> None:
    failing = an_endpoint().note_failed(NOON, gone=False).endpoint

    almost = failing.note_failed(NOON + timedelta(hours=119, minutes=59), gone=False)
    over = failing.note_failed(NOON + timedelta(hours=120), gone=False)

    assert almost.endpoint is failing
    assert (over.endpoint.disabled_why, over.endpoint.facts) == (Why.FAILING, 1)


def test_what_happens_to_a_disabled_endpoint_changes_nothing() -> None:
    off = an_endpoint().note_failed(NOON, gone=True).endpoint

    assert off.note_failed(NOON, gone=True).endpoint is off


def test_the_schedule_is_that_of_standard_webhooks() -> None:
    waits = []
    for tries in range(1, 11):
        verdict = judge(Outcome.of(500), tries=tries, now=NOON, jitter=0.0)
        waits.append(None if verdict.due_at is None else verdict.due_at - NOON)

    assert waits == [*SCHEDULE[1:], None]


def test_jitter_only_ever_waits_longer_and_a_tenth_at_most() -> None:
    [least, most] = [judge(Outcome.of(500), tries=3, now=NOON, jitter=j).due_at for j in (0.0, 1.0)]

    assert (least, most) == (NOON + timedelta(minutes=30), NOON + timedelta(minutes=33))


@pytest.mark.parametrize("status", [199, 300, 304, 400, 404, 500, 599])
def test_only_2xx_is_a_success(status) -> None:
    assert judge(Outcome.of(status), tries=1, now=NOON, jitter=0.0).state is State.PENDING
    assert judge(Outcome.of(204), tries=1, now=NOON, jitter=0.0).state is State.DELIVERED

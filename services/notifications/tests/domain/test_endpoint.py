from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from notifications.domain.delivery import RETRY_SCHEDULE, MessageState, Outcome, judge_outcome
from notifications.domain.endpoint import Disabled, DisabledReason, Endpoint, Secret, signing_secrets, type_matches
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
    assert type_matches(pattern, type) is covered


def test_a_replaced_secret_signs_for_a_day_and_no_longer() -> None:
    rotated = an_endpoint().rotate_secret("second", NOON).aggregate

    assert signing_secrets(rotated.secrets, NOON + timedelta(hours=23, minutes=59)) == ["second", "first"]
    assert signing_secrets(rotated.secrets, NOON + timedelta(hours=24)) == ["second"]


def test_ten_rotations_fit_in_a_day_and_the_eleventh_after_it() -> None:
    endpoint = an_endpoint()
    for number in range(10):
        endpoint = endpoint.rotate_secret(f"s{number}", NOON + timedelta(hours=number)).aggregate

    with pytest.raises(TooManyRotations):
        endpoint.rotate_secret("one too many", NOON + timedelta(hours=23))

    later = endpoint.rotate_secret("later", NOON + timedelta(hours=24)).aggregate
    assert len(later.secrets) == 11


def test_gone_disables_at_once() -> None:
    change = an_endpoint().record_outcome(Outcome.from_status(410), NOON)

    assert change.aggregate.disabled_why is DisabledReason.GONE
    assert change.events == (Disabled(DisabledReason.GONE),)


def test_patience_ends_after_120_hours_of_nothing_but_failures() -> None:
    failing = an_endpoint().record_outcome(Outcome.from_status(500), NOON).aggregate

    almost = failing.record_outcome(Outcome.from_status(500), NOON + timedelta(hours=119, minutes=59))
    over = failing.record_outcome(Outcome.from_status(500), NOON + timedelta(hours=120))

    assert almost.aggregate is failing
    assert (over.aggregate.disabled_why, over.aggregate.event_count) == (DisabledReason.FAILING, 1)


def test_what_happens_to_a_disabled_endpoint_changes_nothing() -> None:
    off = an_endpoint().record_outcome(Outcome.from_status(410), NOON).aggregate

    assert off.record_outcome(Outcome.from_status(410), NOON).aggregate is off


def test_the_schedule_is_that_of_standard_webhooks() -> None:
    waits = []
    for tries in range(1, 11):
        verdict = judge_outcome(Outcome.from_status(500), tries=tries, now=NOON, jitter=0.0)
        waits.append(None if verdict.due_at is None else verdict.due_at - NOON)

    assert waits == [*RETRY_SCHEDULE[1:], None]


def test_jitter_only_ever_waits_longer_and_a_tenth_at_most() -> None:
    [least, most] = [judge_outcome(Outcome.from_status(500), tries=3, now=NOON, jitter=j).due_at for j in (0.0, 1.0)]

    assert (least, most) == (NOON + timedelta(minutes=30), NOON + timedelta(minutes=33))


@pytest.mark.parametrize("status", [199, 300, 304, 400, 404, 500, 599])
def test_only_2xx_is_a_success(status) -> None:
    assert judge_outcome(Outcome.from_status(status), tries=1, now=NOON, jitter=0.0).state is MessageState.PENDING
    assert judge_outcome(Outcome.from_status(204), tries=1, now=NOON, jitter=0.0).state is MessageState.DELIVERED

"""What of an event about a case a buyer or a seller is told (T8)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import orjson

from common.contracts import disputes
from common.kernel.principal import Principal, Role
from notifications.domain.event_readers import Audience
from notifications.participants.audiences import readers_of_event
from notifications.participants.redaction import redact_event
from notifications.testing import an_escalated_dispute

NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)
BUYER = Principal(uuid4(), Role.BUYER, "anna", frozenset({"read"}))


def test_t8_no_event_counts_or_times_what_the_other_party_was_asked_for() -> None:
    clocks = [{"deadline": "evidence", "owed_by": owing, "request": f"req_{owing}"} for owing in ("buyer", "seller")]
    clocks.append({"deadline": "review", "owed_by": "operator", "request": None})
    snapshot = {"status": "in_review", "assignee": "olga", "deadlines": clocks}
    event = {"type": "message.posted", "version": 7, "number": 3, "sequence": 9, "actor": {"role": "buyer", "id": "a"}}

    shown = orjson.loads(redact_event(orjson.dumps(event | {"data": {"snapshot": snapshot}}).decode(), BUYER))

    assert shown["version"] is None
    assert [clock["owed_by"] for clock in shown["data"]["snapshot"]["deadlines"]] == ["buyer", "operator"]


def test_t8_a_reminder_of_evidence_reaches_only_who_still_owes_it() -> None:
    near = an_escalated_dispute().model_dump(exclude={"stage", "id"})
    reminders = {
        deadline: readers_of_event(
            disputes.DeadlineApproaching.model_validate({**near, "of": "seller", "deadline": deadline, "due_at": NOON})
        )
        for deadline in ("evidence", "return_address")
    }

    assert (reminders["evidence"].audience, reminders["evidence"].giver) == (Audience.GIVER, "seller")
    assert reminders["return_address"].audience is Audience.EVERYBODY

"""Stored JSON is read as it was written by the first release, whatever the classes are called today."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from common.kernel.errors import InvariantViolated
from notifications.domain.endpoint import Secret
from notifications.rows import secrets_from_json, secrets_to_json

STORED = {
    "version": 1,
    "secrets": [
        {"sealed": "gAAAAAB-new", "expires_at": None},
        {"sealed": "gAAAAAB-old", "expires_at": "2026-03-02T12:00:00+00:00"},
    ],
}
SECRETS = (Secret("gAAAAAB-new"), Secret("gAAAAAB-old", datetime(2026, 3, 2, 12, tzinfo=UTC)))


def test_stored_secrets_are_read_and_written_word_for_word() -> None:
    assert secrets_from_json(STORED) == SECRETS
    assert secrets_to_json(SECRETS) == STORED


def test_secrets_of_a_later_version_are_refused() -> None:
    with pytest.raises(InvariantViolated):
        secrets_from_json({**STORED, "version": 2})

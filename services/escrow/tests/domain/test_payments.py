"""Payments as they are stored: a repeat years later is answered from this."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import orjson

from escrow.domain.escrow import Escrow
from escrow.rows import payment_answer_from_json, payment_answer_to_json
from escrow.testing import NOON, a_delivered_escrow

STORED = {
    "id": "00000000-0000-0000-0000-000000000005", "state": "delivered", "version": 5, "facts": 6, "held_minor": 10_000,
    "frozen_minor": 1, "released_minor": 0, "refunded_minor": 0, "fee_held_minor": 0, "fee_taken_minor": 0,
    "frozen_by": "00000000-0000-0000-0000-000000000009", "barred_from_disputing": [],
    "shipped": True,
    "funded_at": "2026-03-02T12:00:00+00:00", "ship_by": "2026-03-16T12:00:00+00:00",
    "shipped_at": "2026-03-02T12:00:00+00:00", "deliver_by": "2026-04-01T12:00:00+00:00",
    "delivered_at": "2026-03-02T12:00:00+00:00", "delivery_presumed": False,
    "inspection_ends_at": "2026-03-05T12:00:00+00:00", "unfrozen_at": "2026-03-03T12:00:00+00:00", "closed_at": None,
    "ended_by": None,
}  # fmt: skip


def sample() -> Escrow:
    escrow = a_delivered_escrow()
    return replace(
        escrow,
        id=UUID(int=5),
        version=5,
        event_count=6,
        balances=escrow.balances._replace(frozen=1),
        frozen_by=UUID(int=9),
        unfrozen_at=NOON + timedelta(days=1),
    )


def test_prm_10_the_stored_answer_of_a_payment_is_read_as_it_was_written() -> None:
    assert orjson.loads(orjson.dumps(payment_answer_to_json(sample()))) == STORED
    assert (
        payment_answer_from_json(
            STORED,
            replace(
                sample(), version=99, frozen_by=None, unfrozen_at=None, balances=sample().balances._replace(frozen=0)
            ),
        )
        == sample()
    )

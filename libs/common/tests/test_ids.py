from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.kernel.ids import format_id, is_young, new_id, oldest_id_since, parse_id


@given(st.uuids())
def test_an_id_reads_back_and_has_one_spelling(value: UUID) -> None:
    assert parse_id("esc", format_id("esc", value)) == value


def test_ids_are_ordered_by_time() -> None:
    made = [format_id("esc", new_id()) for _ in range(100)]

    assert made == sorted(made)


GOOD = format_id("esc", UUID(int=1))


@pytest.mark.parametrize(
    "text",
    [GOOD.upper(), GOOD[:-1], GOOD + "0", GOOD.replace("esc", "dsp"), "esc_8" + "0" * 25, "esc_" + "u" * 26, "", "esc"],
)
def test_every_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        parse_id("esc", text)


@pytest.mark.parametrize("time", [0, 2**48 - 1])
def test_wal_f9_an_id_may_stand_at_either_end_of_time(time: int) -> None:
    assert not is_young(UUID(int=time << 80), datetime.now(UTC))


def test_an_id_is_young_for_a_minute_and_may_come_from_a_clock_before_ours() -> None:
    now = datetime(2026, 11, 29, 12, tzinfo=UTC)
    ages = (timedelta(seconds=59), -timedelta(seconds=59), timedelta(minutes=1), -timedelta(minutes=1))

    assert [is_young(oldest_id_since(now - age), now) for age in ages] == [True, True, False, False]

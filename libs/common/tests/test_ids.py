from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.kernel.ids import format_id, new_id, parse_id


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

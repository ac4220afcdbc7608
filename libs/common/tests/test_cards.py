from __future__ import annotations

import pytest

from common.kernel.card_numbers import holds_card_number, may_hold_card_number, passes_luhn_check

CARDS = ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "5555555555554444", "378282246310005",
         "3782 822463 10005", "6011111111111117", "4222222222222", "6304000000000000", chr(0xFF14) + chr(0xFF11) * 15,
         "4111 1111 1111 1111 12/27 123", "411111\u200b1111111111"]  # fmt: skip


@pytest.mark.parametrize("number", CARDS)
def test_row_82_a_card_number_is_found_wherever_it_stands(number: str) -> None:
    assert may_hold_card_number(f"I paid with {number}, please check.")
    assert holds_card_number(f"I paid with {number}, please check.")


@pytest.mark.parametrize("text", ["4111111111111112", "call +49 30 901820 or 0171 2345678", "order 123456789012",
                                  "JD014600003RU", "12345678901234567890123", "2026-03-02 12:00:00"])  # fmt: skip
def test_other_numbers_are_not(text: str) -> None:
    assert not may_hold_card_number(text)


def test_a_parcel_number_that_happens_to_pass_the_luhn_check_may_be_written() -> None:
    parcel = next(number for number in (f"940011189922339{digit}" for digit in range(10)) if passes_luhn_check(number))

    assert may_hold_card_number(parcel)
    assert not holds_card_number(parcel)

"""Finds payment card numbers in what people write: such numbers must never be kept."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import Final

SHORTEST_NUMBER: Final = 13
LONGEST_NUMBER: Final = 19
MAX_GROUPS: Final = 7
DIGIT_RUN: Final = re.compile(r"\d+(?:[ .\-]\d+)*")
NETWORK_SHAPES: Final = re.compile(
    r"4(\d{12}|\d{15}|\d{18})|(5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3(0[0-5]|[689]\d)\d{11}|35\d{14}"
    r"|6(011|4[4-9]\d|5\d\d)\d{12,15}|62\d{14,17}|(50|5[6-9]|6\d)\d{11,17}"
)


def may_hold_card_number(text: str) -> bool:
    """13 to 19 digits in a row that pass the Luhn check, or the same in groups that also look like a card network's."""
    lone = (
        group for groups in _digit_runs(text) for group in groups if SHORTEST_NUMBER <= len(group) <= LONGEST_NUMBER
    )
    return holds_card_number(text) or any(passes_luhn_check(group) for group in lone)


def holds_card_number(text: str) -> bool:
    """Digits that pass the Luhn check and have a card network's shape. Where parcel numbers are spoken of, this is the
    one to ask: one in ten of them passes the check alone."""
    return any(
        NETWORK_SHAPES.fullmatch(number) and passes_luhn_check(number)
        for groups in _digit_runs(text)
        for start in range(len(groups))
        for number in accumulate(groups[start : start + MAX_GROUPS])
    )


def passes_luhn_check(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def _digit_runs(text: str) -> list[list[str]]:
    seen = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    plain = re.sub(r"\d", lambda digit: str(int(digit[0])), seen)  # digits of every script
    return [re.findall(r"\d+", run) for run in DIGIT_RUN.findall(plain)]

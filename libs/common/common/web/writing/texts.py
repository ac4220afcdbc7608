"""Texts of one line and of many: one rule for what they may hold."""

from __future__ import annotations

import unicodedata
from typing import Final

from pydantic_core import PydanticCustomError

from common.kernel.writing.card_numbers import holds_card_number
from common.kernel.writing.invisible_characters import find_stray_format_character, shows_nothing

PROSE_CHARACTERS: Final = "\n\t"


def refuse_control_characters(value: str, allowed: str = "") -> str:
    if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in allowed for c in value):
        raise PydanticCustomError("control_characters", "Remove control characters.")
    return value


def require_line(value: str) -> str:
    if value != value.strip() or shows_nothing(value):
        raise PydanticCustomError("untrimmed", "Write something, without white space around it.")
    refuse_invisible_characters(value)
    return _require_writing(value)


def require_prose(value: str) -> str:
    if shows_nothing(value):
        raise PydanticCustomError("empty_text", "Write something.")
    refuse_invisible_characters(value)  # before its line ends are made one character: places are counted as it was sent
    return _require_writing(value.replace("\r\n", "\n"), PROSE_CHARACTERS)


def _require_writing(value: str, allowed: str = "") -> str:
    """What holds for whatever people write, in one line or many."""
    refuse_card_number(value)
    return _require_few_bytes(refuse_control_characters(value, allowed))


def refuse_invisible_characters(value: str) -> None:
    if (at := find_stray_format_character(value)) is not None:
        raise PydanticCustomError(
            "invisible_characters",
            "Remove invisible and direction-changing characters; the first is U+{code}, code point {place}.",
            {"code": f"{ord(value[at]):04X}", "place": at + 1},
        )


def refuse_card_number(value: str) -> None:
    if holds_card_number(value):
        raise PydanticCustomError(
            "card_number_not_allowed",
            "This looks like a payment card number: put * in place of all but its last four digits. If it is another "
            "number, write what it is right before it.",
        )


def _require_few_bytes(value: str) -> str:
    """Combining marks make few letters of many code points, so bytes are limited too."""
    if len(value.encode()) > 40_000:
        raise PydanticCustomError("too_many_bytes", "The text is too long.")
    return value

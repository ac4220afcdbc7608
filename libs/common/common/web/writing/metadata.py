"""Metadata: a few short texts of the caller's own, under the rule for texts."""

from __future__ import annotations

from typing import Final

from pydantic_core import PydanticCustomError

from .texts import PROSE_CHARACTERS, refuse_card_number, refuse_control_characters, refuse_invisible_characters

MAX_METADATA_KEYS: Final = 50


def require_metadata(value: dict[str, str]) -> dict[str, str]:
    if len(value) > MAX_METADATA_KEYS or any(len(k) > 40 or len(v) > 500 or not k for k, v in value.items()):
        raise PydanticCustomError("metadata", "Metadata has up to 50 keys of 40 characters with texts of 500.")
    if any(key.startswith("parley_") for key in value):
        raise PydanticCustomError("metadata_reserved", "Keys that begin with parley_ are reserved.")
    for key, text in value.items():
        refuse_control_characters(key)
        refuse_invisible_characters(key)
        refuse_invisible_characters(text)
        refuse_card_number(f"{key}: {refuse_control_characters(text, PROSE_CHARACTERS)}")  # the key says what it is
    return value

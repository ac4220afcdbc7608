"""Languages in which people are addressed, and the choice among them that RFC 9110 asks for. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Language(StrEnum):
    ENGLISH = "en"
    FRENCH = "fr"
    PORTUGUESE = "pt"
    CHINESE = "zh"


DEFAULT_LANGUAGE: Final = Language.ENGLISH
MAX_RANGES: Final = 20
_RANGE: Final = re.compile(
    r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?"
)


def choose_language(named: Language | None, accept_language: str) -> Language:
    """Choose the language that is named, else the one of ours that Accept-Language prefers, else English."""
    if named is not None:
        return named
    ranked = sorted(_weighed_ranges(accept_language), key=lambda weighed: -weighed[1])
    for tag, weight in ranked:
        if weight > 0 and (language := _find_language(tag)) is not None:
            return language
    return DEFAULT_LANGUAGE


def _find_language(tag: str) -> Language | None:
    """Match by the primary subtag, whatever region or script follows: `pt-BR` is Portuguese, `zh-Hant` Chinese."""
    primary = tag.partition("-")[0].lower()
    return DEFAULT_LANGUAGE if tag == "*" else next((lang for lang in Language if lang == primary), None)


def _weighed_ranges(header: str) -> list[tuple[str, float]]:
    """List the ranges of the header; what is no range is passed over."""
    matches = (_RANGE.fullmatch(part) for part in header.split(",")[:MAX_RANGES])
    return [(match[1], float(match[2] or 1)) for match in matches if match is not None]

"""Conditional requests: the version a caller decided on (RFC 9110, 13.1.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from common.kernel.errors import DomainError, PreconditionRequired, VersionConflict

VERSION_TAG: Final = re.compile(r'"?(\d{1,18})"?')


class MalformedIfMatch(DomainError):
    def __init__(self) -> None:
        super().__init__('If-Match is the version you have read, as in "7".')


def parse_if_match(headers: Sequence[str]) -> int | None:
    """Version named by the If-Match headers, None without any.

    Raises MalformedIfMatch, PreconditionRequired for `*`, or VersionConflict for what can never be current.
    """
    if not headers:
        return None
    if list(headers) == ["*"]:
        raise PreconditionRequired
    if len(headers) > 1 or "," in headers[0] or headers[0].startswith("W/"):
        raise VersionConflict(0)
    if (match := VERSION_TAG.fullmatch(headers[0])) is None:
        raise MalformedIfMatch
    return int(match[1])

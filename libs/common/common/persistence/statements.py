"""Statements: whether one only reads, so that giving it up leaves nothing behind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sqlalchemy import Executable, Select, TextClause
from sqlalchemy.sql.selectable import SelectBase

READING: Final = re.compile(r"(\s|--[^\n]*\n)*SELECT\b", re.IGNORECASE)
"""A statement of ours that begins so changes no row."""


def is_read(statement: Executable) -> bool:
    """Whether it writes nothing. Of what cannot be told, False."""
    if isinstance(statement, TextClause):
        return _begins_as_read(statement.text)
    return isinstance(statement, Select | SelectBase)


@lru_cache(maxsize=512)
def _begins_as_read(statement: str) -> bool:
    return READING.match(statement) is not None

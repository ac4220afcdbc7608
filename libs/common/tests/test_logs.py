"""Logs: whatever words of somebody else come into a log, a line is one line of JSON, and no longer than it may be."""

from __future__ import annotations

import io
import json
import logging

import pytest
from sqlalchemy import text

from common.kernel.structured_logs import MAX_CHARACTERS
from common.persistence.database import POOLS, Database

GIVEN = "The lamp of Mrs. Canary"
HOSTILE = "a\nb\r\n\x1b[31mred\x07\u2028\u202e"
log = logging.getLogger(__name__)


def test_asvs_16_what_others_wrote_breaks_no_line(log_lines: io.StringIO) -> None:
    log.warning("told %s", HOSTILE)
    log.warning("told %r", ValueError(HOSTILE))
    try:
        raise ValueError(HOSTILE)
    except ValueError:
        log.exception("failed")

    lines = log_lines.getvalue().split("\n")[:-1]
    assert [json.loads(line)["event"] for line in lines] == [
        f"told {HOSTILE}", f"told {ValueError(HOSTILE)!r}", "failed",
    ]  # fmt: skip
    assert not {"\x1b", "\r", "\x07"} & set(log_lines.getvalue())


@pytest.mark.parametrize("word", ["x" * 1_000_000, "\x1b" * 300_000])
def test_asvs_16_what_others_wrote_makes_no_line_long(log_lines: io.StringIO, word: str) -> None:
    log.warning("told %s", word)
    try:
        raise ValueError(word)
    except ValueError:
        log.exception("failed")

    first, second = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    assert first["event"].startswith(f"told {word[:100]}")
    assert max(len(value) for value in (first["event"], second["exception"])) < MAX_CHARACTERS + 50
    assert "test_logs.py" in second["exception"], "where it failed is what the line is for"


@pytest.mark.parametrize("pool", POOLS.values())
async def test_asvs_16_what_a_failing_statement_was_given_is_not_logged(toy, log_lines: io.StringIO, pool: str) -> None:
    database = Database(toy.url)
    try:
        async with getattr(database, pool).connect() as connection:
            await connection.execute(text("SELECT CAST(:word AS text), 1 / 0"), {"word": GIVEN})
    except Exception:
        log.exception("failed")
    await database.close()

    assert "division by zero" in log_lines.getvalue(), "the failure itself is"
    assert GIVEN not in log_lines.getvalue()

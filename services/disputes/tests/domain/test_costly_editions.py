"""WAL-A3: what a platform sends as an edition is read in the process that serves all; none is read that costs much."""

from __future__ import annotations

import time

import pytest

from disputes.policy.files import loader
from disputes.policy.files.loader import MAX_CHARACTERS, EditionInvalid

BOMBS = {
    "a key of many parts": "a" + ".a" * 31_000 + " = 1",
    "a table of many parts": "[" + "a." * 31_000 + "a]",
    "a key of many quoted parts": '"a"' + '."a"' * 15_000 + " = 1",
    "spaced parts": "a" + " . a" * 15_000 + " = 1",
    "arrays in arrays": "a = " + "[" * 60_000,
    "tables in tables": "a = " + "{a=" * 20_000,
    "JSON in JSON": '{"a":' + "[" * 60_000,
    "a long text": "a = '''" + "x" * MAX_CHARACTERS + "'''",
    "a word without end": "a" * 60_000,
    "quotes": "a = " + '"' * 60_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_wal_a3_an_edition_that_costs_much_is_refused_at_once(bomb: str) -> None:
    began = time.process_time()

    with pytest.raises(EditionInvalid):
        loader.parse_edition(bomb)

    assert time.process_time() - began < 2


def test_wal_a3_what_comes_with_parley_has_room() -> None:
    for source in loader.read_sources().values():
        assert len(source) < MAX_CHARACTERS / 5
        loader.parse_edition(source)

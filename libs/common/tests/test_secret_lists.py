"""WAL-A8: secrets that are lists while one replaces another."""

from __future__ import annotations

import pytest

from common.kernel.secret_lists import is_one_of, newest_secret


@pytest.mark.parametrize("spelled", ["new,old", "new, old", "new,old,", ",new,,old"])
def test_wal_a8_each_secret_of_a_list_opens_the_first_makes_and_nothing_is_none(spelled: str) -> None:
    assert newest_secret(spelled) == "new"
    assert [is_one_of(given, spelled) for given in ("new", "old", "", " ", "new,old")] == [
        True, True, False, False, False,
    ]  # fmt: skip

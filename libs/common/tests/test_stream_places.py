"""WAL-A3: places of streams are counted for each person, whatever their tokens are limited to."""

from __future__ import annotations

from uuid import uuid4

import pytest

from common.kernel.principal import Principal, Role
from common.persistence.paging import InvalidCursor
from common.turns.shares import Shares
from common.web.event_stream import HeldPlace, StreamBookmarks, StreamHub, TooManyStreams

PLATFORM = uuid4()

SHARES = Shares(of_caller=10, of_platform=300, of_process=1_000)


def bound_to_a_case(id: str = "buyer-1") -> Principal:
    return Principal(PLATFORM, Role.BUYER, id, frozenset({"read"}), escrow=uuid4(), dispute=uuid4())


async def test_wal_a3_many_links_of_one_person_take_no_more_places_than_one() -> None:
    async def find_nothing(keys: object) -> dict[int, int]:
        return {}

    hub: StreamHub[int] = StreamHub(find_nothing, StreamBookmarks("secret"), SHARES)
    held: list[HeldPlace] = [hub.take_place(bound_to_a_case()) for _ in range(SHARES.of_caller)]

    with pytest.raises(TooManyStreams):
        hub.take_place(bound_to_a_case())
    held.append(hub.take_place(bound_to_a_case("buyer-2")))
    held[0].close()
    held.append(hub.take_place(bound_to_a_case()))
    assert hub._callers.total() == SHARES.of_caller + 1


def test_dor_w3_bookmarks_of_one_place_do_not_tell_that_it_is_one() -> None:
    bookmarks = StreamBookmarks("secret")

    first, second = bookmarks.seal((7, 1), "anna"), bookmarks.seal((7, 1), "anna")

    assert first != second
    assert bookmarks.open(first, "anna") == bookmarks.open(second, "anna") == (7, 1)
    with pytest.raises(InvalidCursor):
        bookmarks.open(first, "berta")

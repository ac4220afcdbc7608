"""A slice of the proof that a reader can rebuild everything from the feed; all of it is `make feed`."""

from __future__ import annotations

from typing import Final

import pytest

from deploy.proof.feed import deals, rare_deals
from deploy.proof.feed.proof import find_differences, play_deals, read_feed
from deploy.proof.feed.reader import Books
from deploy.proof.testing.market import Market

SLICE: Final = (
    deals.leave_uninspected, deals.agree_on_a_part, deals.leave_without_evidence, deals.rule, deals.stop_and_go,
    deals.send_back, deals.leave_the_guide, deals.leave_the_report,
    rare_deals.walk_the_guide, rare_deals.call_elsewhere, rare_deals.attach_what_is_there, rare_deals.agree_anew,
)  # fmt: skip


@pytest.mark.parametrize("carriers", ["in-process"], indirect=True)  # the whole of it runs over RabbitMQ
async def test_prm_4_a_plain_reader_rebuilds_every_services_state_from_the_feed(market: Market) -> None:
    books = Books()
    await play_deals(market, len(SLICE), SLICE)
    await market.settle_events()
    cursor = await read_feed(market, books, None)
    differences = await find_differences(market, books)

    for days in (5, 90):
        await market.renew_tokens()  # on a machine with much else to do they would end
        await market.advance_clock(by=f"{days} days")
        await market.settle_events()
        cursor = await read_feed(market, books, cursor)
        differences += await find_differences(market, books)

    await market.renew_tokens()
    assert differences == [], "\n".join(differences)
    assert (len(books.escrows) >= len(SLICE), len(books.states["dsp"])) == (True, len(SLICE) - 1)

"""Erased deals as every service hears of them: what was said of one may wait in its inbox, or be parked there."""

from __future__ import annotations

from typing import Final

from common.contracts.envelope import Event
from common.contracts.escrow import DealsErased
from common.contracts.evidence import CaseErased
from common.persistence.erasing import forget_waiting_events
from common.persistence.transaction import PostgresTransaction

ERASURES: Final = (CaseErased, DealsErased)
PARCEL_WORDS: Final = ("tracking_number", "carrier")
DEAL_WORDS: Final = (*PARCEL_WORDS, "title")


async def forget_erased_deals(tx: PostgresTransaction, event: Event) -> None:
    """Take the words of deals that are erased out of events that wait here, or are parked.

    What a deal is about is the other party's as well: it goes once the time of the whole case is over.
    """
    match event:
        case DealsErased():
            for escrow in event.escrows:
                await forget_waiting_events(tx, escrow, DEAL_WORDS)
        case CaseErased() if {"buyer", "seller"} & set(event.of):
            keys = DEAL_WORDS if event.participant is None else PARCEL_WORDS
            await forget_waiting_events(tx, event.escrow, keys)

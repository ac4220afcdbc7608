"""Parts of general. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import TypedDict


class MoneyBody(TypedDict):
    """An amount in minor units of its ISO 4217 currency: 12500 EUR is 125.00 euros, 1050 JPY is 1,050 yen."""

    amount: int
    """Minor units of the currency, 1 to 1,000,000,000,000,000: cents of EUR, yen of JPY."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""

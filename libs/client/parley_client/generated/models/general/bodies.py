"""Bodies of general. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from parley_client.generated.models.general.choices import OptionKind
from parley_client.generated.models.general.parts import MoneyBody


class SolutionBody(TypedDict):
    """Solution on offer. A partial refund names an amount or its share in basis points.

    So may a replacement, where the policy lets it come with a reduction: that much goes back to the buyer at
    once.
    """

    kind: OptionKind
    """Which kind of solution it is."""
    amount: NotRequired[MoneyBody | None]
    """What the buyer gets back. Of a partial refund, instead of a share."""
    basis_points: NotRequired[int | None]
    """What the buyer gets back, in basis points of the disputed amount: 2,500 are a quarter."""

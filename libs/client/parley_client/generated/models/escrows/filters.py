"""Filters of escrows. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from parley_client.generated.models.general.choices import EscrowState


class EscrowsFilters(TypedDict):
    """Filters of `list_escrows`."""

    status: NotRequired[Sequence[EscrowState] | None]
    """States, separated by commas."""
    partner_reference: NotRequired[str | None]
    """Your own reference, given at the creation."""
    participant: NotRequired[str | None]
    """Buyer or seller."""

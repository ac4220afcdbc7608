"""Filters of mediations. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from parley_client.generated.models.general.choices import Side
from parley_client.generated.models.mediations.choices import State


class MediationsFilters(TypedDict):
    """Filters of `list_mediations`."""

    dispute: NotRequired[str | None]
    """Mediation of one case."""
    state: NotRequired[Sequence[State] | None]
    """States, separated by commas."""
    awaiting: NotRequired[Side | None]
    """Whose turn it is."""

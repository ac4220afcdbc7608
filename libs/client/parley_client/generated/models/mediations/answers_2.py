"""Answers of mediations. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import TypedDict

from parley_client.generated.models.mediations.answers import SuggestedView


class SuggestionsView(TypedDict):
    data: list[SuggestedView]
    """Ranked: the first fits best."""

"""Bodies and answers of participants. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import TypedDict


class ReversalBody(TypedDict):
    reason: str
    """Why, in words; the participant's standing keeps it."""

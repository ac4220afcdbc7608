"""Bodies and answers of sandbox. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class AdvanceBody(TypedDict):
    """Instant or length of time, one of the two."""

    to: NotRequired[str | None]
    """Where time is to stand. An instant that has passed means now: what is due by now is done."""
    by: NotRequired[str | None]
    """Length of time, as in `3 days` or `72 hours`. Instead of `to`."""
    hold: NotRequired[bool]
    """Whether time then stands still, at exactly that instant and in every service, until the clock is advanced or
    released. Else it runs on from there.
    """


class ClockStepView(TypedDict):
    at: str
    """Time of the platform's clock at which something fell due (UTC)."""
    service: str
    """Service in which it did."""


class TestClockView(TypedDict):
    now: str
    """Time of the platform's clock (UTC)."""
    held: NotRequired[bool]
    """Time stands still until the clock is advanced or released."""
    steps: NotRequired[list[ClockStepView]]
    """What was due on the way, in order: when, and whose."""

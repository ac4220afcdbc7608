"""Filters of operators. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class ReasonTextsFilters(TypedDict):
    """Filters of `list_reason_texts`."""

    reason_code: NotRequired[str | None]
    """Texts kept ready for this reason code."""

"""Filters of evidence. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import TypedDict


class EvidenceFilters(TypedDict):
    """Filters of `list_evidence`."""

    dispute: str
    """Case whose evidence is listed."""


class EvidenceRequestsFilters(TypedDict):
    """Filters of `list_evidence_requests`."""

    dispute: str
    """Case whose evidence is listed."""

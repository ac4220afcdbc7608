"""Tests of the walls themselves."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def every_statement_asks_by_tenant() -> None:
    """Not asked here: these tests send what the database has to refuse by itself."""

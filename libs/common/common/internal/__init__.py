"""Addresses for other services only: exports of a case, the test clock."""

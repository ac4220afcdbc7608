"""Rejection of a file by its decoder."""

from __future__ import annotations


class Rejected(Exception):
    """Rejection of a file. `why` is a word from a fixed list, never what a decoder said."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

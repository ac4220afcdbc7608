"""Choices of live video. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

AttestedOutcome: TypeAlias = Literal["as_stated", "otherwise", "not_at_all"]


CheckName: TypeAlias = Literal[
    "file_decodes",
    "chain_unbroken",
    "tokens_genuine",
    "tokens_in_order",
    "received_in_time",
    "duration_matches_clock",
    "challenge_shown",
    "picture_moves",
    "words_spoken",
]


CheckOutcome: TypeAlias = Literal["pass", "fail", "unknown"]


VideoState: TypeAlias = Literal["open", "recording", "finished", "verified", "abandoned"]


GapKind: TypeAlias = Literal["paused", "restarted", "missing"]


Result: TypeAlias = Literal["live", "partly_live", "not_shown_live"]

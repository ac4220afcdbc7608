"""What has happened in a negotiation, in its own words; `outgoing` says it in the published ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .options import Option
from .proposal import Proposal


class Basis(StrEnum):
    ACCEPTANCE = "acceptance"
    SILENCE = "silence"


class Why(StrEnum):
    REJECTED = "rejected"
    SILENCE = "silence"
    ROUNDS_EXHAUSTED = "rounds_exhausted"
    ABANDONED = "abandoned"
    """The claimant did not walk the tree to its end in time."""


@dataclass(frozen=True, slots=True)
class Made:
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Amended:
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Rejected:
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Accepted:
    proposal: Proposal
    index: int


@dataclass(frozen=True, slots=True)
class Expired:
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Reached:
    """They agree, or silence counts as agreeing."""

    proposal: Proposal
    option: Option
    basis: Basis


@dataclass(frozen=True, slots=True)
class Failed:
    why: Why


@dataclass(frozen=True, slots=True)
class TurnChanged:
    """How things stand after the change; always the last fact of it."""


Fact = Made | Amended | Rejected | Accepted | Expired | Reached | Failed | TurnChanged

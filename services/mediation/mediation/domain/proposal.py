from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from .options import Option
from .terms import Side


class ProposalState(StrEnum):
    STANDING = "standing"
    SUPERSEDED = "superseded"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    EXECUTED_ON_SILENCE = "executed_on_silence"
    WITHDRAWN = "withdrawn"
    """The case ended while it stood."""


TAKEN = frozenset({ProposalState.ACCEPTED, ProposalState.EXECUTED_ON_SILENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Options one side puts to the other, ranked: the first is the preferred one."""

    id: UUID
    number: int
    by: Side
    round: int
    """How many counter-offers came before it and with it: 0 is the opening proposal."""
    options: tuple[Option, ...]
    created_at: datetime
    expires_at: datetime | None
    version: int = 1
    state: ProposalState = ProposalState.STANDING
    chosen: int | None = None
    accepted_at: datetime | None = None
    reason: str | None = None
    """Why it was rejected, in the other side's words."""

    def __post_init__(self) -> None:
        assert self.options, "a proposal offers something"
        assert (self.chosen is not None) == (self.state in TAKEN)
        assert (self.accepted_at is not None) == (self.state is ProposalState.ACCEPTED)
        assert self.reason is None or self.state is ProposalState.REJECTED

    def untaken(self) -> Proposal:
        """A later agreement took its place before anything was carried out (D14)."""
        return replace(self, state=ProposalState.SUPERSEDED, chosen=None, accepted_at=None)

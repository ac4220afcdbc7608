"""Proposals: ranked options that one side puts to the other, and what has become of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from common.kernel.behalf import Behalf
from common.kernel.errors import InvariantViolated
from common.kernel.money import Money

from .options import Option
from .terms import Author, Mediator, Side


class ProposalState(StrEnum):
    """State of a proposal."""

    STANDING = "standing"
    SUPERSEDED = "superseded"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    EXECUTED_ON_SILENCE = "executed_on_silence"
    WITHDRAWN = "withdrawn"
    """The case ended while it stood."""
    OVERTAKEN = "overtaken"
    """It was agreed to, but something else had ended the case, or was about to."""


CHOSEN_STATES: Final = frozenset({ProposalState.ACCEPTED, ProposalState.EXECUTED_ON_SILENCE})
"""States in which one option of the proposal is carried out."""


@dataclass(frozen=True, slots=True)
class Overtaking:
    """What came before an agreement, in the words of disputes, and how the case stood then."""

    why: str
    case_state: str
    case_outcome: str | None = None
    due_at: datetime | None = None
    """Deadline that came before it, if one did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Options one side puts to the other, ranked: the first is the preferred one.

    A mediator puts one option to both, who must both consent.
    """

    id: UUID
    number: int
    by: Author
    round: int
    """How many counter-offers came before it and with it: 0 is the opening proposal."""
    options: tuple[Option, ...]
    created_at: datetime
    expires_at: datetime | None
    version: int = 1
    state: ProposalState = ProposalState.STANDING
    chosen: int | None = None
    accepted_at: datetime | None = None
    rejected_by: Side | None = None
    reason: str | None = None
    """Why it was rejected, in the words of the side that did."""
    note: str | None = None
    """What the author wrote with it."""
    consents: frozenset[Side] = frozenset()
    """Sides that have consented to a mediator's proposal."""
    overtaking: Overtaking | None = None
    worded_for: Behalf | None = None
    """Author for whom an operator has worded it, as it is worded now."""
    opened_by_operator: bool = False
    """An operator has opened the case with it for its author, and nobody has worded it anew."""
    answered_for: Behalf | None = None
    """Side for which an operator has accepted or rejected it."""

    def __post_init__(self) -> None:
        if not self.options:
            raise InvariantViolated("a proposal offers something")
        if (self.chosen is not None) != (self.state in CHOSEN_STATES):
            raise InvariantViolated("an option is chosen exactly when it is carried out")
        if (self.accepted_at is not None) != (self.state is ProposalState.ACCEPTED):
            raise InvariantViolated("only an accepted proposal has an instant of acceptance")
        if self.consents and self.by is not Mediator.OPERATOR:
            raise InvariantViolated("only a mediator's proposal gathers consents")
        if (self.rejected_by is not None) != (self.state is ProposalState.REJECTED):
            raise InvariantViolated("somebody has rejected a proposal exactly when it is rejected")
        if self.reason is not None and self.rejected_by is None:
            raise InvariantViolated("only a rejected proposal has a reason")
        if (self.overtaking is not None) != (self.state is ProposalState.OVERTAKEN):
            raise InvariantViolated("an overtaken proposal says what came before it")

    @property
    def asked_sides(self) -> frozenset[Side]:
        """Sides that it was put to."""
        return frozenset(side for side in Side if side is not self.by)

    @property
    def open_sides(self) -> frozenset[Side]:
        """Sides whose answer is still missing."""
        return self.asked_sides - self.consents

    @property
    def is_by_operators(self) -> bool:
        """Tell whether an operator has spoken for a party in it, and not only put it to both as a mediator."""
        return self.worded_for is not None or self.answered_for is not None

    @property
    def is_worded_by_operators(self) -> bool:
        """Tell whether its words are an operator's: with what a case was opened for its claimant, too."""
        return self.worded_for is not None or self.opened_by_operator

    def lacks_approval(self, option: Option, disputed: Money, limit: int | None) -> bool:
        """Tell whether silence carries it out no more than disputes lets it: worded by an operator, above the limit."""
        return self.is_worded_by_operators and option.moves_money and limit is not None and disputed.minor > limit

    @property
    def chosen_option(self) -> Option | None:
        return None if self.chosen is None else self.options[self.chosen]

    def supersede(self) -> Proposal:
        """Replace it by a newer proposal. What was agreed but not carried out is not chosen any more (D14)."""
        return replace(self, state=ProposalState.SUPERSEDED, chosen=None, accepted_at=None)

"""Submission: an agreement that waits for disputes, and the decision that it waits for. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from .proposal import Overtaking
from .states import State


class AgreementBasis(StrEnum):
    """Basis of an agreement: somebody accepted, or silence counts as accepting."""

    ACCEPTANCE = "acceptance"
    SILENCE = "silence"


class Turn(NamedTuple):
    """Turn that an acceptance has interrupted, to go on from where it does not count."""

    state: State
    due_at: datetime | None
    due_since: datetime | None


@dataclass(frozen=True, slots=True)
class Submission:
    """Agreement on one option of the proposal that stands, submitted to disputes."""

    option: int
    basis: AgreementBasis
    received_at: datetime
    """When the acceptance was received; of silence: its deadline."""
    is_case_over: bool = False
    """The case was heard to have ended before the decision was."""
    interrupted: Turn | None = None
    """Where an operator has spoken for a party: then a second one may be needed."""


class Decision(NamedTuple):
    """Decision of disputes on the agreement to one proposal."""

    proposal: UUID
    starts_obligation: bool = False
    """What was agreed is owed first, and money follows later."""
    overtaking: Overtaking | None = None
    """None: it is carried out."""
    ends_negotiation: bool = False
    """Nothing can be agreed upon any more."""
    needs_approval: bool = False
    """Nothing came before it, but an operator alone agrees to no such amount for a party: it stands as it stood."""

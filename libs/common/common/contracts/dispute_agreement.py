"""Event by which disputes decides on an agreement that mediation has submitted."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from .dispute_parts import DisputeEvent, Outcome


class AgreementDecided(DisputeEvent):
    """Decision on a submitted agreement: it is carried out, or something else came first."""

    topic: ClassVar[str] = "disputes.agreement-decided.v1"

    mediation: UUID
    proposal: UUID
    accepted: bool
    follows: Literal["settlement", "obligation"] | None = None
    """What an accepted agreement leads to: money is ordered, or something is owed first."""
    why: Literal["case_ended", "money_ordered", "deadline_passed", "stage_left", "approval_needed"] | None = None
    """What came before an agreement that is refused. After the first two nothing can be agreed upon any more.
    `approval_needed`: nothing did; an operator has acted for a party, above the limit of the platform. It stands as
    it stood."""
    state: str
    """Where the case stands now: its stage, or `settling`, `reversing`, `closed`."""
    outcome: Outcome | None = None
    """Outcome of the case, where it has one."""
    due_at: AwareDatetime | None = None
    """Of `deadline_passed`: the deadline at which the case ends, though it may not have been carried out yet."""

"""Views of an agreement: one that waits for disputes, and what came before one."""

from __future__ import annotations

from typing import Final

from common.execution.commands import Context
from common.kernel.errors import InvariantViolated
from common.kernel.ids import format_id

from .domain.mediation import Mediation
from .domain.proposal import Overtaking
from .loading import GuidedMediation
from .schemas import OvertakenView, PendingAgreementView, SubmittedView

AGREED_STATUS: Final = 200
PENDING_STATUS: Final = 202


def pending_agreement_view(result: GuidedMediation, context: Context) -> PendingAgreementView:
    """Show an agreement on which disputes has not decided yet, and where the outcome can be read."""
    mediation = result.mediation
    proposal, submission = mediation.snapshot.proposals[-1], mediation.snapshot.submission
    if submission is None:
        raise InvariantViolated("an acceptance is submitted before it is answered")
    return PendingAgreementView(
        state="pending",
        mediation=mediation.id,
        dispute=mediation.case.dispute,
        proposal=proposal.number,
        option=submission.option,
        received_at=submission.received_at,
        href=f"/v1/mediations/{format_id('med', mediation.id)}",
        version=mediation.version,
    )


def overtaken_view(overtaking: Overtaking | None) -> OvertakenView | None:
    if overtaking is None:
        return None
    return OvertakenView(
        why=overtaking.why,
        case_state=overtaking.case_state,
        outcome=overtaking.case_outcome,
        due_at=overtaking.due_at,
    )


def submitted_view(mediation: Mediation) -> SubmittedView | None:
    submission = mediation.snapshot.submission
    if submission is None:
        return None
    return SubmittedView(
        what="agreement",
        of="disputes",
        proposal=mediation.snapshot.proposals[-1].number,
        option=submission.option,
        basis=submission.basis,
        received_at=submission.received_at,
    )

"""Agreeing at once: an acceptance is answered after disputes has decided on it, if disputes can be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from common.contracts.mediation import AgreementSubmitted
from common.execution.commands import Context
from common.internal.handover import PeerHandover
from common.kernel.languages import Language
from common.kernel.principal import Role
from common.persistence.transaction import Transactions
from common.web.api_call import FollowedUp

from .domain.errors import AgreementOvertaken, ApprovalNeeded
from .domain.mediation import Mediation
from .domain.proposal import ProposalState
from .domain.states import State
from .loading import GuidedMediation
from .schemas import MediationView, PendingAgreementView
from .views import changed_mediation_view, pending_agreement_view


@dataclass(frozen=True)
class ImmediateAgreement:
    """Hands a submitted agreement to disputes, beside the broker that brings it anyway, and takes in the decision."""

    begin: Transactions[Any]
    handover: PeerHandover | None
    """None where disputes cannot be asked: then the bus may have brought the decision already, or not yet."""

    async def complete_acceptance(
        self, submitted: GuidedMediation, context: Context, language: Language = Language.ENGLISH
    ) -> FollowedUp:
        """Present the negotiation as agreed, or as pending if disputes is away. Raises AgreementOvertaken."""
        before = submitted.mediation
        if before.snapshot.submission is None:  # the first of two consents to a mediator's proposal
            return FollowedUp(changed_mediation_view(submitted, context, language))
        if self.handover is not None:
            await self.handover.hand_over(
                "disputes", before.case.tenant, AgreementSubmitted.topic, before.id, answers_with=before.case.dispute
            )
        async with self.begin.read(before.case.tenant) as tx:
            after: Mediation = await tx.mediations.get(before.id)
        if after.snapshot.state is State.PENDING:
            return FollowedUp(pending_agreement_view(submitted, context))
        _require_not_overtaken(before, after, context)
        agreed = GuidedMediation(_as_agreed(after), submitted.tree)
        return FollowedUp(changed_mediation_view(agreed, context, language))


def _as_agreed(after: Mediation) -> Mediation:
    """Tell whoever agrees what follows of it, even if it has followed already and the case is over."""
    if after.snapshot.state is not State.CLOSED:
        return after
    return replace(after, snapshot=replace(after.snapshot, state=State.AGREED))


def _require_not_overtaken(before: Mediation, after: Mediation, context: Context) -> None:
    """Raises AgreementOvertaken or ApprovalNeeded, if that has become of the proposal that was agreed to."""
    submitted = before.snapshot.proposals[-1]
    agreed = after.snapshot.find_proposal(submitted.number)
    is_operators = context.principal.role is Role.OPERATOR
    side = after.case.require_side(context.principal, submitted.answered_for if is_operators else None)
    allowed = after.snapshot.allowed_actions(side, context.timing.received_at)
    if agreed is not None and agreed.state is ProposalState.STANDING:
        raise ApprovalNeeded(after.snapshot.state, allowed)
    if agreed is not None and (overtaking := agreed.overtaking) is not None:
        raise AgreementOvertaken(
            after.snapshot.state,
            allowed,
            why=overtaking.why,
            case_state=overtaking.case_state,
            outcome=overtaking.case_outcome,
            due_at=overtaking.due_at,
        )


def accepted_view(
    result: GuidedMediation, context: Context, language: Language = Language.ENGLISH
) -> PendingAgreementView | MediationView:
    """Show what an acceptance is at first: an agreement to be decided on, or a consent to a mediator's proposal."""
    if result.mediation.snapshot.submission is None:
        return changed_mediation_view(result, context, language)
    return pending_agreement_view(result, context)

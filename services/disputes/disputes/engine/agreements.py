"""Decisions on agreements that mediation has submitted: one ends the case, or something else came first. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from common.kernel.principal import Role
from disputes.policy.model import Policy
from disputes.policy.vocabulary import Outcome

from . import events, reactions
from .context import EngineContext
from .dispute import Change, Dispute, State
from .errors import AgreementUndecided
from .forecast import find_silent_end
from .values import EvidenceRequest, NegotiationSnapshot, NegotiationState, OvertakenBy, SubmittedAgreement

FINAL_REASONS: Final = (OvertakenBy.CASE_ENDED, OvertakenBy.MONEY_ORDERED)
"""After these nothing can be agreed upon any more."""
MOMENT: Final = timedelta(microseconds=1)


def decide_agreement(dispute: Dispute, agreement: SubmittedAgreement, context: EngineContext) -> Change:
    """Carry out an agreement, in any phase until money is ordered (D14), or refuse it for what came first.

    Either way the case says so. Raises AgreementUndecided.
    """
    if (why := _find_earlier_end(dispute)) is not None:
        return _refuse_agreement(dispute, agreement, why)
    if (due_at := _find_passed_deadline(dispute, agreement, context.policy)) is not None:
        return _refuse_agreement(dispute, agreement, OvertakenBy.DEADLINE_PASSED, due_at)
    accepted = events.AgreementDecided(agreement.mediation, agreement.proposal)
    is_owed_first = agreement.option.kind in context.policy.obligation_stages
    state = NegotiationState.OPEN if is_owed_first else NegotiationState.AGREED
    agreed = replace(dispute, negotiation=_decided_negotiation(dispute, agreement, state))
    change = reactions.on_agreement(agreed, agreement.option, agreement.basis, context, agreement.silence, (accepted,))
    if change.dispute.version == dispute.version:
        return _refuse_agreement(dispute, agreement, OvertakenBy.STAGE_LEFT)
    return change


def refuse_unapproved(dispute: Dispute, agreement: SubmittedAgreement) -> Change:
    """Refuse what an operator alone agrees to for a party: the parties go on from where they were."""
    return _refuse_agreement(dispute, agreement, OvertakenBy.APPROVAL_NEEDED)


def _find_earlier_end(dispute: Dispute) -> OvertakenBy | None:
    if dispute.state is State.CLOSED:
        return OvertakenBy.CASE_ENDED
    return OvertakenBy.MONEY_ORDERED if dispute.order is not None else None


def _find_passed_deadline(dispute: Dispute, agreement: SubmittedAgreement, policy: Policy) -> datetime | None:
    """Find the deadline that had ended the case when the agreement was received, though it has not fired yet.

    The clock of the negotiation itself is mediation's, which has judged it. At one instant its silence comes first.
    """
    by = agreement.received_at - MOMENT if agreement.basis is Outcome.TIMEOUT else agreement.received_at
    negotiation = dispute.negotiation and replace(dispute.negotiation, awaiting=None, due_at=None)
    passed = find_silent_end(replace(dispute, negotiation=negotiation), policy, by)
    if any(isinstance(deadline.subject, EvidenceRequest) for deadline in passed):
        raise AgreementUndecided(passed[-1].at)
    return passed[-1].at if passed else None


def _refuse_agreement(
    dispute: Dispute, agreement: SubmittedAgreement, why: OvertakenBy, due_at: datetime | None = None
) -> Change:
    left = NegotiationState.CLOSED if why in FINAL_REASONS else NegotiationState.OPEN
    refused = events.AgreementDecided(agreement.mediation, agreement.proposal, why, due_at)
    return dispute.evolve(refused, negotiation=_decided_negotiation(dispute, agreement, left))


def _decided_negotiation(
    dispute: Dispute, agreement: SubmittedAgreement, state: NegotiationState
) -> NegotiationSnapshot | None:
    """Remember that the negotiation waits no longer: whoever reports that version now comes too late to say so."""
    before = dispute.negotiation
    if before is None or before.version > agreement.version or before.state is NegotiationState.AGREED:
        return before
    is_asked_again = before.by is Role.OPERATOR and state is NegotiationState.OPEN
    author = None if is_asked_again else before.by  # of a mediator's proposal both would still be asked
    return replace(
        before, mediation=agreement.mediation, version=agreement.version, state=state, by=author,
        awaiting=None, due_at=None, allowed_acts={},
    )  # fmt: skip

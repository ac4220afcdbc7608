"""Openings of a negotiation: with the claimant's proposal, or with a walk that leads to one. Pure."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from common.kernel.terms import Term

from .case import NegotiatedCase
from .events import FailureReason, NegotiationFailed, ProposalMade, TurnChanged
from .mediation import Change, Mediation
from .options import Option
from .proposal import Proposal
from .snapshot import NegotiationSnapshot
from .states import State
from .terms import GOES_ON, FailureEnd, Side, Terms
from .tree import Tree
from .walk import CaseDetails, Walk


def start_negotiation(
    id: UUID,
    case: NegotiatedCase,
    claimant: Side,
    terms: Terms,
    *,
    proposal_id: UUID,
    options: tuple[Option, ...],
    now: datetime,
    by_operator: bool = False,
) -> Change:
    """Put the claimant's opening proposal on the table; the other side's clock runs."""
    opening = Proposal(
        id=proposal_id,
        number=1,
        by=claimant,
        round=0,
        options=options,
        created_at=now,
        expires_at=terms.respond_by,
        opened_by_operator=by_operator,
    )
    snapshot = NegotiationSnapshot(
        claimant=claimant,
        terms=terms,
        state=State.NEGOTIATING,
        proposals=(opening,),
        awaiting=claimant.other,
        due_at=terms.respond_by,
        due_since=now,
    )
    mediation = Mediation(id=id, case=case, snapshot=snapshot, created_at=now, version=0)
    return mediation.evolve(ProposalMade(opening), TurnChanged())


def start_guided_negotiation(
    id: UUID,
    case: NegotiatedCase,
    claimant: Side,
    terms: Terms,
    *,
    tree: Tree,
    case_details: CaseDetails,
    respond_term: Term,
    answer_by: datetime,
    now: datetime,
    if_abandoned: FailureEnd = GOES_ON,
) -> Change:
    """Ask the claimant first (O2); the other side's clock starts with the proposal that comes of it."""
    walk = Walk.start(
        tree,
        respond_term=respond_term,
        case_details=case_details,
        disputed_amount=case.amount,
        if_abandoned=if_abandoned,
    )
    snapshot = NegotiationSnapshot(
        claimant=claimant,
        terms=terms,
        state=State.GUIDING,
        proposals=(),
        awaiting=claimant,
        due_at=answer_by,
        due_since=now,
        walk=walk,
    )
    return Mediation(id=id, case=case, snapshot=snapshot, created_at=now, version=0).evolve(TurnChanged())


def start_without_guide(id: UUID, case: NegotiatedCase, claimant: Side, terms: Terms, *, now: datetime) -> Change:
    """Hand the case on at once: the edition names a tree that there is not, or that does not fit it.

    Nobody is kept waiting for questions that never come; the parties may still propose (D14).
    """
    snapshot = NegotiationSnapshot(
        claimant=claimant, terms=terms, state=State.OPEN, proposals=(), awaiting=None, due_at=None, due_since=None
    )
    opening = Mediation(id=id, case=case, snapshot=snapshot, created_at=now, version=0)
    return opening.evolve(NegotiationFailed(FailureReason.GUIDE_MISSING), TurnChanged())

"""Proposals of a mediator: one solution put to both sides, who must both consent in the time of an offer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from common.kernel.terms import due_at_end_of
from common.kernel.timing import Timing

from .errors import TooManyOptions
from .events import ProposalMade, TurnChanged
from .guards import require_mediator
from .mediation import Change, Mediation
from .options import RequestedOption, resolve_options
from .proposal import Proposal
from .terms import Mediator


def propose_to_both(
    mediation: Mediation, id: UUID, requested: Sequence[RequestedOption], note: str | None, timing: Timing
) -> Change:
    """Put one solution to both sides; it replaces what stands.

    Raises what `require_mediator` and the edition refuse.
    """
    snapshot = mediation.snapshot
    require_mediator(snapshot)
    if len(requested) != 1:
        raise TooManyOptions(1)
    due_at = due_at_end_of(timing.now, snapshot.terms.offer_term, snapshot.terms.calendar)
    proposal = Proposal(
        id=id,
        number=len(snapshot.proposals) + 1,
        by=Mediator.OPERATOR,
        round=snapshot.round,
        options=resolve_options(requested, disputed=mediation.case.amount, terms=snapshot.terms),
        created_at=timing.now,
        expires_at=None if snapshot.paused_at else due_at,
        note=note,
    )
    lapsed = mediation.withdraw_lapsed_offer(timing.received_at)
    earlier = lapsed.mediation.snapshot.proposals
    if (superseded := lapsed.mediation.snapshot.current_proposal) is not None:
        earlier = (*earlier[:-1], superseded.supersede())
    made = lapsed.mediation.evolve(
        ProposalMade(proposal),
        TurnChanged(),
        proposals=(*earlier, proposal),
        awaiting=None,
        due_at=due_at,
        due_since=timing.now,
    )
    return Change(replace(made.mediation, version=mediation.version + 1), (*lapsed.events, *made.events))

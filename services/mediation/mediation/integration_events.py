"""Says in the published language what has just happened in ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any, assert_never

from common.contracts import mediation as told
from common.contracts.disputes import OptionRef
from common.contracts.envelope import ActorRef, Event
from common.kernel.principal import Actor

from mediation.domain.events import ProposalAccepted, ProposalAmended, ProposalExpired, MediationEvent, NegotiationFailed, ProposalMade, AgreementReached, ProposalRejected, TurnChanged
from mediation.domain.mediation import Change, Mediation
from mediation.domain.options import Option
from mediation.domain.proposal import Proposal
from mediation.domain.terms import Side


def events(change: Change, *, actor: Actor, cause: str, at: datetime) -> Iterator[Event]:
    mediation, facts = change
    for sequence, fact in enumerate(facts, mediation.event_count - len(facts) + 1):
        envelope = {
            "tenant": mediation.tenant,
            "subject": mediation.id,
            "dispute": mediation.dispute,
            "sequence": sequence,
            "version": mediation.version,
            "occurred_at": at,
            "actor": ActorRef(role=actor.role.value, id=actor.id),
            "cause": cause,
        }
        yield _event(mediation, fact, envelope, at)


def _event(mediation: Mediation, fact: MediationEvent, envelope: dict[str, Any], at: datetime) -> Event:
    match fact:
        case ProposalMade(proposal):
            return told.ProposalMade(**envelope, proposal=_proposal(proposal))
        case ProposalAmended(proposal):
            return told.ProposalAmended(**envelope, proposal=_proposal(proposal))
        case ProposalRejected(proposal):
            return told.ProposalRejected(**envelope, proposal=_proposal(proposal))
        case ProposalAccepted(proposal, index):
            return told.ProposalAccepted(**envelope, proposal=_proposal(proposal), option=index)
        case ProposalExpired(proposal):
            return told.ProposalExpired(**envelope, proposal=_proposal(proposal))
        case AgreementReached(proposal, option, basis):
            return told.Agreed(**envelope, proposal=proposal.id, option=_option(option), basis=basis.value)
        case NegotiationFailed(why):
            return told.Failed(**envelope, why=why.value)
        case TurnChanged():
            return _turn(mediation, partial(told.TurnChanged, **envelope), at)
        case _:
            assert_never(fact)


def _turn(mediation: Mediation, turn: partial[told.TurnChanged], at: datetime) -> told.TurnChanged:
    standing, last = mediation.standing_proposal, mediation.last_buyer_proposal
    return turn(
        state=mediation.state.value,
        standing=None if standing is None else _proposal(standing),
        awaiting=mediation.awaiting and mediation.awaiting.value,
        due_at=mediation.due_at if mediation.paused_at is None else None,
        on_silence=mediation.on_silence and mediation.on_silence.value,
        may={side.value: tuple(sorted(mediation.allowed_actions(side, at))) for side in Side},
        last_of_buyer=() if last is None else tuple(map(_option, last.options)),
    )


def _proposal(proposal: Proposal) -> told.ProposalRef:
    return told.ProposalRef(
        id=proposal.id,
        number=proposal.number,
        version=proposal.version,
        by=proposal.by.value,
        round=proposal.round,
        options=tuple(map(_option, proposal.options)),
    )


def _option(option: Option) -> OptionRef:
    split = option.split
    return OptionRef(
        kind=option.kind.value,
        to_buyer=None if split is None else split.to_buyer.minor,
        to_seller=None if split is None else split.to_seller.minor,
    )

"""Maps the domain events of a negotiation to the integration events in `common.contracts`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple, assert_never

from common.contracts.disputes import BehalfRef, OptionRef
from common.contracts.envelope import ActorRef, Event, MoneyRef, Party
from common.contracts.mediation import (
    Agreed,
    AgreementSubmitted,
    ConsentGiven,
    Failed,
    MediationFields,
    NegotiationRef,
    NegotiationUpdated,
    ProposalAccepted,
    ProposalAmended,
    ProposalExpired,
    ProposalMade,
    ProposalRef,
    ProposalRejected,
    ProposalStandingRef,
    SilenceRef,
    TurnChanged,
)
from common.kernel.behalf import Behalf
from common.kernel.deal_money import DealMoney
from common.kernel.principal import Actor, Role

from .domain import events
from .domain.limits import action_limits
from .domain.mediation import Change, Mediation
from .domain.options import Option, deducted_fee
from .domain.proposal import Proposal, ProposalState
from .domain.snapshot import NegotiationSnapshot
from .domain.states import Action
from .domain.submission import AgreementBasis
from .domain.terms import Author, Mediator, Side


class EventContext(NamedTuple):
    """Circumstances that every event of one change shares: who acted, why, and when it counts as happening."""

    actor: Actor
    cause: str
    occurred_at: datetime
    recorded_at: datetime | None = None
    """Of what happens by itself: when it was carried out."""
    behalf: Behalf | None = None
    """For whom an operator acted."""


def integration_events(change: Change, context: EventContext) -> Iterator[Event]:
    """Map the events of a change, numbered without a gap."""
    mediation = change.mediation
    for sequence, event in enumerate(change.events, mediation.event_count - len(change.events) + 1):
        fields = MediationFields(
            tenant=mediation.case.tenant,
            subject=mediation.id,
            dispute=mediation.case.dispute,
            sequence=sequence,
            version=mediation.version,
            occurred_at=context.occurred_at,
            recorded_at=context.recorded_at,
            actor=ActorRef(role=context.actor.role.value, id=context.actor.id),
            cause=context.cause,
            on_behalf_of=behalf_ref(context.behalf),
        )
        yield integration_event(mediation, event, fields)


def integration_event(mediation: Mediation, event: events.MediationEvent, fields: MediationFields) -> Event:
    money, stands = mediation.money, negotiation_ref(mediation.snapshot)
    match event:
        case events.ProposalMade(proposal):
            return ProposalMade(**fields, negotiation=stands, proposal=proposal_ref(proposal, money))
        case events.ProposalAmended(proposal):
            return ProposalAmended(**fields, negotiation=stands, proposal=proposal_ref(proposal, money))
        case events.ProposalRejected(proposal):
            return ProposalRejected(**fields, negotiation=stands, proposal=proposal_ref(proposal, money))
        case events.ProposalAccepted(proposal, index):
            return ProposalAccepted(**fields, negotiation=stands, proposal=proposal_ref(proposal, money), option=index)
        case events.ConsentGiven(proposal, by):
            return ConsentGiven(**fields, negotiation=stands, proposal=proposal_ref(proposal, money), by=by.value)
        case events.ProposalExpired(proposal, silence):
            return ProposalExpired(
                **fields,
                negotiation=stands,
                proposal=proposal_ref(proposal, money),
                owed_by=None if silence is None else silence.owed_by.value,
                asked=tuple(side.value for side in sorted(proposal.open_sides)),
                due_at=proposal.expires_at if silence is None else silence.due_at,
            )
        case events.AgreementSubmitted(proposal, submission):
            return AgreementSubmitted(
                **fields,
                proposal=proposal.id,
                option=option_ref(proposal.options[submission.option], money),
                basis=submission.basis.value,
                by=author_ref(proposal.by),
                received_at=submission.received_at,
                amount=MoneyRef.from_money(mediation.case.amount),
                silence=silence_ref(events.silence_of(proposal, submission)),
                by_operators=_is_by_operators(mediation, submission.basis),
            )
        case events.AgreementReached(proposal, option, basis, silence):
            return Agreed(
                **fields,
                proposal=proposal.id,
                option=option_ref(option, money),
                basis=basis.value,
                by=author_ref(proposal.by),
                silence=silence_ref(silence),
            )
        case events.NegotiationFailed(reason, silence):
            return Failed(**fields, why=reason.value, silence=silence_ref(silence))
        case events.NegotiationUpdated():
            standing = mediation.snapshot.current_proposal
            offer = None if standing is None else proposal_ref(standing, money)
            return NegotiationUpdated(**fields, negotiation=stands, proposal=offer)
        case events.TurnChanged():
            return _turn_changed(mediation, fields)
        case _:
            assert_never(event)


def _is_by_operators(mediation: Mediation, basis: AgreementBasis) -> bool:
    """Tell whether what is submitted is an operator's word: of silence, whose else but that of what it accepts."""
    submitted = mediation.snapshot.current_proposal
    if submitted is None:
        return False
    return submitted.is_worded_by_operators if basis is AgreementBasis.SILENCE else submitted.is_by_operators


def negotiation_ref(snapshot: NegotiationSnapshot) -> NegotiationRef:
    newest = snapshot.newest_proposal
    return NegotiationRef(
        state=snapshot.state.value,
        round=snapshot.round,
        newest=None if newest is None else _standing_ref(newest),
        superseded=tuple(each.number for each in snapshot.proposals if each.state is ProposalState.SUPERSEDED),
        asked=tuple(side.value for side in sorted(snapshot.asked_sides)),
        due_at=snapshot.due_at,
        paused_at=snapshot.paused_at,
    )


def _standing_ref(proposal: Proposal) -> ProposalStandingRef:
    return ProposalStandingRef(
        number=proposal.number,
        version=proposal.version,
        state=proposal.state.value,
        expires_at=proposal.expires_at,
        chosen=proposal.chosen,
    )


def _turn_changed(mediation: Mediation, fields: MediationFields) -> TurnChanged:
    snapshot, money = mediation.snapshot, mediation.money
    current, last = snapshot.current_proposal, snapshot.last_proposal_of(Side.BUYER)
    return TurnChanged(
        **fields,
        state=snapshot.state.value,
        standing=None if current is None else proposal_ref(current, money),
        awaiting=None if snapshot.awaiting is None else snapshot.awaiting.value,
        due_at=snapshot.due_at,
        due_since=snapshot.due_since,
        paused_at=snapshot.paused_at,
        on_silence=None if snapshot.on_silence is None else snapshot.on_silence.value,
        may=_allowed_acts(snapshot, fields["occurred_at"]),
        limits={
            action.value: action_limits(snapshot, mediation.case.amount, action)
            for side in Side
            for action in snapshot.allowed_actions(side, fields["occurred_at"])
        },
        last_of_buyer=() if last is None else tuple(option_ref(option, money) for option in last.options),
        standing_about=None if current is None else _about_ref(current),
        last_of_buyer_about=None if last is None else _about_ref(last),
        by_operators=current is not None and current.is_by_operators,
        worded_by_operators=current is not None and current.is_worded_by_operators,
        operators_last=_worded_by_operators(snapshot),
    )


def _about_ref(proposal: Proposal) -> MoneyRef | None:
    """Say what was still disputed when it was worded; None where it says nothing of money."""
    known = (option.worded_about for option in proposal.options)
    about = next((amount for amount in known if amount is not None), None)
    return None if about is None else MoneyRef.from_money(about)


def _worded_by_operators(snapshot: NegotiationSnapshot) -> tuple[Party, ...]:
    """List the parties whose last proposal an operator has worded."""
    last = {proposal.by: proposal.is_worded_by_operators for proposal in snapshot.proposals}
    parties: tuple[Party, ...] = ("buyer", "seller")
    return tuple(party for party in parties if last.get(Side(party), False))


def _allowed_acts(snapshot: NegotiationSnapshot, at: datetime) -> dict[str, tuple[str, ...]]:
    acts = {side.value: tuple(sorted(snapshot.allowed_actions(side, at))) for side in Side}
    mediators = {Mediator.OPERATOR.value: (Action.PROPOSE.value,)} if snapshot.mediator_may_propose else {}
    return {**acts, **mediators}


def proposal_ref(proposal: Proposal, money: DealMoney | None) -> ProposalRef:
    return ProposalRef(
        id=proposal.id,
        number=proposal.number,
        version=proposal.version,
        by=author_ref(proposal.by),
        round=proposal.round,
        options=tuple(option_ref(option, money) for option in proposal.options),
    )


def behalf_ref(behalf: Behalf | None) -> BehalfRef | None:
    if behalf is None:
        return None
    return BehalfRef(party="buyer" if behalf.party is Role.BUYER else "seller", means=behalf.means.value)


def author_ref(author: Author) -> Literal["buyer", "seller", "operator"]:
    return "operator" if isinstance(author, Mediator) else author.value


def silence_ref(silence: events.Silence | None) -> SilenceRef | None:
    return SilenceRef(owed_by=silence.owed_by.value, due_at=silence.due_at) if silence else None


def option_ref(option: Option, money: DealMoney | None) -> OptionRef:
    return OptionRef.from_split(option.kind.value, option.split, deducted_fee(option, money), option.reduction)

"""Forecast of what is done in a negotiation: where an answer or a proposal would lead, and who is asked then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from common.kernel.errors import InvariantViolated
from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from common.kernel.timing import Timing
from disputes.engine import reactions
from disputes.engine.act_forecast import ActForecast, build_option, forecast_change
from disputes.engine.context import EngineContext
from disputes.engine.dispute import OTHER_PARTY, Change, Dispute
from disputes.engine.effects import lacks_approval
from disputes.engine.forecast import ForecastStep, counting_ids
from disputes.engine.values import NegotiationSnapshot, NegotiationState
from disputes.policy.model import NegotiationTerms, Policy
from disputes.policy.options import Option
from disputes.policy.vocabulary import OptionKind, Outcome, RejectionRule, SilenceRule, Trigger

AMEND: Final = "amend"
COUNTER: Final = "counter"
PAID_AT_ONCE: Final = (OptionKind.REFUND_FULL, OptionKind.RELEASE)
"""Solutions that leave nothing to choose, and nothing to be done but a payment."""
WORDING_ACTS: Final = frozenset({AMEND, COUNTER, "propose"})
"""Acts that put something on the table, in the words of mediation."""


def forecast_answer(dispute: Dispute, act: str, by: Role, policy: Policy, at: datetime) -> tuple[ActForecast, ...]:
    """Foretell an act that mediation offers, in each way in which it can be given."""
    if act == "accept":
        return forecast_acceptance(dispute, by, policy, at)
    if act == "reject":
        return forecast_rejection(dispute, by, policy, at)
    if act in WORDING_ACTS:
        return forecast_wording(dispute, act, by, policy, at)
    return (_stay(dispute, dispute, policy, at),)  # an answer to a question leaves the time that there is


def forecast_acceptance(dispute: Dispute, by: Role, policy: Policy, at: datetime) -> tuple[ActForecast, ...]:
    """Foretell the acceptance of the proposal that stands, option by option; of none that would be refused. The first
    of two consents agrees on nothing yet."""
    negotiation = dispute.negotiation
    if negotiation is None:
        return ()
    if len(negotiation.asked_roles) > 1:
        consented = replace(negotiation, awaiting=OTHER_PARTY[by])
        return (_stay(dispute, replace(dispute, negotiation=consented), policy, at),)
    context = EngineContext(policy, Timing(at, at), counting_ids())
    return tuple(
        replace(forecast_change(dispute, change, context), given={"option": index})
        for index, change in enumerate(_agree_on_each(dispute, negotiation, context))
        if not lacks_approval(dispute, change.dispute, negotiation.by_operators)
    )


def list_accepted_alone(dispute: Dispute, policy: Policy, at: datetime) -> list[int]:
    """List the options of what stands that an operator alone may accept for a party: those that move little enough."""
    if (negotiation := dispute.negotiation) is None:
        return []
    context = EngineContext(policy, Timing(at, at), counting_ids())
    return [
        index
        for index, change in enumerate(_agree_on_each(dispute, negotiation, context))
        if not lacks_approval(dispute, change.dispute, is_by_operators=True)
    ]


def _agree_on_each(dispute: Dispute, turn: NegotiationSnapshot, context: EngineContext) -> Iterator[Change]:
    return (reactions.on_agreement(dispute, option, Outcome.AGREEMENT, context) for option in turn.options)


def forecast_rejection(dispute: Dispute, by: Role, policy: Policy, at: datetime) -> tuple[ActForecast, ...]:
    """Foretell the refusal of the proposal that stands: it ends the negotiation, or the time that there is goes on."""
    stage, terms, turn = dispute.running_stage(policy), policy.negotiation, dispute.negotiation
    if stage is None or terms is None or turn is None:
        return ()
    if not stage.negotiates or turn.state is NegotiationState.OPEN:
        return (_stay(dispute, reactions.on_offer_withdrawn(dispute).dispute, policy, at),)
    if turn.awaiting is None:
        return ()
    if by is not dispute.claimant and terms.reject is RejectionRule.ALLOWED and _has_rounds_left(turn, by):
        recorded = replace(turn, awaiting=None, options=(), on_silence=SilenceRule.ESCALATE)
        return (_stay(dispute, replace(dispute, negotiation=recorded), policy, at),)
    context = EngineContext(policy, Timing(at, at), counting_ids())
    change = reactions.on_negotiation_failed(dispute, Trigger.NEGOTIATION_FAILED, context)
    return (forecast_change(dispute, change, context),)


def _has_rounds_left(turn: NegotiationSnapshot, by: Role) -> bool:
    """Mediation counts the rounds, and says so by what it allows."""
    return COUNTER in turn.allowed_acts.get(by, ())


def forecast_wording(
    dispute: Dispute, act: str, by: Role, policy: Policy, at: datetime, *, by_operator: bool = False
) -> tuple[ActForecast, ...]:
    """Foretell a proposal: the other side is asked, for a time of its own. Where what its silence brings depends on
    what is proposed, kind by kind. `by_operator`: one words it for the party."""
    turn, terms = dispute.negotiation, policy.negotiation
    if turn is None or terms is None or dispute.running_stage(policy) is None:
        return ()
    kinds = [OptionKind(kind) for kind in turn.limits.get(act, {}).get("kinds", policy.option_kinds)]
    wording = _Wording(act, by, by_operator, at)
    paid = next((kind for kind in kinds if kind in PAID_AT_ONCE), None)
    if paid is not None and not by_operator and not _pays(alone := _forecast_kind(dispute, wording, paid, policy)):
        return (replace(alone, given={}),)  # silence would carry nothing out, whatever is proposed
    ways = tuple(_forecast_kind(dispute, wording, kind, policy) for kind in kinds)
    is_one = len({(way.then, way.least, way.most) for way in ways}) == 1
    return (replace(ways[0], given={}),) if is_one else ways


class _Wording(NamedTuple):
    """Proposal that somebody considers."""

    act: str
    by: Role
    by_operator: bool
    at: datetime


def _pays(way: ActForecast) -> bool:
    return isinstance(way.then, ForecastStep) and (way.then.payout or way.then.split or way.least) is not None


def _forecast_kind(dispute: Dispute, wording: _Wording, kind: OptionKind, policy: Policy) -> ActForecast:
    given: dict[str, Any] = {"options": [{"kind": kind.value}]}
    ends = [
        replace(_stay(dispute, _propose(dispute, wording, option, policy), policy, wording.at), given=given)
        for option in _bounds_of(dispute, kind)
    ]
    least, most = ends[0], ends[-1]
    if least.then == most.then or not isinstance(least.then, ForecastStep) or not isinstance(most.then, ForecastStep):
        return least
    then = replace(least.then, payout=None, split=None)
    return replace(least, least=least.then.payout, most=most.then.payout, then=then)


def _bounds_of(dispute: Dispute, kind: OptionKind) -> tuple[Option, ...]:
    """List a solution that leaves nothing to choose, or both ends of what can be chosen."""
    whole = dispute.amount_left
    if kind is not OptionKind.REFUND_PARTIAL or whole.minor < 2:
        return (build_option(dispute, kind),)
    unit = Money(1, whole.currency)
    return tuple(Option(kind, split) for split in (Split(unit, whole - unit), Split(whole - unit, unit)))


def _propose(dispute: Dispute, wording: _Wording, option: Option, policy: Policy) -> Dispute:
    """Let a proposal stand, as mediation would report it."""
    turn, terms, by = dispute.negotiation, policy.negotiation, wording.by
    if turn is None or terms is None:
        raise InvariantViolated("a proposal is foretold of negotiated cases only")
    theirs = wording.by_operator
    worded = replace(turn, options=(option,), by_operators=theirs, worded_by_operators=theirs)
    operators_last = turn.operators_last | {by} if theirs else turn.operators_last - {by}
    if by is Role.BUYER:
        worded = replace(worded, last_of_buyer=(option,), operators_last=operators_last)
    if by is Role.SELLER:
        worded = replace(worded, last_of_seller=(option,), operators_last=operators_last)
    if wording.act != AMEND:
        worded = _ask_anew(worded, by, terms, policy, wording.at)
    return replace(dispute, negotiation=worded)


def _ask_anew(
    turn: NegotiationSnapshot, by: Role, terms: NegotiationTerms, policy: Policy, at: datetime
) -> NegotiationSnapshot:
    term, state = terms.counter_term, NegotiationState.NEGOTIATING
    on_silence: SilenceRule | None = terms.counter_silence
    if turn.state is NegotiationState.GUIDING:
        term, on_silence = terms.term, terms.on_silence
    elif turn.state is NegotiationState.OPEN:
        term, on_silence, state = terms.offer_term, None, NegotiationState.OPEN
    return replace(
        turn,
        state=state,
        number=turn.number + 1,
        by=by,
        awaiting=OTHER_PARTY.get(by),
        due_at=due_at_end_of(at, term, policy.calendar),
        due_since=at,
        on_silence=on_silence,
    )


def _stay(dispute: Dispute, after: Dispute, policy: Policy, at: datetime) -> ActForecast:
    """Foretell what leaves the case where it stands, and changes who is asked until when."""
    context = EngineContext(policy, Timing(at, at), counting_ids())
    return replace(forecast_change(dispute, Change(after), context), stays=True)

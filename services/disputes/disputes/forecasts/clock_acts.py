"""Forecast of acts that move clocks: what is asked, given and extended, and which silence is the next one then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.engine import actions, clocks, evidence_reactions
from disputes.engine.act_forecast import ActForecast, forecast_change
from disputes.engine.completeness import is_outcome_sealed
from disputes.engine.context import EngineContext
from disputes.engine.dispute import Change, Dispute
from disputes.engine.evidence import RequestNews
from disputes.engine.forecast import counting_ids
from disputes.engine.hard_cap import latest_asking, latest_extension
from disputes.engine.values import EvidenceAsking, EvidenceRequest
from disputes.policy.model import Policy
from disputes.policy.vocabulary import EVIDENCE_KINDS

ASKED_PARTIES: Final = (Role.BUYER, Role.SELLER)


def find_extensible(dispute: Dispute, policy: Policy, at: datetime) -> dict[str, datetime]:
    """List the clocks that can be extended, each with the latest instant that is taken."""
    context, latest = _context_at(policy, at), dict[str, datetime]()
    for clock in sorted(clocks.running_clocks(dispute, policy), key=lambda clock: clock.due_at, reverse=True):
        until = latest_extension(dispute, clock.name, clock.due_at, context)
        if until > clock.due_at:
            latest[clock.name] = until
    return latest


def forecast_extension(dispute: Dispute, policy: Policy, at: datetime) -> tuple[ActForecast, ...]:
    """Foretell, clock by clock, what follows if it gets all the time that it can."""
    context = _context_at(policy, at)
    return tuple(
        _stay(dispute, clocks.prolong_clocks(dispute, name, None, until, policy, at), context, _given(name, until))
        for name, until in sorted(find_extensible(dispute, policy, at).items())
    )


def _given(deadline: str, until: datetime) -> Mapping[str, Any]:
    return {"deadline": deadline, "due_at": until}


def forecast_asking(dispute: Dispute, policy: Policy, at: datetime) -> tuple[ActForecast, ...]:
    """Foretell the same, whomever an operator asks: the case waits for it, and stays where it is."""
    context = _context_at(policy, at)
    if dispute.stage is None or (until := latest_asking(dispute, context)) <= at:
        return ()  # the cap has ended the case, though nobody has come to that yet
    asking = EvidenceAsking(Role.BUYER, tuple(EVIDENCE_KINDS[:1]), until)
    request = actions.new_request(dispute, dispute.stage, asking, context)
    return (_stay(dispute, replace(dispute, requests=(*dispute.requests, request)), context),)


def forecast_evidence(
    dispute: Dispute, request: EvidenceRequest, policy: Policy, at: datetime
) -> tuple[ActForecast, ...]:
    """Foretell what follows if what is given suffices. It is enough already, or came too late to move anything: the
    case stays where it is. Of what is sealed nothing: it would tell whether the other side has given theirs (T8)."""
    if is_outcome_sealed(dispute, request, policy):
        return ()
    context = _context_at(policy, at)
    change = evidence_reactions.on_request_satisfied(dispute, request.id, context, RequestNews(satisfied_by=request.id))
    forecast = forecast_change(dispute, change, context)
    return (replace(forecast, stays=change.dispute.place == dispute.place),)


def _stay(
    dispute: Dispute, after: Dispute, context: EngineContext, given: Mapping[str, Any] | None = None
) -> ActForecast:
    return replace(forecast_change(dispute, Change(after), context), stays=True, given=given or {})


def _context_at(policy: Policy, at: datetime) -> EngineContext:
    return EngineContext(policy, Timing(at, at), counting_ids())

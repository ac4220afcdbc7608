"""Silent ends: what silence in a negotiation brings about, and how it ends the case, until disputes tells of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from common.kernel.case_ends import CaseEnd, EndingSilence

from .case import SilentEnd
from .mediation import Mediation
from .options import Option, OptionKind, build_option
from .proposal import Proposal
from .states import State
from .terms import FailureEnd, RejectionRule, Side

NEGOTIATION_CLOCK: Final = "negotiation"
TIMED_STATES: Final = frozenset({State.GUIDING, State.NEGOTIATING, State.OPEN})
TIMEOUT: Final = "timeout"
END_OF_CASE: Final = "enter_closed"
"""Clock of a negotiation, states in which one runs, outcome of a case that silence has divided, and the end of one that
it has not, in the words of disputes."""


class Forecast(NamedTuple):
    """Outcome if nobody does anything more, and when. With nothing but the instant, the case goes on."""

    at: datetime
    option: Option | None = None
    """Solution that is carried out."""
    executed: str | None = None
    """What is carried out, in the words of disputes."""
    closes_as: str | None = None
    """Outcome of a case that ends without a settlement."""
    bars: tuple[Side, ...] = ()
    """Who may open no other case of the deal after that."""


def find_earlier_end(mediation: Mediation) -> SilentEnd | None:
    """Find what ends the case before the offer that stands does, or with it: once no clock of the negotiation ends it
    any more, and where its cap comes no later than that."""
    snapshot = mediation.snapshot
    if snapshot.state not in TIMED_STATES or snapshot.due_at is None or snapshot.stands_still:
        return None
    end = _follow_last_proposal(mediation) if snapshot.state is State.OPEN else mediation.silent_end
    if end is None or end.at > snapshot.due_at or (end.at == snapshot.due_at and _ends_by_itself(mediation)):
        return None
    return end if snapshot.state is State.OPEN or end.is_cap else None


def _ends_by_itself(mediation: Mediation) -> bool:
    foreseen = forecast_silence(mediation)
    return foreseen is not None and (foreseen.option is not None or foreseen.closes_as is not None)


def find_end_of_turn(mediation: Mediation) -> datetime | None:
    """Find until when what is asked can be answered: until its clock ends, or the case before that."""
    end = find_earlier_end(mediation)
    return mediation.snapshot.due_at if end is None else end.at


def _follow_last_proposal(mediation: Mediation) -> SilentEnd | None:
    """Let silence carry out what was proposed last, also where disputes has not heard of it yet. With goods the case
    goes on there."""
    end = mediation.silent_end
    if end is None or (step := end.last_proposal) is None or mediation.snapshot.last_proposal_of(step.of) is None:
        return end
    option = _find_executed_option(mediation, FailureEnd(carries_out_last_of=step.of, has_judges=step.has_judges))
    if option is not None and not option.starts_obligation:
        return SilentEnd(step.at, step.clock, f"execute_{option.kind}", step.prevented_by, option.split)
    return end if end.at > step.at else None


def forecast_silence(mediation: Mediation) -> Forecast | None:
    """Run ahead the very rules that will run. Nothing happens by itself while the case is paused."""
    snapshot = mediation.snapshot
    if (due_at := snapshot.due_at) is None or snapshot.stands_still:
        return None
    option, standing = mediation.expire(due_at).mediation.snapshot.submitted_option, snapshot.current_proposal
    if option is not None and standing is not None and not _lacks_approval(mediation, standing, option):
        return Forecast(due_at, option, f"execute_{standing.by}_solution")
    if snapshot.state is State.OPEN:
        return Forecast(due_at)
    return _forecast_failure(mediation, due_at)


def forecast_rejection(mediation: Mediation, by: Side, at: datetime) -> Forecast | None:
    """Run ahead what a bare rejection brings. None: the case goes on as before."""
    snapshot = mediation.snapshot
    is_recorded = by is not snapshot.claimant and snapshot.terms.reject is RejectionRule.ALLOWED
    if snapshot.state is not State.NEGOTIATING or (is_recorded and snapshot.has_rounds_left):
        return None
    return _forecast_failure(mediation, at)


def _forecast_failure(mediation: Mediation, at: datetime) -> Forecast:
    snapshot = mediation.snapshot
    is_walk = snapshot.state is State.GUIDING and snapshot.walk is not None
    end = snapshot.walk.if_abandoned if is_walk and snapshot.walk is not None else snapshot.terms.if_failed
    if end.closes_as is not None:
        return Forecast(at, None, END_OF_CASE, end.closes_as, end.bars)
    option = _find_executed_option(mediation, end)
    return Forecast(at) if option is None else Forecast(at, option, f"execute_{option.kind}")


def _find_executed_option(mediation: Mediation, end: FailureEnd) -> Option | None:
    """Find what is carried out where nobody has agreed. What an operator alone has worded is left to others."""
    if end.pays is not None:
        kind = OptionKind.REFUND_FULL if end.pays is Side.BUYER else OptionKind.RELEASE
        return build_option(kind, mediation.case.amount)
    if end.carries_out_last_of is None:
        return None
    last = mediation.snapshot.last_proposal_of(end.carries_out_last_of)
    if last is None or (end.has_judges and _lacks_approval(mediation, last, last.options[0])):
        return None
    return last.options[0].fit_to(mediation.case.amount)


def _lacks_approval(mediation: Mediation, proposal: Proposal, option: Option) -> bool:
    return proposal.lacks_approval(option, mediation.case.disputed, mediation.approval_limit)


def foresee_silent_end(mediation: Mediation) -> CaseEnd | None:
    """Foresee how the case ends if nobody acts any more until the clock of its negotiation has run out.

    None where it goes on: with the next stage, or with goods that are owed first.
    """
    foreseen, awaiting = forecast_silence(mediation), mediation.snapshot.awaiting
    if foreseen is None or foreseen.executed is None:
        return None
    if foreseen.option is not None and foreseen.option.starts_obligation:
        return None
    silence = None
    if awaiting is not None:
        silence = EndingSilence(NEGOTIATION_CLOCK, awaiting.value, foreseen.at, foreseen.executed)
    return CaseEnd(foreseen.closes_as or TIMEOUT, foreseen.at, silence)

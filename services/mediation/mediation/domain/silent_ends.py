"""Silent ends: how silence in a negotiation ends its case, before disputes has told of it. Pure."""

from __future__ import annotations

from typing import Final

from common.kernel.case_ends import CaseEnd, EndingSilence

from .mediation import Mediation
from .states import State

NEGOTIATION_CLOCK: Final = "negotiation"
TIMEOUT: Final = "timeout"
END_OF_CASE: Final = "enter_closed"
"""Clock of a negotiation, outcome of a case that silence has divided, and the end of one that it has not, in the words
of disputes."""


def foresee_silent_end(mediation: Mediation) -> CaseEnd | None:
    """Foresee how the case ends if nobody acts any more until the clock of its negotiation has run out.

    None where it goes on: with the next stage, or with goods that are owed first.
    """
    foreseen, snapshot = mediation.forecast(), mediation.snapshot
    if foreseen is None or snapshot.awaiting is None:
        return None
    if snapshot.state is State.GUIDING:
        outcome, executed = snapshot.walk.abandoned_as if snapshot.walk is not None else None, END_OF_CASE
    elif foreseen.option is not None and not foreseen.option.starts_obligation:
        outcome, executed = TIMEOUT, f"execute_{snapshot.proposals[-1].by}_solution"
    else:
        return None
    silence = EndingSilence(NEGOTIATION_CLOCK, snapshot.awaiting.value, foreseen.at, executed)
    return None if outcome is None else CaseEnd(outcome, foreseen.at, silence)

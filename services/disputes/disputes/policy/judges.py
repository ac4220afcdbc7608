"""Judges: where operators decide on what silence must not carry out by itself (D6, D12)."""

from __future__ import annotations

from typing import Final

from .model import Close, Effect, ExecuteLastProposal, ExecuteRuling, PayAll, PayPromised, Policy
from .vocabulary import Trigger

PAYING_EFFECTS: Final = (ExecuteLastProposal, ExecuteRuling, PayPromised, PayAll, Close)
"""Effects by which silence moves money, or lets it take its ordinary course."""


def find_judges(policy: Policy, stage: str) -> str | None:
    """Find the stage in which operators decide instead of silence: this one if they do here, else where they first do.
    None: nowhere."""
    return stage if policy.stages[stage].is_decided else policy.review_stage


SILENT_TRIGGERS: Final = frozenset({Trigger.NEGOTIATION_FAILED, Trigger.ABANDONED, Trigger.EVIDENCE_LAPSED})
"""Triggers that silence can bring. What else has a stage act is done by somebody, but for its clocks."""


def is_left_to_judges(cause: str, effect: Effect) -> bool:
    """Tell whether what silence brings may be left to operators, above the platform's limit: an operator alone can have
    worded a last proposal, or have found invalid what was given as evidence."""
    if isinstance(effect, ExecuteLastProposal):
        return not isinstance(cause, Trigger) or cause in SILENT_TRIGGERS
    return cause == Trigger.EVIDENCE_LAPSED and isinstance(effect, PAYING_EFFECTS)

"""Schema of the effects that an edition file names, mapped to those of the model."""

from __future__ import annotations

from typing import Literal

from disputes.policy.model import (
    Alert,
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteLastProposal,
    ExecuteRuling,
    PayAll,
    PayPromised,
    Proceed,
    Revisit,
)
from disputes.policy.vocabulary import AlertLevel, CaseRole, Outcome

from .forms import StrictForm


class _Enter(StrictForm):
    enter: str


class _LastProposal(StrictForm):
    execute_standing: CaseRole


class _PayAll(StrictForm):
    pay_all: CaseRole


class _Close(StrictForm):
    close: Outcome


class _Alert(StrictForm):
    alert: AlertLevel


PlainEffect = Literal["escalate", "execute", "execute_ruling", "pay_promised", "revisit", "proceed"]
EffectForm = PlainEffect | _Enter | _LastProposal | _PayAll | _Close | _Alert


def to_effect(form: EffectForm) -> Effect:
    match form:
        case "escalate":
            return Escalate()
        case "execute":
            return Execute()
        case "execute_ruling":
            return ExecuteRuling()
        case "pay_promised":
            return PayPromised()
        case "revisit":
            return Revisit()
        case "proceed":
            return Proceed()
        case _Enter(enter=stage):
            return Enter(stage)
        case _LastProposal(execute_standing=proposer):
            return ExecuteLastProposal(proposer)
        case _PayAll(pay_all=recipient):
            return PayAll(recipient)
        case _Close(close=outcome):
            return Close(outcome)
        case _Alert(alert=level):
            return Alert(level)

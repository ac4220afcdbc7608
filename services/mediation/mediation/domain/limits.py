"""Limits of the actions of a negotiation: the one place that says them, to the party here and to the case."""

from __future__ import annotations

from typing import Any, Final

from common.kernel.money import Money

from .options import OptionKind
from .snapshot import NegotiationSnapshot
from .states import Action
from .walk import Walk

WORDING_ACTIONS: Final = frozenset({Action.COUNTER, Action.AMEND, Action.PROPOSE})


def action_limits(snapshot: NegotiationSnapshot, disputed: Money, action: Action) -> dict[str, Any]:
    """Bounds of an action. `max_amount` is the most a partial refund can be: the whole is a full refund."""
    if action is Action.ANSWER:
        return {} if (walk := snapshot.walk) is None else _answer_limits(walk)
    limits: dict[str, Any] = {} if action is Action.PROPOSE else {"version": snapshot.proposals[-1].version}
    if action is Action.ACCEPT:
        return limits | {"options": len(snapshot.proposals[-1].options)}
    if action not in WORDING_ACTIONS:
        return limits
    is_divisible = disputed.minor > 1
    return limits | {
        "kinds": sorted(snapshot.terms.kinds if is_divisible else snapshot.terms.kinds - {OptionKind.REFUND_PARTIAL}),
        "with_reduction": sorted(snapshot.terms.with_reduction) if is_divisible else [],
        "max_amount": disputed.minor - 1,
        "currency": disputed.currency,
        "max_options": snapshot.terms.max_options,
    }


def _answer_limits(walk: Walk) -> dict[str, Any]:
    """Name the question that is asked, and those that can be answered anew: at the end of the walk only these."""
    return {"question": walk.question, "answered": [answer.question for answer in walk.answers]}

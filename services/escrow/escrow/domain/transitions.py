"""Transition table of an escrow: its states, who may do what in which of them, and its deadlines."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from common.kernel.case_ends import CaseEnd, EndingSilence
from common.kernel.deal_money import AutomaticStep
from common.kernel.principal import Role
from common.kernel.terms import Clock


class EscrowState(StrEnum):
    AWAITING_FUNDS = "awaiting_funds"
    PARTIALLY_FUNDED = "partially_funded"
    FUNDED = "funded"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RELEASED = "released"
    REFUNDED = "refunded"
    SPLIT_SETTLED = "split_settled"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Action(StrEnum):
    FUND = "fund"
    SHIP = "ship"
    CORRECT_SHIPMENT = "correct_shipment"
    DELIVER = "deliver"
    ACCEPT = "accept"
    RELEASE = "release"
    REFUND = "refund"
    CANCEL = "cancel"


FUNDING_STATES: Final = frozenset({EscrowState.AWAITING_FUNDS, EscrowState.PARTIALLY_FUNDED})
LIVE_STATES: Final = frozenset({EscrowState.FUNDED, EscrowState.SHIPPED, EscrowState.DELIVERED})
ENDED_STATES: Final = frozenset(EscrowState) - FUNDING_STATES - LIVE_STATES

ALLOWED_STATES: Final[dict[Action, frozenset[EscrowState]]] = {
    Action.FUND: FUNDING_STATES,
    Action.SHIP: frozenset({EscrowState.FUNDED}),
    Action.CORRECT_SHIPMENT: frozenset({EscrowState.SHIPPED}),
    Action.DELIVER: frozenset({EscrowState.FUNDED, EscrowState.SHIPPED}),
    Action.ACCEPT: LIVE_STATES,
    Action.RELEASE: LIVE_STATES,
    Action.REFUND: LIVE_STATES,
    Action.CANCEL: FUNDING_STATES,
}
ALLOWED_ROLES: Final[dict[Action, frozenset[Role]]] = {
    Action.FUND: frozenset({Role.PLATFORM}),
    Action.SHIP: frozenset({Role.SELLER, Role.PLATFORM}),
    Action.CORRECT_SHIPMENT: frozenset({Role.SELLER, Role.PLATFORM}),
    Action.DELIVER: frozenset({Role.PLATFORM, Role.BUYER}),
    Action.ACCEPT: frozenset({Role.BUYER}),
    Action.RELEASE: frozenset({Role.PLATFORM, Role.BUYER}),
    Action.REFUND: frozenset({Role.PLATFORM, Role.SELLER}),
    Action.CANCEL: frozenset({Role.PLATFORM, Role.BUYER, Role.SELLER}),
}
ACTIONS_BY_ROLE: Final = {
    (state, role): tuple(
        action for action in Action if state in ALLOWED_STATES[action] and role in ALLOWED_ROLES[action]
    )
    for state in EscrowState
    for role in Role
}
"""What each role may do in each state, unless money, a deadline or a filing window is against it."""
PAYOUT_ACTIONS: Final = frozenset({Action.ACCEPT, Action.RELEASE, Action.REFUND})


class DeadlineKind(StrEnum):
    FUNDING_EXPIRY = "funding_expiry"
    AUTO_REFUND_UNSHIPPED = "auto_refund_unshipped"
    PRESUME_DELIVERY = "presume_delivery"
    AUTO_REFUND_UNDELIVERED = "auto_refund_undelivered"
    AUTO_RELEASE = "auto_release"


PREVENTING_ACTIONS: Final = {
    DeadlineKind.FUNDING_EXPIRY: (Action.FUND, Action.CANCEL),
    DeadlineKind.AUTO_REFUND_UNSHIPPED: (
        Action.SHIP,
        Action.DELIVER,
        Action.ACCEPT,
        Action.RELEASE,
        Action.REFUND,
    ),
    DeadlineKind.PRESUME_DELIVERY: (Action.DELIVER, Action.ACCEPT, Action.RELEASE, Action.REFUND),
    DeadlineKind.AUTO_REFUND_UNDELIVERED: (Action.DELIVER, Action.ACCEPT, Action.RELEASE, Action.REFUND),
    DeadlineKind.AUTO_RELEASE: (Action.ACCEPT, Action.RELEASE, Action.REFUND),
}
TOO_LATE_ACTIONS: Final = {
    DeadlineKind.AUTO_REFUND_UNSHIPPED: frozenset({Action.SHIP, Action.DELIVER, Action.ACCEPT, Action.RELEASE}),
    DeadlineKind.PRESUME_DELIVERY: frozenset({Action.CORRECT_SHIPMENT, Action.DELIVER}),
    DeadlineKind.AUTO_REFUND_UNDELIVERED: frozenset(
        {Action.CORRECT_SHIPMENT, Action.DELIVER, Action.ACCEPT, Action.RELEASE}
    ),
    DeadlineKind.AUTO_RELEASE: frozenset({Action.REFUND}),
    DeadlineKind.FUNDING_EXPIRY: frozenset[Action](),  # late money is parked, a late cancellation does the same
}
"""Actions that would undo a deadline that is due, even if the worker has not come to it yet."""
DISPUTABLE_DEADLINES: Final = frozenset(DeadlineKind) - {DeadlineKind.FUNDING_EXPIRY}
"""Deadlines that a dispute opened in time prevents."""


SILENT_PARTIES: Final = {kind: AutomaticStep(kind.value).owed_by for kind in DeadlineKind}
"""Whose silence it is when a deadline runs out."""


class Deadline(NamedTuple):
    kind: DeadlineKind
    anchor_at: datetime
    due_at: datetime
    clock: Clock


def missed_deadline(running: Deadline | None, action: Action, at: datetime) -> Deadline | None:
    """Find the deadline after which this action comes too late, if it is due already."""
    if running is None or at < running.due_at:
        return None
    is_late_payment = action is Action.FUND and running.kind is DeadlineKind.FUNDING_EXPIRY
    return running if is_late_payment or action in TOO_LATE_ACTIONS[running.kind] else None


def describe_end(state: EscrowState | None, at: datetime | None, silence: DeadlineKind | None) -> CaseEnd | None:
    """Say how and when a deal has ended, or is about to; by whose silence, where a deadline ends it."""
    if state is None or at is None:
        return None
    cause = None if silence is None else EndingSilence(silence.value, SILENT_PARTIES[silence], at, state.value)
    return CaseEnd(state.value, at, cause)

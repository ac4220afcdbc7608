"""What the case refuses, each as a sentence its reader can act on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from common.kernel import DomainError


class ActionNotAllowedInState(DomainError):
    def __init__(self, action: str, state: str, allowed: Iterable[str]) -> None:
        self.action, self.state, self.allowed = action, state, sorted(allowed)
        super().__init__(f"You cannot {action.replace('_', ' ')} while the dispute is in {state}.")


class CaseClosed(DomainError):
    def __init__(self, outcome: str) -> None:
        self.outcome = outcome
        super().__init__("This case is closed.")


class ReasonNotAllowed(DomainError):
    def __init__(self, reason: str, edition: str, allowed: Iterable[str]) -> None:
        self.reason, self.edition, self.allowed = reason, edition, sorted(allowed)
        super().__init__("The policy of this escrow does not let you open a dispute for this reason.")


class OptionNotAllowed(DomainError):
    def __init__(self, kind: str, allowed: Iterable[str]) -> None:
        self.kind, self.allowed = kind, sorted(allowed)
        super().__init__("The policy of this escrow does not know this solution.")


class TooManyOptions(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"Propose 1 to {limit} different solutions.")


class AmountNeeded(DomainError):
    def __init__(self) -> None:
        super().__init__("A partial refund names an amount or basis points, one of them; nothing else does.")


class AmountOutOfRange(DomainError):
    def __init__(self, disputed: int, currency: str) -> None:
        self.disputed, self.currency = disputed, currency
        super().__init__("A partial refund is more than nothing and less than the disputed amount.")


class EscrowNotFunded(DomainError):
    def __init__(self, escrow_state: str) -> None:
        self.escrow_state = escrow_state
        super().__init__("Only a funded escrow that has not ended can be disputed.")


class InsufficientHold(DomainError):
    def __init__(self, available: int, currency: str) -> None:
        self.available, self.currency = available, currency
        super().__init__("The claim is more than what the escrow still holds.")


class FilingWindowClosed(DomainError):
    def __init__(self, closed_at: datetime) -> None:
        self.closed_at = closed_at
        super().__init__("The time for opening a dispute is over.")


class AlreadyDisputed(DomainError):
    def __init__(self) -> None:
        super().__init__("This escrow has a dispute already. A new one may follow only a withdrawn or void one.")


class AssignedToAnother(DomainError):
    def __init__(self) -> None:
        super().__init__("Another operator has this case. They, or a lead, can hand it over.")


class RulingNotAllowed(DomainError):
    def __init__(self, ruling: str, allowed: Iterable[str]) -> None:
        self.ruling, self.allowed = ruling, sorted(allowed)
        super().__init__("The policy of this case does not know this ruling.")


class ReasonCodeUnknown(DomainError):
    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = sorted(allowed)
        super().__init__("Give one of the reason codes of the policy.")


class EditionChanged(DomainError):
    def __init__(self, edition: str) -> None:
        self.edition = edition
        super().__init__(f"Edition {edition} was published with other content. Publish a new one instead.")

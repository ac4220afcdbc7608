"""Refusals of the domain, a class each; its sentence is what the caller reads."""

from __future__ import annotations

from datetime import datetime

from common.kernel.case_ends import CaseEnd
from common.kernel.errors import DomainError


class ActionNotAllowedInState(DomainError):
    """Refusal of an act in this state. `end`: how and when the deal has ended, where it has."""

    def __init__(self, action: str, status: str, allowed: tuple[str, ...], end: CaseEnd | None = None) -> None:
        self.current_status, self.allowed_actions = status, list(allowed)
        vars(self).update({} if end is None else end.members())
        super().__init__(f"An escrow that is {status} does not allow: {action}.")


class EscrowFrozen(DomainError):
    """Part of the money is in dispute; `releasable` is what is not."""

    def __init__(self, frozen: int, releasable: int, currency: str) -> None:
        self.frozen = {"amount": frozen, "currency": currency}
        self.releasable = {"amount": releasable, "currency": currency}
        super().__init__("This would move money that a dispute has frozen.")


class FilingWindowOpen(DomainError):
    """The programme holds the money until `until`, while the buyer can report a problem; None: from the delivery on."""

    def __init__(self, until: datetime | None) -> None:
        self.until = until
        super().__init__("The buyer can still report a problem, and the programme holds the money until then.")


class InsufficientHold(DomainError):
    def __init__(self, hold: int, currency: str) -> None:
        self.held = {"amount": hold, "currency": currency}
        super().__init__("There is less than that held.")


class SplitDoesNotSum(DomainError):
    def __init__(self) -> None:
        super().__init__("The shares must add up to what is frozen.")


class FeeExceedsPrice(DomainError):
    def __init__(self) -> None:
        super().__init__("A fee that the seller pays cannot be more than the price.")


class SameParty(DomainError):
    def __init__(self) -> None:
        super().__init__("Buyer and seller must be two different participants.")


class PolicyUnknown(DomainError):
    def __init__(self) -> None:
        super().__init__("There is no such policy.")


class ParticipantSuspended(DomainError):
    """`until` is when it ends by itself; None: until somebody lifts it."""

    def __init__(self, party: str, until: datetime | None) -> None:
        self.party, self.until = party, until
        super().__init__("This participant is suspended and can start no new deal for now.")


class ParticipantClosed(DomainError):
    def __init__(self, party: str) -> None:
        self.party = party
        super().__init__("This participant's account is closed for good.")


class ProviderReferenceUsed(DomainError):
    def __init__(self) -> None:
        super().__init__("This payment has been counted already: a provider reference is used once.")


class LastSecret(DomainError):
    def __init__(self) -> None:
        super().__init__("This is the last secret that works: revoking it would lock the platform out.")


class TooManySecrets(DomainError):
    def __init__(self, allowed: int) -> None:
        self.allowed = allowed
        super().__init__(f"A platform has {allowed} working secrets at most.")


class ClockTooFar(DomainError):
    def __init__(self) -> None:
        super().__init__("The test clock goes to the end of the year 2499 and no further.")


class WindowTooLong(DomainError):
    def __init__(self) -> None:
        super().__init__("A window ends within ten years: 3,660 days, or 520 business days or business hours, at most.")


class NotPosted(DomainError):
    """Never answered to anybody: the event that asked for it waits (see `consumers.py`)."""

    def __init__(self) -> None:
        super().__init__("What this undoes has not arrived yet.")


class PageLinkRefused(DomainError):
    """Changed, cut off or made up, or of a session that has ended: which of them is not said."""

    def __init__(self) -> None:
        super().__init__("This link to the pages is not valid.")


class PageLinkExpired(DomainError):
    def __init__(self) -> None:
        super().__init__("This link to the pages has expired.")


class PageLinkRevoked(DomainError):
    def __init__(self) -> None:
        super().__init__("This link to the pages was revoked.")

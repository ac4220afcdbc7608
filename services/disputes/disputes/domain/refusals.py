"""What the operators' desk refuses, each as a sentence its reader can act on."""

from __future__ import annotations

from collections.abc import Iterable

from common.kernel.errors import DomainError


class NotTakenByAnother(DomainError):
    def __init__(self) -> None:
        super().__init__("No other operator has this case. Take it.")


class TitleTaken(DomainError):
    def __init__(self) -> None:
        super().__init__("Another text has this title.")


class PenaltyUnknown(DomainError):
    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = sorted(allowed)
        super().__init__("The policy of this case knows no penalty for this act.")


class PenaltyNamedTwice(DomainError):
    def __init__(self) -> None:
        super().__init__("Name a penalty once for each party and act.")


class PenaltyReversed(DomainError):
    def __init__(self) -> None:
        super().__init__("This penalty has been reversed already.")


class NotIndependent(DomainError):
    def __init__(self) -> None:
        super().__init__("Whoever decided, opened the case or is a party to it cannot judge the decision.")


class NothingToApprove(DomainError):
    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__("No decision of this case waits for approval.")


class StandingHasChanged(DomainError):
    def __init__(self) -> None:
        super().__init__("The penalties would be others than those that were decided. Reject it and decide anew.")


class EditionTaken(DomainError):
    def __init__(self, edition: str) -> None:
        self.edition = edition
        super().__init__("An edition of this name exists and is never edited. Publish another.")


class PolicyInvalid(DomainError):
    def __init__(self, errors: list[dict[str, object]]) -> None:
        self.errors = errors
        super().__init__("This is not a sound policy.")


class CalendarInvalid(DomainError):
    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__("This calendar cannot be.")


class CalendarUnknown(DomainError):
    def __init__(self, calendar: str) -> None:
        self.calendar = calendar
        super().__init__("You have no calendar of this name.")


class TooManyCases(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"A simulation takes up to {limit} cases. Narrow the period.")

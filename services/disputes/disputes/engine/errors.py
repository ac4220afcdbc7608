"""Refusals of the case, each as a sentence its reader can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from common.kernel.case_ends import EndingSilence
from common.kernel.errors import DomainError, NotKnownYet


class ActionNotAllowedInState(DomainError):
    def __init__(self, action: str, state: str, allowed: Iterable[str]) -> None:
        self.action, self.state, self.allowed = action, state, sorted(allowed)
        super().__init__(f"You cannot {action.replace('_', ' ')} while the dispute is in {state}.")


class CaseClosed(DomainError):
    def __init__(self, outcome: str) -> None:
        self.outcome = outcome
        super().__init__("This case is closed.")


class AgreementUndecided(DomainError):
    """Refusal to decide on an agreement yet: evidence due before it may have ended the case, or may have come in time.

    Never answered: the event is tried again once evidence has told which.
    """

    def __init__(self, due_at: datetime) -> None:
        self.due_at = due_at
        super().__init__("Evidence has not told yet whether what was due before this agreement was given.")


class ReasonNotAllowed(DomainError):
    def __init__(self, reason: str, edition: str, allowed: Iterable[str]) -> None:
        self.reason, self.edition, self.allowed = reason, edition, sorted(allowed)
        super().__init__("The policy of this escrow does not let you open a dispute for this reason.")


class EscrowNotFunded(DomainError):
    """`ended_at`: when the deal was over; `cause`: whose silence has ended it, if one has, `ended_by` the clock."""

    def __init__(self, escrow_state: str, ended_at: datetime | None = None, cause: EndingSilence | None = None) -> None:
        self.escrow_state, self.ended_at = escrow_state, ended_at
        self.ended_by = None if cause is None else cause.deadline
        self.cause = None if cause is None else asdict(cause)
        super().__init__("Only a funded escrow that has not ended can be disputed.")


class InsufficientHold(DomainError):
    def __init__(self, available: int, currency: str) -> None:
        self.available, self.currency = available, currency
        super().__init__("The claim is more than what the escrow still holds.")


class FreezeNotLifted(NotKnownYet):
    """An earlier dispute has ended, and escrow has not yet said that its money is free again."""

    code = NotKnownYet.code

    def __init__(self, frozen: int, currency: str) -> None:
        super().__init__()
        self.frozen, self.currency = frozen, currency


class FilingWindowClosed(DomainError):
    def __init__(self, closed_at: datetime) -> None:
        self.closed_at = closed_at
        super().__init__("The time for opening a dispute is over.")


class AlreadyDisputed(DomainError):
    def __init__(self, dispute: str) -> None:
        self.dispute, self.href = dispute, f"/v1/disputes/{dispute}"
        super().__init__("This escrow has a dispute already. A new one may follow only a withdrawn or void one.")


class AlreadyReopened(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "You have withdrawn your dispute, and one of this escrow was opened again already. You cannot open another."
        )


class AssignedToAnother(DomainError):
    def __init__(self) -> None:
        super().__init__("Another operator has this case. They, or a lead, can hand it over.")


class AwaitsApproval(DomainError):
    def __init__(self) -> None:
        super().__init__("A decision of this case waits for a second operator: nobody acts for a party before.")


class RulingNotAllowed(DomainError):
    def __init__(self, ruling: str, allowed: Iterable[str]) -> None:
        self.ruling, self.allowed = ruling, sorted(allowed)
        super().__init__("The policy of this case does not know this ruling.")


class ReasonCodeUnknown(DomainError):
    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = sorted(allowed)
        super().__init__("Give one of the reason codes of the policy.")


class FilingWindowNotOpen(DomainError):
    def __init__(self, opens_at: datetime) -> None:
        self.opens_at = opens_at
        super().__init__("It is too early to open a dispute.")


class OpeningIncomplete(DomainError):
    def __init__(self, missing: Iterable[str], unexpected: Iterable[str]) -> None:
        self.missing, self.unexpected = sorted(missing), sorted(unexpected)
        super().__init__("The policy of this escrow wants other things said at the opening of a dispute.")


class AttachmentUnknown(DomainError):
    def __init__(self, indexes: Iterable[int]) -> None:
        self.indexes = list(indexes)
        super().__init__("Attach evidence that this case has, and that both sides may see.")


class AttachmentInvalid(DomainError):
    def __init__(self, indexes: Iterable[int]) -> None:
        self.indexes = list(indexes)
        super().__init__("This evidence was found invalid. Attach another piece, or write without it.")


class ChecklistIncomplete(DomainError):
    def __init__(self, missing: Iterable[str], unknown: Iterable[str]) -> None:
        self.missing, self.unknown = sorted(missing), sorted(unknown)
        super().__init__("Answer every point of the policy's list, once, and no other.")


class NothingDiffers(DomainError):
    def __init__(self, points: Iterable[str]) -> None:
        self.points = sorted(points)
        super().__init__("Every fact was found to match: say which differs, or verify the transaction.")


class SomethingDiffers(DomainError):
    def __init__(self, points: Iterable[str]) -> None:
        self.points = sorted(points)
        super().__init__("A fact was found not to match: refuse to verify the transaction, which ends the case.")


class RulingNotFounded(DomainError):
    def __init__(self, ruling: str, provided: str) -> None:
        self.ruling, self.provided = ruling, provided
        super().__init__("The policy of this case allows this ruling only under circumstances that are not given.")


class MoneyHasMoved(DomainError):
    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = sorted(allowed)
        super().__init__("The first ruling has been carried out: the second can only divide the money anew.")


class SameOperator(DomainError):
    def __init__(self) -> None:
        super().__init__("Whoever gave the first ruling cannot decide on its appeal.")


class AppealIncomplete(DomainError):
    def __init__(self, missing: Iterable[str], explanation: int, needed: int) -> None:
        self.missing, self.explanation, self.explanation_needed = sorted(missing), explanation, needed
        super().__init__("An appeal needs the complete evidence and a full explanation of why you disagree.")


class DeadlineUnknown(DomainError):
    def __init__(self, running: Iterable[str]) -> None:
        self.running = sorted(running)
        super().__init__("No such deadline runs in this case.")


class DeadlineNotLater(DomainError):
    def __init__(self, due_at: datetime) -> None:
        self.due_at = due_at
        super().__init__("A deadline can only be extended: name a later instant than the one that runs.")


class DeadlineTooFar(DomainError):
    def __init__(self, latest: datetime) -> None:
        self.latest = latest
        super().__init__("So long nothing is held up: name an instant that is not after the latest.")


class TooManyEvidenceRequests(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"Operators ask for evidence up to {limit} times in one case.")


class NotIndependent(DomainError):
    def __init__(self) -> None:
        super().__init__("Whoever decided, opened the case or is a party to it cannot judge the decision.")

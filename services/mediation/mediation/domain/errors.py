"""Refusals of this service. Each says how things stand now, so that the caller can go on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from common.kernel.errors import DomainError


class WrongState(DomainError):
    """Refusal of an act at this time. Carries the state of the negotiation and the actions allowed instead."""

    def __init__(self, state: str, allowed: Iterable[str], detail: str) -> None:
        self.state = state
        self.allowed_actions = sorted(allowed)
        super().__init__(detail)


class CaseClosed(WrongState):
    def __init__(self, state: str) -> None:
        super().__init__(state, (), "The negotiation is over; nothing can be proposed or answered any more.")


class AgreementPending(WrongState):
    """Refusal of an act while disputes decides on an agreement."""

    is_momentary = True

    def __init__(self, state: str) -> None:
        super().__init__(state, (), "You have agreed; whether that ends the case is being decided. Read it again.")


class AgreementOvertaken(WrongState):
    """Refusal of an acceptance that came in time here, but after what ended the case, or when its time was over."""

    def __init__(
        self,
        state: str,
        allowed: Iterable[str],
        *,
        why: str,
        case_state: str,
        outcome: str | None,
        due_at: datetime | None,
    ) -> None:
        self.why, self.case_state, self.outcome, self.due_at = why, case_state, outcome, due_at
        super().__init__(
            state, allowed, "Something else came before this agreement. Read the case: it says what holds now."
        )


class ApprovalNeeded(WrongState):
    """Refusal of an agreement that an operator has worded or accepted for a party, above the platform's limit."""

    def __init__(self, state: str, allowed: Iterable[str]) -> None:
        super().__init__(
            state, allowed, "An operator alone agrees to no such amount for a party. It stands as it stood before."
        )


class AwaitsApproval(WrongState):
    """Refusal to act for a party while a decision of the case waits for a second operator."""

    def __init__(self, state: str) -> None:
        message = "A decision of this case waits for a second operator: nobody acts for a party before."
        super().__init__(state, (), message)


class ProposalSuperseded(WrongState):
    """Refusal of an answer to something else than what stands now."""

    def __init__(self, state: str, allowed: Iterable[str], current: tuple[int, int] | None) -> None:
        self.standing = None if current is None else {"number": current[0], "version": current[1]}
        super().__init__(state, allowed, "That proposal, in that version, does not stand any more. Read it again.")


class OwnProposal(WrongState):
    def __init__(self, state: str, allowed: Iterable[str]) -> None:
        super().__init__(state, allowed, "A proposal is answered by the other party, not by its author.")


class NotYourTurn(WrongState):
    def __init__(self, state: str, allowed: Iterable[str]) -> None:
        super().__init__(state, allowed, "It is the other party's turn.")


class AssignedToAnother(DomainError):
    """Refusal of an operator's act in a colleague's case."""

    def __init__(self) -> None:
        super().__init__("Another operator has this case. They, or a lead, can hand it over.")


class MediatorNotCalled(WrongState):
    def __init__(self, state: str) -> None:
        super().__init__(state, (), "The parties are still negotiating by themselves; a mediator proposes afterwards.")


class NotAmendable(WrongState):
    def __init__(self, state: str, allowed: Iterable[str]) -> None:
        super().__init__(state, allowed, "The policy of this case does not let a proposal be amended.")


class CounterOfferRequired(WrongState):
    def __init__(self, state: str, allowed: Iterable[str]) -> None:
        super().__init__(
            state, allowed, "Refusing takes a counter-offer: say what you would agree to. The deadline has not moved."
        )


class RoundsExhausted(WrongState):
    def __init__(self, state: str, allowed: Iterable[str], max_rounds: int) -> None:
        self.max_rounds = max_rounds
        super().__init__(state, allowed, "No further counter-offer can be made here: accept or reject.")


class QuestionUnanswered(WrongState):
    """Refusal before the end of the walk: the suggestions come there."""

    def __init__(self, state: str, allowed: Iterable[str], question: str) -> None:
        self.question = question
        super().__init__(state, allowed, "Answer the question that is asked first; the suggestions follow from it.")


class WalkOver(WrongState):
    def __init__(self, state: str, allowed: Iterable[str]) -> None:
        super().__init__(state, allowed, "No question is asked in this negotiation any more.")


class NotAsked(DomainError):
    """Refusal of an answer to a question on another way through the tree, or further ahead."""

    def __init__(self, question: str | None, answered: Iterable[str]) -> None:
        self.question = question
        self.answered = list(answered)
        super().__init__("Answer what is asked, or one of the questions you have answered already.")


class TooManyAnswers(DomainError):
    def __init__(self) -> None:
        super().__init__("Answers have been changed too often. Propose one of the suggestions.")


class QuestionUnknown(DomainError):
    def __init__(self) -> None:
        super().__init__("The tree of this case has no such question.")


class AnswerInvalid(DomainError):
    """Refusal of a value that does not answer the question; the reason is in `detail`."""


class NotSuggested(DomainError):
    def __init__(self, index: int) -> None:
        self.index = index
        super().__init__("A guided solution is one of the suggestions, within its bounds.")


class OptionInvalid(DomainError):
    """Refusal of a solution that makes no sense in this case; the reason is in `detail`."""

    def __init__(self, index: int, detail: str) -> None:
        self.index = index
        super().__init__(detail)


class KindNotAllowed(DomainError):
    def __init__(self, index: int, allowed: Iterable[str]) -> None:
        self.index = index
        self.kinds = sorted(allowed)
        super().__init__("The policy of this case does not know this kind of solution.")


class TooManyOptions(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"Propose 1 to {limit} different solutions.")


class OffersNothingNew(DomainError):
    """Refusal of a proposal that repeats what stands, or is a refusal in other words (D3)."""

    def __init__(self, standing: tuple[int, int]) -> None:
        self.standing = {"number": standing[0], "version": standing[1]}
        super().__init__(
            "Offer at least one solution that is not on the table yet and gives the other party something."
        )


class DuplicateOption(DomainError):
    def __init__(self, index: int) -> None:
        self.index = index
        super().__init__("The same solution is offered twice.")


class NoSuchOption(DomainError):
    def __init__(self, options: int) -> None:
        self.options = options
        super().__init__("The proposal has no option of that index; the first is 0.")


class TreeUnsound(DomainError):
    """Refusal of a tree in which a walk could go wrong; every fault names its place."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)[:50]
        super().__init__("This tree cannot be walked as it is.")


class EditionExists(DomainError):
    def __init__(self) -> None:
        super().__init__("There is such an edition already, and an edition is never edited. Publish a new one.")


class TooManyEditions(DomainError):
    def __init__(self) -> None:
        super().__init__("A platform keeps up to 200 editions of trees.")

"""Why an act of a party is refused. Each says what stands now, so that the caller can go on."""

from __future__ import annotations

from collections.abc import Iterable

from common.kernel import DomainError


class WrongState(DomainError):
    """Not now. Carries how the negotiation stands and what the caller may do instead."""

    def __init__(self, state: str, allowed: Iterable[str], why: str) -> None:
        self.state = state
        self.allowed_actions = sorted(allowed)
        super().__init__(why)


class CaseClosed(WrongState):
    def __init__(self, state: str) -> None:
        super().__init__(state, (), "The negotiation is over; nothing can be proposed or answered any more.")


class ProposalSuperseded(WrongState):
    """The caller answers something else than what stands now."""

    def __init__(self, state: str, allowed: Iterable[str], standing: tuple[int, int] | None) -> None:
        self.standing = None if standing is None else {"number": standing[0], "version": standing[1]}
        super().__init__(state, allowed, "That proposal, in that version, does not stand any more. Read it again.")


class OwnProposal(WrongState):
    def __init__(self, state: str, allowed: Iterable[str]) -> None:
        super().__init__(state, allowed, "A proposal is answered by the other party, not by its author.")


class NotYourTurn(WrongState):
    def __init__(self, state: str, allowed: Iterable[str]) -> None:
        super().__init__(state, allowed, "It is the other party's turn.")


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


class OptionInvalid(DomainError):
    """An offered solution makes no sense in this case; the reason is in `detail`."""

    def __init__(self, index: int, why: str) -> None:
        self.index = index
        super().__init__(why)


class KindNotAllowed(DomainError):
    def __init__(self, index: int, allowed: Iterable[str]) -> None:
        self.index = index
        self.kinds = sorted(allowed)
        super().__init__("The policy of this case does not know this kind of solution.")


class DuplicateOption(DomainError):
    def __init__(self, index: int) -> None:
        self.index = index
        super().__init__("The same solution is offered twice.")


class NoSuchOption(DomainError):
    def __init__(self, options: int) -> None:
        self.options = options
        super().__init__("The proposal has no option of that index; the first is 0.")

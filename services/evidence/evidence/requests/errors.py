from __future__ import annotations

from common.kernel.errors import DomainError


class RequestNotOpen(DomainError):
    def __init__(self, state: str) -> None:
        self.current_state = state
        super().__init__("This request no longer waits for evidence.")


class KindNotAsked(DomainError):
    def __init__(self, kinds: tuple[str, ...]) -> None:
        self.kinds = kinds
        super().__init__("The request asks for evidence of another kind.")


class CoversUnknown(DomainError):
    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known
        super().__init__("The request has no such points on its checklist.")

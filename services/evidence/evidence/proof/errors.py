from __future__ import annotations

from common.kernel.errors import DomainError


class EvidenceSealed(DomainError):
    def __init__(self) -> None:
        super().__init__("Evidence of this case is still sealed until both parties have given theirs.")


class BundleNotReady(DomainError):
    def __init__(self, state: str) -> None:
        self.current_state = state
        super().__init__("This bundle is not there (yet, or any more).")

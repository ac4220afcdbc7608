"""What the operators' desk refuses, each as a sentence its reader can act on."""

from __future__ import annotations

from common.kernel import DomainError


class NotTakenByAnother(DomainError):
    def __init__(self) -> None:
        super().__init__("No other operator has this case. Take it.")


class TitleTaken(DomainError):
    def __init__(self) -> None:
        super().__init__("Another text has this title.")

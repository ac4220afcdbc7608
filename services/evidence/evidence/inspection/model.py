"""Model of inspection: what a scanner says, and refusals of files."""

from __future__ import annotations

from enum import StrEnum

from common.kernel.errors import DomainError


class CardNumberNotAllowed(DomainError):
    def __init__(self) -> None:
        super().__init__("This looks like a payment card number. Remove it: such numbers must not be kept here.")


class ContentRejected(DomainError):
    """Refuses a file. `why` is a word from a fixed list, never what a decoder said."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__("The file is empty, damaged, or not of a kind that is accepted; nothing of it was kept.")


class NoPreview(DomainError):
    def __init__(self) -> None:
        super().__init__("There is no picture of this evidence.")


class ScanState(StrEnum):
    NOT_SCANNED = "not_scanned"
    """No scanner is configured: viewable as such."""
    CLEAN = "clean"
    QUARANTINED = "quarantined"
    """The scanner does not answer, or not for a file so large: nobody sees it until it has said that it is clean."""
    INFECTED = "infected"

    @property
    def viewable(self) -> bool:
        return self in (ScanState.NOT_SCANNED, ScanState.CLEAN)

"""Refusals of those who tell of conversations elsewhere."""

from __future__ import annotations

from common.kernel.errors import DomainError


class AlreadyAttested(DomainError):
    def __init__(self) -> None:
        super().__init__("An operator has attested this conversation already.")


class NotYetHeld(DomainError):
    def __init__(self) -> None:
        super().__init__("This conversation ends in the future. Tell of it when it has been held.")


class RecordingUnknown(DomainError):
    def __init__(self) -> None:
        super().__init__("The recording is no valid video that this side has given in this dispute.")

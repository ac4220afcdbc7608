"""Refusals of live recordings."""

from __future__ import annotations

from common.kernel.errors import DomainError


class VideoEnded(DomainError):
    def __init__(self, state: str) -> None:
        self.current_state = state
        super().__init__("This recording has ended or its time is over; it takes nothing more.")


class ChallengeMismatch(DomainError):
    def __init__(self) -> None:
        super().__init__("The recorder does not show the case code of this session.")


class ChunkConflict(DomainError):
    def __init__(self, chunk: int) -> None:
        self.chunk = chunk
        super().__init__("Another piece of the recording has this number already.")


class SegmentUnknown(DomainError):
    def __init__(self) -> None:
        super().__init__("Start recording first: this piece belongs to no recorder that was started.")


class ChunksMissing(DomainError):
    def __init__(self, missing: tuple[int, ...]) -> None:
        self.missing = missing
        super().__init__("Pieces of the recording have not arrived. Send them, then finish.")


class NothingRecorded(DomainError):
    def __init__(self) -> None:
        super().__init__("Nothing has been recorded yet.")


class PieceTooLarge(DomainError):
    code = "file_too_large"

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__(f"A piece of the recording may have {limit_bytes:,} bytes. Cut it there and send two pieces.")


class VideoTooLong(DomainError):
    def __init__(self) -> None:
        super().__init__("The recording is as long as one may be. Finish it.")


class TooManySessions(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__("This side has opened as many recordings as it may.")


class VideoNotVerified(DomainError):
    def __init__(self, state: str) -> None:
        self.current_state = state
        super().__init__("There is nothing to overrule: the recording has not been checked.")


class NothingToRepeat(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Only checks that could not be made are repeated, of a recording that is still there. These were made, "
            "or are under way, or the recording was erased."
        )


class SecretRefused(DomainError):
    """Wrong, or made for another session: which of them is not said."""

    def __init__(self) -> None:
        super().__init__("This link to the recorder is not valid.")

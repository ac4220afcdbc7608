"""Resumable upload: a file that arrives in parts and may be interrupted anywhere, and what has become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from common.kernel.errors import InvariantViolated, NotFound
from common.kernel.principal import Actor, Role
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Side
from evidence.submissions.model import Submission

from .errors import MoreThanAnnounced, UploadGone, UploadOffsetMismatch

UPLOAD_LIFETIME: Final = timedelta(hours=24)
"""From its last part on."""
LONGEST_LIFETIME: Final = timedelta(hours=72)
"""From its first: nothing is kept waiting for ever by a byte a day."""


class UploadState(StrEnum):
    RECEIVING = "receiving"
    FINISHING = "finishing"
    """All bytes are here; the file is being looked into."""
    DONE = "done"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


UNFINISHED_STATES: Final = frozenset({UploadState.RECEIVING, UploadState.FINISHING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Its id becomes that of the piece of evidence, so that finishing it twice makes one."""

    id: UUID
    dispute: UUID
    kind: str
    side: Side | None
    by: Actor
    filename: str
    length: int
    expires_at: datetime
    ends_at: datetime
    """It expires by then, whatever comes."""
    request: UUID | None = None
    covers: tuple[str, ...] = ()
    offset: int = 0
    state: UploadState = UploadState.RECEIVING
    finished_at: datetime | None = None
    """When its last byte was here: what decides whether it was in time."""
    why: str | None = None
    """The code of the refusal it ended with."""

    @property
    def submission(self) -> Submission:
        on_behalf_of = self.side if self.by.role is Role.OPERATOR else None
        return Submission(self.dispute, self.kind, self.request, self.length, self.covers, on_behalf_of)

    @property
    def remaining_bytes(self) -> int:
        return self.length - self.offset

    def require_owner(self, by: Actor) -> None:
        if by != self.by:
            raise NotFound(DISPUTE_OR_EVIDENCE)

    def require_accepts(self, offset: int, announced: int, now: datetime) -> None:
        """Raises UploadGone, UploadOffsetMismatch or MoreThanAnnounced."""
        self.require_open(now)
        if self.state is not UploadState.RECEIVING:
            raise UploadGone
        if offset != self.offset:
            raise UploadOffsetMismatch(self.offset)
        if announced > self.remaining_bytes:
            raise MoreThanAnnounced(self.length)

    def require_open(self, now: datetime) -> None:
        """Raises UploadGone once there is nothing to go on with."""
        ended = self.state in (UploadState.REJECTED, UploadState.CANCELLED)
        if ended or (self.state is UploadState.RECEIVING and now >= self.expires_at):
            raise UploadGone

    def advance_to(self, offset: int, now: datetime) -> Upload:
        """So much of it is safely on the disk. With the last byte it waits to be looked into."""
        if not self.offset <= offset <= self.length:
            raise InvariantViolated("an upload only grows, and not beyond its length")
        whole = offset == self.length
        return replace(
            self,
            offset=offset,
            expires_at=min(now + UPLOAD_LIFETIME, self.ends_at),
            state=UploadState.FINISHING if whole else UploadState.RECEIVING,
            finished_at=now if whole else None,
        )

    def complete(self) -> Upload:
        return replace(self, state=UploadState.DONE)

    def reject(self, why: str) -> Upload:
        return replace(self, state=UploadState.REJECTED, why=why)

    def cancel(self) -> Upload:
        return replace(self, state=UploadState.CANCELLED)


class UploadRepository(Protocol):
    async def get(self, upload: UUID) -> Upload:
        """Raises NotFound."""

    async def get_for_update(self, upload: UUID) -> Upload:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def add(self, upload: Upload) -> None: ...

    async def save(self, upload: Upload) -> None: ...

    async def list_finishing(self, dispute: UUID) -> Sequence[Upload]: ...

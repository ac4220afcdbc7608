"""Submission of evidence: what is handed in, the file of its case, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from common.kernel.errors import NotFound
from common.kernel.principal import Principal
from common.kernel.timing import Timing
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Case, Limits, PlatformFull, Side, Usage
from evidence.items.model import Change as ItemChange
from evidence.items.model import Content, Item
from evidence.requests import groups
from evidence.requests.case_requests import CaseRequests
from evidence.requests.errors import CoversUnknown
from evidence.requests.model import Change as RequestChange
from evidence.requests.model import EvidenceRequest, find_intended_request


@dataclass(frozen=True, slots=True)
class Submission:
    """Submission that somebody wants to put before the operator: `size` is of the file, 0 for anything else."""

    dispute: UUID
    kind: str
    request: UUID | None
    size: int = 0
    covers: tuple[str, ...] = ()


class TakenRoom(NamedTuple):
    """Room for evidence that is used up already."""

    side: Usage
    """By the side that submits: what it has given, and what of its files is under way."""
    platform_bytes: int
    """By everybody on the platform; 0 where nobody asks."""


@dataclass(frozen=True, slots=True)
class SubmissionFile:
    """Case with all that decides about a submission."""

    case: Case
    requests: CaseRequests
    room: TakenRoom
    items: Sequence[Item] = ()
    """Of the whole case, where a grace is still to be decided."""

    def require_room(self, size: int, limits: Limits) -> None:
        """Raises CaseClosed, TooManyFiles, QuotaExceeded or PlatformFull."""
        self.case.require_room(size, self.room.side, limits)
        if size and self.room.platform_bytes + size > limits.platform_bytes:
            raise PlatformFull

    def require_submittable(self, submission: Submission, by: Principal, limits: Limits, received_at: datetime) -> None:
        """Say no before a byte of the file is read. All of it is asked again when the whole is here."""
        side = self.case.side_of(by)
        self.require_room(submission.size, limits)
        request = self.find_addressed_request(submission, side)
        if request is not None and request.grace is None:  # a grace still to be decided can make it good
            request.require_admissible(side, submission.kind, received_at, submission.covers)

    def find_addressed_request(self, submission: Submission, side: Side | None) -> EvidenceRequest | None:
        """Find the request this evidence is for, if any: the named one, else the one that asked for its kind.

        Raises CoversUnknown or NotFound.
        """
        if submission.request is None:
            intended = find_intended_request(self.requests.requests, side, submission.kind)
            if intended is None and submission.covers:
                raise CoversUnknown(())
            return intended
        named = self.requests.get(submission.request)
        if groups.hides_request(named, side):
            raise NotFound(DISPUTE_OR_EVIDENCE)
        return named


class SubmissionChange(NamedTuple):
    case: Case
    decided_before: Sequence[RequestChange]
    """A grace whose time had come, decided by what was there before."""
    item: ItemChange
    is_sealed: bool
    """The other side must not know of it yet."""
    requests: Sequence[RequestChange]


def take_submission(
    file: SubmissionFile,
    submission: Submission,
    content: Content,
    *,
    item_id: UUID,
    by: Principal,
    limits: Limits,
    timing: Timing,
    received_at: datetime | None = None,
) -> SubmissionChange:
    """Make evidence of it. `received_at`: when its last byte was here, if looking into it has taken time since.

    A deadline is exact however late its worker: what comes after the cut-off but within a grace that nobody has
    decided about yet is in time.
    """
    received_at = received_at or timing.received_at
    side = file.case.side_of(by)
    file.require_room(submission.size, limits)
    request, requests = file.find_addressed_request(submission, side), file.requests
    if request is not None:
        if request.grace is not None and not request.is_in_time(received_at):
            requests = requests.settle_grace(request.id, file.items, received_at, timing.now)
            request = requests.get(request.id)
        request.require_admissible(side, submission.kind, received_at, submission.covers)
    item = Item.receive(
        id=item_id,
        dispute=file.case.id,
        kind=submission.kind,
        side=side,
        by=by.actor,
        content=content,
        at=received_at,
        request=None if request is None else request.id,
        covers=submission.covers,
    )
    sealing = () if request is None else (request,)
    satisfied = CaseRequests(requests.requests)
    if request is not None:
        satisfied = satisfied.apply_changes([request.take_item(item.item)], timing.now)
    return SubmissionChange(
        case=file.case.reserve_room(submission.size),
        decided_before=requests.changes,
        item=item,
        is_sealed=any(groups.hides_item(sealing, item.item, other) for other in Side),
        requests=satisfied.changes,
    )

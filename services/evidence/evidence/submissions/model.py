"""Submission of evidence: what is handed in, the file of its case, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from common.kernel.carriers import require_named_carrier
from common.kernel.errors import Forbidden, NotFound
from common.kernel.principal import Actor, Principal, Role
from common.kernel.timing import Timing
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Case, Limits, PlatformFull, Side, Usage
from evidence.items.errors import ShippedBeforeSale, ShippedInFuture
from evidence.items.model import Change as ItemChange
from evidence.items.model import Content, Item, Provenance, ShipmentRecord
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
    on_behalf_of: Side | None = None
    """Party that has mailed it to support, where an operator enters it."""


class Giver(NamedTuple):
    """Person whom a piece of evidence is from, and the side it speaks for."""

    side: Side | None
    by: Actor
    entered_by: Actor | None = None
    """Operator who enters for a party what it has mailed."""


def identify_giver(case: Case, principal: Principal, on_behalf_of: Side | None) -> Giver:
    """Raises NotFound for strangers, and Forbidden: operators alone enter what a party has mailed."""
    side = case.side_of(principal)
    if on_behalf_of is None:
        return Giver(side, principal.actor)
    if principal.role is not Role.OPERATOR:
        raise Forbidden("Operators alone give evidence on somebody's behalf. Leave on_behalf_of out.")
    case.require_open()
    return Giver(on_behalf_of, Actor(Role(on_behalf_of), case.participant(on_behalf_of)), principal.actor)


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
    """Of the whole case, where they decide about a grace, or several of them about a request together."""
    funded_at: datetime | None = None
    """When the deal was paid, where it matters and is known."""

    def require_room(self, size: int, limits: Limits) -> None:
        """Raises CaseClosed, TooManyFiles, QuotaExceeded or PlatformFull."""
        self.case.require_room(size, self.room.side, limits)
        if size and self.room.platform_bytes + size > limits.platform_bytes:
            raise PlatformFull

    def require_submittable(self, submission: Submission, by: Principal, limits: Limits, received_at: datetime) -> None:
        """Say no before a byte of the file is read. All of it is asked again when the whole is here."""
        side = identify_giver(self.case, by, submission.on_behalf_of).side
        self.require_room(submission.size, limits)
        undecided = any(request.grace is not None and request.side is side for request in self.requests.requests)
        if not undecided:  # a grace still to be decided can make it good
            find_addressed_request(self.case, self.requests, submission, side, received_at)


def find_addressed_request(
    case: Case, requests: CaseRequests, submission: Submission, side: Side | None, received_at: datetime
) -> EvidenceRequest | None:
    """Find the request this evidence is for, if any: the named one, else the one that asked for its kind.

    Raises NotFound, or what it is refused for: DeadlinePassed above all, whatever its kind (D12).
    """
    if submission.request is not None:
        named = requests.find_named(case, submission.request)
        if groups.hides_request(named, side):
            raise NotFound(DISPUTE_OR_EVIDENCE)
        named.require_admissible(side, submission.kind, received_at, submission.covers)
        return named
    intended = find_intended_request(requests.requests, side, submission.kind, received_at)
    if intended is None:
        requests.require_takes(case, side, received_at)
        if submission.covers:
            raise CoversUnknown(())
        return None
    intended.require_admissible(side, submission.kind, received_at, submission.covers)
    return intended


class SubmissionChange(NamedTuple):
    case: Case
    decided_before: Sequence[RequestChange]
    """A grace whose time had come, decided by what was there before."""
    item: ItemChange
    is_sealed: bool
    """The other side must not know of it yet."""
    requests: Sequence[RequestChange]


MAX_CLOCK_ERROR: Final = timedelta(minutes=5)
"""How wrong the giver's clock may be."""


def require_plausible_shipment(record: ShipmentRecord, funded_at: datetime | None, received_at: datetime) -> None:
    """Refuse what cannot be a shipment of this deal. Raises CarrierUnknown, ShippedInFuture or ShippedBeforeSale."""
    require_named_carrier(record.carrier, record.carrier_name)
    if record.shipped_at is None:
        return
    if record.shipped_at > received_at + MAX_CLOCK_ERROR:
        raise ShippedInFuture
    if funded_at is not None and record.shipped_at < funded_at - MAX_CLOCK_ERROR:
        raise ShippedBeforeSale(funded_at)


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
    giver = identify_giver(file.case, by, submission.on_behalf_of)
    file.require_room(submission.size, limits)
    requests = file.requests.settle_graces(giver.side, file.items, received_at, timing.now)
    request = find_addressed_request(file.case, requests, submission, giver.side, received_at)
    if isinstance(content, ShipmentRecord):
        require_plausible_shipment(content, file.funded_at, received_at)
    item = Item.receive(
        id=item_id,
        dispute=file.case.id,
        kind=submission.kind,
        side=giver.side,
        by=giver.by,
        content=content,
        at=received_at,
        request=None if request is None else request.id,
        covers=submission.covers,
        provenance=Provenance.GIVEN if giver.entered_by is None else Provenance.MAILED,
        entered_by=giver.entered_by,
    )
    taken = [] if request is None else [request.take_item(item.item, file.items)]
    others = [other for other in requests.requests if request is None or other.id != request.id]
    given = [*(earlier for earlier in file.items if earlier.id != item.item.id), item.item]
    # It counts for whatever it answers, not only for what it is said to be for.
    satisfied = CaseRequests(requests.requests).apply_changes(
        [*taken, *(other.count_items(given) for other in others)], timing.now
    )
    return SubmissionChange(
        case=file.case.reserve_room(submission.size),
        decided_before=requests.changes,
        item=item,
        is_sealed=any(groups.hides_item(satisfied.requests, item.item, other) for other in Side),
        requests=satisfied.changes,
    )

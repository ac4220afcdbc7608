"""Loaders and savers of commands on requests: the case is locked first, whatever else is touched comes after.

A loader says by a protocol what it needs of a command, so that `commands.py` can name it without a circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.origin import Origin
from common.kernel.principal import SYSTEM
from common.kernel.timing import Timing
from evidence.cases.model import Case
from evidence.custody import log
from evidence.custody.model import Action
from evidence.events import EventContext
from evidence.items.model import Item

from .case_requests import CaseRequests
from .integration_events import request_events
from .model import ArrivingFile, Change, EvidenceRequest
from .parts import GRACE_DEADLINE, Opened, Revealed
from .transaction import RequestsTransaction


class CaseFile(NamedTuple):
    """Case, locked, with its requests and what else decides about them."""

    case: Case
    requests: CaseRequests
    items: Sequence[Item] = ()
    arriving: Sequence[ArrivingFile] = ()


class CaseFileChange(NamedTuple):
    case: Case | None = None
    """None: the case itself stays as it is."""
    requests: Sequence[Change] = ()


class OfNewCase(Protocol):
    @property
    def case(self) -> Case: ...


class OfNewRequest(OfNewCase, Protocol):
    @property
    def request(self) -> EvidenceRequest: ...


class OfDispute(Protocol):
    @property
    def dispute(self) -> UUID: ...


class OfRequest(Protocol):
    @property
    def request_id(self) -> UUID: ...


class AtDeadline(OfRequest, Protocol):
    @property
    def due_at(self) -> datetime: ...


async def load_or_add_case(tx: RequestsTransaction, command: OfNewCase, origin: Origin) -> CaseFile:
    """Lock the case; where it is unheard of, what is known of it becomes its row, so that there is one to lock."""
    case = await tx.cases.add_if_new(command.case)
    return CaseFile(case, await _requests_of(tx, case.id))


async def load_for_request(tx: RequestsTransaction, command: OfNewRequest, origin: Origin) -> CaseFile:
    file = await load_or_add_case(tx, command, origin)
    return file._replace(items=await tx.items.of_side(file.case.id, command.request.side))


async def load_case_file(tx: RequestsTransaction, command: OfDispute, origin: Origin) -> CaseFile:
    """Raises NotFound."""
    case = await tx.cases.get_for_update(command.dispute)
    return CaseFile(case, await _requests_of(tx, case.id))


async def load_request_file(tx: RequestsTransaction, command: OfRequest, origin: Origin) -> CaseFile:
    """Raises NotFound."""
    case = await tx.cases.get_for_update((await tx.requests.get(command.request_id)).dispute)
    return CaseFile(case, await _requests_of(tx, case.id))


async def load_at_checkpoint(tx: RequestsTransaction, command: AtDeadline, origin: Origin) -> CaseFile:
    """Raises NotFound. Items are read only where a grace is to be decided by what was given."""
    file = await load_request_file(tx, command, origin)
    if file.requests.grace_is_due(command.request_id, command.due_at):
        file = file._replace(items=await tx.items.of_case(file.case.id))
    return file


async def load_at_cut_off(tx: RequestsTransaction, command: AtDeadline, origin: Origin) -> CaseFile:
    """Raises NotFound."""
    file = await load_request_file(tx, command, origin)
    items = await tx.items.of_case(file.case.id)
    return file._replace(items=items, arriving=await tx.uploads.list_finishing(file.case.id))


async def save_case_file(tx: RequestsTransaction, file: CaseFile, change: CaseFileChange, context: Context) -> None:
    if change.case is not None:
        await tx.cases.save(change.case)
    await save_request_changes(tx, change.requests, context)


async def save_decided_graces(
    tx: RequestsTransaction, before: CaseRequests, changes: Sequence[Change], context: Context
) -> None:
    """Save what the end of a grace has decided before somebody's act, as its own worker would have told it."""
    for change in changes:
        due_at = before.find_checkpoint(change.request.group)
        assert due_at is not None, "only a grace is decided before an act"
        origin = Origin.deadline(context.principal.tenant, GRACE_DEADLINE)
        timing = Timing(due_at, context.timing.now, due_at)
        by_itself = context._replace(principal=origin.principal, cause=origin.cause, timing=timing)
        await save_request_changes(tx, [change], by_itself)


async def save_request_changes(tx: RequestsTransaction, changes: Sequence[Change], context: Context) -> None:
    """Save them and publish what happened. Of what was revealed, each piece of evidence says so in its custody."""
    publishing = EventContext.of_context(context)
    for change in changes:
        request = change.request
        opens = any(isinstance(event, Opened) for event in change.events)
        await (tx.requests.add(request) if opens else tx.requests.save(request))
        await tx.publish(list(request_events(change, publishing)))
        if any(isinstance(event, Revealed) for event in change.events):
            for item in await tx.items.of_request(request.dispute, request.id, request.satisfied_by):
                await log.record_action(tx, item.id, Action.REVEALED, actor=SYSTEM)


async def _requests_of(tx: RequestsTransaction, dispute: UUID) -> CaseRequests:
    return CaseRequests(tuple(await tx.requests.of_case(dispute)))

"""Loaders and savers of deals and their cases: the deal is locked first, then its cases, so that a case that is opened
while the deal is shipped misses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.origin import Origin
from evidence.cases.model import Case, Usage
from evidence.deals.model import Deal
from evidence.items.model import Item
from evidence.requests.case_requests import CaseRequests
from evidence.requests.loading import CaseFile, OfNewCase, load_or_add_case
from evidence.submissions.loading import save_submission
from evidence.submissions.model import SubmissionChange, SubmissionFile, TakenRoom
from evidence.submissions.transaction import SubmissionsTransaction


class OfDeal(Protocol):
    @property
    def deal(self) -> Deal: ...


class CaseOfDeal(NamedTuple):
    case: Case
    requests: CaseRequests
    items: Sequence[Item]


class DealFile(NamedTuple):
    deal: Deal
    cases: Sequence[CaseOfDeal]


class DealChange(NamedTuple):
    deal: Deal | None = None
    """None: nothing newer was heard of it."""
    evidence: Sequence[SubmissionChange] = ()


class OpenedCaseFile(NamedTuple):
    deal: Deal
    file: CaseFile
    earlier: Sequence[Item] = ()
    """Evidence of other cases of the deal: of one that was withdrawn, and that this one reopens."""


class OpenedCaseChange(NamedTuple):
    case: Case | None
    """None: the case itself stays as it is."""
    evidence: Sequence[SubmissionChange]


async def load_deal(tx: SubmissionsTransaction, command: OfDeal, origin: Origin) -> DealFile:
    deal = await tx.deals.get_for_update(command.deal.id)
    cases = [await _load_case(tx, dispute) for dispute in await tx.cases.of_escrow(deal.id)]
    return DealFile(deal, cases)


async def load_opened_case(tx: SubmissionsTransaction, command: OfNewCase, origin: Origin) -> OpenedCaseFile:
    deal = await tx.deals.get_for_update(command.case.escrow)
    file = await load_or_add_case(tx, command, origin)
    earlier = [
        item for dispute in await tx.cases.earlier_of_escrow(file.case) for item in await tx.items.of_case(dispute)
    ]
    items = await tx.items.of_case(file.case.id) if deal.shipment is not None or earlier else ()
    return OpenedCaseFile(deal, file._replace(items=items), earlier)


async def save_deal(tx: SubmissionsTransaction, file: DealFile, change: DealChange, context: Context) -> None:
    if change.deal is not None:
        await tx.deals.save(change.deal)
    for evidence in change.evidence:
        await _save_evidence(tx, evidence, context)


async def save_opened_case(
    tx: SubmissionsTransaction, subject: OpenedCaseFile, change: OpenedCaseChange, context: Context
) -> None:
    if change.case is not None:
        await tx.cases.save(change.case)
    for evidence in change.evidence:
        await _save_evidence(tx, evidence, context)


async def _load_case(tx: SubmissionsTransaction, dispute: UUID) -> CaseOfDeal:
    case = await tx.cases.get_for_update(dispute)
    requests = CaseRequests(tuple(await tx.requests.of_case(dispute)))
    return CaseOfDeal(case, requests, await tx.items.of_case(dispute))


async def _save_evidence(tx: SubmissionsTransaction, evidence: SubmissionChange, context: Context) -> None:
    file = SubmissionFile(evidence.case, CaseRequests(()), TakenRoom(Usage(0, 0), 0))
    await save_submission(tx, file, evidence, context)

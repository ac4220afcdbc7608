"""What this service does when others report a fact."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from common.contracts.disputes import (
    DeadlineExtended,
    DisputeClosed,
    DisputeDecided,
    DisputeEvent,
    DisputeOpened,
    DisputePaused,
    DisputeResumed,
    EvidenceAsked,
    SettlementOrdered,
)
from common.kernel.principal import Participant
from common.messaging.inbox import PredecessorMissing
from evidence.cases.model import Case, CaseState, Side
from evidence.proof import seal
from evidence.proof.seal import SigningKey
from evidence.proof.transaction import ProofTransaction
from evidence.requests import lifecycle
from evidence.requests.model import EvidenceRequest
from evidence.requests.parts import ChecklistPoint, Disclosure, Grace, Level, Window

EVIDENCE: Final = "evidence"


async def dispute_opened(tx: ProofTransaction, fact: DisputeOpened) -> None:
    await lifecycle.remember_dispute(tx, _open_case(fact))


async def evidence_asked(tx: ProofTransaction, fact: EvidenceAsked) -> None:
    await lifecycle.open_request(tx, _open_case(fact), await _asked(tx, fact))
    await lifecycle.mark_dispute_active(tx, fact.subject, fact.occurred_at)


async def deadline_extended(tx: ProofTransaction, fact: DeadlineExtended) -> None:
    if fact.deadline == EVIDENCE:
        await lifecycle.extend_requests(
            tx, await _known(tx, fact), request=fact.request, due_at=fact.due_at, at=fact.occurred_at
        )


async def dispute_paused(tx: ProofTransaction, fact: DisputePaused) -> None:
    await lifecycle.pause_requests(tx, await _known(tx, fact), fact.occurred_at)


async def dispute_resumed(tx: ProofTransaction, fact: DisputeResumed) -> None:
    await lifecycle.resume_requests(tx, await _known(tx, fact), paused_at=fact.paused_at, resumed_at=fact.resumed_at)


def dispute_decided(key: SigningKey) -> Callable[[ProofTransaction, DisputeDecided], Awaitable[None]]:
    async def decided(tx: ProofTransaction, fact: DisputeDecided) -> None:
        """A ruling: what it was made on is sealed."""
        ruling = fact.model_dump(mode="json", include={"ruling", "to_buyer", "to_seller", "responsible", "reason_code"})
        await seal.seal_case(tx, await _known(tx, fact), instance=fact.instance, ruling=ruling, key=key)
        await lifecycle.mark_dispute_active(tx, fact.subject, fact.occurred_at)

    return decided


async def settlement_ordered(tx: ProofTransaction, fact: SettlementOrdered) -> None:
    """The money is on its way: nothing can be proved any more, but for a contest of the ruling it follows (K18)."""
    if fact.contest_until is None:
        await _closed(tx, fact, over_at=None)


async def dispute_closed(tx: ProofTransaction, fact: DisputeClosed) -> None:
    await _closed(tx, fact, over_at=fact.occurred_at)


async def _closed(tx: ProofTransaction, fact: SettlementOrdered | DisputeClosed, *, over_at: datetime | None) -> None:
    # May overtake the fact that names the parties; the case is then remembered without them.
    case = Case(id=fact.subject, escrow=fact.escrow, buyer=None, seller=None, state=CaseState.CLOSED)
    await lifecycle.close_dispute(tx, case, over_at)


async def _asked(tx: ProofTransaction, fact: EvidenceAsked) -> EvidenceRequest:
    return EvidenceRequest(
        id=fact.request,
        dispute=fact.subject,
        side=Side(fact.party),
        kinds=fact.kinds,
        level=Level(fact.level),
        window=Window(fact.anchor_at, fact.due_at, fact.clock),
        opened_at=(await tx.timing()).now,
        group=fact.group or fact.request,
        disclosure=Disclosure.SEALED if fact.sealed else Disclosure.OPEN,
        grace=None if fact.grace is None else Grace(fact.grace.at, fact.grace.until),
        max_resubmissions=fact.max_resubmissions,
        checklist=tuple(ChecklistPoint(point.code, point.text, point.required) for point in fact.checklist),
    )


async def _known(tx: ProofTransaction, fact: DisputeEvent) -> UUID:
    if await tx.cases.find(fact.subject) is None:
        raise PredecessorMissing
    return fact.subject


def _open_case(fact: DisputeOpened | EvidenceAsked) -> Case:
    return Case(
        id=fact.subject,
        escrow=fact.escrow,
        buyer=Participant(fact.buyer),
        seller=Participant(fact.seller),
        state=CaseState.OPEN,
    )

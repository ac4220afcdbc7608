"""What this service does when others report a fact."""

from __future__ import annotations

from common.contracts.disputes import DisputeClosed, DisputeOpened, EvidenceAsked, SettlementOrdered
from common.kernel import Participant

from . import commands
from .domain.case import Case, CaseState, Side
from .domain.request import Level, Window
from .ports import Tx


async def dispute_opened(tx: Tx, fact: DisputeOpened) -> None:
    await commands.note_dispute(tx, _open_case(fact))


async def evidence_asked(tx: Tx, fact: EvidenceAsked) -> None:
    await commands.open_request(
        tx,
        _open_case(fact),
        id=fact.request,
        side=Side(fact.party),
        kinds=fact.kinds,
        level=Level(fact.level),
        window=Window(fact.anchor_at, fact.due_at, fact.clock),
    )


async def settlement_ordered(tx: Tx, fact: SettlementOrdered) -> None:
    """The money is on its way: nothing can be proved any more."""
    await _closed(tx, fact)


async def dispute_closed(tx: Tx, fact: DisputeClosed) -> None:
    await _closed(tx, fact)


async def _closed(tx: Tx, fact: SettlementOrdered | DisputeClosed) -> None:
    # May overtake the fact that names the parties; the case is then remembered without them.
    case = Case(id=fact.subject, escrow=fact.escrow, buyer=None, seller=None, state=CaseState.CLOSED)
    await commands.note_dispute_closed(tx, case)


def _open_case(fact: DisputeOpened | EvidenceAsked) -> Case:
    return Case(
        id=fact.subject,
        escrow=fact.escrow,
        buyer=Participant(fact.buyer),
        seller=Participant(fact.seller),
        state=CaseState.OPEN,
    )

"""Commands on what escrow reports of a deal: its shipment is evidence in every case of it, open or to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context
from evidence.cases.model import Case
from evidence.deals.model import Deal
from evidence.requests.commands import RememberDispute, remember_dispute

from . import loading
from .loading import DealChange, DealFile, OpenedCaseChange, OpenedCaseFile
from .model import take_known_shipments, take_reported_shipment


@dataclass(frozen=True, slots=True)
class RememberDeal(Command[None]):
    deal: Deal


def remember_deal(file: DealFile, command: RememberDeal, context: Context) -> DealChange:
    """Remember it as it stands now; what is older changes nothing."""
    deal = command.deal
    if deal.version <= file.deal.version:
        return DealChange()
    taken = [
        take_reported_shipment(
            deal, one.case, one.requests, one.items, item_id=context.new_id(), now=context.timing.now
        )
        for one in file.cases
    ]
    return DealChange(deal, [evidence for evidence in taken if evidence is not None])


@dataclass(frozen=True, slots=True)
class OpenCase(Command[None]):
    case: Case
    """With both its parties."""


def open_case(subject: OpenedCaseFile, command: OpenCase, context: Context) -> OpenedCaseChange:
    """Remember the case, and take what its deal says already, and what was proved in an earlier case of it."""
    file = subject.file
    case = remember_dispute(file, RememberDispute(command.case), context).case
    evidence = take_known_shipments(
        subject.deal,
        case or file.case,
        file.requests,
        file.items,
        subject.earlier,
        new_id=context.new_id,
        now=context.timing.now,
    )
    return OpenedCaseChange(case, evidence)


SHIPMENT_HANDLERS: Final[CommandHandlers] = {
    RememberDeal: CommandHandler(loading.load_deal, remember_deal, loading.save_deal),
    OpenCase: CommandHandler(loading.load_opened_case, open_case, loading.save_opened_case),
}

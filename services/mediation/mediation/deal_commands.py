"""Commands about the money that is negotiated about: what escrow tells of it while a dispute has it frozen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, load_nothing
from common.kernel.deal_money import DealMoney

from .domain.mediation import Change
from .loading import save_frozen_deal
from .ports import FrozenDeal


def with_money(opening: Change, money: DealMoney | None) -> Change:
    """Let a negotiation know its deal's money from the beginning; escrow's own events keep it up to date."""
    return opening._replace(mediation=replace(opening.mediation, money=money))


@dataclass(frozen=True, slots=True)
class RecordFrozenDeal(Command[None]):
    deal: FrozenDeal


def record_frozen_deal(subject: None, command: RecordFrozenDeal, context: Context) -> FrozenDeal:
    return command.deal


DEAL_HANDLERS: Final[CommandHandlers] = {
    RecordFrozenDeal: CommandHandler(load_nothing, record_frozen_deal, save_frozen_deal),
}

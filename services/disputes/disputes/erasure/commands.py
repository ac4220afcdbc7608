"""Command that erases what was said in a case, as evidence says: it knows holds, retention, and who has asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, load_nothing
from disputes.cases.integration_events import dispute_events
from disputes.cases.loading import load_case
from disputes.cases.model import Case
from disputes.cases.updates import tell_update
from disputes.engine.dispute import Change, State

from .model import ErasedWords, ErasureTx, erase_words


@dataclass(frozen=True, slots=True)
class EraseWords(Command[None]):
    words: ErasedWords

    @property
    def dispute_id(self) -> UUID:
        return self.words.dispute


class WordErasure(NamedTuple):
    words: ErasedWords
    change: Change


def erase_words_of_case(case: Case, command: EraseWords, context: Context) -> WordErasure | None:
    """None where the case is not over: evidence has erased nothing of it either."""
    if case.dispute.state is not State.CLOSED:
        return None
    return WordErasure(command.words, erase_words(case.dispute, command.words.roles))


async def save_erasure(tx: ErasureTx, case: Case, erasure: WordErasure | None, context: Context) -> None:
    """Save a case without words. Its journal gets no entry: nothing of it has changed that could be judged anew."""
    if erasure is None:
        return
    await tx.words.erase(erasure.words)
    change = tell_update(case.dispute, erasure.change)
    if change.dispute.version == case.dispute.version:
        return
    await tx.disputes.save(change.dispute, case.policy)
    await tx.publish(dispute_events(change, case.policy, "evidence.case-erased", context))


@dataclass(frozen=True, slots=True)
class ForgetDeals(Command[None]):
    """Forget what deals are about that escrow has erased: nobody ever disputed them."""

    escrows: tuple[UUID, ...]


def forget_deals(subject: None, command: ForgetDeals, context: Context) -> ForgetDeals:
    return command


async def save_forgotten_deals(tx: ErasureTx, subject: None, change: ForgetDeals, context: Context) -> None:
    await tx.words.forget_deals(change.escrows)


COMMAND_HANDLERS: Final[CommandHandlers] = {
    EraseWords: CommandHandler(load_case, erase_words_of_case, save_erasure),
    ForgetDeals: CommandHandler(load_nothing, forget_deals, save_forgotten_deals),
}

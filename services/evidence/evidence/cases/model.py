"""Case: a dispute as this service remembers it. Whose it is, whether it still takes evidence, how much it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from common.kernel.case_ends import CaseEnd, merge_ends
from common.kernel.errors import DomainError, InvariantViolated, NotFound
from common.kernel.principal import Participant, Principal, Role
from common.kernel.timing import Pause, delay_end

DISPUTE_OR_EVIDENCE: Final = "dispute or evidence"
"""One word for all that is missing or not to be known of, so that no answer tells which."""


class Side(StrEnum):
    """Party of a case."""

    BUYER = "buyer"
    SELLER = "seller"


class CaseState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class OwedAnswer(NamedTuple):
    """Act in the case that a side owes: until it is done, or its time is over, the side may prove what it says."""

    since: datetime
    until: datetime | None

    def is_owed_at(self, at: datetime) -> bool:
        return self.until is None or at < self.until

    def delay(self, paused_at: datetime, resumed_at: datetime) -> OwedAnswer:
        """Let its time stand still in a pause, as that of the case does; what is owed since then gets no more."""
        since = max(paused_at, self.since)
        if self.until is None or since >= self.until or resumed_at <= since:
            return self
        return self._replace(until=self.until + (resumed_at - since))

    def prolong(self, until: datetime) -> OwedAnswer:
        return self if self.until is None or until <= self.until else self._replace(until=until)


class Usage(NamedTuple):
    """Room that one giver has used up in a case, with what of theirs is under way."""

    items: int
    total_bytes: int


class Limits(NamedTuple):
    """Limits of each giver of a case: one party can neither fill it up for the other nor see how much the other
    gave."""

    items: int
    total_bytes: int
    platform_bytes: int = 10**15


class ClockNews(NamedTuple):
    """What was heard of the clocks of a case: a pause that is over, or more time for evidence."""

    sequence: int
    """Number of the event among those of the case: facts come in any order."""
    pause: Pause | None = None
    due_at: datetime | None = None
    request: UUID | None = None
    """None: every request of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    id: UUID
    escrow: UUID
    buyer: Participant | None
    seller: Participant | None
    state: CaseState
    items: int = 0
    total_bytes: int = 0
    paused_at: datetime | None = None
    """When its clocks were last stopped, whatever came later."""
    resumed_pause_at: datetime | None = None
    """When the last pause began that is over. The next may begin at the very instant at which it ended."""
    closed_at: datetime | None = None
    """When it ended for good. None: it goes on, or its ruling can still be contested though it takes no evidence."""
    end: CaseEnd | None = None
    """How it ended, and when its money was ordered, as disputes has told."""
    cleared_at: datetime | None = None
    """When its evidence was erased because its time was over."""
    stage: str | None = None
    stage_since: datetime | None = None
    """Where it stands, as last heard, and since when."""
    answers: Mapping[Side, OwedAnswer] = field(default_factory=dict)
    clock_news: tuple[ClockNews, ...] = ()
    ends_at: datetime | None = None
    """When it ends if nobody acts, whosever silence that is, as disputes last told."""
    ends_heard: int = 0
    """Number of the event that told it, among those of the case."""

    def __post_init__(self) -> None:
        if self.state is CaseState.OPEN and (self.buyer is None or self.seller is None):
            raise ValueError("only the memory of a closed case can lack its parties")

    def side_of(self, viewer: Principal) -> Side | None:
        """Return the side the viewer is on; None for the platform and its operators. Raises NotFound for all others."""
        if viewer.is_bound_elsewhere(escrow=self.escrow, dispute=self.id):
            raise NotFound(DISPUTE_OR_EVIDENCE)
        match viewer.actor:
            case (Role.OPERATOR | Role.PLATFORM | Role.SYSTEM, _):
                return None
            case (Role.BUYER, id) if id == self.buyer:
                return Side.BUYER
            case (Role.SELLER, id) if id == self.seller:
                return Side.SELLER
            case (Role.REPRESENTATIVE, _) if viewer.is_bound:
                return Side.SELLER  # the platform limited the token to this deal: a studio acting for the seller (K7)
        raise NotFound(DISPUTE_OR_EVIDENCE)

    @property
    def paused_since(self) -> datetime | None:
        """None: its clocks run. Facts come in any order: a pause is over once it was heard to be, not a later one."""
        if self.paused_at is None or (self.resumed_pause_at is not None and self.resumed_pause_at >= self.paused_at):
            return None
        return self.paused_at

    def require_room(self, size: int, usage: Usage, limits: Limits) -> None:
        """Raises CaseClosed, TooManyFiles or QuotaExceeded."""
        self.require_open()
        if usage.items >= limits.items:
            raise TooManyFiles(limits.items)
        if usage.total_bytes + size > limits.total_bytes:
            raise QuotaExceeded(limits.total_bytes)

    def require_open(self) -> None:
        if self.state is CaseState.CLOSED:
            raise CaseClosed(self.end)

    def reserve_room(self, size: int) -> Case:
        return replace(self, items=self.items + 1, total_bytes=self.total_bytes + size)

    def name_parties(self, escrow: UUID, buyer: Participant, seller: Participant) -> Case:
        return replace(self, escrow=escrow, buyer=buyer, seller=seller)

    def mark_closed(self) -> Case:
        return replace(self, state=CaseState.CLOSED)

    def remember_end(self, end: CaseEnd, *, is_last_word: bool) -> Case:
        return replace(self, end=merge_ends(self.end, end, is_last_word=is_last_word))

    def mark_ended(self, at: datetime) -> Case:
        return replace(self, state=CaseState.CLOSED, closed_at=max(at, self.closed_at or at))

    def mark_active(self, at: datetime) -> Case:
        """Something happened in it. Facts come in any order, so only what is later than its end takes that back."""
        return replace(self, closed_at=None) if self.closed_at is not None and at > self.closed_at else self

    def mark_cleared(self, at: datetime) -> Case:
        return replace(self, cleared_at=at)

    def enter_stage(self, stage: str, at: datetime) -> Case:
        """Remember where it stands: what somebody owed before is owed no more. What is older changes nothing."""
        if self.stage_since is not None and at < self.stage_since:
            return self
        answers = {side: answer for side, answer in self.answers.items() if answer.since >= at}
        return replace(self, stage=stage, stage_since=at, answers=answers)

    def owe_answer(self, side: Side, answer: OwedAnswer) -> Case:
        """Remember what a side owes. What is older than the stage, or than what is known, changes nothing."""
        known = self.answers.get(side)
        is_over = self.stage_since is not None and answer.since < self.stage_since
        if is_over or (known is not None and answer.since < known.since):
            return self
        return replace(self, answers={**self.answers, side: answer})

    def prolong_answers(self, sides: Collection[Side], until: datetime) -> Case:
        """Remember that an operator has given these sides more time for what they owe."""
        answers = {side: one.prolong(until) if side in sides else one for side, one in self.answers.items()}
        return self if answers == self.answers else replace(self, answers=answers)

    def must_answer(self, side: Side | None, at: datetime) -> bool:
        """Tell whether this side owes the case an act; while its clocks stand still none is over."""
        answer = None if side is None else self.answers.get(side)
        return answer is not None and (self.paused_since is not None or answer.is_owed_at(at))

    def participant(self, side: Side) -> Participant:
        """Raises InvariantViolated: only the memory of a closed case can lack its parties."""
        participant = self.buyer if side is Side.BUYER else self.seller
        if participant is None:
            raise InvariantViolated(f"case {self.id} has no {side}")
        return participant

    def hear_clock(self, news: ClockNews) -> Case:
        return replace(self, clock_news=(*self.clock_news, news))

    def delay_end(self, due_at: datetime, since: datetime, sequence: int) -> datetime:
        """Delay the end of a clock by the pauses that came after an event, though they were heard of before it."""
        later = sorted((news for news in self.clock_news if news.sequence > sequence), key=lambda news: news.sequence)
        return delay_end(due_at, since, (news.pause for news in later if news.pause is not None))

    def find_given_time(self, request: UUID, since: datetime, sequence: int) -> datetime | None:
        """Find until when an operator has given time after an event, though that was heard of before it."""
        given = (
            self.delay_end(news.due_at, since, news.sequence)
            for news in self.clock_news
            if news.due_at is not None and news.sequence > sequence and news.request in (None, request)
        )
        return max(given, default=None)

    def mark_paused(self, at: datetime) -> Case:
        return replace(self, paused_at=max(at, self.paused_at or at))

    def mark_resumed(self, paused_at: datetime, at: datetime) -> Case:
        answers = {side: answer.delay(paused_at, at) for side, answer in self.answers.items()}
        over = max(paused_at, self.resumed_pause_at or paused_at)
        return replace(self, resumed_pause_at=over, answers=answers)


class CaseClosed(DomainError):
    """Says how and when the case has ended, and by whose silence."""

    def __init__(self, end: CaseEnd | None = None) -> None:
        if end is not None:
            self.outcome = end.outcome
            self.ended_at = end.ended_at
        if end is not None and end.cause is not None:
            self.due_at = end.cause.due_at
            self.cause = end.cause
        super().__init__("This dispute is over; it takes no more evidence.")


class TooManyFiles(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__("This dispute has as many pieces of evidence as it may have.")


class QuotaExceeded(DomainError):
    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__("The files of this dispute together would exceed what it may hold.")


class PlatformFull(DomainError):
    def __init__(self) -> None:
        super().__init__("The platform has used up its storage for evidence. Ask its operators.")


class CaseOpen(DomainError):
    def __init__(self) -> None:
        super().__init__("A case with this person's evidence is still open.")


class Cases(Protocol):
    async def get_for_update(self, dispute: UUID) -> Case:
        """Load and hold until the transaction ends: all that changes a case's evidence waits here. Raises NotFound."""

    async def get(self, dispute: UUID) -> Case:
        """Raises NotFound."""

    async def find(self, dispute: UUID) -> Case | None: ...

    async def of_escrow(self, escrow: UUID) -> Sequence[UUID]:
        """List the cases of a deal that still take evidence, the oldest first."""

    async def earlier_of_escrow(self, case: Case) -> Sequence[UUID]:
        """List the other cases of a deal, whatever became of them."""

    async def add_if_new(self, case: Case) -> Case:
        """Keep it if it is new; hold and answer what is kept."""

    async def save(self, case: Case) -> None: ...

    async def save_silent_end(self, dispute: UUID, sequence: int, ends_at: datetime | None) -> None:
        """Remember when a case ends if nobody acts, unless that is older than what is known."""

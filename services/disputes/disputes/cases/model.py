"""Cases at run time: their log, messages, what is announced of them, and what the use cases need from storage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.errors import DomainError, RefusedInContext
from common.kernel.principal import Actor
from disputes.editions.model import EditionsTx
from disputes.engine.clocks import date_act
from disputes.engine.context import EngineContext
from disputes.engine.dispute import Change, Dispute
from disputes.engine.known_escrow import KnownEscrow
from disputes.engine.values import Behalf, MessageKind, Timeout
from disputes.journal.model import JournalEntry
from disputes.policy.model import Policy
from disputes.policy.vocabulary import Act, Outcome


class CaseEnd(NamedTuple):
    """How and when a case, or a stage of it, has ended, or is being ended; by whose silence, if by silence."""

    outcome: Outcome | None
    """None: silence has only led on to another stage."""
    ended_at: datetime | None
    due_at: datetime | None
    cause: Timeout | None

    def members(self) -> dict[str, object]:
        """List what a refusal says of it."""
        cause = None if self.cause is None else asdict(self.cause)
        members = {"outcome": self.outcome, "ended_at": self.ended_at, "due_at": self.due_at, "cause": cause}
        return {name: value for name, value in members.items() if value is not None}


class ActRefused(RefusedInContext):
    """Refusal of an act by the rules of the case: how it stands, how it ended, and what the caller may do instead."""

    def __init__(
        self, refusal: DomainError, *, state: str, allowed_actions: Sequence[str], end: CaseEnd | None = None
    ) -> None:
        members = end.members() if end is not None else {}
        super().__init__(refusal, state=state, allowed_actions=allowed_actions, **members)


class Case(NamedTuple):
    """Dispute and the policy it is judged by: the subject of nearly every command."""

    dispute: Dispute
    policy: Policy

    def engine_context(self, context: Context) -> EngineContext:
        return EngineContext(self.policy, self.date_act(context).timing, context.new_id)

    def date_act(self, context: Context) -> Context:
        """Date the act before it is decided, and alike where it is stored (0060)."""
        return context._replace(timing=date_act(self.dispute, context.timing, self.policy))


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    id: UUID
    dispute: UUID
    author: Actor
    text: str
    at: datetime
    kind: MessageKind = MessageKind.COMMENT
    attachments: tuple[UUID, ...] = ()
    """Evidence of the case, by its ids."""
    behalf: Behalf | None = None
    """For whom an operator wrote it."""


class CaseChange(NamedTuple):
    """Change of a case, why it came about, and what is stored along with it."""

    change: Change
    cause: str
    """Role of whoever acted, name of an event, or `timeout:<clock>`: stands in the case log and in events."""
    act: Act | None = None
    """A plain act, where nothing else that is new in the case says what somebody did."""
    escrow: KnownEscrow | None = None
    """How escrow has said the deal stands."""
    message: Message | None = None
    behalf: Behalf | None = None
    """For whom an operator has acted."""
    pause_reason: str | None = None
    """Noted in the audit log: the case itself does not keep why its clocks were stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """Line of the case log: from one place to another, why, and by whom."""

    dispute: UUID
    seq: int
    from_state: str
    to_state: str
    cause: str
    actor: Actor
    received_at: datetime
    at: datetime
    """When it took effect: of what happens by itself, the instant at which it was due."""
    timer: UUID | None
    recorded_at: datetime | None = None
    """When it was carried out, where it had taken effect before."""
    behalf: Behalf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanged:
    """Announced inside the transaction of a change, before it is saved: other rooms act on it, the case knows none."""

    before: Dispute
    change: Change
    policy: Policy
    context: Context


class Disputes(Protocol):
    async def get_for_update(self, dispute: UUID) -> Dispute:
        """Load and lock until the transaction ends. Raises NotFound."""

    async def get(self, dispute: UUID) -> Dispute:
        """Load to read, not to change. Raises NotFound."""

    async def get_opener(self, dispute: UUID) -> Actor:
        """Return who opened it, party or operator."""

    async def list_barred_judges(self, dispute: UUID) -> Sequence[str]:
        """List the operators who cannot judge what is decided in it, whoever decides: who has opened it."""

    async def list_of_escrow(self, escrow: UUID) -> Sequence[Dispute]:
        """List all disputes of an escrow, the oldest first."""

    async def find_active(self, escrow: UUID) -> UUID | None: ...

    async def add(self, dispute: Dispute, policy: Policy) -> None: ...

    async def save(self, dispute: Dispute, policy: Policy) -> None:
        """Write the case. From now on its armed deadlines are exactly those it carries."""

    async def log_transition(self, transition: Transition) -> None: ...

    async def add_message(self, message: Message) -> None: ...


class Escrows(Protocol):
    async def get(self, escrow: UUID) -> KnownEscrow:
        """Load to read. Raises NotFound."""

    async def get_for_update(self, escrow: UUID) -> KnownEscrow:
        """Locked, so that two disputes of one escrow are opened one after the other. Raises NotFound."""

    async def save_if_newer(self, escrow: KnownEscrow) -> None: ...

    async def remember(self, escrow: KnownEscrow) -> None:
        """Save it if it is newer, at the end of an act that does nothing else."""


class Journal(Protocol):
    async def add(self, entry: JournalEntry, *, dispute: UUID, seq: int, actor: str) -> None: ...


class CasesTx(EditionsTx, Protocol):
    """Transaction as far as cases need it. The executor opens and commits it; loaders and savers act inside."""

    @property
    def firing_deadline(self) -> UUID | None: ...

    @property
    def disputes(self) -> Disputes: ...

    @property
    def escrows(self) -> Escrows: ...

    @property
    def journal(self) -> Journal: ...

    async def append_audit_entry(self, action: str, subject: str, **details: object) -> None: ...

    async def announce(self, changed: CaseChanged) -> Change:
        """Let other rooms react. Returns the change, with what they have the case say in turn."""

"""Ports: what the use cases need of the database. `transaction.py` provides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.contracts.dispute_parts import DisputeEvent
from common.contracts.envelope import Event
from common.kernel.deal_money import DealMoney

from .domain.mediation import Mediation
from .domain.progress import CaseProgress
from .domain.tree import Tree


class PublishedTree(NamedTuple):
    """Edition of a platform's own decision tree, as it was published."""

    name: str
    edition: str
    source: str
    """Canonical JSON: what the hash is of."""
    hash: str
    published_at: datetime


class FrozenDeal(NamedTuple):
    """Money of a deal while a dispute has it frozen, as of a version of its escrow."""

    escrow: UUID
    version: int
    money: DealMoney


class Assignment(NamedTuple):
    """Operator who has a case, as of an event of it. None: nobody has."""

    dispute: UUID
    operator: str | None
    sequence: int


class ApprovalLimits(NamedTuple):
    """Amounts above which a platform wants two operators, by currency, as of a version of its settings."""

    limits: Mapping[str, int]
    version: int


class Mediations(Protocol):
    """Store of negotiations."""

    async def get_for_update(self, mediation: UUID) -> Mediation:
        """Load and lock until the transaction ends. Raises NotFound."""

    async def find_of_dispute_for_update(self, dispute: UUID) -> Mediation | None:
        """Load and lock the negotiation of a case, if it has one."""

    async def add(self, mediation: Mediation) -> None: ...

    async def save(self, mediation: Mediation, *, before: Mediation) -> None:
        """Write what has changed, and schedule exactly the deadline that now runs."""

    async def erase_words(self, dispute: UUID, authors: Set[str]) -> None:
        """Erase notes and reasons that these have written."""


class Cases(Protocol):
    """Store of how far each case has gone."""

    async def lock_progress(self, dispute: UUID) -> CaseProgress:
        """Load and lock it, known or not, so that events about one case wait for one another."""

    async def save_progress(self, progress: CaseProgress) -> None: ...

    async def save_assignee(self, assignment: Assignment) -> None:
        """Remember who has the case, unless that is older than what is known."""

    async def save_prospect(self, event: DisputeEvent) -> None:
        """Remember what ends a case first if nobody acts, and whether a decision of it waits, unless that is older than
        what is known."""

    async def save_approval_limits(self, limits: ApprovalLimits) -> None:
        """Remember the platform's limits, unless they are older than what is known."""


class Deals(Protocol):
    """Store of what escrow has told of the money that is negotiated about."""

    async def save_if_newer(self, deal: FrozenDeal) -> None: ...


class Trees(Protocol):
    """Store of decision trees: those that come with Parley, and the platform's own."""

    async def get_tree(self, edition: str) -> Tree:
        """Find an edition of either kind. Raises NotFound."""

    async def get_published(self, edition: str) -> PublishedTree:
        """Find one of the platform's own. Raises NotFound."""

    async def list_published(self, name: str | None = None) -> Sequence[PublishedTree]:
        """List the platform's own, newest first."""

    async def add(self, tree: PublishedTree) -> None:
        """Publish one. Raises EditionExists or TooManyEditions."""


class CasesTx(Protocol):
    """Transaction as those who only hear of cases need it."""

    @property
    def cases(self) -> Cases: ...


class Tx(CasesTx, Protocol):
    """Transaction of one platform. Opened and committed at the edge; use cases only act inside it."""

    @property
    def mediations(self) -> Mediations: ...

    @property
    def deals(self) -> Deals: ...

    @property
    def trees(self) -> Trees: ...

    async def publish(self, events: Sequence[Event]) -> None: ...

    async def append_audit_entry(self, what: str, subject: str, **details: str) -> None: ...

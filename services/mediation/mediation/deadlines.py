"""Hearing: before silence takes effect, disputes is asked how the case stands. The sweep narrows; the negotiation
decides, again, under its lock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from common.internal.hearing import select_heard
from common.internal.service_peers import Heard, PeerCatchUp
from common.jobs.deadlines import DueDeadline
from common.persistence.transaction import Transactions

from .event_commands import ExpireNegotiation
from .queries import list_disputes_of
from .transaction import MediationTransaction


def deadline_command(due: DueDeadline) -> ExpireNegotiation:
    return ExpireNegotiation(due.subject, due.due_at)


@dataclass(frozen=True)
class CasesHeard:
    """Asks disputes, before silence takes effect, for more time, pauses and ends of the case that are under way."""

    begin: Transactions[MediationTransaction]
    catch_up: PeerCatchUp

    async def select_certain(self, deadlines: Sequence[DueDeadline]) -> set[UUID]:
        """Select those that may fire. The others wait: disputes did not answer, or not all it said could be done."""
        by_tenant: dict[UUID, list[DueDeadline]] = defaultdict(list)
        for due in deadlines:
            by_tenant[due.tenant].append(due)
        return await select_heard(by_tenant, self._hear_cases)

    async def _hear_cases(self, tenant: UUID, deadlines: Sequence[DueDeadline]) -> Heard:
        async with self.begin.read(tenant) as tx:
            cases = await list_disputes_of(tx, [due.subject for due in deadlines])
        return await self.catch_up.hear_all_of("disputes", tenant, cases)

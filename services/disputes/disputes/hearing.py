"""Hearing: before a case goes on by itself, mediation is asked for agreements that came before that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.contracts.mediation import AgreementSubmitted
from common.internal.service_peers import PeerCatchUp
from common.jobs.deadlines import DueDeadline
from common.kernel.errors import NotFound
from common.persistence.transaction import Transactions
from disputes.engine.clocks import REMINDER_PREFIX
from disputes.penalties.model import SUSPENSION_ENDS
from disputes.policy.model import Alert

from .transaction import DisputesTransaction

CASES_PER_QUESTION: Final = 20
"""Few enough that all submissions of their negotiations fit into one answer."""


@dataclass(frozen=True)
class AgreementsHeard:
    """Asks mediation, before a case goes on by itself, for agreements submitted in time that are still under way."""

    begin: Transactions[DisputesTransaction]
    catch_up: PeerCatchUp

    async def select_certain(self, deadlines: Sequence[DueDeadline]) -> set[UUID]:
        """Select those that may fire. The others wait: mediation did not answer, or not all it said is decided."""
        by_tenant: dict[UUID, list[DueDeadline]] = defaultdict(list)
        for due in deadlines:
            by_tenant[due.tenant].append(due)
        certain: set[UUID] = set()
        for tenant, of_tenant in by_tenant.items():
            preventable = await self._select_preventable(tenant, of_tenant)
            certain |= {due.id for due in of_tenant} - {due.id for due in preventable}
            certain |= await self._select_heard(tenant, preventable)
        return certain

    async def _select_heard(self, tenant: UUID, preventable: Sequence[DueDeadline]) -> set[UUID]:
        heard: set[UUID] = set()
        for start in range(0, len(preventable), CASES_PER_QUESTION):
            asked = preventable[start : start + CASES_PER_QUESTION]
            topics, cases = [AgreementSubmitted.topic], [due.subject for due in asked]
            if not await self.catch_up.hear_all_concerning("mediation", tenant, topics, cases):
                break  # whoever is away now is away for the rest of them, too
            heard |= {due.id for due in asked}
        return heard

    async def _select_preventable(self, tenant: UUID, deadlines: Sequence[DueDeadline]) -> list[DueDeadline]:
        """Select those that do more than alert or remind, in cases that are negotiated."""
        clocks = [due for due in deadlines if due.kind != SUSPENSION_ENDS and not due.kind.startswith(REMINDER_PREFIX)]
        async with self.begin.read(tenant) as tx:
            return [due for due in clocks if await _can_be_prevented(tx, due)]


async def _can_be_prevented(tx: DisputesTransaction, due: DueDeadline) -> bool:
    try:
        policy = await tx.policies.get_for_dispute(await tx.disputes.get(due.subject))
    except NotFound:
        return False
    terms = policy.deadlines_by_kind().get(due.kind)
    return policy.negotiation is not None and terms is not None and not isinstance(terms.effect, Alert)

"""Hearing: before a case goes on by itself, mediation is asked for agreements that came before that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from common.contracts.mediation import AgreementSubmitted
from common.internal.hearing import select_heard
from common.internal.service_peers import Heard, PeerCatchUp
from common.jobs.deadlines import DueDeadline
from common.persistence.transaction import Transactions
from disputes.engine.clocks import PAUSE_CLOCK, REMINDER_PREFIX
from disputes.penalties.model import SUSPENSION_ENDS
from disputes.policy.model import Alert, Policy

from .transaction import DisputesTransaction


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
        preventable = {tenant: await self._select_preventable(tenant, waiting) for tenant, waiting in by_tenant.items()}
        uncertain = {due.id for waiting in preventable.values() for due in waiting}
        return {due.id for due in deadlines} - uncertain | await select_heard(preventable, self._hear_negotiations)

    async def _hear_negotiations(self, tenant: UUID, deadlines: Sequence[DueDeadline]) -> Heard:
        cases = [due.subject for due in deadlines]
        return await self.catch_up.hear_all_concerning("mediation", tenant, [AgreementSubmitted.topic], cases)

    async def _select_preventable(self, tenant: UUID, deadlines: Sequence[DueDeadline]) -> list[DueDeadline]:
        """Select those that do more than alert or remind, in cases that are negotiated."""
        harmless = (SUSPENSION_ENDS, PAUSE_CLOCK)
        clocks = [due for due in deadlines if due.kind not in harmless and not due.kind.startswith(REMINDER_PREFIX)]
        if not clocks:
            return []
        async with self.begin.read(tenant) as tx:
            editions = await tx.disputes.list_editions([due.subject for due in clocks])
            policies = {edition: await tx.policies.get_edition(edition) for edition in set(editions.values())}
        return [
            due
            for due in clocks
            if (edition := editions.get(due.subject)) is not None and _can_be_prevented(due, policies[edition])
        ]


def _can_be_prevented(due: DueDeadline, policy: Policy) -> bool:
    terms = policy.deadlines_by_kind().get(due.kind)
    return policy.negotiation is not None and terms is not None and not isinstance(terms.effect, Alert)

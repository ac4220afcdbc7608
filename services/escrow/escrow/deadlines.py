"""Deadlines: what is due, mapped to the command that it means, once it is certain that no dispute prevents it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.contracts.disputes import DisputeClosed, FreezeRequested
from common.internal.hearing import select_heard
from common.internal.service_peers import Heard, PeerCatchUp
from common.jobs.deadlines import DueDeadline

from .commands import ApplyDeadline
from .domain.transitions import DISPUTABLE_DEADLINES, DeadlineKind

TOPICS_THAT_PREVENT: Final = (FreezeRequested.topic, DisputeClosed.topic)


def deadline_command(due: DueDeadline) -> ApplyDeadline:
    return ApplyDeadline(due.subject, DeadlineKind(due.kind), due.due_at)


@dataclass(frozen=True)
class DisputesHeard:
    """Asks disputes, before money moves by itself, for cases opened in time whose freeze is still under way."""

    catch_up: PeerCatchUp

    async def select_certain(self, deadlines: Sequence[DueDeadline]) -> set[UUID]:
        """Select those that may fire. The others wait: disputes did not answer, or not all it said could be done."""
        certain = {due.id for due in deadlines if DeadlineKind(due.kind) not in DISPUTABLE_DEADLINES}
        by_tenant: dict[UUID, list[DueDeadline]] = defaultdict(list)
        for due in deadlines:
            if due.id not in certain:
                by_tenant[due.tenant].append(due)
        return certain | await select_heard(by_tenant, self._hear_cases)

    async def _hear_cases(self, tenant: UUID, deadlines: Sequence[DueDeadline]) -> Heard:
        escrows = [due.subject for due in deadlines]
        return await self.catch_up.hear_all_concerning("disputes", tenant, TOPICS_THAT_PREVENT, escrows)

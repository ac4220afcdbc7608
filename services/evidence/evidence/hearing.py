"""Hearing: before a request for evidence lapses, its case is asked for what came in time and is still under way.

A lapse can move the case, and money with it. An agreement that was accepted before the cut-off wins over it, however
late disputes hears of the acceptance: it is handed over first. So are more time, a pause or the end of the case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from common.contracts.mediation import AgreementSubmitted
from common.internal.hearing import select_heard
from common.internal.service_peers import Heard, PeerAway, PeerCatchUp, TooManyEvents
from common.jobs.deadlines import DueDeadline
from common.messaging.bus import Message
from common.persistence.transaction import Transactions

from .requests.queries import list_disputes_of
from .requests.store import WINDOW_DEADLINE


@dataclass(frozen=True)
class CasesHeard:
    """Asks mediation and disputes, before evidence lapses, for what prevents it."""

    begin: Transactions[Any]
    catch_up: PeerCatchUp

    async def select_certain(self, deadlines: Sequence[DueDeadline]) -> set[UUID]:
        """Select those that may fire. The others wait: a peer did not answer, or not all it said could be done."""
        certain = {due.id for due in deadlines if due.kind != WINDOW_DEADLINE}
        by_tenant: dict[UUID, list[DueDeadline]] = defaultdict(list)
        for due in deadlines:
            if due.id not in certain:
                by_tenant[due.tenant].append(due)
        return certain | await select_heard(by_tenant, self._hear_cases)

    async def _hear_cases(self, tenant: UUID, deadlines: Sequence[DueDeadline]) -> Heard:
        async with self.begin.read(tenant) as tx:
            disputes = await list_disputes_of(tx, [due.subject for due in deadlines])
        cut_offs: dict[UUID, datetime] = {}
        for due in deadlines:
            if (dispute := disputes.get(due.subject)) is not None:
                cut_offs[dispute] = max(due.due_at, cut_offs.get(dispute, due.due_at))
        try:
            is_decided = await self._hand_over_agreements(tenant, cut_offs)
        except PeerAway:
            return Heard.AWAY
        except TooManyEvents:
            return Heard.NOT_ALL
        heard = await self.catch_up.hear_all_of("disputes", tenant, list(cut_offs))
        return heard if is_decided else Heard.NOT_ALL

    async def _hand_over_agreements(self, tenant: UUID, cut_offs: Mapping[UUID, datetime]) -> bool:
        """Let disputes decide on agreements submitted in time; those that came later wait for the lapse themselves.

        Raises PeerAway or TooManyEvents.
        """
        peers = self.catch_up.peers
        submitted = await peers.query_events_concerning("mediation", tenant, [AgreementSubmitted.topic], list(cut_offs))
        in_time = [message for message in submitted if _is_in_time(message, cut_offs)]
        return all([await peers.deliver_event("disputes", message) for message in in_time])


def _is_in_time(message: Message, cut_offs: Mapping[UUID, datetime]) -> bool:
    """Tell whether it came before the cut-off; at one instant the silence that a negotiation goes by comes first."""
    agreement = AgreementSubmitted.model_validate_json(message.body)
    cut_off = cut_offs[agreement.dispute]
    return agreement.received_at < cut_off or (agreement.basis == "silence" and agreement.received_at == cut_off)

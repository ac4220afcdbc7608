"""Freezing at once: an opening is answered after escrow has decided on the money, if escrow can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from common.contracts.disputes import FreezeRequested
from common.execution.commands import Context
from common.internal.handover import PeerHandover
from common.persistence.transaction import Transactions
from common.web.api_call import FollowedUp

from .model import Case
from .queries import read_dispute


@dataclass(frozen=True)
class ImmediateFreeze:
    """Asks escrow to freeze the money of a case just opened, beside the broker that brings the request anyway."""

    begin: Transactions[Any]
    handover: PeerHandover

    async def complete_opening(self, case: Case, context: Context) -> FollowedUp:
        """Read the case as escrow's answer leaves it: frozen, or void. With escrow away it is opening, and says so."""
        dispute = case.dispute
        await self.handover.hand_over(
            "escrow", dispute.tenant, FreezeRequested.topic, dispute.id, answers_with=dispute.escrow
        )
        async with self.begin.read(dispute.tenant) as tx:
            return FollowedUp(await read_dispute(tx, context.principal, dispute.id))

"""Maps erased deals to the integration event in `common.contracts.escrow`."""

from __future__ import annotations

from typing import Final

from common.contracts.envelope import ActorRef, Party
from common.contracts.escrow import DealsErased
from common.execution.commands import Context
from common.kernel.principal import Role

from .model import DealErasure

_PARTIES: Final[dict[Role, Party]] = {Role.BUYER: "buyer", Role.SELLER: "seller"}


def deals_erased(erasure: DealErasure, context: Context) -> DealsErased:
    principal, timing = context.principal, context.timing
    return DealsErased(
        tenant=principal.tenant,
        subject=context.new_id(),
        sequence=1,
        version=1,
        occurred_at=timing.effective_at,
        recorded_at=timing.recorded_at,
        actor=ActorRef(role=principal.role.value, id=principal.id),
        cause=context.cause,
        role=_PARTIES[erasure.party.role],
        participant=erasure.party.id,
        escrows=tuple(deal.id for deal in erasure.deals),
        has_more=erasure.has_more,
    )

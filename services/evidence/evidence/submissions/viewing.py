"""Records who has seen what a piece of evidence says, before it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from common.kernel.principal import Principal
from evidence.cases.transaction import TransactionFactory, origin_of_request
from evidence.custody import log
from evidence.custody.model import Action

from .loading import is_new_to_viewer
from .transaction import SubmissionsTransaction


@dataclass(frozen=True)
class ViewingLog:
    """Once per person is enough to know who has seen something, so most readings write nothing."""

    begin: TransactionFactory[SubmissionsTransaction]

    async def record_reading(self, item: UUID, viewer: Principal, *, is_head: bool) -> None:
        """Record the reading of the other side's statement, shipment record or conversation. Raises NotFound."""
        async with self.begin.read(viewer.tenant) as tx:
            is_new = await is_new_to_viewer(tx, item, viewer=viewer)
        if not is_new or is_head:
            return
        async with self.begin(viewer.tenant, origin_of_request(viewer)) as tx:
            if await is_new_to_viewer(tx, item, viewer=viewer):
                await log.record_action(tx, item, Action.VIEWED, actor=viewer.actor)

    async def record_preview(self, item: UUID, viewer: Principal) -> None:
        """Record that a picture made of a file was seen."""
        async with self.begin(viewer.tenant, origin_of_request(viewer)) as tx:
            if not await tx.custody.was_seen_by(item, viewer.actor):
                await log.record_action(tx, item, Action.VIEWED, actor=viewer.actor, how="preview")

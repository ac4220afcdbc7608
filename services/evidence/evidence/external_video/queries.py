"""Reads a conversation elsewhere for those who may know of it."""

from __future__ import annotations

from uuid import UUID

from common.kernel.principal import Principal
from evidence.submissions.loading import get_visible

from .schemas import ExternalVideoView
from .transaction import ExternalVideoTransaction
from .views import external_video_view


async def read_external_video(tx: ExternalVideoTransaction, principal: Principal, item_id: UUID) -> ExternalVideoView:
    """Raises NotFound."""
    item = await get_visible(tx, item_id, viewer=principal)
    return external_video_view(item, await tx.external_videos.get(item_id), principal)

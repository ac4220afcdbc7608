"""Reads a conversation elsewhere for those who may know of it."""

from __future__ import annotations

from uuid import UUID

from common.kernel.principal import Principal

from .loading import load_conversation
from .schemas import ExternalVideoView
from .transaction import ExternalVideoTransaction
from .views import external_video_view


async def read_external_video(tx: ExternalVideoTransaction, principal: Principal, item_id: UUID) -> ExternalVideoView:
    """Raises NotFound."""
    return external_video_view(await load_conversation(tx, item_id, viewer=principal), principal)

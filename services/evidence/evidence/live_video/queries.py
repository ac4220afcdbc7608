"""Readings of live recordings for callers with a token."""

from __future__ import annotations

from uuid import UUID

from common.kernel.errors import NotFound
from common.kernel.principal import Principal
from evidence.cases.model import DISPUTE_OR_EVIDENCE

from .loading import RecordedSession
from .schemas import VideoView
from .transaction import LiveVideoTransaction
from .views import SessionPresenter


async def read_session(
    tx: LiveVideoTransaction, principal: Principal, session_id: UUID, presenter: SessionPresenter
) -> VideoView:
    """Read one for its own side, the platform and its operators. Raises NotFound for the other side.

    What a recording shows of itself could tell what is sealed; the finished one is an item of evidence like others.
    """
    session = await tx.videos.get(session_id)
    side = (await tx.cases.get(session.dispute)).side_of(principal)
    if side not in (None, session.side):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    film = None if session.item is None else await tx.items.get(session.item)
    return presenter.session_view(RecordedSession(session, await tx.videos.list_chunks(session_id), film), principal)

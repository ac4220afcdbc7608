"""Request as whoever has attached something to it sees it."""

from __future__ import annotations

from common.execution.commands import Context
from evidence.requests.schemas import RequestView
from evidence.requests.views import RequestSurroundings, request_view

from .loading import Attachment


def attached_request_view(attachment: Attachment, context: Context) -> RequestView:
    surroundings = RequestSurroundings(
        attachment.requests,
        attachment.items,
        attachment.examinations,
        context.timing.now,
        attachment.case.ends_at,
    )
    return request_view(attachment.request, attachment.case.side_of(context.principal), surroundings)

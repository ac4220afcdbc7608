"""Edge of notifications: what its routes are given, who may call them, and the problems they document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Protocol
from uuid import UUID

from fastapi import Depends

from common.kernel.principal import Role
from common.persistence.paging import Pager
from common.web.api_call import ApiCall, api_call
from common.web.event_stream import StreamHub
from common.web.links.stream_links import StreamLinks
from common.web.problems import problem_responses

from .secret_vault import SecretVault

FEED_READER_ROLES: Final = (Role.PLATFORM, Role.OPERATOR)
STREAM_READER_ROLES: Final = (*FEED_READER_ROLES, Role.BUYER, Role.SELLER)
WATCHER_ROLES: Final = (Role.PLATFORM, Role.OPERATOR)
"""May see where events go and send one again: of operators those with the scope `lead`. What is sent where, and under
which secret, the platform alone decides."""

LIST_RESPONSES: Final = problem_responses(401, 403)
READ_RESPONSES: Final = problem_responses(401, 403, 404)
CREATE_RESPONSES: Final = problem_responses(400, 401, 403, 409, 422)
PAGE_RESPONSES: Final = problem_responses(400, 401, 403, 404, 422)
CHANGE_RESPONSES: Final = PAGE_RESPONSES
SEND_RESPONSES: Final = problem_responses(401, 403, 404, 409)
ROTATE_RESPONSES: Final = problem_responses(400, 401, 403, 404, 409, 422)
REPLAY_RESPONSES: Final = problem_responses(400, 401, 403, 404, 409, 410, 422)
FEED_RESPONSES: Final = problem_responses(400, 401, 403, 422)
STREAM_LINK_RESPONSES: Final = problem_responses(401, 403)
STREAM_RESPONSES: Final = problem_responses(400, 401, 403, 422, 429, 503)


class UrlGuard(Protocol):
    async def require_allowed_url(self, url: str) -> None:
        """Raises UrlForbidden for what webhooks must not go to. Asks name servers: never inside a transaction."""


@dataclass(frozen=True)
class NotificationDeps:
    vault: SecretVault
    guard: UrlGuard
    pager: Pager
    streams: StreamHub[UUID]
    """Open streams, by platform."""
    stream_links: StreamLinks


NotificationCall = Annotated[ApiCall[NotificationDeps], Depends(api_call)]

"""Request log: one line for each request that may change something, and for each that is forbidden."""

from __future__ import annotations

import logging
from typing import Final

from starlette.types import Scope

from common.kernel.ids import format_id

from .request_head import READING_METHODS

log = logging.getLogger(__name__)

RATE_LIMITED_STATUS: Final = 429
"""Logged by the rate limiter itself, once a minute."""
FORBIDDEN_STATUSES: Final = frozenset({401, 403})
"""Of whatever method: who tries what he may not is looked for afterwards. Limits stand before a flood of them."""


def log_answered_request(scope: Scope, status: int, seconds: float) -> None:
    """Log one line for each request that may change something, for each that is forbidden, for each failure of ours.

    The address is written as its operation has it, so no id of a person and no secret of a link is in it.
    """
    is_read = status < 500 and status not in FORBIDDEN_STATUSES and scope["method"] in READING_METHODS
    if status == RATE_LIMITED_STATUS or is_read:
        return
    route = getattr(scope.get("route"), "path", None)
    caller = scope.get("state", {}).get("caller")
    log.info(
        "%s %s answered %d in %.1f ms", scope["method"], route, status, seconds * 1000,
        extra={"tenant": format_id("plt", caller.tenant), "role": str(caller.role)} if caller else {},
    )  # fmt: skip

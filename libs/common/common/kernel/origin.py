"""Origin of a transaction: who asks for it, why, and under which name."""

from __future__ import annotations

from typing import Final, NamedTuple
from uuid import UUID

from .principal import Principal

REQUEST: Final = "request"
"""Cause of what a request itself does; whatever else is done while it waits has a cause of its own."""

TIMEOUT_CAUSE: Final = "timeout:"
"""Begins the cause of what the end of a clock brings about; the clock's kind follows."""


class Origin(NamedTuple):
    """Stands in the audit log, in events and in the names of crash points."""

    principal: Principal
    cause: str
    """`request`, the topic of an event, `timeout:<kind>`, or the name of a worker."""
    operation: str
    """Operation of the API, name of the event, or worker: first half of a crash point's name."""

    @classmethod
    def system(cls, tenant: UUID, cause: str = "system", operation: str = "system") -> Origin:
        return cls(Principal.system(tenant), cause, operation)

    @classmethod
    def deadline(cls, tenant: UUID, kind: str) -> Origin:
        """Origin of what the end of a clock brings about."""
        return cls.system(tenant, f"{TIMEOUT_CAUSE}{kind}", "sweeper")

"""Context of every rule of the engine: the policy, the time and the ids that come in from outside."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from common.kernel.seams import IdFactory
from common.kernel.timing import Timing
from disputes.policy.model import Policy


class EngineContext(NamedTuple):
    policy: Policy
    timing: Timing
    """Events and silence take effect when they happened, however late they arrive; acts of people now."""
    new_id: IdFactory

    @property
    def at(self) -> datetime:
        """Time at which what happens now takes effect."""
        return self.timing.effective_at

    def effective_at(self, at: datetime) -> EngineContext:
        return self._replace(timing=Timing(at, at))

"""Transaction as those who tell of conversations elsewhere need it."""

from __future__ import annotations

from typing import Protocol

from evidence.live_video.domain.check_lease import CheckLeases
from evidence.submissions.transaction import SubmissionsTransaction

from .model import ExternalVideoRepository


class ExternalVideoTransaction(SubmissionsTransaction, Protocol):
    @property
    def external_videos(self) -> ExternalVideoRepository: ...

    @property
    def external_check_leases(self) -> CheckLeases: ...

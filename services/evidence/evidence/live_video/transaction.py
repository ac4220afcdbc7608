"""Transaction as those who record need it."""

from __future__ import annotations

from typing import Protocol

from evidence.deals.transaction import PlatformsTransaction
from evidence.submissions.transaction import SubmissionsTransaction

from .domain.check_lease import CheckLeases
from .domain.session import VideoRepository


class LiveVideoTransaction(SubmissionsTransaction, PlatformsTransaction, Protocol):
    @property
    def videos(self) -> VideoRepository: ...

    @property
    def check_leases(self) -> CheckLeases: ...

"""Transaction as those who receive files need it."""

from __future__ import annotations

from typing import Protocol

from evidence.submissions.transaction import SubmissionsTransaction

from .model import UploadRepository


class UploadsTransaction(SubmissionsTransaction, Protocol):
    @property
    def uploads(self) -> UploadRepository: ...

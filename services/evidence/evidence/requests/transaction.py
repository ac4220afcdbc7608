"""Transaction as those who act on requests for evidence need it."""

from __future__ import annotations

from typing import Protocol

from evidence.custody.transaction import CustodyTransaction

from .model import ArrivingFiles, Requests


class RequestsTransaction(CustodyTransaction, Protocol):
    @property
    def requests(self) -> Requests: ...

    @property
    def uploads(self) -> ArrivingFiles: ...

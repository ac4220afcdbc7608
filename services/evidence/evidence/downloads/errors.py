from __future__ import annotations

from common.kernel.errors import DomainError


class TooManyDownloads(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__("Too many downloads are open at once. Wait until one of them is finished.")

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.http import Call, call
from common.paging import Cursor

from .channels import Gate
from .store import NotificationTx
from .vault import Vault


@dataclass(frozen=True)
class Deps:
    """What the edges of this service are given. Built once, in `app.py`."""

    vault: Vault
    gate: Gate
    cursor: Cursor


Calling = Annotated[Call[NotificationTx, Deps], Depends(call)]

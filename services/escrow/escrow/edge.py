"""What the routes are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from pydantic import SecretStr

from common.persistence.paging import Pager
from common.persistence.transaction import Transactions
from common.web.http import Call, call
from common.web.secret_attempts import Attempts

from .sandbox_clock import SandboxClock
from .store import EscrowTransaction
from .tokens import TokenSigner


@dataclass(frozen=True)
class EscrowDeps:
    begin: Transactions[EscrowTransaction]
    signer: TokenSigner
    admin_secret: SecretStr
    pager: Pager
    now: Callable[[], datetime]
    """Of this machine: tokens are good for real minutes, whatever a test clock says."""
    clock: SandboxClock | None
    """None where there is no test clock."""
    attempts: Attempts
    """At the secrets of clients."""


EscrowCall = Annotated[Call[EscrowTransaction, EscrowDeps], Depends(call)]

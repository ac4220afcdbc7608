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
from common.web.api_call import ApiCall, api_call
from common.web.secret_attempts import SecretAttempts

from .clock import SandboxClock
from .store import EscrowTx
from .tokens import Signer


@dataclass(frozen=True)
class Deps:
    begin: Transactions[EscrowTx]
    signer: Signer
    admin_secret: SecretStr
    pager: Pager
    now: Callable[[], datetime]
    """Of this machine: tokens are good for real minutes, whatever a test clock says."""
    clock: SandboxClock | None
    """None where there is no test clock."""
    attempts: SecretAttempts
    """At the secrets of clients."""


Calling = Annotated[ApiCall[EscrowTx, Deps], Depends(api_call)]

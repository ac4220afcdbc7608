"""Edge of escrow: what its routes are given, who may call them, and the problems they document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import Depends
from pydantic import SecretStr

from common.kernel.principal import Role
from common.persistence.paging import Pager
from common.persistence.transaction import Transactions
from common.web.api_call import ApiCall, api_call
from common.web.problems import problem_responses
from common.web.secret_attempts import SecretAttempts

from .page_links.keys import PageKeys
from .sandbox_clock import SandboxClock
from .tokens import TokenSigner
from .transaction import EscrowTransaction

READER_ROLES: Final = (Role.PLATFORM, Role.OPERATOR, Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)

READ_RESPONSES: Final = problem_responses(401, 404, 429, 503)
LIST_RESPONSES: Final = problem_responses(401, 403, 422, 429, 503)
PLATFORM_READ_RESPONSES: Final = problem_responses(401, 403, 429, 503)
"""Of reads that only a platform may make, of itself."""
DEBT_RESPONSES: Final = problem_responses(400, 401, 403, 404, 422, 429, 503)
CREATE_RESPONSES: Final = problem_responses(400, 401, 403, 409, 415, 422, 429, 503)
ACT_RESPONSES: Final = problem_responses(400, 401, 403, 404, 409, 415, 422, 429, 503)
BULK_RESPONSES: Final = problem_responses(400, 401, 403, 412, 413, 415, 422, 429, 503)
ADMIN_RESPONSES: Final = problem_responses(400, 401, 403, 404, 415, 422, 429, 503)

CASE_OPERATIONS: Final = frozenset(
    {
        "list_escrows", "get_escrow", "get_postings", "fund", "ship", "correct_shipment", "deliver", "accept",
        "release", "refund", "cancel", "get_test_clock", "advance_test_clock", "release_test_clock",
    }
)  # fmt: skip
"""Part of a case, and open to a token that is limited to it: each of them looks at which one it is about (WAL-A2).
The test clock is of all cases, and asks such a token for a scope of its own."""


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
    attempts: SecretAttempts
    """At the secrets of clients."""
    page_keys: PageKeys
    public_url: str
    """Address of this server, as clients know it."""
    pages_url: str
    """Address of the pages, as people open them."""
    allows_loopback: bool
    """Pages of this machine may call without being named: a sandbox."""


EscrowCall = Annotated[ApiCall[EscrowDeps], Depends(api_call)]

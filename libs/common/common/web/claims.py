"""Claims: the Idempotency-Key of a request, with what exactly was asked under it, and the answer that it keeps."""

from __future__ import annotations

import hashlib
from typing import Any

from fastapi import Request

from common.kernel.principal import Principal
from common.persistence import idempotency
from common.persistence.idempotency import IdempotencyClaim, ReplayedAnswer
from common.persistence.transaction import StoredAnswer

from .request_body import compute_body_fingerprint


def read_claim(request: Request, principal: Principal) -> IdempotencyClaim | None:
    """Claim of a request that may have a key. Raises IdempotencyKeyInvalid."""
    key = idempotency.read_key(request.headers.getlist("idempotency-key"))
    return None if key is None else _claim_for(request, principal, key)


def require_claim(request: Request, principal: Principal) -> IdempotencyClaim:
    """Claim of a request that must have a key. Raises IdempotencyKeyMissing or IdempotencyKeyInvalid."""
    return _claim_for(request, principal, idempotency.require_key(request.headers.getlist("idempotency-key")))


def _claim_for(request: Request, principal: Principal, key: str) -> IdempotencyClaim:
    scope = request.scope  # whose URL would be put together, and taken apart again
    address = f"{scope['path']}?{scope['query_string'].decode()}"
    body = compute_body_fingerprint(request.scope)
    return claim_act(principal, key, request.method, address, body)


def claim_act(principal: Principal, key: str, method: str, address: str, body_fingerprint: bytes) -> IdempotencyClaim:
    """Claim of an act by the request that it is, or would be: alone or in a bulk, one key is one act.

    A key belongs to its caller and its address: the same one at another escrow is another key.
    """
    path = address.partition("?")[0]
    fingerprint = hashlib.sha256(f"{method} {address}\n".encode() + body_fingerprint).digest()
    return IdempotencyClaim(_owner_of(principal), f"{method} {path}", key, fingerprint)


def _owner_of(principal: Principal) -> str:
    """Name who keeps the answer. A token that is limited to one case is never given one of another (WAL-A2)."""
    bounds = [str(bound) for bound in (principal.escrow, principal.dispute) if bound is not None]
    return " ".join([f"{principal.role}:{principal.id}", *bounds])  # a blank is in no id: an @ may be


async def remember_refusal(claim: IdempotencyClaim, answer: StoredAnswer, tx: Any) -> ReplayedAnswer | None:
    """Keep a refusal under its key, unless a rival's answer stands there by now."""
    if (stored := await idempotency.claim_key(tx, claim)) is None:
        tx.store_answer(answer)
    return stored


async def keep_answer(answer: StoredAnswer, tx: Any) -> None:
    """Keep another answer under a key that is claimed."""
    tx.store_answer(answer)

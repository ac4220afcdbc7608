"""Authentication: short-lived signed tokens, verified offline with the published keys (RFC 8725)."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from pathlib import Path
from typing import Any, ClassVar, Final
from uuid import UUID

import httpx
import jwt
import orjson
from jwt.types import Options

from common.kernel import seams
from common.kernel.ids import parse_id
from common.kernel.principal import Principal, Role

log = logging.getLogger(__name__)

ALGORITHM: Final = "EdDSA"
TOKEN_TYPE: Final = "at+jwt"  # noqa: S105 (the `typ` of a header)
PLAIN_ISSUER: Final = "parley"
"""Of tokens from before 0.2.0, and of links."""
AUDIENCE: Final = "parley"
MAX_TOKEN_LENGTH: Final = 4_096
MAX_TOKEN_SECONDS: Final = 300
"""No token lives longer, whoever signed it: what was suspended or revoked is forgotten by then."""
REFRESH_SECONDS: Final = 10.0
MAX_CACHED_TOKENS: Final = 4_096
TEXT_CLAIMS: Final = ("sub", "tenant", "role", "scope", "escrow", "dispute")
REQUIRED_CLAIMS: Final = ["exp", "iat", "iss", "aud", "sub", "tenant", "role"]
TIMELESS: Final[Options] = {"verify_exp": False, "verify_iat": False, "verify_nbf": False}
"""The library would ask the machine for the time, past our seam: `_require_current` does it instead."""


class Unauthenticated(Exception):
    """No token, or one that proves nothing. Never says which."""

    way_out: ClassVar[str] = "Send a valid access token: Authorization: Bearer …"


class LinkUnproven(Unauthenticated):
    """Link that was not signed here, or not for what it leads to, such as one that a mail program has broken."""

    way_out = "This link is cut off or was changed. Open it whole, or ask whoever gave it for a new one."


class LinkIncomplete(LinkUnproven):
    """Address that has lost the token of its link, or was never one: a program may have left its own out."""

    way_out = f"{LinkUnproven.way_out} Programs send an access token: Authorization: Bearer …"


class KeySet:
    """Published keys, from a file or an address; an unknown key id makes it look again, but not too often."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._keys: dict[str, Any] = {}
        self._loaded_at = 0.0
        self._loading: asyncio.Task[None] | None = None

    async def load_keys(self) -> None:
        self._loaded_at = seams.monotonic()
        self._keys = {
            key["kid"]: jwt.PyJWK(key, ALGORITHM).key for key in orjson.loads(await self._read_source()).get("keys", [])
        }

    def get_key(self, kid: str) -> Any:
        """Raises Unauthenticated for a key that is not published (yet: a rotated one is found by the next call)."""
        if kid not in self._keys:
            if seams.monotonic() - self._loaded_at > REFRESH_SECONDS:
                self._loaded_at = seams.monotonic()
                self._loading = asyncio.get_running_loop().create_task(self.load_keys())
            raise Unauthenticated
        return self._keys[kid]

    async def _read_source(self) -> bytes:
        if self._source.startswith(("http://", "https://")):
            async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
                return (await client.get(self._source)).raise_for_status().content
        return await asyncio.to_thread(Path(self._source).read_bytes)


class TokenVerifier:
    """Verifier of access tokens. One that was verified is cached until it expires: it says the same each time."""

    def __init__(self, keys: KeySet, *, issuer: str = PLAIN_ISSUER, audience: str = AUDIENCE) -> None:
        self._keys, self._issuers, self._audience = keys, (issuer, PLAIN_ISSUER), audience
        self._verified: OrderedDict[str, tuple[Principal, int]] = OrderedDict()

    def __call__(self, authorization: str | None) -> Principal:
        """Raises Unauthenticated."""
        token = read_token(authorization)
        if (caller := self._find_verified(token)) is not None:
            return caller
        try:
            claims = self._verified_claims(token)
            caller = _principal_from_claims(claims)
        except (jwt.PyJWTError, ValueError, KeyError, TypeError) as error:
            raise Unauthenticated from error
        self._cache_verified_principal(token, caller, claims["exp"])
        return caller

    def has_verified(self, authorization: str) -> bool:
        """Tell whether its token was verified before and is still good: that costs no check of a signature."""
        try:
            return self._find_verified(read_token(authorization)) is not None
        except Unauthenticated:
            return False

    def _find_verified(self, token: str) -> Principal | None:
        verified = self._verified.get(token)
        return verified[0] if verified is not None and _machine_time_seconds() < verified[1] else None

    def _cache_verified_principal(self, token: str, caller: Principal, expires: int) -> None:
        self._verified[token] = (caller, expires)
        if len(self._verified) > MAX_CACHED_TOKENS:
            self._verified.popitem(last=False)

    def _verified_claims(self, token: str) -> dict[str, Any]:
        header = jwt.get_unverified_header(token)
        if header.get("typ") != TOKEN_TYPE or header.get("alg") != ALGORITHM or "crit" in header:
            raise Unauthenticated
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._keys.get_key(str(header.get("kid"))),
                algorithms=[ALGORITHM],
                issuer=self._issuers,
                audience=self._audience,
                options={"require": REQUIRED_CLAIMS, **TIMELESS},
            )
        except jwt.InvalidIssuerError:  # the signature is ours by then
            log.error(
                "a token of ours names another issuer than %s: is PARLEY_PUBLIC_URL the same for all?", self._issuers[0]
            )
            raise
        _require_current(claims, _machine_time_seconds())
        return claims


def read_token(authorization: str | None) -> str:
    """Read the token behind `Bearer` and one blank or more (RFC 9110, 11.4). Raises Unauthenticated."""
    scheme, _, rest = (authorization or "").partition(" ")
    token = rest.lstrip(" ")
    if scheme.lower() != "bearer" or not token or len(token) > MAX_TOKEN_LENGTH:
        raise Unauthenticated
    return token


def _require_current(claims: dict[str, Any], now: float) -> None:
    """Raises Unauthenticated for a token that is over, has not begun, or would live too long."""
    ends, issued, begins = claims["exp"], claims["iat"], claims.get("nbf", claims["iat"])
    if not type(ends) is type(issued) is type(begins) is int:
        raise Unauthenticated
    if not max(issued, begins) <= now < ends or ends - issued > MAX_TOKEN_SECONDS:
        raise Unauthenticated


def _machine_time_seconds() -> float:
    return seams.utc_now().timestamp()  # not business time: tokens are good for real minutes


def _principal_from_claims(claims: dict[str, Any]) -> Principal:
    """Raises ValueError for claims of another type: a library further in would raise whatever it likes."""
    if not all(isinstance(claims.get(name, ""), str) for name in TEXT_CLAIMS):
        raise ValueError("these claims are texts")
    return Principal(
        tenant=UUID(claims["tenant"]),
        role=Role(claims["role"]),
        id=claims["sub"],
        scopes=frozenset(claims.get("scope", "").split()),
        escrow=parse_id("esc", claims["escrow"]) if "escrow" in claims else None,
        dispute=parse_id("dsp", claims["dispute"]) if "dispute" in claims else None,
    )

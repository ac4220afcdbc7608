"""How often who may call. Checked before a body is read or the database is asked; counted in this process alone."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from typing import Annotated, Final, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer
from starlette.types import Scope
from throttled.rate_limiter import RateLimiterRegistry, RateLimitState, per_duration
from throttled.store import MemoryStore

from common.kernel.ids import format_id
from common.kernel.principal import Principal, Role

log = logging.getLogger(__name__)

MAX_REMEMBERED_KEYS: Final = 20_000
"""Keys remembered by one limit; the one that was quiet longest is forgotten first."""
NETWORK_BITS: Final = 64
"""An IPv6 customer has at least as many addresses, so they count as one."""
GCRA: Final = RateLimiterRegistry.get("gcra")
QUOTA_SPELLING: Final = re.compile(r"([1-9]\d{0,8}) in ([1-9]\d{0,5}) s")


@dataclass(frozen=True, slots=True)
class Quota:
    """`amount` at once, and as many again, evenly, in `seconds`. Spelt `1000 in 10 s`."""

    amount: int
    seconds: int

    @classmethod
    def parse(cls, given: object) -> Self:
        """Raises ValueError."""
        if isinstance(given, cls):
            return given
        if (found := QUOTA_SPELLING.fullmatch(str(given))) is None:
            raise ValueError("a limit is spelt as in: 1000 in 10 s")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.amount} in {self.seconds} s"

    def times(self, factor: int) -> Quota:
        return Quota(self.amount * factor, self.seconds)


QuotaText = Annotated[Quota, BeforeValidator(Quota.parse), PlainSerializer(str)]


class RateLimits(BaseModel):
    """What every service limits. Each process counts for itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    platform: QuotaText = Quota(1_000, 10)
    """All requests of one platform and its people."""
    caller: QuotaText = Quota(200, 10)
    """All requests of one buyer, seller, representative or operator."""
    upload: QuotaText = Quota(400, 10)
    """Pieces of files, of one caller; they do not count as requests."""
    address: QuotaText = Quota(1_000, 10)
    """Requests that need no token, from one address."""
    unproven: QuotaText = Quota(60, 60)
    """Requests without a valid token, from one address, where one is needed."""

    def times(self, factor: int) -> RateLimits:
        return RateLimits(**{name: getattr(self, name).times(factor) for name in type(self).model_fields})


@dataclass(frozen=True, slots=True)
class OperationLimit:
    """An operation that has a limit of its own, for each caller of these roles."""

    name: str
    method: str
    path: str
    quota: Quota
    roles: Sequence[Role]


class NamedLimit:
    """One named limit, as the RateLimit fields tell it (draft-ietf-httpapi-ratelimit-headers-11)."""

    def __init__(self, name: str, quota: Quota) -> None:
        self.name, self.policy_header = name, f'"{name}";q={quota.amount};w={quota.seconds}'
        each = per_duration(timedelta(seconds=quota.seconds), quota.amount)
        self._limiter = GCRA(each, MemoryStore(options={"MAX_SIZE": MAX_REMEMBERED_KEYS}))

    def count_use(self, key: str) -> LimitUse:
        result = self._limiter.limit(key)
        return LimitUse(self, result.limited, result.state)

    def peek_state(self, key: str) -> RateLimitState:
        return self._limiter.peek(key)


@dataclass(frozen=True, slots=True)
class LimitUse:
    policy: NamedLimit
    limited: bool
    state: RateLimitState

    @property
    def retry_after(self) -> int:
        """Whole seconds until another try makes sense."""
        return max(1, math.ceil(self.state.retry_after))

    @property
    def limit_header(self) -> str:
        left, seconds = (
            (0, self.retry_after) if self.limited else (self.state.remaining, math.ceil(self.state.reset_after))
        )
        return f'"{self.policy.name}";r={left};t={seconds}'


class RateLimitExceeded(Exception):
    """Says which limit, and is answered with 429."""

    def __init__(self, use: LimitUse) -> None:
        super().__init__(use.policy.name)
        self.policy = use.policy.name
        self.headers = rate_limit_headers([use]) | {"Retry-After": str(use.retry_after)}


def rate_limit_headers(uses: Sequence[LimitUse]) -> dict[str, str]:
    return {
        "RateLimit-Policy": ", ".join(taken.policy.policy_header for taken in uses),
        "RateLimit": ", ".join(taken.limit_header for taken in uses),
    }


class RateLimiter:
    def __init__(self, limits: RateLimits, operation_limits: Sequence[OperationLimit] = ()) -> None:
        self._platform, self._caller = NamedLimit("platform", limits.platform), NamedLimit("caller", limits.caller)
        self._upload, self._address = NamedLimit("upload", limits.upload), NamedLimit("address", limits.address)
        self._unproven = NamedLimit("unproven", limits.unproven)
        self._told = NamedLimit("told", Quota(1, 60))
        self._costly = {(c.method, c.path): (c, NamedLimit(c.name, c.quota)) for c in operation_limits}

    def count_caller(self, scope: Scope, caller: Principal, *, upload: bool) -> list[LimitUse]:
        """The narrowest limit first, so that one who exceeds his own uses up nothing of his platform's.

        Raises Exceeded.
        """
        who = f"{caller.tenant}:{caller.role}:{caller.id}"
        if upload:
            return _require_all(iter([self._upload.count_use(who)]))
        return _require_all(self._count_narrowest_first(scope, caller, who))

    def count_address(self, scope: Scope) -> list[LimitUse]:
        """A request that needs no token. Raises Exceeded."""
        return _require_all(iter([self._address.count_use(client_network(scope))]))

    def count_unproven(self, scope: Scope) -> None:
        """A request whose token is missing or proves nothing: a good one from the same address is not held up.

        Raises Exceeded.
        """
        _require_all(iter([self._unproven.count_use(client_network(scope))]))

    def log_exceeded(self, scope: Scope, exceeded: RateLimitExceeded) -> None:
        """One line a minute for who exceeds a limit: a flood of requests is not to become one of lines."""
        caller = scope.get("state", {}).get("caller")
        who = format_id("plt", caller.tenant) if caller else client_network(scope)
        if not self._told.count_use(f"{exceeded.policy} {who}").limited:
            log.warning("limit %s exceeded by %s; told once a minute", exceeded.policy, who)

    def _count_narrowest_first(self, scope: Scope, caller: Principal, who: str) -> Iterator[LimitUse]:
        costly = self._costly.get((scope["method"], scope["path"]))
        if costly is not None and caller.role in costly[0].roles:
            yield costly[1].count_use(who)
        if caller.role is not Role.PLATFORM:
            yield self._caller.count_use(who)
        yield self._platform.count_use(str(caller.tenant))


def _require_all(uses: Iterator[LimitUse]) -> list[LimitUse]:
    found = []
    for taken in uses:
        if taken.limited:
            raise RateLimitExceeded(taken)
        found.append(taken)
    return found


def client_network(scope: Scope) -> str:
    """Who speaks to us, or for whom the gateway says it speaks; the server has checked that it is the gateway.

    Nothing that the caller himself writes is looked at.
    """
    host = (scope.get("client") or ("unknown", 0))[0]
    if ":" not in host:
        return str(host)
    try:
        address = ip_address(host)
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return f"{int(address) >> (128 - NETWORK_BITS):016x}/{NETWORK_BITS}"

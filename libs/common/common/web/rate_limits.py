"""Rate limits. Checked before a body is read or the database is asked; counted in this process alone."""

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
    def parse(cls, spelled: object) -> Self:
        """Raises ValueError."""
        if isinstance(spelled, cls):
            return spelled
        if (match := QUOTA_SPELLING.fullmatch(str(spelled))) is None:
            raise ValueError("a limit is spelt as in: 1000 in 10 s")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.amount} in {self.seconds} s"

    def times(self, factor: int) -> Quota:
        return Quota(self.amount * factor, self.seconds)


QuotaText = Annotated[Quota, BeforeValidator(Quota.parse), PlainSerializer(str)]


class RateLimits(BaseModel):
    """Limits of every service. Each process counts for itself."""

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
    """Limit of one operation, for each caller of these roles."""

    name: str
    method: str
    path: str
    quota: Quota
    roles: Sequence[Role]


class NamedLimit:
    """Limit with a name, as the RateLimit fields tell it (draft-ietf-httpapi-ratelimit-headers-11)."""

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
        "RateLimit-Policy": ", ".join(use.policy.policy_header for use in uses),
        "RateLimit": ", ".join(use.limit_header for use in uses),
    }


class RateLimiter:
    """Counts the requests of this process against its limits."""

    def __init__(self, limits: RateLimits, operation_limits: Sequence[OperationLimit] = ()) -> None:
        self._platform, self._caller = NamedLimit("platform", limits.platform), NamedLimit("caller", limits.caller)
        self._upload, self._address = NamedLimit("upload", limits.upload), NamedLimit("address", limits.address)
        self._unproven = NamedLimit("unproven", limits.unproven)
        self._log_lines = NamedLimit("log_lines", Quota(1, 60))
        self._operations = {(c.method, c.path): (c, NamedLimit(c.name, c.quota)) for c in operation_limits}

    def count_caller(self, scope: Scope, caller: Principal) -> list[LimitUse]:
        """Count a caller's request. The narrowest limit first: who exceeds his own uses up nothing of his platform's.

        Raises RateLimitExceeded.
        """
        return _require_no_limit_exceeded(self._count_narrowest_limit_first(scope, caller))

    def count_upload(self, caller: Principal) -> list[LimitUse]:
        """Count a piece of a file. Raises RateLimitExceeded."""
        return _require_no_limit_exceeded(iter([self._upload.count_use(_caller_key(caller))]))

    def count_address(self, scope: Scope) -> list[LimitUse]:
        """Count a request that needs no token. Raises RateLimitExceeded."""
        return _require_no_limit_exceeded(iter([self._address.count_use(client_network(scope))]))

    def count_unproven(self, scope: Scope) -> None:
        """Count a request whose token is missing or proves nothing. It delays no good one from the same address.

        Raises RateLimitExceeded.
        """
        _require_no_limit_exceeded(iter([self._unproven.count_use(client_network(scope))]))

    def log_exceeded(self, scope: Scope, exceeded: RateLimitExceeded) -> None:
        """Log one line a minute for who exceeds a limit: a flood of requests is not to become one of lines."""
        caller = scope.get("state", {}).get("caller")
        who = format_id("plt", caller.tenant) if caller else client_network(scope)
        if not self._log_lines.count_use(f"{exceeded.policy} {who}").limited:
            log.warning("limit %s exceeded by %s; told once a minute", exceeded.policy, who)

    def _count_narrowest_limit_first(self, scope: Scope, caller: Principal) -> Iterator[LimitUse]:
        who = _caller_key(caller)
        operation = self._operations.get((scope["method"], scope["path"]))
        if operation is not None and caller.role in operation[0].roles:
            yield operation[1].count_use(who)
        if caller.role is not Role.PLATFORM:
            yield self._caller.count_use(who)
        yield self._platform.count_use(str(caller.tenant))


def _caller_key(caller: Principal) -> str:
    return f"{caller.tenant}:{caller.role}:{caller.id}"


def _require_no_limit_exceeded(uses: Iterator[LimitUse]) -> list[LimitUse]:
    counted = []
    for use in uses:
        if use.limited:
            raise RateLimitExceeded(use)
        counted.append(use)
    return counted


def client_network(scope: Scope) -> str:
    """Network of the caller, as the connection says, or the gateway; the server has checked that it is the gateway.

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

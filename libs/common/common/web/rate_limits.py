"""Rate limits. Checked before a body is read or the database is asked; counted in this process alone."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Annotated, Final, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer
from starlette.types import Scope

from common.kernel.ids import format_id
from common.kernel.principal import Principal, Role

from .gcra import GcraCounter, LimitState

log = logging.getLogger(__name__)

NETWORK_BITS: Final = 64
"""An IPv6 customer has at least as many addresses, so they count as one."""
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
    signatures: QuotaText = Quota(200, 10)
    """Tokens whose signature is checked, from one address that has used up `unproven`: a check costs more than a
    refusal. A token that was checked before is not among them."""

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
        self._counter = GcraCounter(quota.amount, quota.seconds)

    def count_use(self, key: str) -> LimitUse:
        return LimitUse(self, self._counter.count_use(key))

    def peek_state(self, key: str) -> LimitState:
        return self._counter.peek_state(key)


class LimitUse(NamedTuple):
    policy: NamedLimit
    state: LimitState

    @property
    def limited(self) -> bool:
        return self.state.limited

    @property
    def retry_after(self) -> int:
        """Whole seconds until another try makes sense."""
        return max(1, math.ceil(self.state.retry_after))

    @property
    def limit_header(self) -> str:
        seconds = self.retry_after if self.limited else math.ceil(self.state.reset_after)
        return f'"{self.policy.name}";r={self.state.remaining};t={seconds}'


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


def rate_limit_fields(uses: Sequence[LimitUse]) -> list[tuple[bytes, bytes]]:
    """`rate_limit_headers` as ASGI has them; none where nothing was counted."""
    return [(name.lower().encode(), value.encode()) for name, value in rate_limit_headers(uses).items()] if uses else []


class RateLimiter:
    """Counts the requests of this process against its limits."""

    def __init__(self, limits: RateLimits, operation_limits: Sequence[OperationLimit] = ()) -> None:
        self._platform, self._caller = NamedLimit("platform", limits.platform), NamedLimit("caller", limits.caller)
        self._upload, self._address = NamedLimit("upload", limits.upload), NamedLimit("address", limits.address)
        self._unproven = NamedLimit("unproven", limits.unproven)
        self._signatures = NamedLimit("signatures", limits.signatures)
        self._log_lines = NamedLimit("log_lines", Quota(1, 60))
        self._operations = {(c.method, c.path): (c, NamedLimit(c.name, c.quota)) for c in operation_limits}

    def count_caller(self, scope: Scope, caller: Principal) -> list[LimitUse]:
        """Count a caller's request. The narrowest limit first: who exceeds his own uses up nothing of his platform's.

        Raises RateLimitExceeded.
        """
        uses = []
        operation = self._operations.get((scope["method"], scope["path"])) if self._operations else None
        if operation is not None and caller.role in operation[0].roles:
            uses.append(_count_or_raise(operation[1], _caller_key(caller)))
        if caller.role is not Role.PLATFORM:
            uses.append(_count_or_raise(self._caller, _caller_key(caller)))
        uses.append(_count_or_raise(self._platform, str(caller.tenant)))
        return uses

    def count_upload(self, caller: Principal) -> list[LimitUse]:
        """Count a piece of a file. Raises RateLimitExceeded."""
        return [_count_or_raise(self._upload, _caller_key(caller))]

    def count_address(self, scope: Scope) -> list[LimitUse]:
        """Count a request that needs no token. Raises RateLimitExceeded."""
        return [_count_or_raise(self._address, client_network(scope))]

    def count_unproven(self, scope: Scope) -> None:
        """Count a request whose token is missing or proves nothing. It delays no good one from the same address.

        Raises RateLimitExceeded.
        """
        _count_or_raise(self._unproven, client_network(scope))

    def count_signature(self, scope: Scope) -> None:
        """Count a signature that is to be checked, of an address with too many tokens that prove nothing.

        Raises RateLimitExceeded.
        """
        network = client_network(scope)
        if self._unproven.peek_state(network).limited:
            _count_or_raise(self._signatures, network)

    def log_exceeded(self, scope: Scope, exceeded: RateLimitExceeded) -> None:
        """Log one line a minute for who exceeds a limit: a flood of requests is not to become one of lines."""
        caller = scope.get("state", {}).get("caller")
        who = format_id("plt", caller.tenant) if caller else client_network(scope)
        if not self._log_lines.count_use(f"{exceeded.policy} {who}").limited:
            log.warning("limit %s exceeded by %s; told once a minute", exceeded.policy, who)


def _caller_key(caller: Principal) -> str:
    return f"{caller.tenant}:{caller.role}:{caller.id}"


def _count_or_raise(limit: NamedLimit, key: str) -> LimitUse:
    use = limit.count_use(key)
    if use.limited:
        raise RateLimitExceeded(use)
    return use


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

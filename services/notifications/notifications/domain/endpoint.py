"""Webhook endpoint aggregate: where a platform wants its events sent, the secrets it trusts, and its health."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from .delivery import Outcome
from .errors import EndpointIsDisabled, EventTypeUnknown, SecretInvalid, TooManyRotations

EVERY_TYPE: Final = "*"
SECRET_PREFIX: Final = "whsec_"  # noqa: S105
SECRET_BYTES: Final = range(24, 65)
SECRET_OVERLAP: Final = timedelta(hours=24)
MAX_ROTATIONS: Final = 10
MAX_ENDPOINTS: Final = 50
DISABLE_AFTER: Final = timedelta(hours=120)
TEST_EVENT_TYPE: Final = "webhook_endpoint.test"


class EndpointState(StrEnum):
    ENABLED = "enabled"
    DISABLED = "disabled"
    DELETED = "deleted"


class DisabledReason(StrEnum):
    """Reason why it is disabled: who or what did it."""

    OWNER = "owner"
    GONE = "gone"
    FAILING = "failing"


class Secret(NamedTuple):
    """`sealed` is opened by the vault only. Without `expires_at` it is the current one."""

    sealed: str
    expires_at: datetime | None = None


class Disabled(NamedTuple):
    reason: DisabledReason


EndpointEvent = Disabled


class Change(NamedTuple):
    aggregate: Endpoint
    events: tuple[EndpointEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Endpoint:
    id: UUID
    url: str
    event_types: tuple[str, ...]
    description: str | None
    secrets: tuple[Secret, ...]
    created_at: datetime
    state: EndpointState = EndpointState.ENABLED
    disabled_why: DisabledReason | None = None
    failing_since: datetime | None = None
    version: int = 1
    event_count: int = 0

    def __post_init__(self) -> None:
        if (self.state is EndpointState.DISABLED) != (self.disabled_why is not None):
            raise ValueError("a disabled endpoint says why, and no other does")

    @property
    def is_enabled(self) -> bool:
        return self.state is EndpointState.ENABLED

    def accepts_type(self, type: str) -> bool:
        return self.is_enabled and any(type_matches(pattern, type) for pattern in self.event_types)

    def require_enabled(self) -> None:
        if not self.is_enabled:
            raise EndpointIsDisabled

    def change_settings(
        self,
        *,
        url: str | None,
        event_types: tuple[str, ...] | None,
        description: str | None,
        enabled: bool | None,
    ) -> Change:
        """None leaves a thing as it is. Enabling forgets past failures."""
        changes: dict[str, Any] = {
            "url": self.url if url is None else url,
            "event_types": self.event_types if event_types is None else event_types,
            "description": self.description if description is None else description,
        }
        if enabled is False and self.is_enabled:
            changes |= {"state": EndpointState.DISABLED, "disabled_why": DisabledReason.OWNER}
        if enabled is True and not self.is_enabled:
            changes |= {"state": EndpointState.ENABLED, "disabled_why": None, "failing_since": None}
        return Change(self._evolve(**changes))

    def delete(self) -> Change:
        return Change(self._evolve(state=EndpointState.DELETED, disabled_why=None, secrets=()))

    def rotate_secret(self, sealed: str, now: datetime) -> Change:
        """Replace the secret. The replaced one signs too for a day, so that receivers can change over without a gap."""
        older = tuple(s for s in self.secrets if s.expires_at is not None and s.expires_at > now)
        if len(older) >= MAX_ROTATIONS:
            raise TooManyRotations(MAX_ROTATIONS)
        replaced = tuple(Secret(s.sealed, now + SECRET_OVERLAP) for s in self.secrets if s.expires_at is None)
        return Change(self._evolve(secrets=(Secret(sealed), *replaced, *older)))

    def record_outcome(self, outcome: Outcome, at: datetime) -> Change:
        """Learn from a delivery: what comes too late to matter changes nothing."""
        if outcome.is_delivered:
            return Change(self._evolve(failing_since=None)) if self.failing_since else Change(self)
        if not self.is_enabled:
            return Change(self)
        if outcome.is_gone:
            return self._disable(DisabledReason.GONE)
        if self.failing_since is None:
            return Change(self._evolve(failing_since=at))
        if at - self.failing_since >= DISABLE_AFTER:
            return self._disable(DisabledReason.FAILING)
        return Change(self)

    def _disable(self, reason: DisabledReason) -> Change:
        event = Disabled(reason)
        return Change(self._evolve(event, state=EndpointState.DISABLED, disabled_why=reason), (event,))

    def _evolve(self, *events: EndpointEvent, **changes: Any) -> Endpoint:
        """Make the next version. No other place counts versions or events (ADR 0003)."""
        return replace(self, version=self.version + 1, event_count=self.event_count + len(events), **changes)


class EndpointRepository(Protocol):
    async def get_for_update(self, endpoint_id: UUID) -> Endpoint:
        """Load and lock until the transaction ends. Raises NotFound, also for deleted ones."""

    async def list_all(self) -> Sequence[Endpoint]:
        """List the platform's, without deleted ones."""

    async def add(self, endpoint: Endpoint, now: datetime) -> None: ...

    async def save(self, endpoint: Endpoint, now: datetime) -> None:
        """Save it, and the history of what it is subscribed to, from `now` on."""


def changes_health(outcome: Outcome, failing_since: datetime | None, at: datetime) -> bool:
    """Tell whether an outcome changes an endpoint that has been failing since then."""
    if outcome.is_delivered:
        return failing_since is not None
    return outcome.is_gone or failing_since is None or at - failing_since >= DISABLE_AFTER


def signing_secrets(secrets: Sequence[Secret], now: datetime) -> list[str]:
    """List the sealed secrets that sign at `now`, the current one first."""
    return [s.sealed for s in secrets if s.expires_at is None or s.expires_at > now]


def type_matches(pattern: str, type: str) -> bool:
    return pattern in (EVERY_TYPE, type) or (pattern.endswith(".*") and type.startswith(pattern[:-1]))


def resolve_types(patterns: Sequence[str], catalogue: Collection[str]) -> tuple[str, ...]:
    """Drop repeats. Raises EventTypeUnknown for a pattern that covers nothing."""
    for position, pattern in enumerate(patterns):
        if not any(type_matches(pattern, type) for type in catalogue):
            raise EventTypeUnknown(position)
    return tuple(dict.fromkeys(patterns))


def subscribed_topics(endpoint: Endpoint, catalogue: Mapping[str, Collection[str]]) -> set[str]:
    """List the internal topics it is subscribed to; `catalogue` maps public types to topics."""
    return {topic for type, topics in catalogue.items() if endpoint.accepts_type(type) for topic in topics}


def parse_secret(text: str) -> bytes:
    """Raises SecretInvalid."""
    try:
        key = base64.b64decode(text.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SecretInvalid from error
    if not text.startswith(SECRET_PREFIX) or len(key) not in SECRET_BYTES:
        raise SecretInvalid
    return key


def format_secret(key: bytes) -> str:
    return SECRET_PREFIX + base64.b64encode(key).decode()

"""A place a platform wants its events sent to, the secrets it trusts, and when to stop believing in it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from .delivery import Outcome
from .errors import EndpointIsDisabled, EventTypeUnknown, SecretInvalid, TooManyRotations

ALL: Final = "*"
SECRET_PREFIX: Final = "whsec_"  # noqa: S105
SECRET_BYTES: Final = range(24, 65)
OVERLAP: Final = timedelta(hours=24)
MAX_ROTATIONS: Final = 10
MAX_ENDPOINTS: Final = 50
PATIENCE: Final = timedelta(hours=120)
TEST: Final = "webhook_endpoint.test"


class State(StrEnum):
    ENABLED = "enabled"
    DISABLED = "disabled"
    DELETED = "deleted"


class Why(StrEnum):
    """Who or what disabled it."""

    OWNER = "owner"
    GONE = "gone"
    FAILING = "failing"


class Secret(NamedTuple):
    """`sealed` is opened by the vault only. Without `expires_at` it is the current one."""

    sealed: str
    expires_at: datetime | None = None


class Disabled(NamedTuple):
    why: Why


Fact = Disabled


class Change(NamedTuple):
    endpoint: Endpoint
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Endpoint:
    id: UUID
    url: str
    event_types: tuple[str, ...]
    description: str | None
    secrets: tuple[Secret, ...]
    created_at: datetime
    state: State = State.ENABLED
    disabled_why: Why | None = None
    failing_since: datetime | None = None
    version: int = 1
    facts: int = 0

    def __post_init__(self) -> None:
        if (self.state is State.DISABLED) != (self.disabled_why is not None):
            raise ValueError("a disabled endpoint says why, and no other does")

    @property
    def is_enabled(self) -> bool:
        return self.state is State.ENABLED

    def wants(self, type: str) -> bool:
        return self.is_enabled and any(covers(pattern, type) for pattern in self.event_types)

    def require_enabled(self) -> None:
        if not self.is_enabled:
            raise EndpointIsDisabled

    def change(
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
            changes |= {"state": State.DISABLED, "disabled_why": Why.OWNER}
        if enabled is True and not self.is_enabled:
            changes |= {"state": State.ENABLED, "disabled_why": None, "failing_since": None}
        return self._become(**changes)

    def delete(self) -> Change:
        return self._become(state=State.DELETED, disabled_why=None, secrets=())

    def rotate(self, sealed: str, now: datetime) -> Change:
        """The replaced secret signs too for a day, so that receivers can change over without a gap."""
        older = tuple(s for s in self.secrets if s.expires_at is not None and s.expires_at > now)
        if len(older) >= MAX_ROTATIONS:
            raise TooManyRotations(MAX_ROTATIONS)
        replaced = tuple(Secret(s.sealed, now + OVERLAP) for s in self.secrets if s.expires_at is None)
        return self._become(secrets=(Secret(sealed), *replaced, *older))

    def note_delivered(self) -> Change:
        return self._become(failing_since=None) if self.failing_since else Change(self)

    def note_failed(self, at: datetime, *, gone: bool) -> Change:
        """A fact about a delivery: what comes too late to matter changes nothing."""
        if not self.is_enabled:
            return Change(self)
        if gone:
            return self._disable(Why.GONE)
        if self.failing_since is None:
            return self._become(failing_since=at)
        if at - self.failing_since >= PATIENCE:
            return self._disable(Why.FAILING)
        return Change(self)

    def _disable(self, why: Why) -> Change:
        return self._become(Disabled(why), state=State.DISABLED, disabled_why=why)

    def _become(self, *facts: Fact, **changes: Any) -> Change:
        after = replace(self, **changes, version=self.version + 1, facts=self.facts + len(facts))
        return Change(after, facts)


def says_something(outcome: Outcome, failing_since: datetime | None, at: datetime) -> bool:
    """Whether an outcome changes how an endpoint stands that has been failing since then."""
    if outcome.delivered:
        return failing_since is not None
    return outcome.gone or failing_since is None or at - failing_since >= PATIENCE


def signing(secrets: Sequence[Secret], now: datetime) -> list[str]:
    """The sealed secrets that sign at `now`, the current one first."""
    return [s.sealed for s in secrets if s.expires_at is None or s.expires_at > now]


def covers(pattern: str, type: str) -> bool:
    return pattern in (ALL, type) or (pattern.endswith(".*") and type.startswith(pattern[:-1]))


def known_types(wanted: Sequence[str], catalogue: Collection[str]) -> tuple[str, ...]:
    """Without repeats. Raises EventTypeUnknown for a pattern that covers nothing."""
    for position, pattern in enumerate(wanted):
        if not any(covers(pattern, type) for type in catalogue):
            raise EventTypeUnknown(position)
    return tuple(dict.fromkeys(wanted))


def topics_of(endpoint: Endpoint, catalogue: Mapping[str, Collection[str]]) -> set[str]:
    """The internal topics it is subscribed to; `catalogue` maps public types to topics."""
    return {topic for type, topics in catalogue.items() if endpoint.wants(type) for topic in topics}


def read_secret(text: str) -> bytes:
    """Raises SecretInvalid."""
    try:
        key = base64.b64decode(text.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SecretInvalid from error
    if not text.startswith(SECRET_PREFIX) or len(key) not in SECRET_BYTES:
        raise SecretInvalid
    return key


def write_secret(key: bytes) -> str:
    return SECRET_PREFIX + base64.b64encode(key).decode()

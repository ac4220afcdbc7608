"""Editions and calendars of a platform, what is refused about them, and what the use cases need from storage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.timing import Timing
from disputes.engine.dispute import Dispute
from disputes.policy.model import Policy


class EditionChanged(DomainError):
    def __init__(self, edition: str) -> None:
        self.edition = edition
        super().__init__(f"Edition {edition} was published with other content. Publish a new one instead.")


class EditionTaken(DomainError):
    def __init__(self, edition: str) -> None:
        self.edition = edition
        super().__init__("An edition of this name exists and is never edited. Publish another.")


class PolicyInvalid(DomainError):
    def __init__(self, errors: list[dict[str, object]]) -> None:
        self.errors = errors
        super().__init__("This is not a sound policy.")


class CalendarInvalid(DomainError):
    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__("This calendar cannot be.")


class CalendarUnknown(DomainError):
    def __init__(self, calendar: str) -> None:
        self.calendar = calendar
        super().__init__("You have no calendar of this name.")


BuiltInEditions = Mapping[str, Policy]
"""The editions that come with Parley."""


class WrittenEdition(NamedTuple):
    """Edition of a platform: what it means, and the text as it was written."""

    policy: Policy
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCalendar:
    """Calendar of a platform: `written` as it wrote it, holidays by country still to be looked up."""

    name: str
    written: Mapping[str, Any]
    version: int = 1

    def succeed(self, before: NamedCalendar | None) -> NamedCalendar:
        """Make it the next version of what there was under its name; the first, if there was nothing."""
        return replace(self, version=before.version + 1 if before is not None else 1)


WrittenPolicy = tuple[Policy, str, Sequence[tuple[str, str, str]]]
"""An edition, its text, and the changes of state that it allows."""


class CurrentEdition(NamedTuple):
    """Edition that a platform's new escrows get by the name of its policy. `version`: how often it was chosen anew."""

    policy: Policy
    is_own: bool
    version: int
    is_changed: bool = True
    follows_newest: bool = False
    """The platform has chosen none any more: it gets Parley's newest, today this one."""


class CurrentEditions(NamedTuple):
    """Editions that a platform's new escrows get by name: those it has chosen, and Parley's for the other names."""

    chosen: Mapping[str, str]
    usual: frozenset[str]

    def is_current(self, name: str, edition: str, *, is_own: bool) -> bool:
        if name in self.chosen:
            return self.chosen[name] == edition
        return not is_own and edition in self.usual


class EditionChoice(NamedTuple):
    """An edition that may be made current, and what is current of its name: chosen by the platform, or None."""

    policy: Policy
    is_own: bool
    chosen: str | None
    version: int
    follows_newest: bool = False

    def make_current(self) -> CurrentEdition:
        is_changed = self.chosen != (None if self.follows_newest else self.policy.edition)
        return CurrentEdition(self.policy, self.is_own, self.version + is_changed, is_changed, self.follows_newest)


class Editions(Protocol):
    async def get_body(self, edition: str) -> str:
        """Get the platform's own edition, or a built-in one. Raises NotFound."""

    async def is_own(self, edition: str) -> bool:
        """Whether it is the platform's own; False if it comes with Parley. Raises NotFound."""

    async def lock_current(self, policy: str) -> tuple[str | None, int]:
        """Lock and get the edition of this policy that the platform has chosen, if it has, and how often it was asked
        to be another."""

    async def save_current(self, current: CurrentEdition) -> None: ...

    async def add(self, policy: Policy, body: str, transitions: Sequence[tuple[str, str, str]]) -> bool:
        """Keep an edition; whether it was new. Raises EditionChanged if it is known with other content."""

    async def add_all(self, written: Sequence[WrittenPolicy]) -> Sequence[Policy]:
        """Keep editions and return those that were new. Raises EditionChanged."""


class Calendars(Protocol):
    async def find(self, name: str) -> NamedCalendar | None: ...

    async def find_for_update(self, name: str) -> NamedCalendar | None:
        """Locked until the transaction ends, also where there is none of this name yet."""

    async def save(self, calendar: NamedCalendar) -> None: ...


class CalendarChoice(Protocol):
    """Part of a platform's settings that this room needs."""

    def calendar_for(self, policy: str) -> str | None: ...


class CalendarSettings(Protocol):
    async def get_settings(self) -> CalendarChoice: ...


class Policies(Protocol):
    """Policies that cases are judged by, each in the calendar that holds for it."""

    @property
    def built_in(self) -> BuiltInEditions: ...

    async def get_for_new_case(self, edition: str) -> Policy:
        """Built in or the platform's own, in the platform's calendar as it is now. Raises NotFound."""

    async def get_for_dispute(self, dispute: Dispute) -> Policy:
        """Get the policy as pinned in the case, calendar and all."""


class EditionsTx(Protocol):
    """Transaction as far as commands of this room need it. It is opened and committed by the executor."""

    @property
    def tenant(self) -> UUID: ...

    @property
    def editions(self) -> Editions: ...

    @property
    def policies(self) -> Policies: ...

    @property
    def calendars(self) -> Calendars: ...

    @property
    def desk(self) -> CalendarSettings: ...

    async def timing(self) -> Timing: ...

    async def publish(self, events: Sequence[Any]) -> None:
        """Integration events, as the `integration_events` of a room build them."""

"""Settings of a platform for its disputes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Team of a platform that works on cases. Parties see its name, never who belongs to it."""

    code: str
    name: str
    operators: frozenset[str] = frozenset()
    """Cases that one of them has are this office's."""
    policies: frozenset[str] = frozenset()
    """Names of the policies whose cases come here while nobody has them."""


DEFAULT_OFFICE: Final = Office(code="dispute_desk", name="Dispute desk")
"""Office of a platform that has named none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformSettings:
    """Version 0 is what holds where a platform has said nothing."""

    approval_limits: Mapping[str, int] = field(default_factory=dict)
    """By currency, in minor units: a decision on more than this needs a second operator."""
    baseline_touches: int = 600
    """Acts of the support team in a hundred cases before Parley: what O8 is measured against."""
    minutes_per_touch: int = 15
    calendar: str | None = None
    """The platform's own calendar for every edition that does not have one in `calendars`."""
    calendars: Mapping[str, str] = field(default_factory=dict)
    """A policy's name → a calendar's."""
    offices: tuple[Office, ...] = ()
    version: int = 0

    def replace_by(self, settings: PlatformSettings) -> PlatformSettings:
        """Make a new version: all settings are replaced at once."""
        return replace(settings, version=self.version + 1)

    def office_for(self, policy: str, assignee: str | None) -> Office:
        """Find whose a case is: of the operator who has it, else of its policy, else of everything that is left."""
        of_operator = (office for office in self.offices if assignee in office.operators)
        of_policy = (office for office in self.offices if policy in office.policies)
        of_the_rest = (office for office in self.offices if not office.policies)
        return next(chain(of_operator, of_policy, of_the_rest), DEFAULT_OFFICE)

    def calendar_for(self, policy: str) -> str | None:
        return self.calendars.get(policy, self.calendar)

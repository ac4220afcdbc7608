"""Settings of a platform for its disputes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


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
    version: int = 0

    def replace_by(self, settings: PlatformSettings) -> PlatformSettings:
        """Make a new version: all settings are replaced at once."""
        return replace(settings, version=self.version + 1)

    def calendar_for(self, policy: str) -> str | None:
        return self.calendars.get(policy, self.calendar)

"""Suspended platforms: what they still hold a token for is not done any more."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from common.kernel.errors import PlatformNotActive
from common.kernel.principal import Principal, Role


class SuspendedPlatforms:
    """Those that this process knows of. It looks every few seconds; a token lives for five minutes."""

    def __init__(self) -> None:
        self._platforms: Collection[UUID] = ()

    def replace(self, platforms: Collection[UUID]) -> None:
        self._platforms = platforms

    def require_active(self, principal: Principal) -> None:
        """Raises PlatformNotActive for a suspended platform that acts. It may read; its people's cases go on."""
        if principal.role is Role.PLATFORM and principal.tenant in self._platforms:
            raise PlatformNotActive

from __future__ import annotations

from pydantic_settings import SettingsConfigDict

from common.settings import ServiceSettings
from common.web.rate_limits import Quota, QuotaText


class Settings(ServiceSettings):
    """Read from `DISPUTES_*`. A missing or malformed value stops the process before it listens."""

    model_config = SettingsConfigDict(env_prefix="DISPUTES_")

    current_policies: str = ""
    """Editions, separated by commas, that are current in place of the newest of their name."""
    opening_limit: QuotaText = Quota(10, 60)
    """Disputes that one buyer, seller or representative opens."""

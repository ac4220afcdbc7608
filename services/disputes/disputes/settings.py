from __future__ import annotations

from pydantic_settings import SettingsConfigDict

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    """Read from `DISPUTES_*`. A missing or malformed value stops the process before it listens."""

    model_config = SettingsConfigDict(env_prefix="DISPUTES_")

    current_policy: str = "agreement_first-2026-11"

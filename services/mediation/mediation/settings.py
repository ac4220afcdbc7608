"""Settings of the service. It has none of its own."""

from __future__ import annotations

from pydantic_settings import SettingsConfigDict

from common.settings import ServiceSettings


class Settings(ServiceSettings):
    """Settings from `MEDIATION_*`. A missing or malformed value stops the process before it listens."""

    model_config = SettingsConfigDict(env_prefix="MEDIATION_")

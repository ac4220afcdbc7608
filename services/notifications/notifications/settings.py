from __future__ import annotations

from ipaddress import ip_network
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from common.settings import Environment, ServiceSettings

from .domain.webhook_url import Network


def _parse_ranges(value: object) -> object:
    if isinstance(value, str):
        return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
    return value


class SendingLimits(BaseModel):
    """Webhooks that one process sends at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of_endpoint: int = Field(16, ge=1)
    of_platform: int = Field(64, ge=1)
    """Whoever has many endpoints that hang keeps most of the sendings for the others."""
    of_process: int = Field(200, ge=1)


class Settings(ServiceSettings):
    """Read from `NOTIFICATIONS_*`. A missing or malformed value stops the process before it listens."""

    model_config = SettingsConfigDict(env_prefix="NOTIFICATIONS_", populate_by_name=True, extra="ignore")

    encryption_key: SecretStr
    """Fernet keys, separated by commas: the first one seals webhook secrets, all of them open."""
    local_receivers: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_parse_ranges)] = ()
    """Address ranges to which webhooks may also go, over plain http too: "127.0.0.0/8,::1/128"."""

    sendings: SendingLimits = SendingLimits()
    """How many webhooks one process sends at once, as JSON: each may take twenty seconds of somebody's server."""

    @property
    def encryption_keys(self) -> list[str]:
        return [key.strip() for key in self.encryption_key.get_secret_value().split(",")]

    @model_validator(mode="after")
    def _no_local_receivers_in_production(self) -> Self:
        if self.env is Environment.PRODUCTION and self.local_receivers:
            raise ValueError("NOTIFICATIONS_LOCAL_RECEIVERS opens the inside of the network: unset it in production")
        return self

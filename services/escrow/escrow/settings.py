"""Settings of escrow, beside those of every service."""

from __future__ import annotations

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from common.settings import ServiceSettings
from common.web.rate_limits import Quota, QuotaText


class Settings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="ESCROW_", populate_by_name=True, extra="ignore")

    signing_key: str
    """Path of the Ed25519 private key (PEM) that signs access tokens."""
    admin_secret: SecretStr
    """Of the client `admin`, who opens and suspends platforms."""
    peers: dict[str, str] = Field({}, validation_alias=AliasChoices("peers", "ESCROW_PEERS", "PARLEY_PEERS"))
    """Addresses of all five services by name, this one included: whom the test clock steps through, and whom it asks
    whether a dispute prevents a deadline."""
    token_limit: QuotaText = Quota(500, 10)
    """Tokens that one platform mints for its participants."""
    bulk_limit: QuotaText = Quota(40, 10)
    """Bulks that one platform sends: twice as many acts as it may send one by one."""
    security_contact: str = Field("", pattern=r"^(|(mailto:|https://|tel:)\S+)$")
    """Whom to tell of a weakness, as an address: `mailto:security@shop.example`. Served in `/.well-known/security.txt`,
    which is 404 without it."""
    secret_limit: QuotaText = Quota(10, 60)
    """Wrong secrets for one client, and from one address."""

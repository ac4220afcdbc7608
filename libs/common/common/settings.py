"""Settings that every service reads from its environment."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from pydantic import AliasChoices, Field, PostgresDsn, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from common.jobs.deadlines import FIRING_GRACE
from common.kernel import crash_points
from common.persistence.database import PoolSizes
from common.turns.shares import Shares
from common.web.admission import AdmissionLimits
from common.web.rate_limits import Quota, RateLimits


class Environment(StrEnum):
    PRODUCTION = "production"
    SANDBOX = "sandbox"
    TEST = "test"


def _shared_alias(name: str) -> AliasChoices:
    return AliasChoices(name, name.upper(), f"PARLEY_{name.upper()}")


TEST_LIMITS_FACTOR: Final = 100
SECRETS_FOLDER: Final = Path("/run/secrets")
"""Where containers are given secrets as files, each under the name of its setting. Variables come before them."""
SHORTEST_SECRET: Final = 32
"""Characters. What `make compose-env` makes has 43 and more; what a person makes up is rarely as long by chance."""
FEWEST_DIFFERENT: Final = 8
"""Different characters in it: 32 random hexadecimal digits have fewer in one of a million."""


class ServiceSettings(BaseSettings):
    """Subclasses add their prefix (`ESCROW_…`); what the stack shares is read from `PARLEY_…`.

    A missing or malformed value stops the process before it listens.
    """

    model_config = SettingsConfigDict(
        populate_by_name=True,
        extra="ignore",
        hide_input_in_errors=True,
        secrets_dir=SECRETS_FOLDER if SECRETS_FOLDER.is_dir() else None,
    )

    env: Environment = Field(Environment.PRODUCTION, validation_alias=_shared_alias("env"))
    jwks: str = Field(validation_alias=_shared_alias("jwks"))
    public_url: str = Field("http://127.0.0.1:8000", validation_alias=_shared_alias("public_url"))
    internal_secret: SecretStr | None = Field(None, validation_alias=_shared_alias("internal_secret"))
    records_secret: SecretStr | None = Field(None, validation_alias=_shared_alias("records_secret"))
    """Lets evidence read what the others know of a case, to put it into a bundle."""
    exchange_secret: SecretStr | None = Field(None, validation_alias=_shared_alias("exchange_secret"))
    """Lets the services ask one another for events under way, and hand one another what must be decided at once."""
    peers: dict[str, str] = Field({}, validation_alias=_shared_alias("peers"))
    """Addresses of all five services by name, this one included, inside the deployment."""
    crash_at: str | None = Field(None, validation_alias=AliasChoices("crash_at", "CRASH_AT"))
    require_durable_database: bool = Field(True, validation_alias=_shared_alias("require_durable_database"))
    limits: RateLimits = Field(RateLimits(), validation_alias=_shared_alias("limits"))
    """Rate limits (`common.web.rate_limits`), as JSON: {"caller": "200 in 10 s"}. What is left out stays as it is."""
    limits_times: int | None = Field(None, ge=1, validation_alias=_shared_alias("limits_times"))
    """What every limit is multiplied by. Unless it is said: 1 in production, 100 elsewhere, where one plays many."""
    admission: AdmissionLimits = Field(AdmissionLimits(), validation_alias=_shared_alias("admission"))
    """How many requests a process serves at once (`common.web.admission`), as JSON; beyond, 503 `overloaded`."""
    streams: Shares = Field(
        Shares(of_caller=10, of_platform=300, of_process=1_000), validation_alias=_shared_alias("streams")
    )
    """How many event streams a process holds open, as JSON; beyond, 429 `too_many_streams`. Each costs a connection and
    a look at what is new; one caller may have several tabs of a desk."""
    request_seconds: float = Field(
        10.0, gt=0, lt=FIRING_GRACE.total_seconds(), validation_alias=_shared_alias("request_seconds")
    )
    """How old a request may be when it is decided; then it is refused with 503 instead of being judged. Shorter than
    deadlines wait for whoever was in time, so that none has fired against a request that is still let through."""

    heads: Path | None = Field(None, validation_alias=_shared_alias("heads"))
    """Folder for the signed heads of chains: a place that whoever owns the database does not own. None, outside of
    production: none are kept, and a cut in a log or in a chain of custody shows only as far as the database tells."""
    heads_key: Path | None = Field(None, validation_alias=_shared_alias("heads_key"))
    """Ed25519 key in PEM that signs them, and nothing else."""
    heads_seconds: float = Field(120.0, gt=0, validation_alias=_shared_alias("heads_seconds"))

    database_url: PostgresDsn
    bus_url: str
    secret: SecretStr
    """Signs cursors and links."""
    workers: bool = True
    """Relay, consumers and deadlines run in this process."""
    workers_only: bool = Field(False, validation_alias=AliasChoices("workers_only", "WORKERS_ONLY"))
    pool_size: int = Field(10, ge=1)
    """Connections for acts that somebody waits for."""
    worker_pool_size: int = Field(5, ge=1)
    """Connections for events, deadlines, the relay and whatever else goes on by itself."""
    read_pool_size: int = Field(4, ge=1)
    """Connections for lists and other reads."""
    row_pool_size: int = Field(3, ge=1)
    """Connections for reads of single rows, which go together where they wait."""
    batch_size: int = Field(32, ge=1, le=100, validation_alias=_shared_alias("batch_size"))
    """How many acts may share a transaction; 1 carries out each in one of its own."""

    @property
    def test_clock(self) -> bool:
        """Sandboxes have a clock that can be moved; production never has it."""
        return self.env is not Environment.PRODUCTION and self.internal_secret is not None

    @property
    def pool_sizes(self) -> PoolSizes:
        return PoolSizes(self.pool_size, self.worker_pool_size, self.read_pool_size, self.row_pool_size)

    def scaled_quota(self, quota: Quota) -> Quota:
        return quota.times(self._limits_factor)

    @property
    def scaled_limits(self) -> RateLimits:
        return self.limits.times(self._limits_factor)

    @property
    def _limits_factor(self) -> int:
        return self.limits_times or (1 if self.env is Environment.PRODUCTION else TEST_LIMITS_FACTOR)

    @model_validator(mode="after")
    def _no_test_hooks_in_production(self) -> Self:
        if self.env is Environment.PRODUCTION and self.internal_secret is not None:
            raise ValueError("PARLEY_INTERNAL_SECRET opens the test clock: unset it in production")
        return self

    @model_validator(mode="after")
    def _heads_have_a_key(self) -> Self:
        if (self.heads is None) != (self.heads_key is None):
            raise ValueError("PARLEY_HEADS and PARLEY_HEADS_KEY go together: where heads are kept, and what signs them")
        return self

    @model_validator(mode="after")
    def _no_guessable_secret_in_production(self) -> Self:
        """Of those that are lists, while one replaces another, each counts (WAL-A8)."""
        named: dict[str, str] = {}
        for name, part in self._list_secrets() if self.env is Environment.PRODUCTION else ():
            if len(part) < SHORTEST_SECRET or len(set(part)) < FEWEST_DIFFERENT:
                raise ValueError(
                    f"{name} is a secret of fewer than {SHORTEST_SECRET} characters, or of fewer than "
                    f"{FEWEST_DIFFERENT} different ones: make a random one"
                )
            if (other := named.setdefault(part, name)) != name:
                raise ValueError(f"{name} is the same secret as {other}: whoever knows the one has the other")
        return self

    def _list_secrets(self) -> Iterator[tuple[str, str]]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, SecretStr):
                yield from ((name, part.strip()) for part in value.get_secret_value().split(","))

    @model_validator(mode="after")
    def _crashes_only_in_tests(self) -> Self:
        if self.crash_at is not None:
            crash_points.parse_crash_points(self.crash_at)
            if self.env is not Environment.TEST:
                raise ValueError("CRASH_AT ends the process on purpose: unset it outside of tests")
        return self

    @model_validator(mode="after")
    def _production_keeps_heads(self) -> Self:
        """A database that was restored to an earlier point looks whole to itself (WAL-F10)."""
        if self.env is Environment.PRODUCTION and self.heads is None:
            raise ValueError("PARLEY_HEADS is unset: what a restore has lost, or who cut a log, would never show")
        return self


def require_file(path: str) -> Path:
    """Raises FileNotFoundError with the way out rather than a traceback from deep inside."""
    file = Path(path)
    if not file.is_file():
        raise FileNotFoundError(f"{path} is missing; `make run` creates it, production mounts it")
    return file

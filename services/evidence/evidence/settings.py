from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, field_validator
from pydantic_settings import SettingsConfigDict

from common.confinement.fair_queue import QueueLimits
from common.settings import ServiceSettings
from common.turns.shares import Shares


class DecoderPlaces(BaseModel):
    """Places before the decoder of files. Who waits for most of them are the pictures of one page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    places: int = Field(3, ge=1)
    places_of_platform: int = Field(2, ge=1)
    places_of_caller: int = Field(1, ge=1)
    waiting: int = Field(120, ge=1)
    waiting_of_platform: int = Field(60, ge=1)
    waiting_of_caller: int = Field(24, ge=1)
    seconds: float = Field(30.0, gt=0)

    @property
    def limits(self) -> QueueLimits:
        return QueueLimits(**self.model_dump())


class Settings(ServiceSettings):
    """Read from `EVIDENCE_*`. A missing or malformed value stops the process before it listens."""

    model_config = SettingsConfigDict(env_prefix="EVIDENCE_")

    storage: str
    """Where files are kept: `file:///…` or `s3://bucket/prefix` (credentials as the AWS tools read them)."""
    incoming: Path | None = None
    """Where uploads are received; beside the files by default, so that keeping one is a rename."""
    max_file_bytes: int = Field(25_000_000, ge=1)
    """By a single request; a resumable upload may have `max_upload_bytes`."""
    max_upload_bytes: int = Field(1 << 30, ge=1)
    upload_checksums: Literal["optional", "required"] = "optional"
    max_case_items: int = Field(50, ge=1)
    """Of each party of a case."""
    max_case_bytes: int = Field(4 << 30, ge=1)
    """Of each party of a case."""
    max_platform_bytes: int = Field(100 << 30, ge=1)
    upload_seconds: float = Field(120.0, gt=0)
    uploads: Shares = Shares(of_caller=10, of_platform=100, of_process=300)
    """Requests that bring bytes at once, as JSON. A page sends its pictures one beside the other, ten of them."""
    downloads: Shares = Shares(of_caller=30, of_platform=100, of_process=300)
    """Answers with files that are being taken at once, as JSON. A page shows a case's pictures all together."""
    decoder: DecoderPlaces = DecoderPlaces()
    """Places before the decoder of files, as JSON: each may take 450 MB and a processor."""
    clamav_url: str | None = None
    """`tcp://host:3310`. None: nothing is scanned, and says so."""
    clamav_max_bytes: int = Field(100 * 1024 * 1024, ge=1)
    """At most its StreamMaxLength; what is larger stays in quarantine."""
    signing_key: Path | None = None
    """Signs seals and bundles: an Ed25519 key in PEM. None: one that follows from the secret."""
    timestamp_url: str | None = None
    """A timestamping authority (RFC 3161) that vouches for when a seal was made. None: nobody does."""
    timestamp_roots: Path | None = None
    """Certificates in PEM that the authority's has to descend from. None: its tokens are kept as they come, and whoever
    opens a bundle judges them."""

    @field_validator("timestamp_roots", mode="before")
    @classmethod
    def _read_nothing_as_none(cls, given: object) -> object:
        """Compose hands on what is not set as an empty text."""
        return None if given == "" else given

    peers: dict[str, str] = Field({}, validation_alias=AliasChoices("peers", "EVIDENCE_PEERS", "PARLEY_PEERS"))
    """Addresses of the other services: what is under way is asked of them, and the rest of a case for bundles."""
    link_lifetime: timedelta = Field(timedelta(minutes=10), gt=timedelta(0), le=timedelta(minutes=10))
    max_video_chunk_bytes: int = Field(8_000_000, ge=1)
    max_video_bytes: int = Field(300_000_000, ge=1)
    max_video_time: timedelta = Field(timedelta(hours=1), gt=timedelta(0))
    """Of the wall clock, from the first second of a live recording to its last, pauses included."""

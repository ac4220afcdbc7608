"""Shares: how many of something one process has open at once, and how many of them one platform and one caller."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Shares(BaseModel):
    """The share of a platform leaves room for others, and so does that of a caller on it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of_caller: int = Field(ge=1)
    of_platform: int = Field(ge=1)
    of_process: int = Field(ge=1)

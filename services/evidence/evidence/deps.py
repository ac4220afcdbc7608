from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from common.persistence.paging import Pager

from .domain.case import Limits
from .domain.video import VideoLimits
from .finishing import Finisher
from .links import Links
from .partials import Partials
from .ports import Begin
from .previewing import Previews
from .safe import Safe
from .scanning import Scanner
from .signing import SealKey
from .video_keys import VideoKeys


@dataclass(frozen=True)
class Receiving:
    """Where uploads arrive, and how large and how slow one may be."""

    folder: Path
    max_bytes: int
    seconds: float
    max_upload_bytes: int
    """Of a resumable one."""
    checksums: Literal["optional", "required"]


@dataclass(frozen=True)
class Videos:
    """What live recordings need beside."""

    keys: VideoKeys
    limits: VideoLimits
    finished: asyncio.Event
    """Set when there is something to check, if the worker runs in this process."""


@dataclass(frozen=True)
class Deps:
    """What the edges of this service are given. Built once, in `app.py`."""

    begin: Begin
    safe: Safe
    partials: Partials
    finisher: Finisher
    scanner: Scanner
    previews: Previews
    seal_key: SealKey
    receiving: Receiving
    limits: Limits
    links: Links
    link_lifetime: timedelta
    videos: Videos
    pager: Pager

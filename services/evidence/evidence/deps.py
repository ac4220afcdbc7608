from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from common.paging import Pager

from .domain.case import Limits
from .finishing import Finisher
from .links import Links
from .partials import Partials
from .ports import Begin, Blobs
from .previewing import Previews
from .scanning import Scanner


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
class Deps:
    """What the edges of this service are given. Built once, in `app.py`."""

    begin: Begin
    blobs: Blobs
    partials: Partials
    finisher: Finisher
    scanner: Scanner
    previews: Previews
    receiving: Receiving
    limits: Limits
    links: Links
    link_lifetime: timedelta
    pager: Pager

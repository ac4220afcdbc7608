"""Edge of cases: what their routes are given, here and in the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import Depends

from common.persistence.paging import Pager
from common.web.api_call import ApiCall, api_call
from common.web.event_stream import StreamHub
from common.web.links.stream_links import StreamLinks
from disputes.editions.edge import EditionDeps

from .freezing import ImmediateFreeze


class StreamedCase(NamedTuple):
    """What a stream is about: one case, or with None the reader's cases of a platform."""

    tenant: UUID
    dispute: UUID | None


@dataclass(frozen=True, kw_only=True)
class CaseDeps(EditionDeps):
    pager: Pager
    streams: StreamHub[StreamedCase]
    """Open streams of cases."""
    stream_links: StreamLinks
    immediate_freeze: ImmediateFreeze | None = None
    """None where escrow cannot be asked: the freeze comes by the bus."""


CasesCall = Annotated[ApiCall[CaseDeps], Depends(api_call)]

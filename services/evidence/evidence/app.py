"""Puts the service together. The only module that knows every other."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fastapi import FastAPI

from common.bus import Bus
from common.contracts.disputes import (
    DeadlineExtended,
    DisputeClosed,
    DisputeOpened,
    DisputePaused,
    DisputeResumed,
    EvidenceAsked,
    SettlementOrdered,
)
from common.db import Database
from common.deadlines import Sweeper
from common.inbox import Handling, Reader, on
from common.paging import Pager
from common.rabbit import RabbitBus
from common.runtime import Service
from common.runtime import create_app as serve
from common.store import Clock, Transactions

from . import api, consumers, deadlines, preview_api, resumable, scanning, transfer
from .blobs import Collector, open_blobs
from .deps import Deps, Receiving
from .domain.case import Limits
from .finishing import Finisher, Resumer
from .links import Links
from .partials import Partials
from .previewing import Previews
from .settings import Settings
from .store import EvidenceTx


def create_app(settings: Settings | None = None, *, bus: Bus | None = None, clock: Clock | None = None) -> FastAPI:
    settings = settings or Settings()
    database = Database(str(settings.database_url), pool_size=settings.pool_size, name="evidence")
    begin = Transactions(database, EvidenceTx, clock)
    blobs, incoming = open_blobs(settings.storage, settings.incoming)
    secret = settings.secret.get_secret_value()
    partials = Partials(incoming)
    limits = Limits(settings.max_case_items, settings.max_case_bytes, settings.max_platform_bytes)
    scanner = scanning.open_scanner(settings.clamav_url, settings.clamav_max_bytes)
    finisher = Finisher(begin, blobs, partials, limits, partial(scanning.scan, scanner))
    deps = Deps(
        begin=begin,
        blobs=blobs,
        partials=partials,
        finisher=finisher,
        scanner=scanner,
        previews=Previews(),
        receiving=_receiving(settings, incoming),
        limits=limits,
        links=Links(secret),
        link_lifetime=settings.link_lifetime,
        pager=Pager(secret),
    )
    handlings: list[Handling[EvidenceTx]] = [
        on(DisputeOpened, consumers.dispute_opened),
        on(EvidenceAsked, consumers.evidence_asked),
        on(DeadlineExtended, consumers.deadline_extended),
        on(DisputePaused, consumers.dispute_paused),
        on(DisputeResumed, consumers.dispute_resumed),
        on(SettlementOrdered, consumers.settlement_ordered),
        on(DisputeClosed, consumers.dispute_closed),
    ]
    return serve(
        Service(
            name="evidence",
            title="Evidence",
            routers=[resumable.router, transfer.router, preview_api.router, api.router],
            statuses=api.STATUSES,
            database=database,
            begin=begin,
            bus=bus or RabbitBus(settings.bus_url, "evidence"),
            reader=Reader("evidence", begin, handlings),
            sweeper=Sweeper(begin, deadlines.fire),
            deps=deps,
            settings=settings,
            workers={
                "collector": Collector(database, blobs, incoming).run,
                "resumer": Resumer(database, finisher).run,
                "rescanner": scanning.Rescanner(database, begin, blobs, scanner).run,
            },
            stream_paths=[transfer.UPLOADS],
        )
    )


def _receiving(settings: Settings, folder: Path) -> Receiving:
    return Receiving(
        folder,
        settings.max_file_bytes,
        settings.upload_seconds,
        settings.max_upload_bytes,
        settings.upload_checksums,
    )

"""Service: everything the runtime needs to know about one of the five."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter
from prometheus_client.registry import Collector

from common.anchoring.log_heads import OnEntries
from common.execution.catching_up import CatchUp
from common.execution.executor import Executor
from common.internal.case_export import ExportCase
from common.internal.clock_control import TimedWorker
from common.internal.event_exchange import SubjectsConcerning
from common.internal.service_peers import ServicePeers
from common.jobs.deadlines import DeadlineSweeper
from common.jobs.heartbeat import WorkerHeartbeat
from common.jobs.supervision import Worker
from common.kernel.errors import DomainError
from common.messaging.bus import Bus
from common.messaging.inbox import EventConsumer
from common.persistence.database import Database
from common.web.event_stream import StreamHub
from common.web.guard import AuthenticateLink, refuse_link
from common.web.rate_limits import OperationLimit

from .settings import ServiceSettings


@dataclass(frozen=True)
class Service:
    """Everything the runtime needs to know about a service."""

    name: str
    title: str
    routers: Sequence[APIRouter]
    statuses: Mapping[type[DomainError], int]
    database: Database
    executor: Executor[Any]
    """Carries out the commands of its routes, in the transactions that it begins."""
    bus: Bus
    consumer: EventConsumer[Any]
    deps: object
    settings: ServiceSettings
    sweeper: DeadlineSweeper[Any] | None = None
    workers: Mapping[str, Worker] = field(default_factory=dict)
    heartbeats: Mapping[str, WorkerHeartbeat] = field(default_factory=dict)
    """Pulses of its own workers, by the worker's name."""
    metrics: Sequence[Collector] = ()
    """What it tells Prometheus beside what every service does."""
    timed_workers: Mapping[str, TimedWorker] = field(default_factory=dict)
    """Those whose work is due at a time of the platform: steps of its test clock."""
    public_paths: Sequence[str] = ()
    """Path prefixes that need no token."""
    stream_paths: Sequence[str] = ()
    """Path prefixes whose body is read by the route as it arrives."""
    link_paths: Sequence[str] = ()
    """Path prefixes of files, which a signed address opens."""
    authenticate_link: AuthenticateLink = refuse_link
    feed_paths: Sequence[str] = ()
    """Path prefixes of event streams, whose answers do not end by themselves."""
    streams: StreamHub[Any] | None = None
    form_paths: Sequence[str] = ()
    operation_limits: Sequence[OperationLimit] = ()
    """Operations with a limit of their own."""
    case_operations: frozenset[str] = frozenset()
    """Ids of operations that are part of a case. A token that is limited to one opens no others (WAL-A2)."""
    reading_operations: frozenset[str] = frozenset()
    """Ids of those that post and yet only let somebody read, as long as their token lasts: links to streams. Suspended
    platforms may do these too."""
    limited: Mapping[str, Callable[[], bool]] = field(default_factory=dict)
    """What of its own there is so much of and no more, by the name that health calls it, and whether all is in use."""
    on_log_entries: OnEntries | None = None
    """Told of what is new in the audit log before its head is signed (`common.anchoring.log_heads`)."""
    peers: ServicePeers | None = None
    """The other services, to be handed what an act brings about (`common.internal.handing_on`)."""
    catch_up: CatchUp | None = None
    """Asks the owners of what a refusal rests on."""
    on_close: Sequence[Callable[[], Awaitable[None]]] = ()
    subjects_concerning: SubjectsConcerning | None = None
    """Answers what of it concerns subjects of another service (`common.internal.event_exchange`)."""
    export_case: ExportCase | None = None
    """Everything it knows of one subject, for other services (`common.internal.case_export`)."""

"""Runs all five services in one process over one in-process bus: without a broker, or for a quick look."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from common.embedding import embed_service
from common.messaging.bus import InMemoryBus

from .suite import SERVICES

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def create_app() -> ASGIApp:
    """Embeds the five apps. Each reads its own settings from the environment, as it does in a process of its own."""
    bus = InMemoryBus(expects=len(SERVICES))
    return embed_service([import_module(f"{service}.app").create_app(bus=bus) for service in SERVICES])

"""The five services as they are served, made once for all tests that only look at them (a second each to describe)."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import FastAPI

from deploy.development.docs.__main__ import apps


@cache
def serve_apps() -> dict[str, FastAPI]:
    """Each service by its name. Nothing is connected to; who connects one or changes it makes its own."""
    return apps()


@cache
def describe_apps() -> dict[str, dict[str, Any]]:
    """The OpenAPI document of each service. Shared: whoever changes one changes a copy."""
    return {service: app.openapi() for service, app in serve_apps().items()}

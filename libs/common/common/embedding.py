"""Several services in one process, each at the address that it has behind the gateway."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from common.docs import pages
from common.web import problems
from common.web.authentication import KeySet, TokenVerifier
from common.web.guard import RequestGuard
from common.web.origins import AllowedOrigins
from common.web.rate_limits import RateLimiter, RateLimits
from common.web.route_table import add_routes

from .runtime import METRICS_PATH, SHARED_STATUSES
from .settings import TEST_LIMITS_FACTOR


def embed_service(apps: Sequence[FastAPI]) -> ASGIApp:
    """Serve unmodified service apps side by side, each at the address it has behind the gateway."""
    homes: list[tuple[str, FastAPI]] = []
    for app in apps:
        name = app.state.service.name
        owned = {"/" + "/".join(path.strip("/").split("/")[:2]) for path in app.openapi()["paths"]}
        owned |= {path for path in app.state.service.public_paths if "*" not in path}
        homes += [(path, app) for path in owned]
        homes += [(f"/internal/{name}", app), (f"/health/{name}", app), (f"/docs/{name}", app)]

    @asynccontextmanager
    async def run_lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for app in apps:
                await stack.enter_async_context(app.router.lifespan_context(app))
            yield

    outer = FastAPI(title="Parley", lifespan=run_lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    add_routes(outer, pages.router)
    outer.add_api_route("/docs", pages.show_start_page, include_in_schema=False)
    outer.add_api_route("/openapi.json", pages.show_joined_description, include_in_schema=False)
    problems.install_problem_handlers(outer, SHARED_STATUSES)
    anybody = RateLimiter(RateLimits().times(TEST_LIMITS_FACTOR))  # embedded is for a quick look
    anywhere = AllowedOrigins(loopback=True)
    outer.add_middleware(
        RequestGuard, authenticate=TokenVerifier(KeySet("")), limiter=anybody, origins=anywhere, public=("",)
    )

    async def dispatch_request(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            for home, app in homes:
                if scope["path"] == home or scope["path"].startswith(f"{home}/"):
                    inside = _scope_behind_gateway(scope)
                    if inside["path"] != METRICS_PATH:  # theirs alone who run it, and here one address is for all
                        return await app(inside, receive, send)
        await outer(scope, receive, send)

    return dispatch_request


def _scope_behind_gateway(scope: Scope) -> Scope:
    """Rewrite paths as nginx does: `/health/{service}/ready` → `/health/ready`, `/docs/{service}/x` → `/x`.

    `/internal/{service}/…` stands for the address that the service has of its own elsewhere.
    """
    kind, _, rest = scope["path"].strip("/").partition("/")
    if kind not in ("health", "docs", "internal"):
        return scope
    _, _, tail = rest.partition("/")
    path = f"/health/{tail}" if kind == "health" else f"/{tail or 'docs'}"
    return {**scope, "path": path, "raw_path": path.encode()}

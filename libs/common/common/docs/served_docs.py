"""API descriptions with their pages and assets served from here: nothing is fetched from elsewhere."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse

from common.web.route_table import add_routes

from . import pages
from .explorer import ASSETS, explorer_page
from .openapi import describe
from .static_assets import Asset, answer_asset, make_asset


def install_docs(app: FastAPI, *, title: str, service: str) -> None:
    add_routes(app, pages.router)
    app.mount("/_docs", ASSETS, name="docs-assets")

    @app.get("/docs", include_in_schema=False)
    async def show_api_page() -> HTMLResponse:
        return explorer_page(f"Parley · {title}", f"/docs/{service}/openapi.json")

    def describe_once() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = describe.describe_api(app, service, title)
        return app.openapi_schema

    @cache
    def render_once() -> Asset:
        text = json.dumps(app.openapi(), ensure_ascii=False, separators=(",", ":"))
        return make_asset(text.encode(), "application/json")

    @app.get("/openapi.json", include_in_schema=False)
    async def show_description(request: Request) -> Response:
        return answer_asset(render_once(), request.headers)

    app.openapi = describe_once  # type: ignore[method-assign]  # FastAPI's documented way to extend its schema

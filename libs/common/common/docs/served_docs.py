"""API descriptions with their pages and assets served from here: nothing is fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import fastapi_offline
from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse

from . import pages
from .openapi import describe
from .static_assets import StaticAssets

ASSETS: Final = StaticAssets(Path(fastapi_offline.__file__).parent / "static")
ASSETS_HOME: Final = "/docs/escrow/_docs"
"""Address of the assets for all services: whoever has read one service's page has them for the others' too."""
PAGE_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page of Swagger UI starts itself by a script that stands in it."""


def asset_url(name: str) -> str:
    """Address of an asset, for good: another content has another."""
    return f"{ASSETS_HOME}/{ASSETS.hashed_name(name)}"


def install_docs(app: FastAPI, *, title: str, service: str) -> None:
    app.include_router(pages.router)
    app.mount("/_docs", ASSETS, name="docs-assets")

    @app.get("/docs", include_in_schema=False)
    async def show_api_page() -> HTMLResponse:
        base = f"/docs/{service}"
        page = get_swagger_ui_html(
            openapi_url=f"{base}/openapi.json",
            title=f"Parley · {title}",
            swagger_js_url=asset_url("swagger-ui-bundle.js"),
            swagger_css_url=asset_url("swagger-ui.css"),
            swagger_favicon_url=asset_url("favicon.png"),
            swagger_ui_parameters={
                "docExpansion": "list",
                "defaultModelsExpandDepth": 0,
                "displayRequestDuration": True,
            },
        )
        page.headers["Content-Security-Policy"] = PAGE_POLICY
        return page

    def describe_once() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = describe.describe_api(app, service, title)
        return app.openapi_schema

    app.openapi = describe_once  # type: ignore[method-assign]  # FastAPI's documented way to extend its schema

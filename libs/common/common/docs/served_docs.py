"""API descriptions with their pages and assets served from here: nothing is fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import fastapi_offline
from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from common.web import openapi

from . import pages

ASSETS_FOLDER: Final = Path(fastapi_offline.__file__).parent / "static"
PAGE_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page of Swagger UI starts itself by a script that stands in it."""


def install_docs(app: FastAPI, *, title: str, service: str) -> None:
    app.include_router(pages.router)
    app.mount("/_docs", StaticFiles(directory=ASSETS_FOLDER), name="docs-assets")

    @app.get("/docs", include_in_schema=False)
    async def show_api_page() -> HTMLResponse:
        base = f"/docs/{service}"
        page = get_swagger_ui_html(
            openapi_url=f"{base}/openapi.json",
            title=f"Parley · {title}",
            swagger_js_url=f"{base}/_docs/swagger-ui-bundle.js",
            swagger_css_url=f"{base}/_docs/swagger-ui.css",
            swagger_favicon_url=f"{base}/_docs/favicon.png",
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
            app.openapi_schema = openapi.describe_api(app, title)
        return app.openapi_schema

    app.openapi = describe_once  # type: ignore[method-assign]  # FastAPI's documented way to extend its schema

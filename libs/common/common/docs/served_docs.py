"""API descriptions with their pages and assets served from here: nothing is fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import fastapi_offline
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from . import pages
from .explorer import explorer_page
from .openapi import describe

ASSETS_FOLDER: Final = Path(fastapi_offline.__file__).parent / "static"


def install_docs(app: FastAPI, *, title: str, service: str) -> None:
    app.include_router(pages.router)
    assets = StaticFiles(directory=ASSETS_FOLDER, packages=[("common.docs", "site/assets")])
    app.mount("/_docs", assets, name="docs-assets")

    @app.get("/docs", include_in_schema=False)
    async def show_api_page() -> HTMLResponse:
        return explorer_page(f"Parley · {title}", f"/docs/{service}/openapi.json", service)

    def describe_once() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = describe.describe_api(app, service, title)
        return app.openapi_schema

    app.openapi = describe_once  # type: ignore[method-assign]  # FastAPI's documented way to extend its schema

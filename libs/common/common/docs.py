"""OpenAPI with its pages and assets served from here: nothing is fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import fastapi_offline
from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from .contracts.catalogue import PUBLISHERS

ASSETS: Final = Path(fastapi_offline.__file__).parent / "static"
PROBLEM: Final = {
    "type": "object",
    "description": "RFC 9457 problem details; `code` is stable.",
    "required": ["type", "title", "status", "code", "detail", "request_id"],
    "properties": {
        "type": {"type": "string", "examples": ["/problems/not-found"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "examples": ["not_found"]},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("pointer", "code", "message")},
            },
        },
    },
}
SECURITY: Final = {
    "platform": {
        "type": "oauth2",
        "description": "Your platform's client id and secret.",
        "flows": {"clientCredentials": {"tokenUrl": "/oauth/token", "scopes": {}}},
    },
    "participant": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A token from POST /v1/participant-tokens.",
    },
}


START_PAGE: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Parley</title>
<style>body{{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}}</style>
<h1>Parley</h1><p>Escrow and dispute resolution: five services behind one address.</p><ul>{items}</ul></html>"""
ITEM: Final = (
    '<li><a href="/docs/{0}">{0}</a> · <a href="/docs/{0}/openapi.json">OpenAPI</a>'
    ' · <a href="/health/{0}/ready">health</a></li>'
)


def install_start_page(app: FastAPI, *paths: str) -> None:
    """Where to go from the bare address."""
    page = START_PAGE.format(items="".join(ITEM.format(service) for service in PUBLISHERS))

    async def start() -> HTMLResponse:
        return HTMLResponse(page)

    for path in paths:
        app.add_api_route(path, start, include_in_schema=False)


def install(app: FastAPI, *, title: str, service: str) -> None:
    install_start_page(app, "/")
    app.mount("/_docs", StaticFiles(directory=ASSETS), name="docs-assets")

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        base = f"/docs/{service}"
        return get_swagger_ui_html(
            openapi_url=f"{base}/openapi.json",
            title=f"Parley · {title}",
            swagger_js_url=f"{base}/_docs/swagger-ui-bundle.js",
            swagger_css_url=f"{base}/_docs/swagger-ui.css",
            swagger_favicon_url=f"{base}/_docs/favicon.png",
        )

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app, title)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend its schema


def _described(app: FastAPI, title: str) -> dict[str, Any]:
    schema = get_openapi(title=f"Parley · {title}", version="1.0.0", routes=app.routes)
    schema["servers"] = [{"url": "/"}]
    components = schema.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["securitySchemes"] = SECURITY
    schema["security"] = [{"platform": []}, {"participant": []}]
    return schema

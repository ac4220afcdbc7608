"""Pages on which a description is read (Redoc) and tried (Swagger UI), with one login for all of them."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from string import Template
from typing import Final

import fastapi_offline
from fastapi.responses import HTMLResponse

from .openapi.texts import SITE
from .static_assets import KeptPage, StaticAssets

ASSETS: Final = StaticAssets(
    Path(fastapi_offline.__file__).parent / "static", Path(__file__).parent / "site" / "assets"
)
ASSETS_HOME: Final = "/docs/escrow/_docs"
"""Address of the assets for all services: whoever has read one service's page has them for the others' too."""
ASSET_MARK: Final = re.compile(r"asset:([\w.-]+)")

EXPLORER_PAGE: Final = Template((SITE / "explorer.html").read_text())
REFERENCE_PAGE: Final = Template((SITE / "reference.html").read_text())
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Scripts of ours alone, and nothing is loaded from elsewhere."""


def asset_url(name: str) -> str:
    """Address of an asset, for good: another content has another."""
    return f"{ASSETS_HOME}/{ASSETS.hashed_name(name)}"


def explorer_page(title: str, description: str) -> HTMLResponse:
    """Swagger UI over the description at an address."""
    return _render(EXPLORER_PAGE, title, description)


def reference_page(title: str, description: str) -> HTMLResponse:
    """Redoc over the description at an address."""
    return _render(REFERENCE_PAGE, title, description)


def _render(template: Template, title: str, description: str) -> HTMLResponse:
    page = template.substitute(title=escape(title), description=escape(description))
    page = ASSET_MARK.sub(lambda mark: asset_url(mark[1]), page)
    return KeptPage(page, headers={"Content-Security-Policy": POLICY})

"""Pages on which a description is read (Redoc) and tried (Swagger UI), with one login for all of them."""

from __future__ import annotations

from html import escape
from string import Template
from typing import Final

from fastapi.responses import HTMLResponse

from .openapi.texts import SITE

EXPLORER_PAGE: Final = Template((SITE / "explorer.html").read_text())
REFERENCE_PAGE: Final = Template((SITE / "reference.html").read_text())
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Scripts of ours alone, and nothing is loaded from elsewhere."""


def explorer_page(title: str, description: str, service: str) -> HTMLResponse:
    """Swagger UI over the description at an address, with the assets that a service has."""
    return _render(EXPLORER_PAGE, title, description, service)


def reference_page(title: str, description: str, service: str) -> HTMLResponse:
    """Redoc over the description at an address."""
    return _render(REFERENCE_PAGE, title, description, service)


def _render(template: Template, title: str, description: str, service: str) -> HTMLResponse:
    page = template.substitute(
        title=escape(title), description=escape(description), assets=f"/docs/{escape(service)}/_docs"
    )
    return HTMLResponse(page, headers={"Content-Security-Policy": POLICY})

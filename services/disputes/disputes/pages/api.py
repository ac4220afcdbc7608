"""Pages over HTTP: one page for every address below `/pages`, and the files it is made of.

Nothing here knows a case. What the page shows it asks the API for, with the token that the secret of a link was
exchanged for; that secret stands behind the `#` of the address and is never sent here.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from common.kernel.errors import NotFound
from common.kernel.ids import PlatformId
from common.kernel.languages import choose_language
from common.web.origins import AllowedOrigins

from .assets import Asset, PageAssets

router = APIRouter(prefix="/pages", include_in_schema=False)

PUBLIC_PATHS: Final = ("/pages",)
ASSETS: Final = PageAssets()
FOR_GOOD: Final = "public, max-age=31536000, immutable"
CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors "
)
"""Ends with who may show it in a frame."""
NOBODY: Final = "'none'"
PAGE_HEADERS: Final = {
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding, Accept-Language",
}
EMBEDDING: Final = "embed.js"
EMBEDDING_HEADERS: Final = {
    "Cache-Control": "public, max-age=300",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}
"""Which pages may load what makes the frame, and show it, the origins say that platforms have named."""


@router.get("/assets/{edition}/{name:path}")
async def send_asset(edition: str, name: str, request: Request) -> Response:
    """Send a file. Of another edition than today's it is the same file, but not for good: a page may be older, or
    younger, than this process."""
    if (asset := ASSETS.find_asset(name)) is None:
        raise NotFound("asset")
    lasting = FOR_GOOD if edition == ASSETS.edition else "no-cache"
    return _respond_with(asset, request, {"Cache-Control": lasting, "Vary": "Accept-Encoding"})


@router.get(f"/{EMBEDDING}")
async def send_embedding(request: Request) -> Response:
    """Send the module that a marketplace's own page loads: it defines `<parley-case>`."""
    asset = ASSETS.find_asset(EMBEDDING)
    assert asset is not None, "it is one of ours"
    return _respond_with(asset, request, EMBEDDING_HEADERS)


@router.get("/in/{platform}/{place:path}")
async def send_framed_page(platform: PlatformId, place: str, request: Request) -> Response:
    """Send the page for a frame: only pages of the origins that this platform has named may show it."""
    origins: AllowedOrigins = request.app.state.origins
    return _send_page(request, " ".join(origins.frame_sources(platform)) or NOBODY)


@router.get("")
@router.get("/{place:path}")
async def send_page(request: Request, place: str = "") -> Response:
    """Send the page, the same to everybody, also to whoever has half a link: it tells them what to do."""
    return _send_page(request, NOBODY)


def _send_page(request: Request, ancestors: str) -> Response:
    language = choose_language(None, request.headers.get("accept-language", ""))
    headers = PAGE_HEADERS | {"Content-Security-Policy": CONTENT_POLICY + ancestors, "Content-Language": language}
    if ancestors == NOBODY:
        headers["X-Frame-Options"] = "DENY"
    return _respond_with(ASSETS.get_page(), request, headers)


def _respond_with(asset: Asset, request: Request, headers: dict[str, str]) -> Response:
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(asset.content, headers=headers, media_type=asset.media_type)
    return Response(asset.compressed, headers=headers | {"Content-Encoding": "gzip"}, media_type=asset.media_type)

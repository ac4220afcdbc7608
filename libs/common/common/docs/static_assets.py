"""Static assets under names that hold the digest of what they are: kept by browsers for good, and sent compressed."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

DIGEST_LETTERS: Final = 12
FOR_GOOD: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "public, no-cache"
COMPRESSIBLE: Final = ("text/", "application/javascript", "application/json", "image/svg+xml")
LEAST_BYTES: Final = 1_024
OUTSIDE_PICTURE, NO_PICTURE = b"https://cdn.redoc.ly/redoc/logo-mini.svg", b"data:,"
"""Redoc asks its makers for a logo, which no page of ours may, and each visit would say so in the console."""


class Asset(NamedTuple):
    content: bytes
    compressed: bytes | None
    """None where it does not pay."""
    media_type: str
    digest: str


class StaticAssets:
    """ASGI application that serves the files of some folders, each under its own name and under its hashed one.

    The hashed name is for good. Under its own name a file may be another tomorrow, so browsers ask each time.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders

    def hashed_name(self, name: str) -> str:
        """`swagger-ui.css` as `swagger-ui.0123456789ab.css`."""
        stem, dot, ending = name.rpartition(".")
        return f"{stem}.{self._read(name).digest}{dot}{ending}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
        name, digest = self._split_name(asked)
        asset = self._read(name) if name in self._files() else None
        if asset is None or digest not in (None, asset.digest):
            raise HTTPException(404)
        await answer_asset(asset, Headers(scope=scope), is_for_good=digest is not None)(scope, receive, send)

    def _split_name(self, asked: str) -> tuple[str, str | None]:
        if asked in self._files():
            return asked, None
        stem, _, ending = asked.rpartition(".")
        stem, _, digest = stem.rpartition(".")
        return f"{stem}.{ending}", digest

    @cache  # noqa: B019 (as long as the process: there is one for each folder)
    def _files(self) -> Mapping[str, Path]:
        return {file.name: file for folder in self._folders for file in folder.iterdir() if file.is_file()}

    @cache  # noqa: B019
    def _read(self, name: str) -> Asset:
        content = self._files()[name].read_bytes().replace(OUTSIDE_PICTURE, NO_PICTURE)
        return make_asset(content, mimetypes.guess_type(name)[0] or "application/octet-stream")


def make_asset(content: bytes, media_type: str) -> Asset:
    """Compress it where that pays, once for everybody."""
    pays = media_type.startswith(COMPRESSIBLE) and len(content) >= LEAST_BYTES
    compressed = gzip.compress(content, mtime=0) if pays else None
    return Asset(content, compressed, media_type, hashlib.sha256(content).hexdigest()[:DIGEST_LETTERS])


def answer_asset(asset: Asset, headers: Headers, *, is_for_good: bool = False) -> Response:
    """Answer with it, compressed for whoever takes that; 304 to whoever has it already."""
    is_compressed = asset.compressed is not None and _takes_gzip(headers.get("accept-encoding", ""))
    tag = f'W/"{asset.digest}"'
    fields = {"Cache-Control": FOR_GOOD if is_for_good else ASK_AGAIN, "ETag": tag, "Vary": "Accept-Encoding"}
    if tag in headers.get("if-none-match", ""):
        return Response(status_code=304, headers=fields)
    if is_compressed:
        fields["Content-Encoding"] = "gzip"
    content = asset.compressed if is_compressed else asset.content
    return Response(content, headers=fields, media_type=asset.media_type)


class KeptPage(HTMLResponse):
    """Page for everybody, which a browser keeps: 304 to whoever has it already."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        tag = f'W/"{hashlib.sha256(self.body).hexdigest()[:DIGEST_LETTERS]}"'
        self.headers.update({"Cache-Control": ASK_AGAIN, "ETag": tag})
        if tag in Headers(scope=scope).get("if-none-match", ""):
            self.status_code, self.body = 304, b""
            del self.headers["content-length"], self.headers["content-type"]
        await super().__call__(scope, receive, send)


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        coding, _, weight = part.strip().partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False

"""Allowed origins: which pages' browsers may read our answers (CORS, Fetch 3.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from starlette.types import Scope

from common.kernel.principal import Principal
from common.kernel.web_origins import is_loopback_origin

from .guarded_answer import Fields
from .path_prefixes import PathPrefixes
from .request_head import METHODS, RequestHeaders

KNOWN_REQUEST_FIELDS: Final = (
    "Accept, Accept-Language, Authorization, Cache-Control, Content-Digest, Content-Language, Content-Type, "
    "Idempotency-Key, If-Match, If-None-Match, If-Range, Last-Event-ID, Range, traceparent, tracestate, "
    "Tus-Resumable, Upload-Checksum, Upload-Concat, Upload-Defer-Length, Upload-Length, Upload-Metadata, "
    "Upload-Offset, X-Checksum-SHA256, X-HTTP-Method-Override, X-Request-Id, X-Requested-With"
)
FIELD_NAMES: Final = re.compile(r"[\w!#$%&'*+.^`|~-]+(?:[\t ]*,[\t ]*[\w!#$%&'*+.^`|~-]+)*", re.ASCII)
MAX_ASKED_LENGTH: Final = 2_000
ANSWER_FIELDS: Final = (
    "Accept-Ranges, Allow, Content-Digest, Content-Disposition, Content-Language, Content-Length, Content-Range, ETag, "
    "Idempotent-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, traceparent, "
    "Tus-Checksum-Algorithm, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version, Upload-Expires, Upload-Length, "
    "Upload-Metadata, Upload-Offset, WWW-Authenticate, X-Request-Id"
)
PREFLIGHT_SECONDS: Final = 7_200
"""As long as Chromium keeps a permission; Firefox would keep one for a day."""
VARY: Final = (b"vary", b"Accept-Encoding, Origin")
"""Also of what no page asked for: a cache would hand it to a page, which needs more fields (Fetch, 3.2.5). That answers
are compressed is the gateway's doing, which leaves the field to us: otherwise there would be two of it."""
LOOPBACK_SOURCES: Final = ("http://localhost:*", "http://127.0.0.1:*", "http://*.localhost:*")
DOCUMENTS: Final = PathPrefixes(("/docs", "/openapi.json", "/problems", "/.well-known"))
"""What is the same for everybody. Editors of API descriptions and libraries of OAuth load it from wherever they are."""


class AllowedOrigins:
    """Origins of every platform, as this process knows them; a sandbox lets this machine's own pages in besides."""

    def __init__(self, *, loopback: bool = False) -> None:
        self.loopback = loopback
        self._by_platform: Mapping[UUID, Sequence[str]] = {}
        self._all: frozenset[str] = frozenset()

    def replace(self, by_platform: Mapping[UUID, Sequence[str]]) -> None:
        self._by_platform = by_platform
        self._all = frozenset(origin for origins in by_platform.values() for origin in origins)

    def allow(self, origin: str, platform: UUID | None) -> bool:
        """May pages of `origin` read what is answered? Without a platform, before anybody is known: of any of them."""
        if self.loopback and is_loopback_origin(origin):
            return True
        return origin in (self._all if platform is None else self._by_platform.get(platform, ()))

    def frame_sources(self, platform: UUID) -> list[str]:
        """Sources of a Content-Security-Policy: where this platform's pages come from."""
        return [*self._by_platform.get(platform, ()), *(LOOPBACK_SOURCES if self.loopback else ())]

    def answer_fields(self, origin: str | None, scope: Scope) -> Fields:
        """Fields of an answer to a page of `origin`; None: to something else than a page."""
        caller: Principal | None = scope.get("state", {}).get("caller")
        if origin is None or not self.allow(origin, None if caller is None else caller.tenant):
            if origin is None or not DOCUMENTS.cover(scope["path"]):
                return [VARY]
            origin = "*"
        return [
            (b"access-control-allow-origin", origin.encode("latin-1")),
            (b"access-control-expose-headers", ANSWER_FIELDS.encode()),
            VARY,
        ]


def is_preflight(scope: Scope, headers: RequestHeaders) -> bool:
    """Is it a browser that asks, before the request itself, whether a page may make it?"""
    return scope["method"] == "OPTIONS" and b"access-control-request-method" in headers and b"origin" in headers


def preflight_fields(asked: str | None) -> dict[str, str]:
    """What pages of an allowed origin may ask, wherever it is. Whether they may do it their token says.

    Whatever else they send is no secret of ours: tools that watch a page add fields of their own to all it asks.
    """
    is_list = asked is not None and len(asked) <= MAX_ASKED_LENGTH and FIELD_NAMES.fullmatch(asked) is not None
    return {
        "Access-Control-Allow-Methods": ", ".join(METHODS),
        "Access-Control-Allow-Headers": f"{KNOWN_REQUEST_FIELDS}, {asked}" if is_list else KNOWN_REQUEST_FIELDS,
        "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
    }

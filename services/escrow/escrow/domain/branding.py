"""Branding: how a platform's pages look and where its terms stand, beside its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
MAX_LOGO_BYTES: Final = 48 * 1024
LOGO_HEADS: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


class LegalText(StrEnum):
    TERMS = "terms"
    PRIVACY = "privacy"
    IMPRINT = "imprint"
    HELP = "help"


class LegalLink(NamedTuple):
    kind: LegalText
    url: str


class Logo(NamedTuple):
    """Picture with the type that its own first bytes say."""

    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Branding:
    """`primary` colours what is pressed, `accent` the mark and the line under the head of a page. Pages shade both
    until everything can be read."""

    primary: str | None = None
    accent: str | None = None
    links: tuple[LegalLink, ...] = ()
    logo: Logo | None = None


class BrandingRepository(Protocol):
    async def replace(self, branding: Branding) -> None: ...


def detect_logo(content: bytes) -> Logo:
    """Find out what a picture is. Raises ValueError for anything that is no small PNG, JPEG or WebP: drawings that are
    programs, as SVG can be, are none."""
    if len(content) > MAX_LOGO_BYTES:
        raise ValueError(f"a logo has at most {MAX_LOGO_BYTES} bytes")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Logo("image/webp", content)
    for media_type, head in LOGO_HEADS.items():
        if content.startswith(head):
            return Logo(media_type, content)
    raise ValueError("a logo is a PNG, JPEG or WebP picture")

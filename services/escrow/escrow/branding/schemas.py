"""Schemas of a platform's branding."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Annotated, Any, Final, Self
from uuid import UUID

from pydantic import ConfigDict, Field, field_validator, model_validator

from common.kernel.ids import PlatformId, format_id
from common.kernel.web_origins import parse_origin
from common.web.schemas import Body, View
from escrow.domain.branding import COLOUR, MAX_LOGO_BYTES, Branding, LegalLink, LegalText, Logo, detect_logo

PATH: Final = "/v1/branding"
CHOSEN: Final[Any] = {
    "primary": "#0f766e",
    "accent": "#f59e0b",
    "links": [{"kind": "terms", "url": "https://shop.example/terms"}],
}
Colour = Annotated[str, Field(pattern=f"^{COLOUR.pattern}$", examples=["#0f766e"])]
LogoText = Annotated[str, Field(max_length=MAX_LOGO_BYTES * 4 // 3 + 4)]


class LegalLinkBody(Body):
    """Text of yours that people find at the foot of every page."""

    kind: LegalText
    """What it is: pages name it in the reader's language."""
    url: Annotated[str, Field(max_length=500, pattern=r"^https://[!-~]+$")]
    """Https, with everything that belongs to the address."""

    @field_validator("url")
    @classmethod
    def _require_host(cls, url: str) -> str:
        parse_origin("/".join(url.split("/")[:3]).partition("?")[0].partition("#")[0])
        return url


class BrandingBody(Body):
    """Colours, logo and legal texts. What is left out is as Parley has it."""

    model_config = ConfigDict(json_schema_extra={"examples": [CHOSEN]})

    primary: Colour | None = None
    """Of buttons and links. Pages shade it until everything on it and in it can be read, by day and by night."""
    accent: Colour | None = None
    """Of your mark and the line under the head of each page."""
    links: list[LegalLinkBody] = Field([], max_length=len(LegalText))
    """Links to your own pages of law; each kind once."""
    logo: LogoText | None = None
    """PNG, JPEG or WebP in base64, 48 KiB at most; shown 34 pixels high."""

    @field_validator("logo")
    @classmethod
    def _require_picture(cls, logo: str | None) -> str | None:
        if logo is not None:
            _decode_logo(logo)
        return logo

    @model_validator(mode="after")
    def _require_each_once(self) -> Self:
        if len({link.kind for link in self.links}) < len(self.links):
            raise ValueError("each kind of text is linked once")
        return self

    def to_branding(self) -> Branding:
        links = tuple(LegalLink(link.kind, link.url) for link in self.links)
        logo = None if self.logo is None else _decode_logo(self.logo)
        return Branding(primary=self.primary, accent=self.accent, links=links, logo=logo)


class LegalLinkView(View):
    """Text of the platform."""

    kind: LegalText
    """Which page of law it is."""
    url: str
    """Address of the page."""


class BrandingView(View):
    """How a platform's pages look."""

    platform: PlatformId
    """Platform whose pages they are."""
    primary: str | None
    """Of buttons and links; null is Parley's own."""
    accent: str | None
    """Of the mark and the line under the head."""
    links: list[LegalLinkView]
    """Texts at the foot of every page."""
    logo: str | None
    """Path of the logo. Another logo has another one."""


def branding_view(platform: UUID, branding: Branding) -> BrandingView:
    return BrandingView(
        platform=platform,
        primary=branding.primary,
        accent=branding.accent,
        links=[LegalLinkView(kind=link.kind, url=link.url) for link in branding.links],
        logo=None if branding.logo is None else _logo_path(platform, branding.logo),
    )


def _logo_path(platform: UUID, logo: Logo) -> str:
    edition = hashlib.sha256(logo.content).hexdigest()[:16]
    return f"{PATH}/{format_id('plt', platform)}/logo?edition={edition}"


def _decode_logo(text: str) -> Logo:
    """Raises ValueError."""
    try:
        return detect_logo(base64.b64decode(text, validate=True))
    except binascii.Error:
        raise ValueError("a logo is written in base64") from None

"""Links to files: they stand alone for a few minutes, for one object, in the name of whoever asked; none is stored."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.kernel.principal import Principal
from common.web.links.signed_links import ForgedLink, LinkSeal, SignedLink

from .model import LinkRefused


class LinkPurpose(StrEnum):
    """What a link opens of an object: what was made of it for looking at does not open what was given."""

    CONTENT = "content"
    PREVIEW = "preview"


class SignedLinks:
    def __init__(self, secret: str) -> None:
        self._seal = LinkSeal(secret, b"evidence download links")

    def sign_link(self, principal: Principal, object_id: UUID, purpose: LinkPurpose, *, expires_at: datetime) -> str:
        return self._seal.sign(principal, _spell_object(object_id, purpose), expires_at=expires_at)

    def open_link(self, token: str, object_id: UUID, purpose: LinkPurpose) -> SignedLink:
        """Read a link that was signed for this object, be it over or not. Raises LinkRefused."""
        try:
            return self._seal.open(token, _spell_object(object_id, purpose))
        except ForgedLink:
            raise LinkRefused from None


def require_valid(link: SignedLink, now: datetime) -> None:
    """Raises LinkRefused."""
    if now >= link.expires_at:
        raise LinkRefused


def _spell_object(object_id: UUID, purpose: LinkPurpose) -> bytes:
    return b"\n".join((purpose.encode(), object_id.hex.encode()))

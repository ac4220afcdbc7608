"""Links to event streams: for the `EventSource` of a browser, which can send no token."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import parse_qs, urlencode

from starlette.types import Scope

from common.kernel import seams
from common.kernel.principal import Principal
from common.web.authentication import MAX_TOKEN_SECONDS, LinkUnproven, Unauthenticated
from common.web.event_stream import ENDS_AT, StreamReader
from common.web.path_prefixes import PathPrefixes
from common.web.schemas import UtcTime, View

from .signed_links import ForgedLink, LinkSeal, SignedLink

LABEL: Final = b"event stream links"
LIFETIME: Final = timedelta(seconds=MAX_TOKEN_SECONDS)
"""As a token's at most: real minutes, whatever the platform's test clock says."""
MAX_FIELDS: Final = 16


class StreamLinkExpired(LinkUnproven):
    """Link to a stream that is over, as each is with the token that asked for it."""

    way_out = "This link to a stream is over. Ask for a new one: POST to the address of the stream, and `/link`."


class StreamLink(View):
    """Address of a stream that stands alone until it expires: for the `EventSource` of a browser."""

    url: str
    """Of the stream, in your name. It begins where it was asked for, by `after`. What narrows the stream is added."""
    expires_at: UtcTime
    """When it opens no more, and streams opened by it end: together with the token that asked for it."""


class StreamLinks:
    """Signs links to the streams at `paths`, each for one address, and finds in whose name an address was signed."""

    def __init__(self, secret: str, paths: Sequence[str]) -> None:
        self._seal, self._paths = LinkSeal(secret, LABEL), PathPrefixes(paths)

    def sign_link(self, reader: StreamReader, place: Sequence[int]) -> StreamLink:
        """Sign a link to the reader's stream from a place on. It lasts no longer than the token that asks for it."""
        token_ends = datetime.fromtimestamp(reader.read_end(), UTC)
        expires_at = min(seams.utc_now() + LIFETIME, token_ends).replace(microsecond=0)
        token = self._seal.sign(reader.principal, reader.path.encode(), expires_at=expires_at)
        query = urlencode({"token": token, "after": reader.write_bookmark(place)})
        return StreamLink(url=f"{reader.path}?{query}", expires_at=expires_at)

    def authenticate_link(self, scope: Scope) -> Principal:
        """Find in whose name an address was signed. Raises Unauthenticated, and of links LinkUnproven or
        StreamLinkExpired."""
        if not self._paths.cover(scope["path"]):
            raise Unauthenticated
        link = self._open_address(scope["path"], scope["query_string"])
        if seams.utc_now() >= link.expires_at:
            raise StreamLinkExpired
        scope.setdefault("state", {})[ENDS_AT] = link.expires_at.timestamp()
        return link.principal

    def _open_address(self, path: str, query: bytes) -> SignedLink:
        try:
            [token] = parse_qs(query.decode(), max_num_fields=MAX_FIELDS)["token"]
            return self._seal.open(token, path.encode())
        except LookupError as failure:
            raise Unauthenticated from failure  # a program that has left its token out
        except (ForgedLink, ValueError) as failure:
            raise LinkUnproven from failure

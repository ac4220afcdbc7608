"""Bookmarks of streams: where a stream begins, as an id that its reader can come back with before the first event.

Whoever is cut off before anything has come has no event to name; a bookmark says the place instead. It is sealed:
places are numbers that grow with whatever happens on a platform, and are nobody's to read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator, Sequence
from typing import Final

from common.kernel.secret_lists import list_secrets
from common.persistence.paging import InvalidCursor

PREFIX: Final = "at_"
NUMBER_BYTES: Final = 8
TAG_BYTES: Final = 16


class StreamBookmarks:
    """Seals places with the service's secret, for one stream and one reader."""

    def __init__(self, secret: str) -> None:
        self._secrets = [one.encode() for one in list_secrets(secret)]

    def seal(self, place: Sequence[int], about: str) -> str:
        plain = b"".join(number.to_bytes(NUMBER_BYTES) for number in place)
        secret = self._secrets[0]
        tag = _sign(secret, plain, about)
        return PREFIX + base64.urlsafe_b64encode(tag + _mask(secret, tag, plain)).rstrip(b"=").decode()

    def open(self, bookmark: str, about: str) -> tuple[int, ...]:
        """Raises InvalidCursor for what was not sealed here, for this stream and this reader."""
        encoded = bookmark.removeprefix(PREFIX)
        try:
            raw = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
        except ValueError:
            raise InvalidCursor from None
        tag, sealed = raw[:TAG_BYTES], raw[TAG_BYTES:]
        for secret in self._secrets:
            plain = _mask(secret, tag, sealed)
            if hmac.compare_digest(tag, _sign(secret, plain, about)):
                return tuple(_read_numbers(plain))
        raise InvalidCursor


def _sign(secret: bytes, plain: bytes, about: str) -> bytes:
    return hmac.new(secret, b"bookmark:" + plain + about.encode(), hashlib.sha256).digest()[:TAG_BYTES]


def _mask(secret: bytes, tag: bytes, text: bytes) -> bytes:
    """A synthetic initialisation vector: the tag of what is masked makes the mask."""
    stream = hmac.new(secret, b"mask:" + tag, hashlib.sha256).digest()
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))


def _read_numbers(plain: bytes) -> Iterator[int]:
    for at in range(0, len(plain), NUMBER_BYTES):
        yield int.from_bytes(plain[at : at + NUMBER_BYTES])

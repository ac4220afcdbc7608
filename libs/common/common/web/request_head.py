"""Head of a request: the methods that there are, and its header fields, read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
READING_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Safe ones (RFC 9110, 9.2.1): what comes by them changes nothing."""
UTF8_NAMES: Final = frozenset({"utf-8", "utf8", "us-ascii"})
"""Names of UTF-8 in content types, and of what is a part of it."""


class RequestHeaders:
    """Fields by their names in small letters, as ASGI has them."""

    __slots__ = ("_fields",)

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        fields: dict[bytes, list[bytes]] = {}
        for name, value in raw:
            if name in fields:
                fields[name].append(value)
            else:
                fields[name] = [value]
        self._fields = fields

    def __contains__(self, name: bytes) -> bool:
        return name in self._fields

    def get(self, name: bytes) -> str | None:
        """First value of a field, None without any."""
        values = self._fields.get(name)
        return None if values is None else values[0].decode("latin-1")

    def list_values(self, name: bytes) -> Sequence[str]:
        return [value.decode("latin-1") for value in self._fields.get(name, ())]

    @property
    def announce_body(self) -> bool:
        return self._fields.get(b"content-length", [b"0"])[0] != b"0" or b"transfer-encoding" in self._fields

    @property
    def announce_coding(self) -> bool:
        """Is the body packed in any way, or said to be?"""
        return any(value.strip().lower() != "identity" for value in self.list_values(b"content-encoding"))


def is_utf8(content_type: str) -> bool:
    """Is what it describes in UTF-8, or does it not say? Other parameters mean nothing here (RFC 8259, 11)."""
    parameters = (part.partition("=") for part in content_type.lower().split(";")[1:])
    return all(value.strip().strip('"') in UTF8_NAMES for name, _, value in parameters if name.strip() == "charset")


def spell_allow(methods: Iterable[str]) -> str:
    """Spell the Allow field of an address that is declared with these: where one may read, one may ask for the head
    alone, and what there is may be asked everywhere."""
    allowed = {*methods, "OPTIONS"}
    if "GET" in allowed:
        allowed.add("HEAD")
    return ", ".join(method for method in METHODS if method in allowed)

"""Header fields of a request, read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


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

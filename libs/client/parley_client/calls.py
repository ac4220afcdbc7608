"""Calls: what the generated operations need of whoever makes them, and pages followed to their end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any, Protocol
from urllib.parse import quote

Content = bytes | IO[bytes]
"""Bytes of a file, or a file opened for reading."""


class Caller(Protocol):
    def call_operation(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: object = None,
        content: Content | None = None,
        content_type: str | None = None,
        if_match: int | None = None,
        key: str | None = None,
        takes_key: bool = False,
    ) -> Any:
        """Call an operation and return its answer. Raises Problem."""

    def download_file(self, method: str, path: str, *, query: Mapping[str, Any] | None = None) -> bytes:
        """Call an operation that answers with a file. Raises Problem."""

    def follow_stream(
        self, method: str, path: str, *, query: Mapping[str, Any] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Follow an operation that answers with server-sent events. Raises Problem."""


class Group:
    """Operations of one kind."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller


def spell_in_path(value: object) -> str:
    """Spell one part of an address: whatever somebody calls a user, it names nothing else."""
    return quote(str(value), safe="")


def name_filters(filters: Mapping[str, object], known: type) -> dict[str, object]:
    """Name filters as the API does: `type_` is `type`. Raises TypeError for one that `known`, their type, has not."""
    if unknown := filters.keys() - known.__annotations__.keys():
        raise TypeError(f"there is no filter {min(unknown)!r} here, but: {', '.join(known.__annotations__)}")
    return {name.removesuffix("_"): value for name, value in filters.items()}


def iterate_pages(operation: Callable[..., Any], *args: Any, **filters: Any) -> Iterator[Any]:
    """Yield what a list has, page after page, a hundred at a time."""
    cursor: str | None = None
    while True:
        page = operation(*args, **filters, limit=100, cursor=cursor)
        yield from page["data"]
        cursor = page.get("next_cursor")
        if cursor is None:
            return

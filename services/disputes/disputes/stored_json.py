"""Codecs of stored JSON: which key a value is stored under is written down, whatever its Python name becomes.

A codec of a record names every field of its class, or it fails when it is made: a field that was renamed or added is
noticed at import, not when a case is read. What has been stored is tried against frozen samples in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from typing import Any, Final, Generic, NamedTuple, TypeVar, cast
from uuid import UUID

from pydantic import TypeAdapter

T = TypeVar("T")
Json = Any

STORED_VERSION: Final = 1
"""The layout in which this release writes, kept with each row. Another one needs a codec of its own, or is refused."""


class StoredVersionUnknown(Exception):
    """Rows of another layout than this release can read."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"Data of layout {version} cannot be read by this release. Before the first: run `make clean`."
        )


def require_known_version(version: int) -> None:
    """Raises StoredVersionUnknown."""
    if version != STORED_VERSION:
        raise StoredVersionUnknown(version)


class Codec(NamedTuple, Generic[T]):
    encode: Callable[[T], Json]
    decode: Callable[[Json], T]


class Stored(NamedTuple):
    """Field whose name in Python is not the key it is stored under."""

    attribute: str
    codec: Codec[Any]


def plain_codec(kind: Any) -> Codec[Any]:
    """Make a codec of values without named parts of their own, such as enums, times, and lists or mappings of them."""
    adapter = TypeAdapter(kind)
    return Codec(lambda value: adapter.dump_python(value, mode="json"), adapter.validate_python)


TEXT: Final[Codec[str]] = Codec(str, str)
NUMBER: Final[Codec[int]] = Codec(int, int)
FLAG: Final[Codec[bool]] = Codec(bool, bool)
IDENTIFIER: Final[Codec[UUID]] = Codec(str, UUID)
INSTANT: Final[Codec[datetime]] = Codec(
    lambda instant: instant.isoformat().replace("+00:00", "Z"), datetime.fromisoformat
)


def optional_codec(codec: Codec[T]) -> Codec[T | None]:
    return Codec(
        lambda value: None if value is None else codec.encode(value),
        lambda stored: None if stored is None else codec.decode(stored),
    )


def sequence_codec(codec: Codec[T]) -> Codec[tuple[T, ...]]:
    return Codec(
        lambda values: [codec.encode(value) for value in values],
        lambda stored: tuple(codec.decode(one) for one in stored),
    )


def mapping_codec(key: Codec[Any], codec: Codec[T]) -> Codec[Mapping[Any, T]]:
    return Codec(
        lambda values: {key.encode(name): codec.encode(value) for name, value in values.items()},
        lambda stored: {key.decode(name): codec.decode(one) for name, one in stored.items()},
    )


def record_codec(
    kind: type[T], /, *, omit_defaults: bool = False, later_keys: Set[str] = frozenset(), **keys: Codec[Any] | Stored
) -> Codec[T]:
    """Make a codec with one key for each field of a class. A key that is not stored means the default.

    `later_keys` came after rows were written without them: they are left out while they say the default.
    """
    optional_keys = frozenset(keys) if omit_defaults else later_keys
    parts = {key: part if isinstance(part, Stored) else Stored(key, part) for key, part in keys.items()}
    defaults = _field_defaults(kind)
    attributes, expected = {part.attribute for part in parts.values()}, set(defaults)
    if attributes != expected:
        raise TypeError(f"the codec of {kind.__name__} must name each field once: {sorted(attributes ^ expected)}")

    def encode(value: T) -> Json:
        return {
            key: part.codec.encode(getattr(value, part.attribute))
            for key, part in parts.items()
            if key not in optional_keys or getattr(value, part.attribute) != defaults[part.attribute]
        }

    def decode(stored: Json) -> T:
        arguments = {part.attribute: part.codec.decode(stored[key]) for key, part in parts.items() if key in stored}
        return kind(**arguments)

    return Codec(encode, decode)


def _field_defaults(kind: type[Any]) -> Mapping[str, Any]:
    """Name every field, with its default or MISSING."""
    if is_dataclass(kind):
        return {
            field.name: field.default_factory() if field.default_factory is not MISSING else field.default
            for field in fields(kind)
        }
    named_defaults = cast("Mapping[str, Any]", getattr(kind, "_field_defaults", {}))
    return {name: named_defaults.get(name, MISSING) for name in getattr(kind, "_fields", ())}

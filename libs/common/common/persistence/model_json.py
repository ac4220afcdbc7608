"""JSON of models: as pydantic writes it, but for the most part by orjson, which takes a fifth of the time."""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum
from functools import lru_cache, partial
from operator import attrgetter
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin
from uuid import UUID

import orjson
from pydantic import AwareDatetime, BaseModel, PlainSerializer, RootModel, WrapSerializer

from common.kernel.instants import spell_time

PLAIN: Final = (Any, str, int, float, bool, type(None), datetime, AwareDatetime, UUID, dict)
"""Types whose values orjson writes as pydantic does. Of what else `Any` has, it says that it cannot."""
COLLECTIONS: Final = (list, tuple, dict)
UNIONS: Final = (Union, types.UnionType)


def write_json(model: BaseModel) -> bytes:
    """Write a model as `model_dump_json` does, its instants in UTC. What orjson cannot write, such as sums beyond 64
    bits, pydantic does."""
    try:
        return orjson.dumps(_simplify(model), default=_simplify, option=orjson.OPT_UTC_Z)
    except TypeError:
        return model.model_dump_json().encode()


def _simplify(value: Any) -> Any:
    """Make of a value what orjson can write."""
    return _find_simplifier(value.__class__)(value)


@lru_cache(maxsize=1024)
def _find_simplifier(kind: type[Any]) -> Callable[[Any], Any]:
    if issubclass(kind, UUID):  # asyncpg has one of its own
        return str
    if not issubclass(kind, BaseModel):
        raise TypeError(f"no JSON for {kind}")
    if _is_written_by_pydantic(kind):
        return _dump_members
    named = {n: field for n, field in kind.model_fields.items() if not _is_plain(field.annotation, field.metadata)}
    if not named:
        return attrgetter("__dict__")
    own = {n: _find_function(field.annotation, field.metadata) for n, field in named.items()}
    spelled = tuple((n, function) for n, function in own.items() if function is not None)
    return partial(_spell_members, spelled, {n for n, function in own.items() if function is None})


def _dump_members(model: BaseModel) -> Any:
    return model.model_dump(mode="json")


def _spell_members(
    spelled: Sequence[tuple[str, Callable[[Any], Any]]], by_pydantic: set[str], model: BaseModel
) -> dict[str, Any]:
    """Make a model's members with those that have a spelling of their own, such as ids, as they are spelled."""
    members = dict(model.__dict__)
    for name, spell in spelled:
        if members[name] is not None:
            members[name] = spell(members[name])
    return {**members, **model.model_dump(mode="json", include=by_pydantic)} if by_pydantic else members


def _is_written_by_pydantic(kind: type[BaseModel]) -> bool:
    """Tell whether a model has a way of its own to be written."""
    decorators = kind.__pydantic_decorators__
    return (
        issubclass(kind, RootModel)
        or kind.model_config.get("extra") == "allow"
        or any(field.exclude for field in kind.model_fields.values())
        or any((decorators.model_serializers, decorators.field_serializers, decorators.computed_fields))
    )


def _is_plain(kind: Any, metadata: Sequence[object] = ()) -> bool:
    """Tell whether orjson writes every value of a type as pydantic does."""
    if any(isinstance(each, PlainSerializer | WrapSerializer) and each.func is not spell_time for each in metadata):
        return False
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _is_plain(parts[0], parts[1:])
    if origin in UNIONS or origin in COLLECTIONS:
        return all(part is Ellipsis or _is_plain(part) for part in parts)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        # A value of a subtype has members that the type does not name. All are there before anything is answered.
        return not kind.__subclasses__()
    return origin is Literal or kind in PLAIN or (isinstance(kind, type) and issubclass(kind, str | Enum))


def _find_function(kind: Any, metadata: Sequence[object]) -> Callable[[Any], Any] | None:
    """Find the one function that spells a value, or such a value or None; None if it is not as simple as that."""
    functions = [each for each in metadata if isinstance(each, PlainSerializer | WrapSerializer)]
    if len(functions) == 1 and isinstance(functions[0], PlainSerializer):
        return functions[0].func  # type: ignore[return-value]
    origin, parts = get_origin(kind), get_args(kind)
    if origin in UNIONS and len(parts) == 2 and parts[1] is type(None):
        return _find_function(parts[0], ())
    return _find_function(parts[0], parts[1:]) if origin is Annotated else None

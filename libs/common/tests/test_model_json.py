"""What orjson writes of a model is what pydantic writes of it."""

from __future__ import annotations

import json
import types
from datetime import UTC, datetime, timedelta
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID, uuid4

import pytest
from asyncpg.pgproto import pgproto
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel, TypeAdapter, field_serializer

from common.contracts.catalogue import EVENT_OF_TOPIC
from common.contracts.envelope import Event
from common.kernel.ids import EscrowId
from common.persistence.model_json import write_json
from common.persistence.paging import Instant
from common.web.schemas import AllowedAction, MoneyEffect, UtcTime

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Colour(StrEnum):
    RED = "red"


class Part(BaseModel):
    amount: int
    colour: Colour = Colour.RED


class Shown(BaseModel):
    id: EscrowId
    dispute: EscrowId | None = None
    ids: list[EscrowId] = []
    parts: list[Part] = []
    at: UtcTime = NOON
    heard_at: AwareDatetime | None = NOON + timedelta(microseconds=20)
    kind: Literal["a", "b"] = "a"
    colours: tuple[Colour, ...] = (Colour.RED,)
    more: dict[str, Any] = {}


class Wider(Part):
    secret: str = "a base type does not name it"


class WithBase(BaseModel):
    part: Wider | Part


class Loud(BaseModel):
    word: str
    at: UtcTime = NOON

    @field_serializer("word")
    def _shout(self, word: str) -> str:
        return word.upper()


class Names(RootModel[list[str]]): ...


class Hiding(BaseModel):
    shown: int = 1
    hidden: int = Field(2, exclude=True)


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")


ACTION = AllowedAction(
    rel="release", href="/x", actor="platform", available_until=NOON, constraints={"max_amount": 1, "escrow": uuid4()},
    money_effect=MoneyEffect(buyer=0, seller=1, currency="EUR"),
)  # fmt: skip


@pytest.mark.parametrize(
    "model",
    [
        Shown(id=uuid4()),
        Shown(id=uuid4(), dispute=uuid4(), ids=[uuid4(), uuid4()], parts=[Part(amount=1)], heard_at=None),
        Shown(id=uuid4(), more={"at": NOON, "n": 1.5, "none": None, "part": Part(amount=3), "é": "☃"}),
        Shown(id=uuid4(), more={"beyond": 2**80, "set": frozenset({1})}),
        WithBase(part=Wider(amount=1)),
        WithBase(part=Part(amount=1)),
        Loud(word="hear"),
        Names(["anna"]),
        Hiding(),
        Open.model_validate({"anything": 1}),
        ACTION,
    ],
    ids=lambda model: type(model).__name__,
)
def test_a_model_is_written_as_pydantic_writes_it(model: BaseModel) -> None:
    assert json.loads(write_json(model)) == json.loads(model.model_dump_json())


def test_a_value_of_a_subtype_shows_no_member_that_the_type_does_not_name() -> None:
    class Narrow(BaseModel):
        part: Part

    shown = json.loads(write_json(Narrow(part=Wider(amount=1))))

    assert shown == {"part": {"amount": 1, "colour": "red"}}


def test_instants_are_written_in_utc() -> None:
    told = TypeAdapter(Instant).validate_python("2026-03-02T13:00:00+01:00")

    assert b'"at":"2026-03-02T12:00:00Z"' in write_json(Shown(id=uuid4(), at=told))


def test_an_id_of_the_driver_is_written_like_any_other() -> None:
    id = uuid4()

    assert json.loads(write_json(Shown(id=id, more={"id": pgproto.UUID(str(id))})))["more"] == {"id": str(id)}


def make_value(kind: Any) -> Any:
    """Make a value of a type, whatever else its members may have to hold to."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Annotated, Union, types.UnionType):
        return make_value(parts[0])
    if origin is Literal:
        return parts[0]
    if origin in (list, tuple, dict):
        return {"x": 1} if origin is dict else origin([make_value(parts[0])])
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind.model_construct(**{name: make_value(field.annotation) for name, field in kind.model_fields.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return {UUID: uuid4(), datetime: NOON, AwareDatetime: NOON, int: 3, bool: True, dict: {}}.get(kind, "x")


@pytest.mark.parametrize("kind", EVENT_OF_TOPIC.values(), ids=lambda kind: kind.topic)
def test_every_event_is_written_as_pydantic_writes_it(kind: type[Event]) -> None:
    event = make_value(kind)

    assert json.loads(write_json(event)) == json.loads(event.model_dump_json(warnings=False))

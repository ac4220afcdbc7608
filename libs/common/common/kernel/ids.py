"""Ids: UUIDv7 inside, prefixed Crockford base32 outside, with one canonical spelling."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from .id_spelling import ALPHABET
from .id_spelling import format_id as format_id
from .id_spelling import parse_id as parse_id
from .seams import current_world

YOUNG: Final = timedelta(minutes=1)
CANONICAL_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}")


def new_id() -> UUID:
    """UUID version 7: time-ordered, so that indexes stay dense and pages stay stable."""
    return current_world().new_id()


def is_young(id: UUID, now: datetime) -> bool:
    """Whether the id was made within the last minute: what it names may not have been heard of yet. Whatever stands in
    an id that somebody sends, also the end of time."""
    age_ms = int(now.timestamp() * 1000) - (id.int >> 80)
    return abs(age_ms) < YOUNG // timedelta(milliseconds=1)


def oldest_id_since(at: datetime) -> UUID:
    """Find the least id that can have been made from an instant on: a bound for indexes over ids."""
    return UUID(int=int(at.timestamp() * 1000) << 80)


class IdType:
    """Type of one kind of id at the edge: text on the wire, UUID inside.

    `EscrowId = Annotated[UUID, *IdType("esc").parts]` works for path, query, body and answers alike.
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def read_value(self, value: Any) -> UUID:
        return value if isinstance(value, UUID) else parse_id(self.prefix, str(value))

    @property
    def parts(self) -> tuple[Any, ...]:
        example = format_id(self.prefix, UUID("01933b7e-0000-7000-8000-000000000001"))
        schema = {"type": "string", "pattern": f"^{self.prefix}_[0-7][{ALPHABET}]{{25}}$", "examples": [example]}
        return (
            BeforeValidator(self.read_value),
            PlainSerializer(lambda id: format_id(self.prefix, id), return_type=str),
            WithJsonSchema(schema),
        )


def _require_canonical_number(value: Any) -> Any:
    if isinstance(value, str) and CANONICAL_NUMBER.fullmatch(value) is None:
        raise ValueError("not a number as it is written here")
    return value


CanonicalNumber = Annotated[int, BeforeValidator(_require_canonical_number)]
"""A number in an address. `01`, `+1` and `1.0` are not other names of 1."""

PlatformId = Annotated[UUID, *IdType("plt").parts]
EscrowId = Annotated[UUID, *IdType("esc").parts]
DisputeId = Annotated[UUID, *IdType("dsp").parts]
MediationId = Annotated[UUID, *IdType("med").parts]
ProposalId = Annotated[UUID, *IdType("prp").parts]
EvidenceId = Annotated[UUID, *IdType("evd").parts]
RequestId = Annotated[UUID, *IdType("req").parts]
EndpointId = Annotated[UUID, *IdType("whe").parts]
DeliveryId = Annotated[UUID, *IdType("wdl").parts]
EventId = Annotated[UUID, *IdType("evt").parts]
MessageId = Annotated[UUID, *IdType("msg").parts]
InstructionId = Annotated[UUID, *IdType("ins").parts]
TransactionId = Annotated[UUID, *IdType("txn").parts]
BundleId = Annotated[UUID, *IdType("bnd").parts]

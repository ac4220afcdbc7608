"""What the log tells of a row that changes: so that whoever owns the database cannot change it unseen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from hashlib import sha256
from typing import Any, Final, Protocol
from uuid import UUID

from common.kernel.strict_json import canonical_json

WORDS: Final = frozenset({"reason", "statement"})
"""Names under which operators' words stand. They are told by their sum, apart: they can be erased one day."""


class Log(Protocol):
    async def append_audit_entry(self, action: str, subject: str, **details: object) -> None: ...


async def log_row(log: Log, kind: str, subject: UUID | str, row: Mapping[str, Any]) -> None:
    """Tell the log how a row stands now."""
    await log.append_audit_entry(f"row.{kind}", str(subject), row=spell_row(row))


def spell_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Spell its columns as the log tells them: what is short as it is, JSON and words by their SHA-256."""
    facts: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            facts[name] = sum_of({key: inner for key, inner in value.items() if key not in WORDS})
            facts |= {f"{name}.{key}": sum_of(value[key]) for key in sorted(WORDS & value.keys()) if value[key]}
        elif name in WORDS:
            facts |= {name: sum_of(value)} if value else {}
        else:
            facts[name] = _spell_value(value)
    return facts


def find_altered_facts(logged: Mapping[str, Any], shown: Mapping[str, Any]) -> list[str]:
    """Name what is not as it was told. Words that are gone were erased; of columns not told of nothing is known."""
    return [name for name, value in logged.items() if shown.get(name) != value and not (_is_of_words(name, shown))]


def sum_of(value: object) -> str:
    return sha256(canonical_json(value)).hexdigest()


def _is_of_words(name: str, shown: Mapping[str, Any]) -> bool:
    return name.rpartition(".")[2] in WORDS and name not in shown


def _spell_value(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case UUID() | Enum():
            return str(value)
        case bytes():
            return value.hex()
        case list() | tuple():
            return [_spell_value(one) for one in value]
        case _:
            return value

"""Groups of schemas: which operations they serve, and what they are there. Both clients are laid out by them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from .operations import METHODS, Json, Operation, read_operations, schema_name

GENERAL: Final = "general"
"""Group of what several groups need."""
WEBHOOK_EVENTS: Final = "webhook events"
CHOICES, PARTS, BODIES, ANSWERS = "choices", "parts", "bodies", "answers"
FILTERS, CODES = "filters", "codes"
"""Kinds: a list of choices; part of what is sent and of what is answered; either alone; filters of a list; codes of
problems."""
FIRST_KINDS: Final = (CHOICES, PARTS, BODIES, ANSWERS)
"""Kinds in this order need none after them."""


@dataclass(frozen=True, slots=True)
class Place:
    group: str
    kind: str


class SchemaGroups:
    """Place of every schema of a document."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self.schemas: Mapping[str, Json] = document["components"]["schemas"]
        self.needs = {name: set(iterate_references(schema)) for name, schema in self.schemas.items()}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places in the order in which schemas can be written: each after all that it needs."""
        groups, sent, answered = self._find_groups(), self._find_sent(), self._find_answered()
        placed = {}
        for name in self._order_by_need():
            kind = BODIES if name in sent else ANSWERS
            if "properties" not in self.schemas[name]:
                kind = CHOICES
            elif name in sent and name in answered:
                kind = PARTS
            elif groups[name] == WEBHOOK_EVENTS:
                kind = self._event_kinds.get(name, PARTS)
            placed[name] = Place(groups[name], kind)
        return placed

    def _order_by_need(self) -> Iterator[str]:
        seen: set[str] = set()

        def visit(name: str) -> Iterator[str]:
            if name not in seen:
                seen.add(name)
                for needed in sorted(self.needs[name]):
                    yield from visit(needed)
                yield name

        for name in self.schemas:
            yield from visit(name)

    def _find_groups(self) -> dict[str, str]:
        groups: dict[str, str] = {}
        for group, roots in self._roots_by_group().items():
            for name in self._closure_of(roots):
                groups[name] = group if groups.get(name, group) == group else GENERAL
        return groups

    def _roots_by_group(self) -> dict[str, set[str]]:
        roots: dict[str, set[str]] = {}
        for operation in iterate_operations(self.document):
            roots.setdefault(operation["tags"][0], set()).update(iterate_references(operation))
        roots[WEBHOOK_EVENTS] = set(iterate_references(self.document.get("webhooks", {})))
        return roots

    def _find_sent(self) -> set[str]:
        operations = iterate_operations(self.document)
        return self._closure_of(name for one in operations for name in iterate_references(one.get("requestBody", {})))

    def _find_answered(self) -> set[str]:
        operations = iterate_operations(self.document)
        return self._closure_of(name for one in operations for name in iterate_references(one["responses"]))

    @cached_property
    def _event_kinds(self) -> dict[str, str]:
        """Payloads of webhooks by the first word of their type; what several have in common is none of theirs."""
        kinds: dict[str, set[str]] = {}
        for event_type, webhook in self.document.get("webhooks", {}).items():
            for name in self._closure_of(iterate_references(webhook)):
                kinds.setdefault(name, set()).add(f"{event_type.partition('.')[0]}_events")
        return {name: next(iter(several)) for name, several in kinds.items() if len(several) == 1}

    def _closure_of(self, roots: Iterable[str]) -> set[str]:
        reached: set[str] = set()
        ahead = list(roots)
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                ahead.extend(self.needs[name])
        return reached


def name_operation_types(document: Json, taken: Collection[str]) -> Iterator[tuple[str, Place, Operation]]:
    """Name the types that only operations have: filters of a list, and codes of an operation's problems."""
    for operation in read_operations(document):
        names = [(operation.filters_name, FILTERS)] if operation.filters else []
        names += [(operation.codes_name, CODES)] if operation.codes else []
        for name, kind in names:
            if name in taken:
                raise ValueError(f"{name} names filters or codes of an operation, and something else")
            yield name, Place(operation.tag, kind), operation


def needs_of_type(place: Place, operation: Operation) -> frozenset[str]:
    if place.kind == CODES:
        return frozenset()
    return frozenset(reference for one in operation.filters for reference in iterate_references(one.schema))


def iterate_operations(document: Json) -> Iterator[Json]:
    for methods in document["paths"].values():
        yield from (methods[method] for method in METHODS if method in methods)


def iterate_references(value: Any) -> Iterator[str]:
    """Names of the schemas that something refers to, itself and not through others."""
    if isinstance(value, Mapping):
        if str(value.get("$ref", "")).startswith("#/components/schemas/"):
            yield str(schema_name(value))
        for inner in value.values():
            yield from iterate_references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from iterate_references(inner)

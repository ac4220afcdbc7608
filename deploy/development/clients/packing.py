"""Packing of what is generated: declarations into files that a person can read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from .grouping import FIRST_KINDS, Place

MAX_LINES: Final = 340
"""Of a generated file; a file of ours may have 350."""
MAX_FILES: Final = 24
"""Of a generated folder, beside what makes a package of it."""
SMALL_LINES: Final = 100
SMALL_KINDS: Final = "others"
HEADER_LINES: Final = 24
"""Head of a file, at most: what it is, imports from libraries, and the ends of those from other files."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """Something that is declared: its text, and the names that it needs."""

    name: str
    text: str
    needs: frozenset[str]

    @property
    def line_count(self) -> int:
        return self.text.count("\n") + 3


@dataclass(frozen=True, slots=True)
class PackedFile:
    folder: tuple[str, ...]
    name: str
    about: str
    declarations: tuple[Declaration, ...]

    @property
    def module(self) -> str:
        return ".".join((*self.folder, self.name))

    @property
    def names(self) -> set[str]:
        return {one.name for one in self.declarations}

    @property
    def needed_elsewhere(self) -> set[str]:
        return set(chain.from_iterable(one.needs for one in self.declarations)) - self.names


def pack_groups(placed: Iterable[tuple[Place, Declaration]]) -> Iterator[PackedFile]:
    """Pack each group into one file if it fits, else into a folder with a file, or several, for each kind."""
    groups: dict[str, dict[str, list[Declaration]]] = {}
    for place, declaration in placed:
        groups.setdefault(place.group, {}).setdefault(place.kind, []).append(declaration)
    for group, kinds in sorted(groups.items()):
        name = group.replace(" ", "_")
        in_order = {kind: kinds[kind] for kind in sorted(kinds, key=_order_of_kind)}
        whole = list(chain.from_iterable(in_order.values()))
        if count_lines(whole) <= MAX_LINES:
            yield PackedFile((), name, f"Bodies and answers of {group}", tuple(whole))
            continue
        for kind, declarations in gather_small_kinds(in_order).items():
            for number, part in enumerate(split_by_size(declarations), 1):
                file = kind if number == 1 else f"{kind}_{number}"
                yield PackedFile((name,), file, f"{kind.replace('_', ' ').capitalize()} of {group}", tuple(part))


def gather_small_kinds(kinds: Mapping[str, list[Declaration]]) -> Mapping[str, list[Declaration]]:
    """Gather kinds of few lines in one file, if the folder would else have more files than a person looks through."""
    if sum(len(list(split_by_size(declarations))) for declarations in kinds.values()) <= MAX_FILES:
        return kinds
    small = [kind for kind, declarations in kinds.items() if count_lines(declarations) <= SMALL_LINES]
    others = {SMALL_KINDS: list(chain.from_iterable(kinds[kind] for kind in small))}
    return {kind: kinds[kind] for kind in kinds if kind not in small} | others


def _order_of_kind(kind: str) -> tuple[int, str]:
    return (FIRST_KINDS.index(kind) if kind in FIRST_KINDS else len(FIRST_KINDS)), kind


def split_by_size(declarations: Iterable[Declaration]) -> Iterator[list[Declaration]]:
    """Split them, in their order, into parts that are no longer than a file may be."""
    part: list[Declaration] = []
    for declaration in declarations:
        if part and count_lines([*part, declaration]) > MAX_LINES:
            yield part
            part = []
        part.append(declaration)
    if part:
        yield part


def count_lines(declarations: Collection[Declaration]) -> int:
    """Lines of a file that has them, at most: every name that it imports may take one."""
    elsewhere = {name for one in declarations for name in one.needs} - {one.name for one in declarations}
    return HEADER_LINES + len(elsewhere) + sum(one.line_count for one in declarations)


def list_imports(file: PackedFile, modules: Mapping[str, str]) -> dict[str, list[str]]:
    """Names that a file needs, by the module that has them."""
    imports: dict[str, list[str]] = {}
    for name in sorted(file.needed_elsewhere):
        imports.setdefault(modules[name], []).append(name)
    return dict(sorted(imports.items()))

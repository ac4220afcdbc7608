"""Table of endings: what must come of two acts that each end a case, read from `docs/endings.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any, Final

from deploy.local.place import REPO

FILE: Final = REPO / "docs" / "endings.toml"
SEPARATOR: Final = " x "
PROGRAMMES: Final = ("agreement_first", "guided_solutions", "live_video", "report_review")
YES: Final = "yes"
"""Answered with what was done. An answer `pending` is none."""
PENDING: Final = "pending"


class TableIncomplete(Exception):
    """The table leaves something out, or says it twice."""


@dataclass(frozen=True, slots=True)
class EndingAct:
    """Act, or clock, that can end a case."""

    name: str
    service: str
    is_clock: bool
    title: str
    alone: Mapping[str, str]
    """Answer by the service that is away meanwhile; as ever where nothing is said. A pair may say otherwise."""
    later: frozenset[str]
    """What it may hear when something else has ended the case."""


@dataclass(frozen=True, slots=True)
class End:
    """End that an act brings about: the case's outcome, and what the buyer gets back; None: no money moves."""

    outcome: str
    to_buyer: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two acts of one programme that meet in a place, or the reason why they cannot."""

    programme: str
    acts: tuple[EndingAct, EndingAct]
    place: str | None
    first: tuple[str, str]
    """What each hears if it comes first."""
    later: tuple[frozenset[str], frozenset[str]]
    """What each may hear if it comes after the other."""
    ends: Mapping[str, End]
    """By act, where it differs from the programme's own."""
    why: str

    @property
    def name(self) -> str:
        return f"{self.programme}: {SEPARATOR.join(act.name for act in self.acts)}"

    @property
    def is_played(self) -> bool:
        return self.place is not None

    def end_of(self, act: EndingAct) -> End:
        return self.ends[act.name]


def read_table(file: Path = FILE) -> list[Pair]:
    """Read every pair of every programme. Raises TableIncomplete."""
    return list(_parse_table(tomllib.loads(file.read_text())))


def _parse_table(content: Mapping[str, Any]) -> Iterator[Pair]:
    acts = {name: _parse_act(name, fields) for name, fields in content["acts"].items()}
    for programme in PROGRAMMES:
        section = content[programme]
        pairs = {tuple(row["acts"].split(SEPARATOR)): row for row in section["pairs"]}
        expected = set(combinations_with_replacement(section["acts"], 2))
        if len(pairs) != len(section["pairs"]) or set(pairs) != expected:
            differing = sorted(SEPARATOR.join(pair) for pair in set(pairs) ^ expected)
            raise TableIncomplete(f"{programme}: {', '.join(differing) or 'a pair is there twice'}")
        ends = {act: _parse_end(spelled) for act, spelled in section["ends"].items()}
        for (one, other), row in pairs.items():
            yield _parse_pair(programme, acts[one], acts[other], row, ends)


def _parse_act(name: str, fields: Mapping[str, Any]) -> EndingAct:
    return EndingAct(
        name=name,
        service=fields["service"],
        is_clock=fields.get("clock", False),
        title=fields["title"],
        alone=fields.get("alone", {}),
        later=frozenset(fields.get("later", "").split()),
    )


def _parse_pair(
    programme: str, one: EndingAct, other: EndingAct, row: Mapping[str, Any], ends: Mapping[str, End]
) -> Pair:
    first, later, alone = row.get("first", {}), row.get("later", {}), row.get("alone", {})
    one, other = (replace(act, alone=alone.get(act.name, act.alone)) for act in (one, other))
    return Pair(
        programme=programme,
        acts=(one, other),
        place=row.get("place"),
        first=(first.get(one.name, YES), first.get(other.name, YES)),
        later=(_parse_later(one, later), _parse_later(other, later)),
        ends=_override_ends(ends, row.get("ends", {})),
        why=row.get("why") or row["cannot"],
    )


def _parse_later(act: EndingAct, overridden: Mapping[str, str]) -> frozenset[str]:
    return frozenset(overridden[act.name].split()) if act.name in overridden else act.later


def _override_ends(ends: Mapping[str, End], overridden: Mapping[str, str]) -> dict[str, End]:
    """`-`: there the act does not end the case."""
    unchanged = {act: end for act, end in ends.items() if overridden.get(act) != "-"}
    return unchanged | {act: _parse_end(spelled) for act, spelled in overridden.items() if spelled != "-"}


def _parse_end(spelled: str) -> End:
    """`agreement 4000`: so much to the buyer, the rest to the seller. `withdrawn`: no money moves by it."""
    outcome, _, to_buyer = spelled.partition(" ")
    return End(outcome, int(to_buyer) if to_buyer else None)

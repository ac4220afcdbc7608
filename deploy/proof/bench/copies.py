"""Copies of rows that a service has written: each copy has ids of its own, and hashes are made anew.

Works on lines of PostgreSQL's COPY text, whatever the columns: an id stands there as it is written, spelled for the
outside (`esc_…`), or either of them within bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from common.kernel.id_spelling import format_id

Line = Sequence["str | Token"]
NULL: Final = "\\N"
TIME_BITS: Final = 48
RANDOM_MASK: Final = (1 << 80) - 1
VERSION_AND_VARIANT: Final = (0xF << 76) | (0x3 << 62)


@dataclass(frozen=True)
class Token:
    """Place in a line where something of the original's stands."""

    id: UUID | str
    form: str


def spellings_of(id: UUID | str) -> dict[str, str]:
    """Every way in which it may stand in a line, by the name of the form."""
    plain = str(id)
    forms = {"plain": plain, "plain bytes": plain.encode().hex()}
    if isinstance(id, UUID):
        public = format_id("", id)[1:]
        forms |= {"public": public, "public bytes": public.encode().hex()}
    return forms


def copy_id(id: UUID | str, number: int) -> UUID | str:
    """Id of the copy `number`: as many milliseconds older as its number is, so that copies lie in the index as
    originals do, and the rest drawn from both."""
    if not isinstance(id, UUID):
        return hashlib.blake2b(f"{id}{number}".encode(), digest_size=len(id) // 2).hexdigest()
    drawn = int.from_bytes(hashlib.blake2b(id.bytes + number.to_bytes(8), digest_size=10).digest())
    random = (drawn & ~VERSION_AND_VARIANT & RANDOM_MASK) | (id.int & VERSION_AND_VARIANT)
    return UUID(int=((id.int >> 80) - number) % (1 << TIME_BITS) << 80 | random)


class CopyMaker:
    """Knows the ids of an original, and writes its lines anew for copies.

    `named` ids follow from a namespace and a name in which other ids stand: they do so in copies too.
    """

    def __init__(self, ids: Iterable[UUID | str], named: Mapping[UUID, tuple[UUID, str]] | None = None) -> None:
        self._tokens = {text: Token(id, form) for id in ids for form, text in spellings_of(id).items()}
        longest_first = sorted(self._tokens, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self._ids = {token.id for token in self._tokens.values()}
        self._names = {id: (space, self.read_line(name)) for id, (space, name) in (named or {}).items()}

    def read_line(self, line: str) -> Line:
        """Divide a line at the places where an id stands."""
        parts: list[str | Token] = []
        end = 0
        for place in self._pattern.finditer(line):
            parts += (line[end : place.start()], self._tokens[place[0]])
            end = place.end()
        return [*parts, line[end:]]

    def forms_for(self, number: int) -> Mapping[Token, str]:
        """Spell what stands in a copy in place of each token."""
        made: dict[Token, str] = {}
        for id in self._ids:
            made |= {Token(id, form): text for form, text in spellings_of(copy_id(id, number)).items()}
        for id, (space, name) in self._names.items():
            derived = uuid5(space, write_line(name, made))
            made |= {Token(id, form): text for form, text in spellings_of(derived).items()}
        return made


def write_line(line: Line, forms: Mapping[Token, str]) -> str:
    return "".join(part if isinstance(part, str) else forms[part] for part in line)


def chain_hash(previous: bytes | None, canonical: bytes) -> bytes:
    """Hash an entry as the services chain logs and custody."""
    return hashlib.sha256((previous or b"") + canonical).digest()


def bytes_of_column(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("\\\\x"))


def column_of_bytes(content: bytes | None) -> str:
    return NULL if content is None else f"\\\\x{content.hex()}"

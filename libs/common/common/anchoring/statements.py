"""Statements of heads: how far chains had come at an instant, signed. Plain lines, so that a shell can read them.

parley-heads/1
series log/escrow
number 17
previous 5f70…                    SHA-256 of statement 16, or - for the first
at 2026-11-28T21:33:01Z
head SUBJECT NUMBER HASH          for each chain that has grown since
signature BASE64                  Ed25519, over all lines before it
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

FORMAT_LINE: Final = "parley-heads/1"
SIGNATURE_LINE: Final = b"signature "
NOTHING_BEFORE: Final = "-"


class StatementForged(Exception):
    """Statement that is not as it was signed, or not by this key. Says what is wrong with it."""


class LogRewritten(Exception):
    """Log that is not the one whose head was signed. Says of which platforms, and where."""


class Head(NamedTuple):
    """End of a chain: its last link's number and hash. `subject` has no blanks."""

    subject: str
    number: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class HeadStatement:
    series: str
    number: int
    previous: bytes | None
    at: datetime
    heads: tuple[Head, ...]

    def to_lines(self) -> bytes:
        lines = [
            FORMAT_LINE,
            f"series {self.series}",
            f"number {self.number}",
            f"previous {NOTHING_BEFORE if self.previous is None else self.previous.hex()}",
            f"at {self.at.astimezone(UTC).isoformat(timespec='seconds').replace('+00:00', 'Z')}",
            *(f"head {head.subject} {head.number} {head.hash.hex()}" for head in self.heads),
        ]
        return ("\n".join(lines) + "\n").encode()

    @classmethod
    def from_lines(cls, lines: bytes) -> Self:
        """Raises ValueError."""
        first, *rest = lines.decode("ascii").splitlines()
        (_, series), (_, number), (_, previous), (_, at) = (line.split(" ", 1) for line in rest[:4])
        if first != FORMAT_LINE:
            raise ValueError("not a statement of heads")
        return cls(
            series=series,
            number=int(number),
            previous=None if previous == NOTHING_BEFORE else bytes.fromhex(previous),
            at=datetime.fromisoformat(at),
            heads=tuple(_parse_head(line) for line in rest[4:]),
        )


class HeadKey:
    """Key that signs statements. Used for nothing else, and kept where the database's owner has no access."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_key = key.public_key()
        self.public_pem = self.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @classmethod
    def load_key(cls, file: Path) -> Self:
        """Raises ValueError for another kind."""
        key = load_pem_private_key(file.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("PARLEY_HEADS_KEY is not an Ed25519 key")
        return cls(key)

    def sign_statement(self, statement: HeadStatement) -> bytes:
        lines = statement.to_lines()
        return lines + SIGNATURE_LINE + base64.b64encode(self._key.sign(lines)) + b"\n"


def open_statement(signed: bytes, key: Ed25519PublicKey) -> HeadStatement:
    """Read a statement that was signed with `key`. Raises StatementForged."""
    lines, mark, signature = signed.rpartition(SIGNATURE_LINE)
    try:
        key.verify(base64.b64decode(signature.strip(), validate=True), lines)
        return HeadStatement.from_lines(lines)
    except (InvalidSignature, ValueError) as flaw:
        raise StatementForged("its signature" if mark else "it is cut off") from flaw


def open_series(series: str, signed: Iterable[bytes], key: Ed25519PublicKey) -> Sequence[HeadStatement]:
    """Read the statements of a series, in their order, from its first or a later one on.

    Raises StatementForged, also where one between is missing.
    """
    statements: list[HeadStatement] = []
    previous: bytes | None = None
    for one in signed:
        try:
            statement = open_statement(one, key)
        except StatementForged as flaw:
            raise StatementForged(f"statement after {len(statements)} of {series}: {flaw}") from flaw
        expected = statements[-1].number + 1 if statements else statement.number
        follows = statement.previous == previous if statements else (statement.previous is None) == (expected == 1)
        if statement.series != series or statement.number != expected or not follows:
            raise StatementForged(f"statement {expected} of {series} is missing, or stands elsewhere")
        statements.append(statement)
        previous = hashlib.sha256(one).digest()
    return statements


def open_whole_series(series: str, signed: Iterable[bytes], key: Ed25519PublicKey) -> Sequence[HeadStatement]:
    """Read a series from its first statement on. Raises StatementForged, also where the first ones are missing."""
    statements = open_series(series, signed, key)
    if statements and statements[0].number != 1:
        raise StatementForged(f"statements before {statements[0].number} of {series} are missing")
    return statements


def _parse_head(line: str) -> Head:
    _, subject, number, digest = line.split(" ")
    return Head(subject, int(number), bytes.fromhex(digest))

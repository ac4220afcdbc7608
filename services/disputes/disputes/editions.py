"""A platform's own editions: read strictly, published once, never edited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from . import outgoing, policies
from .domain import legal
from .domain.policy import Policy
from .domain.refusals import EditionTaken, PolicyInvalid
from .ports import BuiltIn, Tx

MAX_STAGES: Final = 60
_LINE: Final = re.compile(r"line (\d+): (?:([\w.-]+): )?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which two editions differ. None: it is not there."""

    pointer: str
    before: Any
    after: Any


def read(body: str) -> Policy:
    """Raises PolicyInvalid, naming each place."""
    try:
        policy = policies.parse(body)
    except policies.EditionInvalid as error:
        raise PolicyInvalid([_complaint(part) for part in str(error).split("; line ")]) from error
    if len(policy.stages) > MAX_STAGES:
        raise PolicyInvalid([{"pointer": "/stages", "code": "too_many", "message": f"At most {MAX_STAGES} stages."}])
    return policy


async def publish(tx: Tx, policy: Policy, body: str, built_in: BuiltIn) -> None:
    """Raises EditionTaken. The same content again changes nothing."""
    if policy.edition in built_in:
        raise EditionTaken(policy.edition)
    if await tx.editions.publish(policy, body, sorted(legal.transitions(policy))):
        moment = await tx.timing()
        await tx.publish([outgoing.edition_published(policy, tenant=tx.tenant, current=True, now=moment.now)])


def differences(before: str, after: str) -> list[Difference]:
    """In the order of their places."""
    return list(_differing("", said(before), said(after)))


def said(body: str) -> Mapping[str, Any]:
    """What an edition says, whether it was written in TOML or in JSON."""
    text = json.dumps(policies.said(body), default=str)
    found: Mapping[str, Any] = json.loads(text)
    return found


def _differing(pointer: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from _differing(f"{pointer}/{_escape(key)}", before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and any(isinstance(x, dict) for x in (*before, *after)):
        for n in range(max(len(before), len(after))):
            old, new = (each[n] if n < len(each) else None for each in (before, after))
            yield from _differing(f"{pointer}/{n}", old, new)
    elif before != after:
        yield Difference(pointer, before, after)


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _complaint(text: str) -> dict[str, object]:
    found = _LINE.fullmatch(text if text.startswith("line ") else f"line {text}")
    if found is None:
        return {"pointer": "", "code": "malformed", "message": text[:500]}
    line, place, message = found.groups()
    pointer = "".join(f"/{_escape(part)}" for part in (place or "").split(".") if part)
    return {"line": int(line), "pointer": pointer, "code": "invalid", "message": message[:500]}

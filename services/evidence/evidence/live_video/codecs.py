"""Stored form of what the checks of a recording found, and of an operator's word against them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from common.kernel.principal import Actor, Role
from evidence.reasons import read_reason, spell_reason
from evidence.stored_json import require_stored_version, with_stored_version

from .domain.findings import Check, CheckName, Outcome, Result, Verdict
from .domain.session import Overruling

VERDICT_VERSION: Final = 1
OVERRULING_VERSION: Final = 1


def encode_verdict(verdict: Verdict) -> dict[str, Any]:
    checks = [
        {
            "name": check.name.value,
            "outcome": check.outcome.value,
            **spell_reason(check.reason),
            "frame": check.frame,
            "at_seconds": check.at_seconds,
        }
        for check in verdict.checks
    ]
    result = {"result": verdict.result.value, "checks": checks, "seconds": verdict.seconds, "frames": verdict.frames}
    return with_stored_version(VERDICT_VERSION, result)


def decode_verdict(stored: Mapping[str, Any]) -> Verdict:
    """Raises StoredVersionUnknown."""
    require_stored_version(stored, VERDICT_VERSION)
    checks = tuple(
        Check(
            CheckName(check["name"]), Outcome(check["outcome"]), read_reason(check), check["frame"], check["at_seconds"]
        )
        for check in stored["checks"]
    )
    return Verdict(Result(stored["result"]), checks, stored["seconds"], stored["frames"])


def encode_overruling(overruling: Overruling) -> dict[str, Any]:
    return with_stored_version(
        OVERRULING_VERSION,
        {
            "by": [overruling.by.role.value, overruling.by.id],
            "at": overruling.at.isoformat(),
            "result": overruling.result.value,
            "reason": overruling.reason,
        },
    )


def decode_overruling(stored: Mapping[str, Any]) -> Overruling:
    """Raises StoredVersionUnknown."""
    require_stored_version(stored, OVERRULING_VERSION)
    role, id = stored["by"]
    at = datetime.fromisoformat(stored["at"])
    return Overruling(Actor(Role(role), id), at, Result(stored["result"]), stored["reason"])

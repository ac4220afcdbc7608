"""Bodies of policies. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from parley_client.generated.models.general.bodies import SolutionBody
from parley_client.generated.models.general.choices import RulingKind
from parley_client.generated.models.general.parts import MoneyBody
from parley_client.generated.models.policies.choices import SuppliedActBy, SuppliedActDid, SuppliedCaseClaimant


class EditionBody(TypedDict):
    """Edition, in TOML or as JSON: one of the two."""

    toml: NotRequired[str | None]
    """The edition as a TOML text. Instead of `policy`."""
    policy: NotRequired[dict[str, Any] | None]
    """The edition as an object. Instead of `toml`."""


class SuppliedAct(TypedDict):
    """Act in a supplied case: who did what and when. An agreement names its option, a ruling its outcome."""

    at: str
    """When it was done (RFC 3339)."""
    by: SuppliedActBy
    """Role that did it."""
    did: SuppliedActDid
    """Act that was done, as a code."""
    option: NotRequired[SolutionBody | None]
    """Of `agree`: what was agreed."""
    outcome: NotRequired[RulingKind | None]
    """Of `rule`: what was ruled."""
    amount: NotRequired[MoneyBody | None]
    """Of a ruling of a partial refund: how much."""


class SuppliedCase(TypedDict):
    reference: NotRequired[str | None]
    """Your reference of it; it comes back in the answer."""
    reason: str
    """Code of the reason, one of the edition's."""
    claimant: NotRequired[SuppliedCaseClaimant]
    """Party that opened the case."""
    claimed: MoneyBody
    """What was disputed."""
    options: NotRequired[list[SolutionBody]]
    """Solutions that were asked for."""
    opened_at: str
    """When it was opened (RFC 3339)."""
    acts: NotRequired[list[SuppliedAct]]
    """What was done, in any order."""


SimulationBody = TypedDict(
    "SimulationBody",
    {
        # Beginning of the period (RFC 3339), included.
        "from": NotRequired[str | None],
        # End of the period (RFC 3339), excluded.
        "to": NotRequired[str | None],
        # A caseload of your own, 500 cases at most. Instead of a period.
        "cases": NotRequired[list[SuppliedCase]],
    },
)
"""Closed cases of a period, or a caseload of your own: one of the two."""

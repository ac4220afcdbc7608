"""Where cases find the edition they are judged by: parsed once for each content, in the calendar of the case."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from common.kernel.terms import Calendar

from . import policies
from .calendars import for_policy
from .domain.dispute import Dispute
from .domain.policy import Policy
from .ports import BuiltIn, Tx

KEPT: Final = 500


class Shelf:
    def __init__(self, built_in: BuiltIn) -> None:
        self.built_in = built_in
        self._by_hash: dict[str, Policy] = {policy.hash: policy for policy in built_in.values()}
        self._dressed: dict[tuple[str, Calendar], Policy] = {}

    async def pinned(self, tx: Tx, edition: str) -> Policy:
        """Raises NotFound."""
        policy = await self.edition(tx, edition)
        return self._in(policy, await for_policy(tx, policy))

    async def of(self, tx: Tx, dispute: Dispute) -> Policy:
        policy = self._by_hash.get(dispute.hash) or await self.edition(tx, dispute.edition)
        assert policy.hash == dispute.hash, "an edition is never edited"
        return self._in(policy, dispute.calendar)

    async def edition(self, tx: Tx, edition: str) -> Policy:
        """In its own calendar. Raises NotFound."""
        if (policy := self.built_in.get(edition)) is not None:
            return policy
        policy = policies.parse(await tx.editions.body(edition))
        return self._by_hash.setdefault(policy.hash, policy)

    def _in(self, policy: Policy, calendar: Calendar | None) -> Policy:
        if calendar is None or calendar == policy.calendar:
            return policy
        known = (policy.hash, calendar)
        if known not in self._dressed:
            if len(self._dressed) >= KEPT:
                self._dressed.clear()
            self._dressed[known] = replace(policy, calendar=calendar)
        return self._dressed[known]

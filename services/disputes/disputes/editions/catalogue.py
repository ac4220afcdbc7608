"""Catalogue of editions: finds the policy of a case, parsed once for each content, in the calendar of the case."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from common.kernel.errors import InvariantViolated
from common.kernel.terms import Calendar
from disputes.engine.dispute import Dispute
from disputes.policy.files import loader
from disputes.policy.model import Policy

from .calendars import find_calendar
from .model import BuiltInEditions, EditionsTx

MAX_CALENDAR_VARIANTS: Final = 500


class EditionCatalogue:
    """Catalogue of parsed editions, one per process. Policies never change, so every transaction may share them."""

    def __init__(self, built_in: BuiltInEditions) -> None:
        self.built_in = built_in
        self._by_hash: dict[str, Policy] = {policy.hash: policy for policy in built_in.values()}
        self._by_calendar: dict[tuple[str, Calendar], Policy] = {}

    def with_calendar(self, policy: Policy, calendar: Calendar | None) -> Policy:
        """Give a policy another calendar; None: its own."""
        if calendar is None or calendar == policy.calendar:
            return policy
        key = (policy.hash, calendar)
        if key not in self._by_calendar:
            if len(self._by_calendar) >= MAX_CALENDAR_VARIANTS:
                self._by_calendar.clear()
            self._by_calendar[key] = replace(policy, calendar=calendar)
        return self._by_calendar[key]

    def find_by_hash(self, content_hash: str) -> Policy | None:
        return self._by_hash.get(content_hash)

    def parse(self, body: str) -> Policy:
        policy = loader.parse_edition(body)
        return self._by_hash.setdefault(policy.hash, policy)


class TransactionPolicies:
    """Catalogue as one transaction sees it: with the editions and calendars of its platform."""

    def __init__(self, catalogue: EditionCatalogue, tx: EditionsTx) -> None:
        self._catalogue, self._tx = catalogue, tx

    @property
    def built_in(self) -> BuiltInEditions:
        return self._catalogue.built_in

    async def get_for_new_case(self, edition: str) -> Policy:
        policy = await self.get_edition(edition)
        return self._catalogue.with_calendar(policy, await find_calendar(self._tx, policy))

    async def get_for_dispute(self, dispute: Dispute) -> Policy:
        policy = self._catalogue.find_by_hash(dispute.hash) or await self.get_edition(dispute.edition)
        if policy.hash != dispute.hash:
            raise InvariantViolated(f"edition {dispute.edition} is not what dispute {dispute.id} was opened under")
        return self._catalogue.with_calendar(policy, dispute.calendar)

    async def get_edition(self, edition: str) -> Policy:
        """Get an edition in its own calendar. Raises NotFound."""
        if (policy := self.built_in.get(edition)) is not None:
            return policy
        return self._catalogue.parse(await self._tx.editions.get_body(edition))

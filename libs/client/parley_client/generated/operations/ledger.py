"""Operations of the group 'ledger'. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from parley_client.calls import Group, iterate_pages, spell_in_path
from parley_client.generated import models


class LedgerOperations(Group):
    """Operations of the group 'ledger'."""

    def list_accounts(self) -> models.AccountsView:
        """List what is held, owed, earned, parked and to be paid by participants, by currency. Derived from the
        entries, never stored. A receivable is what participants owe: after a fine, or when a settlement was
        decided anew.
        """
        return cast("models.AccountsView", self._caller.call_operation("GET", "/v1/accounts"))

    def get_debts(self, participant: str) -> models.AccountsView:
        """Read debts by currency: fines, and what a reversed settlement had paid too much. Empty for those who owe
        nothing.

        participant: The participant's user id on your platform.
        """
        return cast(
            "models.AccountsView", self._caller.call_operation("GET", f"/v1/accounts/{spell_in_path(participant)}")
        )

    def get_debt_postings(
        self, participant: str, *, limit: int | None = None, cursor: str | None = None
    ) -> models.DebtViewPage:
        """List every movement that made or lifted a debt, the newest first.

        participant: The participant's user id on your platform.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.DebtViewPage",
            self._caller.call_operation(
                "GET", f"/v1/accounts/{spell_in_path(participant)}/postings", query={"limit": limit, "cursor": cursor}
            ),
        )

    def iterate_debt_postings(self, participant: str) -> Iterator[models.DebtView]:
        """List the postings of a participant's debts, page after page."""
        return iterate_pages(self.get_debt_postings, participant)

    def check_integrity(self) -> models.IntegrityView:
        """Add everything up anew: transactions must sum to nothing, holds must equal their entries."""
        return cast("models.IntegrityView", self._caller.call_operation("GET", "/v1/ledger/integrity"))

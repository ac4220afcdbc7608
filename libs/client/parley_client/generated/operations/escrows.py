"""Operations of the group 'escrows'. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Unpack, cast

from parley_client.calls import Group, iterate_pages, name_filters, spell_in_path
from parley_client.generated import models


class EscrowsOperations(Group):
    """Operations of the group 'escrows'."""

    def list_escrows(
        self, *, limit: int | None = None, cursor: str | None = None, **filters: Unpack[models.EscrowsFilters]
    ) -> models.EscrowViewPage:
        """List escrows, the newest first. A buyer or seller sees their own.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.EscrowViewPage",
            self._caller.call_operation(
                "GET",
                "/v1/escrows",
                query={"limit": limit, "cursor": cursor, **name_filters(filters, models.EscrowsFilters)},
            ),
        )

    def iterate_escrows(self, **filters: Unpack[models.EscrowsFilters]) -> Iterator[models.EscrowView]:
        """List escrows, page after page."""
        return iterate_pages(self.list_escrows, **filters)

    def create_escrow(self, body: models.NewEscrowBody, *, idempotency_key: str | None = None) -> models.EscrowView:
        """Agree on a deal: who buys what of whom, for how much, by when. The buyer's money is awaited from now on."""
        return cast(
            "models.EscrowView",
            self._caller.call_operation("POST", "/v1/escrows", body=body, key=idempotency_key, takes_key=True),
        )

    def get_escrow(self, escrow: str) -> models.EscrowView:
        """Read how it stands, what you may do, and what happens by itself if nobody does anything.

        escrow: Id of the escrow.
        """
        return cast("models.EscrowView", self._caller.call_operation("GET", f"/v1/escrows/{spell_in_path(escrow)}"))

    def get_postings(self, escrow: str) -> models.StatementView:
        """Read every movement of its money, from the first payment on.

        escrow: Id of the escrow.
        """
        return cast(
            "models.StatementView", self._caller.call_operation("GET", f"/v1/escrows/{spell_in_path(escrow)}/postings")
        )

    def fund_escrow(
        self, escrow: str, body: models.PaymentBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.EscrowView:
        """Report that the buyer has paid. What is too much, or too late, is parked until it is sent back.

        escrow: Id of the escrow.
        """
        return cast(
            "models.EscrowView",
            self._caller.call_operation(
                "POST",
                f"/v1/escrows/{spell_in_path(escrow)}/fund",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def ship_escrow(
        self, escrow: str, body: models.ShipmentBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.EscrowView:
        """Report that the seller has handed it to a carrier.

        escrow: Id of the escrow.
        """
        return cast(
            "models.EscrowView",
            self._caller.call_operation(
                "POST",
                f"/v1/escrows/{spell_in_path(escrow)}/ship",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def correct_shipment(
        self, escrow: str, body: models.ShipmentBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.EscrowView:
        """Put right a misspelt carrier or tracking number, until it is delivered, accepted or disputed. No clock
        moves.

        escrow: Id of the escrow.
        """
        return cast(
            "models.EscrowView",
            self._caller.call_operation(
                "POST",
                f"/v1/escrows/{spell_in_path(escrow)}/correct-shipment",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def deliver_escrow(
        self, escrow: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.EscrowView:
        """Report that it has arrived: the buyer inspects it, and after that the money is released by itself.

        escrow: Id of the escrow.
        """
        return cast(
            "models.EscrowView",
            self._caller.call_operation(
                "POST",
                f"/v1/escrows/{spell_in_path(escrow)}/deliver",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def accept_goods(
        self, escrow: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.EscrowView:
        """Accept the goods as the buyer: everything that is held goes to the seller.

        escrow: Id of the escrow.
        """
        return cast(
            "models.EscrowView",
            self._caller.call_operation(
                "POST",
                f"/v1/escrows/{spell_in_path(escrow)}/accept",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def release_escrow(
        self,
        escrow: str,
        body: models.AmountBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.EscrowView:
        """Pay the seller what is held, or a part of it. What a dispute has frozen stays.

        escrow: Id of the escrow.
        """
        return cast(
            "models.EscrowView",
            self._caller.call_operation(
                "POST",
                f"/v1/escrows/{spell_in_path(escrow)}/release",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def refund_escrow(
        self,
        escrow: str,
        body: models.AmountBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.EscrowView:
        """Give the buyer back what is held, or a part of it. What a dispute has frozen stays.

        escrow: Id of the escrow.
        """
        return cast(
            "models.EscrowView",
            self._caller.call_operation(
                "POST",
                f"/v1/escrows/{spell_in_path(escrow)}/refund",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def cancel_escrow(
        self, escrow: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.EscrowView:
        """Call the deal off before the price is complete. What has come goes back.

        escrow: Id of the escrow.
        """
        return cast(
            "models.EscrowView",
            self._caller.call_operation(
                "POST",
                f"/v1/escrows/{spell_in_path(escrow)}/cancel",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def carry_out_bulk(self, body: models.BulkBody) -> models.BulkView:
        """Carry out up to 50 instructions, each as the request that it would be alone: own key, own outcome, own
        events.

        One that is refused touches no other, so look at every outcome: the answer is 200 whatever they are.
        Those on one escrow are carried out in their order. A body that cannot be read is refused as a whole,
        and nothing is carried out. Sent again with the same keys, nothing happens twice. Each instruction names
        the version it is decided on; for all of them together there is none, so `If-Match` is refused.
        """
        return cast("models.BulkView", self._caller.call_operation("POST", "/v1/bulk", body=body))

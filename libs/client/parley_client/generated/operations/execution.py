"""Operations of the group 'execution'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class ExecutionOperations(Group):
    """Operations of the group 'execution'."""

    def report_return(
        self, dispute: str, body: models.ReturnBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Name the return address as the seller (D10), then the parcel as the buyer (D11).

        Whoever is silent loses, as forecast.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/return",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def correct_return_address(
        self,
        dispute: str,
        body: models.ReturnAddressBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.DisputeView:
        """Put a misspelt address right as the seller, until the buyer has sent the goods back. No clock moves; the
        buyer is told by `return.address_corrected`.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/return/correct-address",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def correct_parcel(
        self,
        dispute: str,
        body: models.FulfilmentBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.DisputeView:
        """Put right what you said of the parcel, a return or a replacement, until the other side has said how it
        arrived. No clock moves; they are told by `parcel.corrected`.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/correct-parcel",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def acknowledge_return(
        self, dispute: str, body: models.ReceiptBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """`received` pays as agreed or ruled; anything else brings the case back to review (D13).

        Needs an Idempotency-Key.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/return/acknowledge",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def fulfil_obligation(
        self,
        dispute: str,
        body: models.FulfilmentBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.DisputeView:
        """Say under which number the promised goods are on their way.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/obligation/fulfil",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def confirm_obligation(
        self, dispute: str, body: models.ReceiptBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """`received` ends the case; anything else brings it to review. Needs an Idempotency-Key.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/obligation/confirm",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def file_appeal(
        self, dispute: str, body: models.AppealBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Within the appeal window, once, with the complete evidence and a full explanation (K4, K18).

        Give the evidence first: every required point of the policy's list must be covered by a valid item of
        yours. Another operator decides, and that is final. What a party has said on the phone or written to
        support, an operator registers with `on_behalf_of`.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/appeals",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

"""Operations of the group 'privacy'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group
from parley_client.generated import models


class PrivacyOperations(Group):
    """Operations of the group 'privacy'."""

    def erase_participant(self, body: models.EraseBody, *, idempotency_key: str | None = None) -> models.ErasureView:
        """Destroy the keys to their files and to what they wrote, for good; archives that held them end. What they
        said in their cases goes as well, in every service, with what operators wrote there: explanations,
        messages, notes, reasons, addresses. That something was there, when, and its sum stay, so every chain of
        custody and every seal still verifies. Of deals that are over and that nobody ever disputed title,
        terms, metadata and parcel go, too. Refused while a case of theirs is open (`case_open`) or under a
        legal hold (`legal_hold`); asked again, it erases what came since, and is the same receipt. Platform, or
        an operator with `lead`.
        """
        return cast(
            "models.ErasureView",
            self._caller.call_operation(
                "POST", "/v1/evidence/erasures", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def place_legal_hold(self, body: models.HoldBody, *, idempotency_key: str | None = None) -> models.HoldView:
        """Until it is released. Platform, or an operator with `lead`."""
        return cast(
            "models.HoldView",
            self._caller.call_operation(
                "POST", "/v1/evidence/legal-holds", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def release_legal_hold(
        self, body: models.LegalHoldReleaseBody, *, idempotency_key: str | None = None
    ) -> models.HoldView:
        """Platform, or an operator with `lead`."""
        return cast(
            "models.HoldView",
            self._caller.call_operation(
                "POST", "/v1/evidence/legal-holds/release", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def get_retention(self) -> models.RetentionView:
        """Read it in days after a case has ended for good. Platform, or an operator with `lead`."""
        return cast("models.RetentionView", self._caller.call_operation("GET", "/v1/evidence/retention"))

    def put_retention(self, body: models.RetentionBody, *, idempotency_key: str | None = None) -> models.RetentionView:
        """Afterwards what the case holds is erased, as if every giver had asked for it: texts, files and archives.
        Chains of custody and seals stay and verify. Never under a legal hold, nor while the case goes on or can
        be contested. It counts for cases that are over already, too: a shorter time can be over at once.
        Platform, or an operator with `lead`.
        """
        return cast(
            "models.RetentionView",
            self._caller.call_operation(
                "PUT", "/v1/evidence/retention", body=body, key=idempotency_key, takes_key=True
            ),
        )

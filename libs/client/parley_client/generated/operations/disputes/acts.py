"""Acts of the group 'disputes'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class DisputesActs(Group):
    """Acts of the group 'disputes'."""

    def open_dispute(self, body: models.OpeningBody, *, idempotency_key: str | None = None) -> models.DisputeView:
        """Dispute held money. The answer comes after escrow has frozen it: from then on nobody can release it, and
        the clocks run. While `pending` says `freeze`, escrow has not answered yet and the money is not safe;
        read the case to see when it is. If the money went out before, the case is `closed` as `void`.

        What has to be said beside the explanation, the policy of the escrow says: options, or the transaction
        in detail, or nothing. An operator may open on somebody's behalf.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation("POST", "/v1/disputes", body=body, key=idempotency_key, takes_key=True),
        )

    def create_own_stories_link(self) -> models.StreamLink:
        """As of one case: good as long as your token and for the stream of all your cases, in your name."""
        return cast("models.StreamLink", self._caller.call_operation("POST", "/v1/disputes/stream/link"))

    def create_story_link(self, dispute: str) -> models.StreamLink:
        """Good as long as your token and for this stream, in your name: for the `EventSource` of a browser, which
        sends no token. Streams opened by it end when it does, and whoever has it sees what you may see of the
        case. It begins where it was asked for (`after`). Add `&named=false` so that all entries come to
        `onmessage`.

        dispute: Id of the dispute.
        """
        return cast(
            "models.StreamLink",
            self._caller.call_operation("POST", f"/v1/disputes/{spell_in_path(dispute)}/stream/link"),
        )

    def mark_dispute_read(
        self,
        dispute: str,
        body: models.ReadBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.ReadMarkView:
        """Say how far you have read: up to a message, up to an entry of the story, or everything. Lists and
        `expand` then count as `unread` what others have done since. It never goes back, changes nothing in the
        case, and is told nobody.

        dispute: Id of the dispute.
        """
        return cast(
            "models.ReadMarkView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/read",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def post_message(
        self, dispute: str, body: models.MessageBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.MessageView:
        """Write to everybody in the case. A message is a comment, or your explanation of what happened (K17).

        Screenshots and other files come along by the ids under which they were given as evidence of this case.
        An operator writes down with `on_behalf_of` what a party has told support: it counts as theirs, and says
        who wrote it.

        dispute: Id of the dispute.
        """
        return cast(
            "models.MessageView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/messages",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def escalate_dispute(
        self,
        dispute: str,
        body: models.PlainActBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.DisputeView:
        """Refuse what is on the table and hand the case over, as the policy says (D5).

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/escalate",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def withdraw_dispute(
        self,
        dispute: str,
        body: models.PlainActBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.DisputeView:
        """End your own case. The money is no longer frozen and takes its ordinary course.

        An operator does so for the claimant who has asked for it; above the platform's limit a second one has
        to approve.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/withdraw",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def accept_claim(
        self,
        dispute: str,
        body: models.PlainActBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.DisputeView:
        """Give the claimant all that is disputed, at once. Needs an Idempotency-Key.

        An operator does so for a respondent who pays up by other means than this API, in a case that no
        colleague has. Above the platform's limit that waits for a second operator, like a ruling: the case is
        `awaiting_approval`, and its clocks stand still, so that no silence overtakes what the respondent has
        conceded.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/accept-claim",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

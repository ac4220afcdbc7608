"""Acts of the group 'operators'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class OperatorsActs(Group):
    """Acts of the group 'operators'."""

    def assign_disputes(
        self, body: models.AssignmentsBody, *, idempotency_key: str | None = None
    ) -> models.AssignmentsView:
        """Assign or refuse each case by itself; the answer says which, in the order of the request.

        Your own and untaken cases need the scope `decide`; with `lead` you move anybody's.
        """
        return cast(
            "models.AssignmentsView",
            self._caller.call_operation(
                "POST", "/v1/disputes/assignments", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def take_over(
        self, dispute: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Take the case of a colleague who is away.

        The case log shows it, and `dispute.assigned` names the earlier assignee.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/take-over",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def create_note(
        self, dispute: str, body: models.NoteBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.NoteView:
        """Kept with the case for good, and never shown to its parties.

        dispute: Id of the dispute.
        """
        return cast(
            "models.NoteView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/notes",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def say_present(
        self, dispute: str, body: models.PresenceBody | None = None, *, idempotency_key: str | None = None
    ) -> models.PresenceView:
        """Say it while a case is open before you, and see which of your colleagues has it open, too. It lasts for
        less than a minute, so say it every fifteen seconds or so. Nothing is kept of it, and parties never see
        it.

        dispute: Id of the dispute.
        """
        return cast(
            "models.PresenceView",
            self._caller.call_operation(
                "PUT", f"/v1/disputes/{spell_in_path(dispute)}/presence", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def leave_case(self, dispute: str, *, idempotency_key: str | None = None) -> models.PresenceView:
        """What you do not say ends by itself a little later.

        dispute: Id of the dispute.
        """
        return cast(
            "models.PresenceView",
            self._caller.call_operation(
                "DELETE", f"/v1/disputes/{spell_in_path(dispute)}/presence", key=idempotency_key, takes_key=True
            ),
        )

    def create_reason_text(
        self, body: models.ReasonTextBody, *, idempotency_key: str | None = None
    ) -> models.ReasonTextView:
        """Keep a text ready, as the platform's backend or an operator with the scope `lead`."""
        return cast(
            "models.ReasonTextView",
            self._caller.call_operation("POST", "/v1/reason-texts", body=body, key=idempotency_key, takes_key=True),
        )

    def change_reason_text(
        self, text: str, body: models.ReasonTextBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.ReasonTextView:
        """Rulings given with it keep their words.

        text: Id of the reason text.
        """
        return cast(
            "models.ReasonTextView",
            self._caller.call_operation(
                "PUT",
                f"/v1/reason-texts/{spell_in_path(text)}",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def delete_reason_text(
        self, text: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.ReasonTextView:
        """Answers with the text as it last was.

        text: Id of the reason text.
        """
        return cast(
            "models.ReasonTextView",
            self._caller.call_operation(
                "DELETE",
                f"/v1/reason-texts/{spell_in_path(text)}",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def put_dispute_settings(
        self, body: models.SettingsBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.SettingsView:
        """Replaces all of them. Cases keep the calendar they were opened under; limits hold from the next decision
        on.
        """
        return cast(
            "models.SettingsView",
            self._caller.call_operation(
                "PUT", "/v1/dispute-settings", body=body, if_match=if_match, key=idempotency_key, takes_key=True
            ),
        )

    def preview_ruling(
        self, dispute: str, body: models.DecisionBody, *, if_match: int | None = None
    ) -> models.RulingPreviewView:
        """See what a ruling would do before you give it: the money of each party net of fees and when it moves,
        what would be owed in goods, each penalty with the fine that is due, what it makes of the person's
        standing, and who would have to approve. The body is that of the decision. Nothing follows from it, so
        it needs no Idempotency-Key; what the ruling would be refused with, the preview is refused with.

        dispute: Id of the dispute.
        """
        return cast(
            "models.RulingPreviewView",
            self._caller.call_operation(
                "POST", f"/v1/disputes/{spell_in_path(dispute)}/rulings/preview", body=body, if_match=if_match
            ),
        )

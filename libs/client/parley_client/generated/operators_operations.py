"""Operations of the group 'operators', a method each. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from parley_client.calls import Group, iterate_pages, spell_in_path

from . import models


class OperatorsOperations(Group):
    """Operations of the group 'operators'."""

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

    def list_notes(self, dispute: str, *, limit: int | None = None, cursor: str | None = None) -> models.NoteViewPage:
        """List what operators noted on the case, newest first; the parties never see it.

        dispute: Id of the dispute.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.NoteViewPage",
            self._caller.call_operation(
                "GET", f"/v1/disputes/{spell_in_path(dispute)}/notes", query={"limit": limit, "cursor": cursor}
            ),
        )

    def iterate_notes(self, dispute: str) -> Iterator[models.NoteView]:
        """List the operators' notes, page after page."""
        return iterate_pages(self.list_notes, dispute)

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

    def list_reason_texts(
        self, *, limit: int | None = None, cursor: str | None = None, reason_code: str | None = None
    ) -> models.ReasonTextViewPage:
        """List the texts of a reason code, or all. Newest first.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        reason_code: Texts kept ready for this reason code.
        """
        return cast(
            "models.ReasonTextViewPage",
            self._caller.call_operation(
                "GET", "/v1/reason-texts", query={"limit": limit, "cursor": cursor, "reason_code": reason_code}
            ),
        )

    def iterate_reason_texts(self, *, reason_code: str | None = None) -> Iterator[models.ReasonTextView]:
        """List reason texts, page after page."""
        return iterate_pages(self.list_reason_texts, reason_code=reason_code)

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

    def get_dispute_settings(self) -> models.SettingsView:
        """Version 0 is what holds while you have set nothing."""
        return cast("models.SettingsView", self._caller.call_operation("GET", "/v1/dispute-settings"))

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

    def list_decisions(self, dispute: str) -> models.DecisionsView:
        """Every decision, also those that wait for approval, were rejected or came to nothing. Not for parties.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DecisionsView",
            self._caller.call_operation("GET", f"/v1/disputes/{spell_in_path(dispute)}/decisions"),
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

    def rule_on_dispute(
        self, dispute: str, body: models.DecisionBody, *, if_match: int, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Rule on the case. Needs If-Match with the version you have read, and an Idempotency-Key.

        Above the platform's limit, or where it closes somebody's account for good, the decision waits: the case
        is `awaiting_approval` until another operator approves or rejects it, and nothing follows before.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/decision",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def approve_decision(
        self, dispute: str, *, if_match: int, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Carry it out. Needs the scope `lead`, If-Match with the version you have read, and an Idempotency-Key.

        Not for whoever decided, opened the case or is a party to it. The appeal window runs from now.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/approve",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def reject_approval(
        self, dispute: str, body: models.RejectionBody, *, if_match: int, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Give the case back to the operators, who decide anew. Needs what approving needs.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/reject-approval",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def assign_dispute(
        self,
        dispute: str,
        body: models.AssignmentBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.DisputeView:
        """Take a case, or hand yours to another operator. A lead may move any.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/assign",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def verify_transaction(
        self, dispute: str, body: models.VerificationBody, *, if_match: int, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Say whether item, agreed price and terms match (T2). If not, the case is closed and the hold unfrozen;
        above the platform's limit that waits, like a ruling, until another operator approves it.

        Needs If-Match with the version you have read, and an Idempotency-Key.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/verification",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def request_live_video(
        self, dispute: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Ask both parties for a live video (T3). Their time starts now (T4).

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/video-request",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def extend_deadline(
        self,
        dispute: str,
        body: models.ExtensionBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.DisputeView:
        """Give more time, with a reason. Whichever service owns the clock obeys if it still runs.

        One extension adds no more than the time that the policy gives a case as a whole: see the action's
        `latest`.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/extend",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def pause_deadlines(
        self, dispute: str, body: models.PauseBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Let every clock of the case stand still, in every service. Acts of the parties stay allowed.

        A pause that nobody ends is over by itself after 30 days, as the forecast says.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/pause",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def resume_deadlines(
        self, dispute: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Let all clocks go on. What was due is due later by as long as the pause has lasted.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/resume",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def request_evidence(
        self, dispute: str, body: models.AskingBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Ask a party for evidence of some kinds until an instant, in whatever stage the case is. What the party
        has given before answers it once the party attaches it, and where the stage seals what it asks for, this
        is sealed with it. You can ask until the end that the policy gives the case. Silence moves nothing: the
        case goes on as it would, and you decide with what there is. A window that has lapsed is opened again by
        `extend`.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{spell_in_path(dispute)}/evidence-requests",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

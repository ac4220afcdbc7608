"""Acts of the group 'operators'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class OperatorsActs2(Group):
    """Acts of the group 'operators'."""

    def rule_on_dispute(
        self, dispute: str, body: models.DecisionBody, *, if_match: int, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Rule on the case. Needs If-Match with the version you have read, and an Idempotency-Key.

        Above the platform's limit, or where it closes somebody's account for good, the decision waits: the case
        is `awaiting_approval` until another operator approves or rejects it, and nothing follows before. Its
        clocks stand still meanwhile, for 30 days at most, but for those that only alert operators: no cap
        undoes what was ruled.

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

"""Operations of the group 'mediations'. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Unpack, cast

from parley_client.calls import Group, iterate_pages, name_filters, spell_in_path
from parley_client.generated import models


class MediationsOperations(Group):
    """Operations of the group 'mediations'."""

    def list_mediations(
        self, *, limit: int | None = None, cursor: str | None = None, **filters: Unpack[models.MediationsFilters]
    ) -> models.MediationSummaryPage:
        """List negotiations, newest first. Parties see their own, the platform and its operators see all.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.MediationSummaryPage",
            self._caller.call_operation(
                "GET",
                "/v1/mediations",
                query={"limit": limit, "cursor": cursor, **name_filters(filters, models.MediationsFilters)},
            ),
        )

    def iterate_mediations(self, **filters: Unpack[models.MediationsFilters]) -> Iterator[models.MediationSummary]:
        """List negotiations, page after page."""
        return iterate_pages(self.list_mediations, **filters)

    def get_mediation(self, mediation: str, *, language: models.Language | None = None) -> models.MediationView:
        """Read all proposals, what the caller may do now, and what happens if nobody does anything. Questions and
        suggestions of a guide are in the language that `language` or Accept-Language asks for.

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        language: Before what Accept-Language says; English if neither does.
        """
        return cast(
            "models.MediationView",
            self._caller.call_operation(
                "GET", f"/v1/mediations/{spell_in_path(mediation)}", query={"language": language}
            ),
        )

    def answer_question(
        self,
        mediation: str,
        body: models.AnswerBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.MediationView:
        """Answer what `walk.question` asks, or an earlier question anew: that takes back every answer from there
        on. The answer holds the next question in full, or, at the end, the suggestions (O2).

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        """
        return cast(
            "models.MediationView",
            self._caller.call_operation(
                "POST",
                f"/v1/mediations/{spell_in_path(mediation)}/answers",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def list_suggestions(self, mediation: str, *, language: models.Language | None = None) -> models.SuggestionsView:
        """List what the claimant's answers lead to, the best first (O3).

        Not for the other party, who sees what is proposed.

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        language: Before what Accept-Language says; English if neither does.
        """
        return cast(
            "models.SuggestionsView",
            self._caller.call_operation(
                "GET", f"/v1/mediations/{spell_in_path(mediation)}/suggestions", query={"language": language}
            ),
        )

    def foretell_option(
        self,
        mediation: str,
        *,
        kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"],
        amount: int | None = None,
    ) -> models.ForetoldOptionView:
        """Say what each side would get of a solution that nobody has offered yet, net of fees and to the unit
        (`money_effect`): for a form that shows both shares while somebody writes. Nothing is offered by it.

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        kind: One of `constraints.kinds` of the action.
        amount: Where the kind names one: for the buyer, in minor units.
        """
        return cast(
            "models.ForetoldOptionView",
            self._caller.call_operation(
                "GET", f"/v1/mediations/{spell_in_path(mediation)}/option", query={"kind": kind, "amount": amount}
            ),
        )

    def create_proposal(
        self,
        mediation: str,
        body: models.ProposeBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.MediationView:
        """Make a new proposal. While an operator has the case (or nothing stands), either party may; it replaces
        what stood (D14). Where the claimant is guided this ends the walk: every option is one of the
        suggestions or within its bounds, ranked as the claimant likes, and the other party's time to answer
        begins (O4).

        An operator (scope `decide`) puts one solution to both parties as a mediator, once they have not agreed
        by themselves: it is agreed when both have accepted it, and lapses when one has not answered in time.
        With `on_behalf_of` it is that party's own proposal, which they have told support by the `means` named.

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        """
        return cast(
            "models.MediationView",
            self._caller.call_operation(
                "POST",
                f"/v1/mediations/{spell_in_path(mediation)}/proposals",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def accept_proposal(
        self,
        mediation: str,
        number: int,
        body: models.AcceptBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.MediationView:
        """Accept one option. 200 means agreed, for good: the money follows as `follows` says (D2, D4). What had
        ended the case before is told by 409 `agreement_overtaken`, with its state and outcome. 202 means that
        this is not decided yet; until then no other act is possible, and `href` tells the outcome. Needs an
        Idempotency-Key.

        The first of both parties to accept a mediator's proposal consents to it: it is agreed once the other
        does. What an operator has accepted or worded for a party is not agreed above the platform's limit: 409
        `approval_needed`.

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        number: The proposal's number within its mediation.
        """
        return cast(
            "models.MediationView",
            self._caller.call_operation(
                "POST",
                f"/v1/mediations/{spell_in_path(mediation)}/proposals/{spell_in_path(number)}/accept",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def reject_proposal(
        self,
        mediation: str,
        number: int,
        body: models.RejectBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.MediationView:
        """Reject without a counter-offer. Where the policy asks for one a bare rejection is refused (D3); refusing
        a counter-offer hands the case to the escalated stage (D5).

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        number: The proposal's number within its mediation.
        """
        return cast(
            "models.MediationView",
            self._caller.call_operation(
                "POST",
                f"/v1/mediations/{spell_in_path(mediation)}/proposals/{spell_in_path(number)}/reject",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def counter_proposal(
        self,
        mediation: str,
        number: int,
        body: models.RewordBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.MediationView:
        """Refuse by saying what you would agree to; the other party's clock starts (D3).

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        number: The proposal's number within its mediation.
        """
        return cast(
            "models.MediationView",
            self._caller.call_operation(
                "POST",
                f"/v1/mediations/{spell_in_path(mediation)}/proposals/{spell_in_path(number)}/counter",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def amend_proposal(
        self,
        mediation: str,
        number: int,
        body: models.RewordBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.MediationView:
        """Word your own proposal anew, until the other party first acts. Its deadline stays; its version rises.

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        number: The proposal's number within its mediation.
        """
        return cast(
            "models.MediationView",
            self._caller.call_operation(
                "POST",
                f"/v1/mediations/{spell_in_path(mediation)}/proposals/{spell_in_path(number)}/amend",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

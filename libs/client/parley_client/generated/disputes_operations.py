"""Operations of the group 'disputes', a method each. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, cast

from parley_client.calls import Group, iterate_pages, spell_in_path

from . import models


class DisputesOperations(Group):
    """Operations of the group 'disputes'."""

    def get_eligibility(
        self,
        *,
        language: Literal["en", "fr", "pt", "zh"] | None = None,
        escrow: str,
        on_behalf_of: Literal["buyer", "seller"] | None = None,
    ) -> models.EligibilityView:
        """Everything that "Report a problem" is drawn from: whether it can be reported now, for which reasons and
        by whom, when that begins and ends, how much can be claimed, what must be said, what can be asked for,
        which evidence will be wanted, and what follows if nobody answers. If not, why; and since when not, if
        the time is over.

        language: Before what Accept-Language says; English if neither does.
        escrow: Id of the escrow.
        on_behalf_of: For whom the platform or an operator asks; without it, what either could do.
        """
        return cast(
            "models.EligibilityView",
            self._caller.call_operation(
                "GET",
                "/v1/disputes/eligibility",
                query={"language": language, "escrow": escrow, "on_behalf_of": on_behalf_of},
            ),
        )

    def list_disputes(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        status: Sequence[
            Literal[
                "opening",
                "waiting_for_buyer",
                "waiting_for_seller",
                "waiting_for_both",
                "under_review",
                "awaiting_approval",
                "decided",
                "settling",
                "reversing",
                "closed",
            ]
        ]
        | None = None,
        stage: Sequence[str] | None = None,
        awaiting: Sequence[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
        | None = None,
        reason: str | None = None,
        policy: str | None = None,
        assignee: str | None = None,
        office: str | None = None,
        mine: bool | None = None,
        due_before: str | None = None,
        overdue: bool | None = None,
        contested: bool | None = None,
        offer: bool | None = None,
        offer_by: Literal["buyer", "seller"] | None = None,
        paused: bool | None = None,
        open_: bool | None = None,
        escrow: str | None = None,
        assignment: Literal["assigned", "unassigned"] | None = None,
        sla: Literal["on_track", "target_missed", "breached"] | None = None,
        currency: str | None = None,
        amount_gte: int | None = None,
        amount_lte: int | None = None,
        sort: Literal["newest", "due"] | None = None,
    ) -> models.DisputeSummaryPage:
        """Parties see their own, the platform and its operators see all. Each row is enough to draw a list.

        Newest first; a desk asks for `sort=due`, which begins with what is overdue. Parties cannot ask who has
        a case, or how the operators stand with it.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        status: Statuses, separated by commas: `under_review,awaiting_approval`.
        stage: Stages of the policy, separated by commas: `review,second_review`. Closed cases keep the last
            one.
        awaiting: Who owes the next act, separated by commas: `operator`, or `buyer,seller` for cases that wait
            for either.
        reason: Reason the case was opened for.
        policy: Name of a policy (`agreement_first`), or one of its editions.
        assignee: Operator who has the case. For operators and the platform.
        office: Office that has the case.
        mine: `true`: cases assigned to you, `false`: all others. For operators.
        due_before: Something is due before this instant, or is overdue already.
        overdue: `true`: the time for the next act has passed. For operators and the platform also what
            operators are late with: a service level's target or limit that was missed while the act is still
            owed.
        contested: `true`: a ruling of the case was contested.
        offer: `true`: an offer of one party to the other stands, in whatever stage the case is.
        offer_by: Whose offer stands.
        paused: `true`: an operator has stopped the clocks.
        open_: `true`: cases that are not closed.
        escrow: Cases of one escrow.
        assignment: Whether any operator has the case. For operators and the platform.
        sla: How operators stand with the time the policy gives them. For operators and the platform.
        currency: Currency of the disputed amount.
        amount_gte: Disputed amount at least, in minor units; with `currency`: different currencies cannot be
            compared.
        amount_lte: Disputed amount at most, in minor units; with `currency`.
        sort: `newest`, or `due`: overdue cases first, by the instant they were due at, then what is due next. A
            case keeps its place when it becomes overdue.
        """
        return cast(
            "models.DisputeSummaryPage",
            self._caller.call_operation(
                "GET",
                "/v1/disputes",
                query={
                    "limit": limit,
                    "cursor": cursor,
                    "status": status,
                    "stage": stage,
                    "awaiting": awaiting,
                    "reason": reason,
                    "policy": policy,
                    "assignee": assignee,
                    "office": office,
                    "mine": mine,
                    "due_before": due_before,
                    "overdue": overdue,
                    "contested": contested,
                    "offer": offer,
                    "offer_by": offer_by,
                    "paused": paused,
                    "open": open_,
                    "escrow": escrow,
                    "assignment": assignment,
                    "sla": sla,
                    "currency": currency,
                    "amount_gte": amount_gte,
                    "amount_lte": amount_lte,
                    "sort": sort,
                },
            ),
        )

    def iterate_disputes(
        self,
        *,
        status: Sequence[
            Literal[
                "opening",
                "waiting_for_buyer",
                "waiting_for_seller",
                "waiting_for_both",
                "under_review",
                "awaiting_approval",
                "decided",
                "settling",
                "reversing",
                "closed",
            ]
        ]
        | None = None,
        stage: Sequence[str] | None = None,
        awaiting: Sequence[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
        | None = None,
        reason: str | None = None,
        policy: str | None = None,
        assignee: str | None = None,
        office: str | None = None,
        mine: bool | None = None,
        due_before: str | None = None,
        overdue: bool | None = None,
        contested: bool | None = None,
        offer: bool | None = None,
        offer_by: Literal["buyer", "seller"] | None = None,
        paused: bool | None = None,
        open_: bool | None = None,
        escrow: str | None = None,
        assignment: Literal["assigned", "unassigned"] | None = None,
        sla: Literal["on_track", "target_missed", "breached"] | None = None,
        currency: str | None = None,
        amount_gte: int | None = None,
        amount_lte: int | None = None,
        sort: Literal["newest", "due"] | None = None,
    ) -> Iterator[models.DisputeSummary]:
        """List disputes, page after page."""
        return iterate_pages(
            self.list_disputes,
            status=status,
            stage=stage,
            awaiting=awaiting,
            reason=reason,
            policy=policy,
            assignee=assignee,
            office=office,
            mine=mine,
            due_before=due_before,
            overdue=overdue,
            contested=contested,
            offer=offer,
            offer_by=offer_by,
            paused=paused,
            open_=open_,
            escrow=escrow,
            assignment=assignment,
            sla=sla,
            currency=currency,
            amount_gte=amount_gte,
            amount_lte=amount_lte,
            sort=sort,
        )

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

    def count_disputes(self) -> models.DisputeCounts:
        """Count the open cases that you can see, by status, by stage, by whose turn it is, and by what needs
        attention.
        """
        return cast("models.DisputeCounts", self._caller.call_operation("GET", "/v1/disputes/counts"))

    def get_dispute(
        self,
        dispute: str,
        *,
        expand: Sequence[
            Literal["escrow", "mediation", "evidence", "messages", "story", "standing", "notes", "decisions"]
        ]
        | None = None,
    ) -> models.ExpandedDisputeView:
        """Read the case as you may see it, with what you may do and what follows if nobody does anything.

        `expand` adds what a screen shows beside it: the deal, offers, evidence, messages, the story, standings.
        One request instead of many; of each list the latest 50 are shown, with the address of the rest.

        dispute: Id of the dispute.
        expand: Parts to show in `expanded`, separated by commas:
            `escrow,mediation,evidence,messages,story,standing`, and for operators and the platform
            `notes,decisions`.
        """
        return cast(
            "models.ExpandedDisputeView",
            self._caller.call_operation("GET", f"/v1/disputes/{spell_in_path(dispute)}", query={"expand": expand}),
        )

    def get_story(
        self, dispute: str, *, limit: int | None = None, cursor: str | None = None
    ) -> models.StoryEntryViewPage:
        """Everything that has happened to the case, in order, the first first: stages, offers, evidence, messages,
        rulings, penalties, deadlines that passed and money that moved.

        You see what you may see: parties neither how operators share their work nor the other's evidence while
        it is sealed. What another service tells a moment late stands where it happened.

        dispute: Id of the dispute.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.StoryEntryViewPage",
            self._caller.call_operation(
                "GET", f"/v1/disputes/{spell_in_path(dispute)}/story", query={"limit": limit, "cursor": cursor}
            ),
        )

    def iterate_story(self, dispute: str) -> Iterator[models.StoryEntryView]:
        """Read the story of a case, page after page."""
        return iterate_pages(self.get_story, dispute)

    def stream_own_stories(self, *, after: str | None = None) -> Iterator[dict[str, Any]]:
        """Receive what happens to all your cases as it happens, as in the stream of one: `data` has the `dispute`
        beside the entry. A buyer's or a seller's are those they are a party of, the platform's and its
        operators' are all.

        after: Id of the last entry that you have: the stream goes on behind it, as with `Last-Event-ID`.
        """
        return self._caller.follow_stream("GET", "/v1/disputes/stream", query={"after": after})

    def stream_story(self, dispute: str, *, after: str | None = None) -> Iterator[dict[str, Any]]:
        """Receive what happens to the case as it happens (server-sent events): `id` is the entry's, `event` its
        kind, `data` the entry as in the story, of which you see what you may see.

        It begins with what comes from now on, and goes on behind the last entry you have seen: send its id as
        `Last-Event-ID`. `evidence_revealed` means that you may now see more of what has been: read the story
        again. A comment comes every 15 seconds. When the token ends an event `end` says so (`{"reason":
        "token_expired"}`) and the stream ends: ask for a new token and come back.

        dispute: Id of the dispute.
        after: Id of the last entry that you have: the stream goes on behind it, as with `Last-Event-ID`.
        """
        return self._caller.follow_stream(
            "GET", f"/v1/disputes/{spell_in_path(dispute)}/stream", query={"after": after}
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

    def get_forecast(self, dispute: str) -> models.ForecastView:
        """Foresee the whole chain of what happens by itself, by the very rules that will run.

        dispute: Id of the dispute.
        """
        return cast(
            "models.ForecastView", self._caller.call_operation("GET", f"/v1/disputes/{spell_in_path(dispute)}/forecast")
        )

    def get_timeline(self, dispute: str) -> models.TimelineView:
        """Every step of the case so far, who or what took it, and when.

        dispute: Id of the dispute.
        """
        return cast(
            "models.TimelineView", self._caller.call_operation("GET", f"/v1/disputes/{spell_in_path(dispute)}/timeline")
        )

    def list_messages(
        self, dispute: str, *, limit: int | None = None, cursor: str | None = None
    ) -> models.MessageViewPage:
        """List what was written in the case, newest first.

        dispute: Id of the dispute.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.MessageViewPage",
            self._caller.call_operation(
                "GET", f"/v1/disputes/{spell_in_path(dispute)}/messages", query={"limit": limit, "cursor": cursor}
            ),
        )

    def iterate_messages(self, dispute: str) -> Iterator[models.MessageView]:
        """List messages, page after page."""
        return iterate_pages(self.list_messages, dispute)

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

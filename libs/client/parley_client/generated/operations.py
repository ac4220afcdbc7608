"""Operations of the API, a method each. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, cast

from parley_client.calls import Caller, Content, iterate_pages

from . import models


class Group:
    """Operations of one kind."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller


class AuthOperations(Group):
    """Operations of the group 'auth'."""

    def get_keys(self) -> dict[str, Any]:
        """List the keys that verify access tokens, as a JWK set."""
        return cast("dict[str, Any]", self._caller.call_operation("GET", "/.well-known/jwks.json"))

    def issue_participant_token(self, body: models.ParticipantTokenBody) -> models.AccessTokenView:
        """Mint a token for one of the platform's users: a buyer, a seller, somebody acting for a seller, an
        operator.
        """
        return cast("models.AccessTokenView", self._caller.call_operation("POST", "/v1/participant-tokens", body=body))

    def issue_link_token(self, body: models.LinkBody) -> models.LinkView:
        """Make what a link in an e-mail carries: it leads one participant to one deal or case for days, and gets
        them tokens of five minutes there. No service takes it for a token itself.
        """
        return cast("models.LinkView", self._caller.call_operation("POST", "/v1/participant-tokens/link", body=body))


class PagesOperations(Group):
    """Operations of the group 'pages'."""

    def create_page_link(
        self, body: models.NewPageLinkBody, *, idempotency_key: str | None = None
    ) -> models.CreatedPageLinkView:
        """Make a link that lets one of the platform's users, or an operator, settle disputes in the browser.
        Whoever has the link acts as this person: hand it to nobody else. It can be opened as often as wished
        until it expires or is revoked.
        """
        return cast(
            "models.CreatedPageLinkView",
            self._caller.call_operation("POST", "/v1/page-links", body=body, key=idempotency_key, takes_key=True),
        )

    def get_page_link(self, link: str) -> models.PageLinkView:
        """Read whom a link is for, and whether it was revoked. Its address was shown when it was made.

        link: Id of the page link.
        """
        return cast("models.PageLinkView", self._caller.call_operation("GET", f"/v1/page-links/{link}"))

    def revoke_page_link(self, link: str, *, idempotency_key: str | None = None) -> models.PageLinkView:
        """Revoke it: it opens nothing any more, and open pages can do nothing once their token has run out, within
        five minutes.

        link: Id of the page link.
        """
        return cast(
            "models.PageLinkView",
            self._caller.call_operation("POST", f"/v1/page-links/{link}/revoke", key=idempotency_key, takes_key=True),
        )

    def open_page_session(self, body: models.PageSessionBody) -> models.PageSessionView:
        """Exchange the secret of a link for a token and a session that renews it. No token is needed."""
        return cast("models.PageSessionView", self._caller.call_operation("POST", "/v1/page-sessions", body=body))

    def renew_page_session(self, body: models.SessionRenewalBody) -> models.PageSessionView:
        """Get the next token while the link is good. No token is needed: the last may have run out."""
        return cast("models.PageSessionView", self._caller.call_operation("POST", "/v1/page-sessions/renew", body=body))


class PlatformsOperations(Group):
    """Operations of the group 'platforms'."""

    def list_platforms(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        status: Literal["active", "suspended"] | None = None,
    ) -> models.PlatformViewPage:
        """List all platforms as an administrator, newest first; a platform finds itself alone.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        status: Only platforms that are active, or only suspended ones.
        """
        return cast(
            "models.PlatformViewPage",
            self._caller.call_operation(
                "GET", "/v1/platforms", query={"limit": limit, "cursor": cursor, "status": status}
            ),
        )

    def iterate_platforms(
        self, *, status: Literal["active", "suspended"] | None = None
    ) -> Iterator[models.PlatformView]:
        """List platforms, page after page."""
        return iterate_pages(self.list_platforms, status=status)

    def open_platform(
        self, body: models.NewPlatformBody, *, idempotency_key: str | None = None
    ) -> models.PlatformOpenedView:
        """Open a new tenant with its first credentials."""
        return cast(
            "models.PlatformOpenedView",
            self._caller.call_operation("POST", "/v1/platforms", body=body, key=idempotency_key, takes_key=True),
        )

    def get_platform(self, platform: str) -> models.PlatformView:
        """Read any platform as an administrator, or your own.

        platform: Id of the platform.
        """
        return cast("models.PlatformView", self._caller.call_operation("GET", f"/v1/platforms/{platform}"))

    def get_allowed_origins(self, platform: str) -> models.OriginsView:
        """Read from where browsers may call for this platform.

        platform: Id of the platform.
        """
        return cast("models.OriginsView", self._caller.call_operation("GET", f"/v1/platforms/{platform}/origins"))

    def allow_origins(
        self,
        platform: str,
        body: models.OriginsBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.OriginsView:
        """Replace the list as a whole: pages of these origins may call with the tokens of this platform and its
        people.

        All services go by it within a few seconds. Parley's own pages may also be framed by pages of these
        origins.

        platform: Id of the platform.
        """
        return cast(
            "models.OriginsView",
            self._caller.call_operation(
                "PUT",
                f"/v1/platforms/{platform}/origins",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def choose_policies(
        self,
        platform: str,
        body: models.PoliciesBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.PlatformView:
        """Replace the choice as a whole. A deal that names its policy itself keeps that; escrows there are keep
        the edition they were made with.

        platform: Id of the platform.
        """
        return cast(
            "models.PlatformView",
            self._caller.call_operation(
                "PUT",
                f"/v1/platforms/{platform}/policies",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def rename_platform(
        self, platform: str, body: models.NameBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.PlatformView:
        """Change the name that the platform's people know it by. Its id, tokens and deals stay as they are.

        platform: Id of the platform.
        """
        return cast(
            "models.PlatformView",
            self._caller.call_operation(
                "POST",
                f"/v1/platforms/{platform}/rename",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def suspend_platform(
        self, platform: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.PlatformView:
        """Allow no new tokens and no new escrows; deadlines and disputes go on.

        platform: Id of the platform.
        """
        return cast(
            "models.PlatformView",
            self._caller.call_operation(
                "POST", f"/v1/platforms/{platform}/suspend", if_match=if_match, key=idempotency_key, takes_key=True
            ),
        )

    def reinstate_platform(
        self, platform: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.PlatformView:
        """Undo a suspension.

        platform: Id of the platform.
        """
        return cast(
            "models.PlatformView",
            self._caller.call_operation(
                "POST", f"/v1/platforms/{platform}/reinstate", if_match=if_match, key=idempotency_key, takes_key=True
            ),
        )

    def list_secrets(
        self, platform: str, *, limit: int | None = None, cursor: str | None = None
    ) -> models.SecretViewPage:
        """List what is known of a platform's secrets, newest first, those that ended as well; the secrets
        themselves are kept nowhere. An administrator may for any platform, a platform for itself.

        platform: Id of the platform.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.SecretViewPage",
            self._caller.call_operation(
                "GET", f"/v1/platforms/{platform}/secrets", query={"limit": limit, "cursor": cursor}
            ),
        )

    def iterate_secrets(self, platform: str) -> Iterator[models.SecretView]:
        """List client secrets, page after page."""
        return iterate_pages(self.list_secrets, platform)

    def add_secret(
        self, platform: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.NewSecretView:
        """Add a secret beside those there are, five at most: for another server of the platform's backend, say. An
        administrator may for any platform, a platform for itself.

        platform: Id of the platform.
        """
        return cast(
            "models.NewSecretView",
            self._caller.call_operation(
                "POST", f"/v1/platforms/{platform}/secrets", if_match=if_match, key=idempotency_key, takes_key=True
            ),
        )

    def rotate_secret(
        self,
        platform: str,
        body: models.RotationBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.RotatedSecretView:
        """Put a new secret in the place of all others. Those still get tokens for a day, or for as long as you
        say, so that your servers can change over without a gap. An administrator may for any platform, a
        platform for itself.

        platform: Id of the platform.
        """
        return cast(
            "models.RotatedSecretView",
            self._caller.call_operation(
                "POST",
                f"/v1/platforms/{platform}/secrets/rotate",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def revoke_secret(
        self, platform: str, secret: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.RevokedView:
        """Revoke a secret: from now on it gets no token any more. An administrator may for any platform; a
        platform for itself, but for the last one that works.

        platform: Id of the platform.
        secret: Id of the client secret; never the secret itself.
        """
        return cast(
            "models.RevokedView",
            self._caller.call_operation(
                "POST",
                f"/v1/platforms/{platform}/secrets/{secret}/revoke",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )


class EscrowsOperations(Group):
    """Operations of the group 'escrows'."""

    def list_escrows(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        status: Sequence[
            Literal[
                "awaiting_funds",
                "partially_funded",
                "funded",
                "shipped",
                "delivered",
                "released",
                "refunded",
                "split_settled",
                "cancelled",
                "expired",
            ]
        ]
        | None = None,
        partner_reference: str | None = None,
        participant: str | None = None,
    ) -> models.EscrowViewPage:
        """List escrows, the newest first. A buyer or seller sees their own.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        status: States, separated by commas.
        partner_reference: Your own reference, given at the creation.
        participant: Buyer or seller.
        """
        return cast(
            "models.EscrowViewPage",
            self._caller.call_operation(
                "GET",
                "/v1/escrows",
                query={
                    "limit": limit,
                    "cursor": cursor,
                    "status": status,
                    "partner_reference": partner_reference,
                    "participant": participant,
                },
            ),
        )

    def iterate_escrows(
        self,
        *,
        status: Sequence[
            Literal[
                "awaiting_funds",
                "partially_funded",
                "funded",
                "shipped",
                "delivered",
                "released",
                "refunded",
                "split_settled",
                "cancelled",
                "expired",
            ]
        ]
        | None = None,
        partner_reference: str | None = None,
        participant: str | None = None,
    ) -> Iterator[models.EscrowView]:
        """List escrows, page after page."""
        return iterate_pages(
            self.list_escrows, status=status, partner_reference=partner_reference, participant=participant
        )

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
        return cast("models.EscrowView", self._caller.call_operation("GET", f"/v1/escrows/{escrow}"))

    def get_postings(self, escrow: str) -> models.StatementView:
        """Read every movement of its money, from the first payment on.

        escrow: Id of the escrow.
        """
        return cast("models.StatementView", self._caller.call_operation("GET", f"/v1/escrows/{escrow}/postings"))

    def fund_escrow(
        self, escrow: str, body: models.PaymentBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.EscrowView:
        """Report that the buyer has paid. What is too much, or too late, is parked until it is sent back.

        escrow: Id of the escrow.
        """
        return cast(
            "models.EscrowView",
            self._caller.call_operation(
                "POST", f"/v1/escrows/{escrow}/fund", body=body, if_match=if_match, key=idempotency_key, takes_key=True
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
                "POST", f"/v1/escrows/{escrow}/ship", body=body, if_match=if_match, key=idempotency_key, takes_key=True
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
                f"/v1/escrows/{escrow}/correct-shipment",
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
                "POST", f"/v1/escrows/{escrow}/deliver", if_match=if_match, key=idempotency_key, takes_key=True
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
                "POST", f"/v1/escrows/{escrow}/accept", if_match=if_match, key=idempotency_key, takes_key=True
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
                f"/v1/escrows/{escrow}/release",
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
                f"/v1/escrows/{escrow}/refund",
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
                "POST", f"/v1/escrows/{escrow}/cancel", if_match=if_match, key=idempotency_key, takes_key=True
            ),
        )

    def carry_out_bulk(self, body: models.BulkBody) -> models.BulkView:
        """Carry out up to 50 instructions, each as the request that it would be alone: own key, own outcome, own
        events.

        One that is refused touches no other, so look at every outcome: the answer is 200 whatever they are.
        Those on one escrow are carried out in their order. A body that cannot be read is refused as a whole,
        and nothing is carried out. Sent again with the same keys, nothing happens twice.
        """
        return cast("models.BulkView", self._caller.call_operation("POST", "/v1/bulk", body=body))


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
            self._caller.call_operation("GET", f"/v1/disputes/{dispute}", query={"expand": expand}),
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
                "GET", f"/v1/disputes/{dispute}/story", query={"limit": limit, "cursor": cursor}
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
        return self._caller.follow_stream("GET", f"/v1/disputes/{dispute}/stream", query={"after": after})

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
                f"/v1/disputes/{dispute}/read",
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
        return cast("models.ForecastView", self._caller.call_operation("GET", f"/v1/disputes/{dispute}/forecast"))

    def get_timeline(self, dispute: str) -> models.TimelineView:
        """Every step of the case so far, who or what took it, and when.

        dispute: Id of the dispute.
        """
        return cast("models.TimelineView", self._caller.call_operation("GET", f"/v1/disputes/{dispute}/timeline"))

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
                "GET", f"/v1/disputes/{dispute}/messages", query={"limit": limit, "cursor": cursor}
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
                f"/v1/disputes/{dispute}/messages",
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
                f"/v1/disputes/{dispute}/escalate",
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
                f"/v1/disputes/{dispute}/withdraw",
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
                f"/v1/disputes/{dispute}/accept-claim",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )


class MediationsOperations(Group):
    """Operations of the group 'mediations'."""

    def list_mediations(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        dispute: str | None = None,
        state: Sequence[Literal["guiding", "negotiating", "pending", "open", "agreed", "closed"]] | None = None,
        awaiting: Literal["buyer", "seller"] | None = None,
    ) -> models.MediationSummaryPage:
        """List negotiations, newest first. Parties see their own, the platform and its operators see all.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        dispute: Mediation of one case.
        state: States, separated by commas.
        awaiting: Whose turn it is.
        """
        return cast(
            "models.MediationSummaryPage",
            self._caller.call_operation(
                "GET",
                "/v1/mediations",
                query={"limit": limit, "cursor": cursor, "dispute": dispute, "state": state, "awaiting": awaiting},
            ),
        )

    def iterate_mediations(
        self,
        *,
        dispute: str | None = None,
        state: Sequence[Literal["guiding", "negotiating", "pending", "open", "agreed", "closed"]] | None = None,
        awaiting: Literal["buyer", "seller"] | None = None,
    ) -> Iterator[models.MediationSummary]:
        """List negotiations, page after page."""
        return iterate_pages(self.list_mediations, dispute=dispute, state=state, awaiting=awaiting)

    def get_mediation(
        self, mediation: str, *, language: Literal["en", "fr", "pt", "zh"] | None = None
    ) -> models.MediationView:
        """Read all proposals, what the caller may do now, and what happens if nobody does anything. Questions and
        suggestions of a guide are in the language that `language` or Accept-Language asks for.

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        language: Before what Accept-Language says; English if neither does.
        """
        return cast(
            "models.MediationView",
            self._caller.call_operation("GET", f"/v1/mediations/{mediation}", query={"language": language}),
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
                f"/v1/mediations/{mediation}/answers",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def list_suggestions(
        self, mediation: str, *, language: Literal["en", "fr", "pt", "zh"] | None = None
    ) -> models.SuggestionsView:
        """List what the claimant's answers lead to, the best first (O3).

        Not for the other party, who sees what is proposed.

        mediation: Id of the negotiation, as a dispute's `negotiation.mediation` names it.
        language: Before what Accept-Language says; English if neither does.
        """
        return cast(
            "models.SuggestionsView",
            self._caller.call_operation("GET", f"/v1/mediations/{mediation}/suggestions", query={"language": language}),
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
                f"/v1/mediations/{mediation}/proposals",
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
                f"/v1/mediations/{mediation}/proposals/{number}/accept",
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
                f"/v1/mediations/{mediation}/proposals/{number}/reject",
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
                f"/v1/mediations/{mediation}/proposals/{number}/counter",
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
                f"/v1/mediations/{mediation}/proposals/{number}/amend",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )


class EvidenceOperations(Group):
    """Operations of the group 'evidence'."""

    def upload_evidence(
        self,
        content: Content,
        *,
        dispute: str,
        kind: str,
        filename: str | None = None,
        request: str | None = None,
        covers: Sequence[str] | None = None,
        on_behalf_of: Literal["buyer", "seller"] | None = None,
        idempotency_key: str | None = None,
    ) -> models.ItemView:
        """Send the file as it is as the body: JPEG, PNG, WEBP, GIF, HEIC or AVIF (65 megapixels), PDF that runs
        nothing, plain text, film or sound. What it is, its content says. Send `Content-Digest: sha-256=:…:` to
        be sure that it arrives unharmed. It is received when its last byte is: at the cut-off of a request for
        it, it is late (D12).

        dispute: Id of the dispute.
        kind: What it shows: photo, document, screenshot, receipt … as the request for it says.
        filename: For display only.
        request: The request it answers; found by its kind if left out.
        covers: Codes of the request's checklist that it shows.
        on_behalf_of: For operators: the party that has mailed it to support. It is entered as that, for that
            party.
        """
        return cast(
            "models.ItemView",
            self._caller.call_operation(
                "POST",
                "/v1/evidence/uploads",
                query={
                    "dispute": dispute,
                    "kind": kind,
                    "filename": filename,
                    "request": request,
                    "covers": covers,
                    "on_behalf_of": on_behalf_of,
                },
                content=content,
                content_type="application/octet-stream",
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def create_download_link(
        self, item: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DownloadLink:
        """Good for ten minutes and for this file, in your name: whoever has the link needs no token, and what they
        see is entered as seen by you. For an `<img>`, a `<video>`, a download, an e-mail.

        item: Id of the piece of evidence.
        """
        return cast(
            "models.DownloadLink",
            self._caller.call_operation(
                "POST", f"/v1/evidence/items/{item}/download", if_match=if_match, key=idempotency_key, takes_key=True
            ),
        )

    def download_evidence(self, item: str, *, token: str) -> bytes:
        """By a link that has not expired; it needs no token, and with one it must be your own. Every download, and
        every one refused, is entered in the custody, in the name of whoever asked for the link. What leaves was
        compared with what was received.

        item: Id of the piece of evidence.
        token: What the link was signed with: take the whole link from the answer that gave it.
        """
        return self._caller.download_file("GET", f"/v1/evidence/items/{item}/content", query={"token": token})

    def preview_evidence(
        self, item: str, *, variant: Literal["picture", "contact_sheet"] | None = None, token: str | None = None
    ) -> bytes:
        """See the photo, the first page of a document, the first picture of a video or a `contact_sheet` of
        twelve: made anew, 1,280 pixels at most, without place, device or any other metadata. Sound and text
        have none (404).

        item: Id of the piece of evidence.
        variant: `picture`, or `contact_sheet`: twelve pictures of a video on one sheet.
        token: Of a link: it needs no other token.
        """
        return self._caller.download_file(
            "GET", f"/v1/evidence/items/{item}/preview", query={"variant": variant, "token": token}
        )

    def get_evidence_signals(self, item: str) -> models.SignalsView:
        """See, as an operator, other cases of the platform with the same file or a picture that looks the same,
        and whether it says it was taken after it was received. Fingerprints are taken within seconds of
        receipt.

        item: Id of the piece of evidence.
        """
        return cast("models.SignalsView", self._caller.call_operation("GET", f"/v1/evidence/items/{item}/signals"))

    def list_evidence(
        self, *, limit: int | None = None, cursor: str | None = None, dispute: str
    ) -> models.ItemSummaryPage:
        """Newest first, both parties' and what operators added; what is still sealed is not there for the other
        party. What an item says is read one by one.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        dispute: Case whose evidence is listed.
        """
        return cast(
            "models.ItemSummaryPage",
            self._caller.call_operation(
                "GET", "/v1/evidence", query={"limit": limit, "cursor": cursor, "dispute": dispute}
            ),
        )

    def iterate_evidence(self, *, dispute: str) -> Iterator[models.ItemSummary]:
        """List the evidence of a dispute, page after page."""
        return iterate_pages(self.list_evidence, dispute=dispute)

    def submit_evidence(
        self, body: models.ShipmentRecordBody | models.StatementBody, *, idempotency_key: str | None = None
    ) -> models.ItemView:
        """Submit it in time: a shipment record satisfies a request for one if it comes before the cut-off (D6); at
        that instant it is late. An operator enters what a party has mailed to support with `on_behalf_of`.
        """
        return cast(
            "models.ItemView",
            self._caller.call_operation("POST", "/v1/evidence/items", body=body, key=idempotency_key, takes_key=True),
        )

    def get_evidence(self, item: str) -> models.ItemView:
        """Read it with what it says. Whoever reads the other side's statement or shipment record is entered in its
        custody.

        item: Id of the piece of evidence.
        """
        return cast("models.ItemView", self._caller.call_operation("GET", f"/v1/evidence/items/{item}"))

    def invalidate_evidence(
        self, item: str, body: models.Invalidate, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.ItemView:
        """Find it invalid: it counts as none from now on (D12). Before the cut-off its party may replace it,
        afterwards the request has lapsed as of the cut-off, unless other valid evidence of the kind was in
        time. Needs the scope `decide`.

        item: Id of the piece of evidence.
        """
        return cast(
            "models.ItemView",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/items/{item}/invalidate",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def list_evidence_requests(
        self, *, limit: int | None = None, cursor: str | None = None, dispute: str
    ) -> models.RequestViewPage:
        """Newest first; each party sees what the other owes, too, unless that is sealed until both have given.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        dispute: Case whose evidence is listed.
        """
        return cast(
            "models.RequestViewPage",
            self._caller.call_operation(
                "GET", "/v1/evidence/requests", query={"limit": limit, "cursor": cursor, "dispute": dispute}
            ),
        )

    def iterate_evidence_requests(self, *, dispute: str) -> Iterator[models.RequestView]:
        """List evidence requests, page after page."""
        return iterate_pages(self.list_evidence_requests, dispute=dispute)

    def get_evidence_request(self, request: str) -> models.RequestView:
        """Read who owes what until when, how to give it, and what happens if nobody does.

        request: Id of the evidence request.
        """
        return cast("models.RequestView", self._caller.call_operation("GET", f"/v1/evidence/requests/{request}"))

    def attach_evidence(
        self, request: str, body: models.Attach, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.RequestView:
        """Give what you gave in this case before for this request as well, and say which points of its checklist
        it covers: they add up. It counts if the request is still open; when the evidence itself was given does
        not matter.

        request: Id of the evidence request.
        """
        return cast(
            "models.RequestView",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/requests/{request}/items",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )


class LiveVideoOperations(Group):
    """Operations of the group 'live video'."""

    def open_video_session(self, body: models.OpenVideoBody, *, idempotency_key: str | None = None) -> models.VideoView:
        """Open one as a party that is asked for a live video, or wants to give one (T5). `recorder_url` opens a
        page that asks for camera and microphone, shows what is to be shown and said, and records while it
        uploads: hand it to the person.
        """
        return cast(
            "models.VideoView",
            self._caller.call_operation(
                "POST", "/v1/evidence/video-sessions", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def get_video_session(self, session: str) -> models.VideoView:
        """Read how far it is, its gaps, and once it is finished what each check found, with the frame and the
        reason. The video itself is the piece of evidence it names. The other party sees that one only, when it
        may.

        session: Id of the live recording.
        """
        return cast("models.VideoView", self._caller.call_operation("GET", f"/v1/evidence/video-sessions/{session}"))

    def overrule_video_verification(
        self,
        session: str,
        body: models.OverruleBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.VideoView:
        """Overrule them as an operator who has seen the video, with a reason. What the checks found stays beside
        it. Needs the scope `decide`.

        session: Id of the live recording.
        """
        return cast(
            "models.VideoView",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/video-sessions/{session}/overrule",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def submit_external_video(
        self, body: models.SubmitExternalVideo, *, idempotency_key: str | None = None
    ) -> models.ExternalVideoView:
        """Tell of it where a live video is asked for: a conversation on a usual conferencing platform will do
        (T5). Its link, the provider, when it began and ended, and the uploaded recording if there is one. It is
        marked as not verified live.
        """
        return cast(
            "models.ExternalVideoView",
            self._caller.call_operation(
                "POST", "/v1/evidence/external-videos", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def get_external_video(self, item: str) -> models.ExternalVideoView:
        """Read it with what the recording shows by itself and what an operator attests. Whoever reads what the
        other side has given is entered in its custody.

        item: Id of the piece of evidence.
        """
        return cast(
            "models.ExternalVideoView", self._caller.call_operation("GET", f"/v1/evidence/external-videos/{item}")
        )

    def attest_external_video(
        self, item: str, body: models.Attest, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.ExternalVideoView:
        """Attest it as an operator who took part, or has asked the provider. Once; it is not changed. Needs the
        scope `decide`.

        item: Id of the piece of evidence.
        """
        return cast(
            "models.ExternalVideoView",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/external-videos/{item}/attest",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )


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
                "POST", f"/v1/disputes/{dispute}/take-over", if_match=if_match, key=idempotency_key, takes_key=True
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
                "GET", f"/v1/disputes/{dispute}/notes", query={"limit": limit, "cursor": cursor}
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
                f"/v1/disputes/{dispute}/notes",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
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
                "PUT", f"/v1/reason-texts/{text}", body=body, if_match=if_match, key=idempotency_key, takes_key=True
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
                "DELETE", f"/v1/reason-texts/{text}", if_match=if_match, key=idempotency_key, takes_key=True
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
        return cast("models.DecisionsView", self._caller.call_operation("GET", f"/v1/disputes/{dispute}/decisions"))

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
                "POST", f"/v1/disputes/{dispute}/rulings/preview", body=body, if_match=if_match
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
                f"/v1/disputes/{dispute}/decision",
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
                "POST", f"/v1/disputes/{dispute}/approve", if_match=if_match, key=idempotency_key, takes_key=True
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
                f"/v1/disputes/{dispute}/reject-approval",
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
                f"/v1/disputes/{dispute}/assign",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def verify_transaction(
        self, dispute: str, body: models.VerificationBody, *, if_match: int, idempotency_key: str | None = None
    ) -> models.DisputeView:
        """Say whether item, agreed price and terms match (T2). If not, the case is closed and the hold unfrozen.

        Needs If-Match with the version you have read, and an Idempotency-Key.

        dispute: Id of the dispute.
        """
        return cast(
            "models.DisputeView",
            self._caller.call_operation(
                "POST",
                f"/v1/disputes/{dispute}/verification",
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
                "POST", f"/v1/disputes/{dispute}/video-request", if_match=if_match, key=idempotency_key, takes_key=True
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
                f"/v1/disputes/{dispute}/extend",
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
                f"/v1/disputes/{dispute}/pause",
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
                "POST", f"/v1/disputes/{dispute}/resume", if_match=if_match, key=idempotency_key, takes_key=True
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
                f"/v1/disputes/{dispute}/evidence-requests",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )


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
                f"/v1/disputes/{dispute}/return",
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
                f"/v1/disputes/{dispute}/return/correct-address",
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
                f"/v1/disputes/{dispute}/correct-parcel",
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
                f"/v1/disputes/{dispute}/return/acknowledge",
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
                f"/v1/disputes/{dispute}/obligation/fulfil",
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
                f"/v1/disputes/{dispute}/obligation/confirm",
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
                f"/v1/disputes/{dispute}/appeals",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )


class ParticipantsOperations(Group):
    """Operations of the group 'participants'."""

    def get_standing(self, participant: str) -> models.StandingView:
        """Points, warnings, suspension, fines and closure, each with its cause. People read their own.

        Of somebody nothing has been ruled on, the standing is clean. An open report changes nothing (K12).

        participant: The participant's user id on your platform.
        """
        return cast(
            "models.StandingView", self._caller.call_operation("GET", f"/v1/participants/{participant}/standing")
        )

    def reverse_penalty(
        self,
        participant: str,
        penalty: str,
        body: models.ReversalBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.StandingView:
        """Undo it and everything that came of it: points, warning, suspension, closure, fine (K15, K16).

        For an operator with the scope `lead` who neither imposed it nor is a party to the case. Needs an
        Idempotency-Key.

        participant: The participant's user id on your platform.
        penalty: Id of the penalty, as the participant's standing lists it.
        """
        return cast(
            "models.StandingView",
            self._caller.call_operation(
                "POST",
                f"/v1/participants/{participant}/penalties/{penalty}/reverse",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )


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
        return cast("models.AccountsView", self._caller.call_operation("GET", f"/v1/accounts/{participant}"))

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
                "GET", f"/v1/accounts/{participant}/postings", query={"limit": limit, "cursor": cursor}
            ),
        )

    def iterate_debt_postings(self, participant: str) -> Iterator[models.DebtView]:
        """List the postings of a participant's debts, page after page."""
        return iterate_pages(self.get_debt_postings, participant)

    def check_integrity(self) -> models.IntegrityView:
        """Add everything up anew: transactions must sum to nothing, holds must equal their entries."""
        return cast("models.IntegrityView", self._caller.call_operation("GET", "/v1/ledger/integrity"))


class PoliciesOperations(Group):
    """Operations of the group 'policies'."""

    def simulate_policy(self, edition: str, body: models.SimulationBody) -> models.SimulationView:
        """Play closed cases again, act by act, with the engine that ran them and this edition. Changes nothing.

        People are taken to do what they did, when they did it; where a stage begins at another time, operators
        and givers of evidence act as long after its beginning as they did. Through the edition in force,
        history comes out as it was. At most 500 cases at once: narrow the period.

        edition: Name of the edition, as in `agreement_first-2026-11`.
        """
        return cast(
            "models.SimulationView", self._caller.call_operation("POST", f"/v1/policies/{edition}/simulate", body=body)
        )

    def explain_policy(
        self, name: str, edition: str, *, language: Literal["en", "fr", "pt", "zh"] | None = None
    ) -> models.PolicyDocument:
        """Read an edition as JSON: reasons, stages, who owes what by when and what silence brings, options,
        evidence, check lists, rulings and penalties, each with words for people. In the language that
        `language` or Accept-Language asks for: English, French, Portuguese or Chinese. `current` is the edition
        that new escrows of this policy get.

        name: Name of the policy, as in `agreement_first`.
        edition: An edition, or `current` for the one that new escrows get.
        language: Before what Accept-Language says; English if neither does.
        """
        return cast(
            "models.PolicyDocument",
            self._caller.call_operation("GET", f"/v1/policies/{name}/{edition}", query={"language": language}),
        )

    def list_policies(self) -> models.EditionList:
        """Every edition there is for you: those of Parley and your own. An escrow keeps the one it was created
        under.
        """
        return cast("models.EditionList", self._caller.call_operation("GET", "/v1/policies"))

    def publish_policy(
        self, body: models.EditionBody, *, dry_run: bool | None = None, idempotency_key: str | None = None
    ) -> models.EditionDetail:
        """Publish an edition, checked as strictly as those that come with Parley: what is wrong is named with its
        place.

        It is never edited; publish another. `dry_run=true` checks and keeps nothing. Your escrows can name it
        from the moment escrow has heard of it.

        dry_run: Check only: nothing is published.
        """
        return cast(
            "models.EditionDetail",
            self._caller.call_operation(
                "POST", "/v1/policies", query={"dry_run": dry_run}, body=body, key=idempotency_key, takes_key=True
            ),
        )

    def get_policy(self, edition: str) -> models.EditionDetail:
        """Read one edition in full: who may do what in which stage, for how long, and what silence means.

        edition: Name of the edition, as in `agreement_first-2026-11`.
        """
        return cast("models.EditionDetail", self._caller.call_operation("GET", f"/v1/policies/{edition}"))

    def diff_policies(self, edition: str, other: str) -> models.DiffView:
        """Every place at which they differ, with what stands there in each. Layout and comments do not count.

        edition: Name of the edition, as in `agreement_first-2026-11`.
        other: Name of the edition to compare it with.
        """
        return cast("models.DiffView", self._caller.call_operation("GET", f"/v1/policies/{edition}/diff/{other}"))


class TreesOperations(Group):
    """Operations of the group 'trees'."""

    def list_trees(self, *, name: str | None = None) -> models.TreeList:
        """List the platform's own editions, newest first, then those that come with Parley.

        name: Trees of this name, every edition.
        """
        return cast("models.TreeList", self._caller.call_operation("GET", "/v1/trees", query={"name": name}))

    def publish_tree(self, body: models.TreeBody, *, idempotency_key: str | None = None) -> models.TreeView:
        """Publish an edition, checked as a whole before: a question nobody can reach, a circle, a condition that
        cannot be evaluated or a walk without suggestion is refused as `tree_unsound`. An edition is never
        edited afterwards.
        """
        return cast(
            "models.TreeView",
            self._caller.call_operation("POST", "/v1/trees", body=body, key=idempotency_key, takes_key=True),
        )

    def get_tree(self, edition: str, *, language: Literal["en", "fr", "pt", "zh"] | None = None) -> models.TreeView:
        """Read its questions, conditions and suggestions, in the language that `language` or Accept-Language asks
        for, and the SHA-256 of its canonical JSON in its own.

        edition: Name of the edition, as in `agreement_first-2026-11`.
        language: Before what Accept-Language says; English if neither does.
        """
        return cast(
            "models.TreeView", self._caller.call_operation("GET", f"/v1/trees/{edition}", query={"language": language})
        )


class CalendarsOperations(Group):
    """Operations of the group 'calendars'."""

    def list_calendars(self) -> models.CalendarsView:
        """By name. Which one holds for which policy, `dispute-settings` say, or the edition itself."""
        return cast("models.CalendarsView", self._caller.call_operation("GET", "/v1/calendars"))

    def get_calendar(self, name: str) -> models.CalendarView:
        """Read a calendar as you wrote it; the public holidays of its country are looked up when a case is opened.

        name: Name of the calendar.
        """
        return cast("models.CalendarView", self._caller.call_operation("GET", f"/v1/calendars/{name}"))

    def put_calendar(
        self, name: str, body: models.CalendarBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.CalendarView:
        """Make or replace it. Cases that are open keep the days and hours they were opened with: no deadline
        moves.

        name: Name of the calendar: your own, or a new one.
        """
        return cast(
            "models.CalendarView",
            self._caller.call_operation(
                "PUT", f"/v1/calendars/{name}", body=body, if_match=if_match, key=idempotency_key, takes_key=True
            ),
        )


class AnalyticsOperations(Group):
    """Operations of the group 'analytics'."""

    def dispute_analytics(self, *, from_: str, to: str) -> models.AnalyticsView:
        """Measure the cases closed from `from` until before `to`: all numbers are of these, counted from the case
        log.

        Share resolved without an operator, acts of the support team against your baseline, interactions, time
        to resolution, missed targets and limits, and outcomes with their money by policy and reason (O8).

        from_: From when on (RFC 3339), included.
        to: Until when (RFC 3339), excluded.
        """
        return cast(
            "models.AnalyticsView",
            self._caller.call_operation("GET", "/v1/analytics/disputes", query={"from": from_, "to": to}),
        )


class ProofOperations(Group):
    """Operations of the group 'proof'."""

    def list_seals(self, *, dispute: str) -> models.SealsView:
        """List the signed manifests of all evidence at each ruling, first to last, with the head of each chain of
        custody.

        dispute: Case whose seals are listed.
        """
        return cast(
            "models.SealsView", self._caller.call_operation("GET", "/v1/evidence/seals", query={"dispute": dispute})
        )

    def create_bundle(self, body: models.BundleRequest, *, idempotency_key: str | None = None) -> models.BundleView:
        """Case, timeline, messages, negotiation, evidence, seals and ledger postings, signed; a court or partner
        checks it offline with the programs of `/v1/evidence/verification`. Made in the background: read it
        until it is `ready`.
        """
        return cast(
            "models.BundleView",
            self._caller.call_operation("POST", "/v1/evidence/bundles", body=body, key=idempotency_key, takes_key=True),
        )

    def get_bundle(self, bundle: str) -> models.BundleView:
        """Read how far it is: only whoever asked for it, and the platform and its operators, know of it.

        bundle: Id of the bundle.
        """
        return cast("models.BundleView", self._caller.call_operation("GET", f"/v1/evidence/bundles/{bundle}"))

    def download_bundle(self, bundle: str, *, token: str) -> bytes:
        """By the link that reading it gives.

        bundle: Id of the bundle.
        token: What the link was signed with: take the whole link from the answer that gave it.
        """
        return self._caller.download_file("GET", f"/v1/evidence/bundles/{bundle}/content", query={"token": token})

    def get_seal_key(self) -> bytes:
        """Needs no token: whoever checks a bundle takes the key from here, not from the bundle."""
        return self._caller.download_file("GET", "/v1/evidence/verification/key")

    def get_heads_key(self) -> bytes:
        """Needs no token. With it anybody checks that a chain of custody is the one whose heads were signed as it
        went on. 404 where this installation keeps none.
        """
        return self._caller.download_file("GET", "/v1/evidence/verification/heads-key")

    def get_verification_program(self, program: str) -> bytes:
        """`verify.sh` (sh, sha256sum, openssl) or `verify.py` (Python alone). Needs no token and no network to
        run.

        program: `verify.sh` or `verify.py`.
        """
        return self._caller.download_file("GET", f"/v1/evidence/verification/{program}")


class PrivacyOperations(Group):
    """Operations of the group 'privacy'."""

    def erase_participant(self, body: models.EraseBody, *, idempotency_key: str | None = None) -> models.ErasureView:
        """Destroy the keys to their files and to what they wrote, for good; archives that held them end. That
        something was there, when, and its sum stay, so every chain of custody and every seal still verifies.
        Refused while a case with something of theirs is open (`case_open`) or under a legal hold
        (`legal_hold`); asked again, it is the same receipt. Platform, or an operator with `lead`.
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


class WebhooksOperations(Group):
    """Operations of the group 'webhooks'."""

    def list_webhook_endpoints(self) -> models.EndpointListView:
        """List all of them, oldest first: there are never more than 50."""
        return cast("models.EndpointListView", self._caller.call_operation("GET", "/v1/webhook-endpoints"))

    def create_webhook_endpoint(
        self, body: models.NewEndpointBody, *, idempotency_key: str | None = None
    ) -> models.NewEndpointView:
        """Send events there that happen from now on and match `event_types`, signed as Standard Webhooks 1.0.0
        says.

        The secret is shown in this answer only. The address must be public and reached by https.
        """
        return cast(
            "models.NewEndpointView",
            self._caller.call_operation(
                "POST", "/v1/webhook-endpoints", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def get_webhook_endpoint(self, endpoint: str) -> models.EndpointView:
        """Read where it points, what it wants and how it stands: `failing_since` is when it last began to fail.

        endpoint: Id of the webhook endpoint.
        """
        return cast("models.EndpointView", self._caller.call_operation("GET", f"/v1/webhook-endpoints/{endpoint}"))

    def change_webhook_endpoint(
        self,
        endpoint: str,
        body: models.EndpointChangeBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.EndpointView:
        """Change the address, the events, or turn it on and off. What it missed while it was off can be replayed.

        endpoint: Id of the webhook endpoint.
        """
        return cast(
            "models.EndpointView",
            self._caller.call_operation(
                "PATCH",
                f"/v1/webhook-endpoints/{endpoint}",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def delete_webhook_endpoint(
        self, endpoint: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.EndpointView:
        """Send nothing more there, not even what is waiting, and forget its secrets.

        endpoint: Id of the webhook endpoint.
        """
        return cast(
            "models.EndpointView",
            self._caller.call_operation(
                "DELETE", f"/v1/webhook-endpoints/{endpoint}", if_match=if_match, key=idempotency_key, takes_key=True
            ),
        )

    def rotate_webhook_secret(
        self,
        endpoint: str,
        body: models.SecretBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.NewEndpointView:
        """Replace the secret. The replaced one signs too for 24 hours, so that receivers can change over without
        losing an event.

        endpoint: Id of the webhook endpoint.
        """
        return cast(
            "models.NewEndpointView",
            self._caller.call_operation(
                "POST",
                f"/v1/webhook-endpoints/{endpoint}/secret/rotate",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def test_webhook_endpoint(
        self,
        endpoint: str,
        body: models.SampleEventBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.DeliveryView:
        """Send `webhook_endpoint.test`, or the recorded sample of a public type, whatever the endpoint is
        subscribed to. A sample is about nothing of yours: its `number` is null. Read the delivery to see how it
        went.

        endpoint: Id of the webhook endpoint.
        """
        return cast(
            "models.DeliveryView",
            self._caller.call_operation(
                "POST",
                f"/v1/webhook-endpoints/{endpoint}/test",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def list_deliveries(
        self,
        endpoint: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        state: Sequence[Literal["pending", "delivered", "failed", "stopped"]] | None = None,
    ) -> models.DeliveryViewPage:
        """List deliveries, the newest first, each with every attempt that was made.

        endpoint: Id of the webhook endpoint.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        state: States, separated by commas.
        """
        return cast(
            "models.DeliveryViewPage",
            self._caller.call_operation(
                "GET",
                f"/v1/webhook-endpoints/{endpoint}/deliveries",
                query={"limit": limit, "cursor": cursor, "state": state},
            ),
        )

    def iterate_deliveries(
        self, endpoint: str, *, state: Sequence[Literal["pending", "delivered", "failed", "stopped"]] | None = None
    ) -> Iterator[models.DeliveryView]:
        """List an endpoint's deliveries, page after page."""
        return iterate_pages(self.list_deliveries, endpoint, state=state)

    def get_delivery(self, delivery: str) -> models.DeliveryView:
        """Read one event for one endpoint, with every attempt that was made.

        delivery: Id of the delivery.
        """
        return cast(
            "models.DeliveryView", self._caller.call_operation("GET", f"/v1/webhook-endpoints/deliveries/{delivery}")
        )

    def redeliver_event(self, delivery: str, *, idempotency_key: str | None = None) -> models.DeliveryView:
        """Start the schedule anew, whatever became of it before. The receiver sees the same `webhook-id`.

        delivery: Id of the delivery.
        """
        return cast(
            "models.DeliveryView",
            self._caller.call_operation(
                "POST", f"/v1/webhook-endpoints/deliveries/{delivery}/redeliver", key=idempotency_key, takes_key=True
            ),
        )

    def replay_events(
        self, endpoint: str, body: models.ReplayBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.ReplayView:
        """Send all the endpoint is subscribed to and that happened in the range, also what it never got. At most
        1,000.

        endpoint: Id of the webhook endpoint.
        """
        return cast(
            "models.ReplayView",
            self._caller.call_operation(
                "POST",
                f"/v1/webhook-endpoints/{endpoint}/replay",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )


class EventsOperations(Group):
    """Operations of the group 'events'."""

    def list_events(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        since: str | Any | None = None,
        type_: Sequence[str] | None = None,
        subject: str | None = None,
    ) -> models.EventPage:
        """List every event of the last 30 days, oldest first, in an order that never changes.

        Follow `next_cursor` to rebuild everything, and keep the last one to ask later for what came since: no
        event is ever inserted before a cursor you hold. Events of one subject stand in the order in which they
        happened, `number` 1, 2, 3 and on.

        limit: Events of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        since: Where to begin without a cursor: at the first event whose `timestamp` is at or after this
            instant, and with all that came into the feed after it; or `latest`, behind the last event there is.
            Left out, at the oldest.
        type_: Names or families, separated by commas.
        subject: Id of what the events are about.
        """
        return cast(
            "models.EventPage",
            self._caller.call_operation(
                "GET",
                "/v1/events",
                query={"limit": limit, "cursor": cursor, "since": since, "type": type_, "subject": subject},
            ),
        )

    def iterate_events(
        self, *, since: str | Any | None = None, type_: Sequence[str] | None = None, subject: str | None = None
    ) -> Iterator[models.EventView]:
        """Read the event feed, page after page."""
        return iterate_pages(self.list_events, since=since, type_=type_, subject=subject)

    def stream_events(
        self,
        *,
        since: str | None = None,
        after: str | None = None,
        type_: Sequence[str] | None = None,
        subject: str | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Receive events as they come (server-sent events): `id` is the event's, `event` its type, `data` the
        event, word for word what webhooks carry, in the order of the feed.

        It begins with what comes from now on, and goes on behind the last event you have seen: send its id as
        `Last-Event-ID`. A comment comes every 15 seconds. When the token ends an event `end` says so
        (`{"reason": "token_expired"}`) and the stream ends: ask for a new token and come back.

        since: Where to begin: as in the list. The header `Last-Event-ID`, which browsers send by themselves,
            goes first.
        after: Id of the last event that you have: the stream goes on behind it, as with `Last-Event-ID`.
        type_: Names or families, separated by commas.
        subject: Id of what the events are about.
        """
        return self._caller.follow_stream(
            "GET", "/v1/events/stream", query={"since": since, "after": after, "type": type_, "subject": subject}
        )

    def get_event(self, event: str) -> models.EventView:
        """Read an event, word for word what webhooks carried.

        event: Id of the event.
        """
        return cast("models.EventView", self._caller.call_operation("GET", f"/v1/events/{event}"))


class SandboxOperations(Group):
    """Operations of the group 'sandbox'."""

    def get_test_clock(self) -> models.TestClockView:
        """Tell what time it is for this platform, and whether time stands still."""
        return cast("models.TestClockView", self._caller.call_operation("GET", "/v1/test-clock"))

    def advance_test_clock(
        self, body: models.AdvanceBody, *, idempotency_key: str | None = None
    ) -> models.TestClockView:
        """Move this platform's time forward and do all that falls due on the way, in order and in every service:
        one leap brings about the same as many steps. What takes longer than two minutes is answered 503
        `clock_too_slow` with how far it got; time stands still there, and the same request with the same
        Idempotency-Key goes on to the same instant.
        """
        return cast(
            "models.TestClockView",
            self._caller.call_operation(
                "POST", "/v1/test-clock/advance", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def release_test_clock(self) -> models.TestClockView:
        """Let a held time run on from where it stands. One that runs, runs on."""
        return cast("models.TestClockView", self._caller.call_operation("POST", "/v1/test-clock/release"))


class Operations:
    """All operations, by group."""

    def __init__(self, caller: Caller) -> None:
        self.auth = AuthOperations(caller)
        self.pages = PagesOperations(caller)
        self.platforms = PlatformsOperations(caller)
        self.escrows = EscrowsOperations(caller)
        self.disputes = DisputesOperations(caller)
        self.mediations = MediationsOperations(caller)
        self.evidence = EvidenceOperations(caller)
        self.live_video = LiveVideoOperations(caller)
        self.operators = OperatorsOperations(caller)
        self.execution = ExecutionOperations(caller)
        self.participants = ParticipantsOperations(caller)
        self.ledger = LedgerOperations(caller)
        self.policies = PoliciesOperations(caller)
        self.trees = TreesOperations(caller)
        self.calendars = CalendarsOperations(caller)
        self.analytics = AnalyticsOperations(caller)
        self.proof = ProofOperations(caller)
        self.privacy = PrivacyOperations(caller)
        self.webhooks = WebhooksOperations(caller)
        self.events = EventsOperations(caller)
        self.sandbox = SandboxOperations(caller)

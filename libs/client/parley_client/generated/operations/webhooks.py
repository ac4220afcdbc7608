"""Operations of the group 'webhooks'. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Unpack, cast

from parley_client.calls import Group, iterate_pages, name_filters, spell_in_path
from parley_client.generated import models


class WebhooksOperations(Group):
    """Operations of the group 'webhooks'."""

    def list_webhook_endpoints(self) -> models.EndpointListView:
        """List all of them, oldest first: there are never more than 50. Of operators those with the scope `lead`
        may.
        """
        return cast("models.EndpointListView", self._caller.call_operation("GET", "/v1/webhook-endpoints"))

    def create_webhook_endpoint(
        self, body: models.NewEndpointBody, *, idempotency_key: str | None = None
    ) -> models.EndpointWithSecretView:
        """Send events there that happen from now on and match `event_types`, signed as Standard Webhooks 1.0.0
        says.

        The secret is shown in this answer only. The address must be public and reached by https.
        """
        return cast(
            "models.EndpointWithSecretView",
            self._caller.call_operation(
                "POST", "/v1/webhook-endpoints", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def get_webhook_endpoint(self, endpoint: str) -> models.EndpointView:
        """Read where it points, what it wants and how it stands: `failing_since` is when it last began to fail.

        endpoint: Id of the webhook endpoint.
        """
        return cast(
            "models.EndpointView",
            self._caller.call_operation("GET", f"/v1/webhook-endpoints/{spell_in_path(endpoint)}"),
        )

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
                f"/v1/webhook-endpoints/{spell_in_path(endpoint)}",
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
                "DELETE",
                f"/v1/webhook-endpoints/{spell_in_path(endpoint)}",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def rotate_webhook_secret(
        self,
        endpoint: str,
        body: models.SecretBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.EndpointWithSecretView:
        """Replace the secret. The replaced one signs too for 24 hours, so that receivers can change over without
        losing an event.

        endpoint: Id of the webhook endpoint.
        """
        return cast(
            "models.EndpointWithSecretView",
            self._caller.call_operation(
                "POST",
                f"/v1/webhook-endpoints/{spell_in_path(endpoint)}/secret/rotate",
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
                f"/v1/webhook-endpoints/{spell_in_path(endpoint)}/test",
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
        **filters: Unpack[models.DeliveriesFilters],
    ) -> models.DeliveryViewPage:
        """List deliveries, the newest first, each with every attempt that was made.

        endpoint: Id of the webhook endpoint.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.DeliveryViewPage",
            self._caller.call_operation(
                "GET",
                f"/v1/webhook-endpoints/{spell_in_path(endpoint)}/deliveries",
                query={"limit": limit, "cursor": cursor, **name_filters(filters, models.DeliveriesFilters)},
            ),
        )

    def iterate_deliveries(
        self, endpoint: str, **filters: Unpack[models.DeliveriesFilters]
    ) -> Iterator[models.DeliveryView]:
        """List an endpoint's deliveries, page after page."""
        return iterate_pages(self.list_deliveries, endpoint, **filters)

    def get_delivery(self, delivery: str) -> models.DeliveryView:
        """Read one event for one endpoint, with every attempt that was made.

        delivery: Id of the delivery.
        """
        return cast(
            "models.DeliveryView",
            self._caller.call_operation("GET", f"/v1/webhook-endpoints/deliveries/{spell_in_path(delivery)}"),
        )

    def redeliver_event(self, delivery: str, *, idempotency_key: str | None = None) -> models.DeliveryView:
        """Start the schedule anew, whatever became of it before. The receiver sees the same `webhook-id`. Of
        operators those with the scope `lead` may.

        delivery: Id of the delivery.
        """
        return cast(
            "models.DeliveryView",
            self._caller.call_operation(
                "POST",
                f"/v1/webhook-endpoints/deliveries/{spell_in_path(delivery)}/redeliver",
                key=idempotency_key,
                takes_key=True,
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
                f"/v1/webhook-endpoints/{spell_in_path(endpoint)}/replay",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

"""Webhook endpoints and their deliveries over HTTP: thin routes, each of one command or one query."""

from __future__ import annotations

from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Query, Response

from common.kernel.ids import DeliveryId, EndpointId
from common.kernel.principal import Role
from common.web.schemas import Page

from . import queries
from .commands import (
    ChangeEndpoint,
    CreateEndpoint,
    DeleteEndpoint,
    Redeliver,
    ReplayEvents,
    RotateSecret,
    SendTestEvent,
)
from .domain.endpoint import TEST_EVENT_TYPE, resolve_types
from .edge import (
    CHANGE_RESPONSES,
    CREATE_RESPONSES,
    LIST_RESPONSES,
    PAGE_RESPONSES,
    READ_RESPONSES,
    REPLAY_RESPONSES,
    ROTATE_RESPONSES,
    SEND_RESPONSES,
    WATCHER_ROLES,
    NotificationCall,
)
from .public_events import TOPICS_BY_TYPE
from .schemas import (
    DeliveryFilters,
    DeliveryView,
    EndpointChangeBody,
    EndpointListView,
    EndpointView,
    EndpointWithSecretView,
    NewEndpointBody,
    ReplayBody,
    ReplayView,
    SampleEventBody,
    SecretBody,
)
from .secret_vault import SecretVault
from .views import (
    ENDPOINTS_PATH,
    changed_endpoint_view,
    endpoint_location,
    new_secret_view,
    replay_view,
    started_delivery_view,
)
from .webhook_client import look_up_for

router = APIRouter()

ENDPOINT_TAGS: Final[list[Any]] = ["webhooks"]


@router.post(
    ENDPOINTS_PATH,
    status_code=201,
    operation_id="create_webhook_endpoint",
    tags=ENDPOINT_TAGS,
    summary="Register a webhook endpoint",
    response_model=EndpointWithSecretView,
    responses=CREATE_RESPONSES,
)
async def create_webhook_endpoint(body: NewEndpointBody, call: NotificationCall) -> Response:
    """Send events there that happen from now on and match `event_types`, signed as Standard Webhooks 1.0.0 says.

    The secret is shown in this answer only. The address must be public and reached by https.
    """
    call.require_role(Role.PLATFORM)
    vault = call.deps.vault
    sealed = vault.generate_secret() if body.secret is None else vault.seal_secret(body.secret)
    with look_up_for(call.tenant):
        await call.deps.guard.require_allowed_url(body.url)
    command = CreateEndpoint(body.url, resolve_types(body.event_types, TOPICS_BY_TYPE), body.description, sealed)
    answer = await call.execute(command, new_secret_view, status=201, locate=endpoint_location)
    return _with_secret_revealed(answer, vault)


@router.get(
    ENDPOINTS_PATH,
    operation_id="list_webhook_endpoints",
    tags=ENDPOINT_TAGS,
    summary="List webhook endpoints",
    response_model=EndpointListView,
    responses=LIST_RESPONSES,
)
async def list_webhook_endpoints(call: NotificationCall) -> Response:
    """List all of them, oldest first: there are never more than 50. Of operators those with the scope `lead` may."""
    call.require_role(*WATCHER_ROLES, scope="lead")
    return await call.query(queries.list_endpoints)


@router.get(
    f"{ENDPOINTS_PATH}/{{endpoint}}",
    operation_id="get_webhook_endpoint",
    tags=ENDPOINT_TAGS,
    summary="Read a webhook endpoint",
    response_model=EndpointView,
    responses=READ_RESPONSES,
)
async def get_webhook_endpoint(endpoint: EndpointId, call: NotificationCall) -> Response:
    """Read where it points, what it wants and how it stands: `failing_since` is when it last began to fail."""
    call.require_role(*WATCHER_ROLES, scope="lead")
    return await call.query(queries.read_endpoint, endpoint)


@router.patch(
    f"{ENDPOINTS_PATH}/{{endpoint}}",
    operation_id="change_webhook_endpoint",
    tags=ENDPOINT_TAGS,
    summary="Change a webhook endpoint",
    response_model=EndpointView,
    responses=CHANGE_RESPONSES,
)
async def change_webhook_endpoint(endpoint: EndpointId, body: EndpointChangeBody, call: NotificationCall) -> Response:
    """Change the address, the events, or turn it on and off. What it missed while it was off can be replayed."""
    call.require_role(Role.PLATFORM)
    if body.url is not None:
        with look_up_for(call.tenant):
            await call.deps.guard.require_allowed_url(body.url)
    types = None if body.event_types is None else resolve_types(body.event_types, TOPICS_BY_TYPE)
    command = ChangeEndpoint(endpoint, body.url, types, body.description, body.enabled)
    return await call.execute(command, changed_endpoint_view)


@router.delete(
    f"{ENDPOINTS_PATH}/{{endpoint}}",
    operation_id="delete_webhook_endpoint",
    tags=ENDPOINT_TAGS,
    summary="Delete a webhook endpoint",
    response_model=EndpointView,
    responses=READ_RESPONSES,
)
async def delete_webhook_endpoint(endpoint: EndpointId, call: NotificationCall) -> Response:
    """Send nothing more there, not even what is waiting, and forget its secrets."""
    call.require_role(Role.PLATFORM)
    return await call.execute(DeleteEndpoint(endpoint), changed_endpoint_view)


@router.post(
    f"{ENDPOINTS_PATH}/{{endpoint}}/secret/rotate",
    operation_id="rotate_webhook_secret",
    tags=ENDPOINT_TAGS,
    summary="Rotate a webhook secret",
    response_model=EndpointWithSecretView,
    responses=ROTATE_RESPONSES,
)
async def rotate_webhook_secret(
    endpoint: EndpointId, call: NotificationCall, body: SecretBody | None = None
) -> Response:
    """Replace the secret. The replaced one signs too for 24 hours, so that receivers can change over without losing an
    event."""
    call.require_role(Role.PLATFORM)
    vault = call.deps.vault
    sealed = vault.generate_secret() if body is None or body.secret is None else vault.seal_secret(body.secret)
    return _with_secret_revealed(await call.execute(RotateSecret(endpoint, sealed), new_secret_view), vault)


@router.post(
    f"{ENDPOINTS_PATH}/{{endpoint}}/test",
    status_code=202,
    operation_id="test_webhook_endpoint",
    tags=ENDPOINT_TAGS,
    summary="Send a test event",
    response_model=DeliveryView,
    responses=SEND_RESPONSES,
)
async def send_test_event(
    endpoint: EndpointId, call: NotificationCall, body: SampleEventBody | None = None
) -> Response:
    """Send `webhook_endpoint.test`, or the recorded sample of a public type, whatever the endpoint is subscribed to.
    A sample is about nothing of yours: its `number` is null. Read the delivery to see how it went."""
    call.require_role(Role.PLATFORM)
    command = SendTestEvent(endpoint, body.event_type if body else TEST_EVENT_TYPE)
    return await call.execute(command, started_delivery_view, status=202)


@router.get(
    f"{ENDPOINTS_PATH}/{{endpoint}}/deliveries",
    operation_id="list_deliveries",
    tags=ENDPOINT_TAGS,
    summary="List an endpoint's deliveries",
    response_model=Page[DeliveryView],
    responses=PAGE_RESPONSES,
)
async def list_deliveries(
    endpoint: EndpointId, filters: Annotated[DeliveryFilters, Query()], call: NotificationCall
) -> Response:
    """List deliveries, the newest first, each with every attempt that was made."""
    call.require_role(*WATCHER_ROLES, scope="lead")
    return await call.query(queries.list_deliveries, endpoint, filters, call.deps.pager)


@router.get(
    f"{ENDPOINTS_PATH}/deliveries/{{delivery}}",
    operation_id="get_delivery",
    tags=ENDPOINT_TAGS,
    summary="Read a delivery",
    response_model=DeliveryView,
    responses=READ_RESPONSES,
)
async def get_delivery(delivery: DeliveryId, call: NotificationCall) -> Response:
    """Read one event for one endpoint, with every attempt that was made."""
    call.require_role(*WATCHER_ROLES, scope="lead")
    return await call.query(queries.read_delivery, delivery)


@router.post(
    f"{ENDPOINTS_PATH}/deliveries/{{delivery}}/redeliver",
    status_code=202,
    operation_id="redeliver",
    tags=ENDPOINT_TAGS,
    summary="Redeliver an event",
    response_model=DeliveryView,
    responses=SEND_RESPONSES,
)
async def redeliver_event(delivery: DeliveryId, call: NotificationCall) -> Response:
    """Start the schedule anew, whatever became of it before. The receiver sees the same `webhook-id`. Of operators
    those with the scope `lead` may."""
    call.require_role(*WATCHER_ROLES, scope="lead")
    call.require_no_version()
    return await call.execute(Redeliver(delivery), started_delivery_view, status=202)


@router.post(
    f"{ENDPOINTS_PATH}/{{endpoint}}/replay",
    status_code=202,
    operation_id="replay_events",
    tags=ENDPOINT_TAGS,
    summary="Replay a range of events",
    response_model=ReplayView,
    responses=REPLAY_RESPONSES,
)
async def replay_events(endpoint: EndpointId, body: ReplayBody, call: NotificationCall) -> Response:
    """Send all the endpoint is subscribed to and that happened in the range, also what it never got. At most 1,000."""
    call.require_role(Role.PLATFORM)
    return await call.execute(ReplayEvents(endpoint, body.since, body.until), replay_view, status=202)


def _with_secret_revealed(answer: Response, vault: SecretVault) -> Response:
    """Open the secret for the wire only: the database keeps the answer with the secret sealed."""
    if answer.status_code >= 400:
        return answer
    body = orjson.loads(answer.body)
    body["secret"] = vault.reveal_secret(body["secret"])
    headers = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
    return Response(orjson.dumps(body), answer.status_code, headers, media_type="application/json")

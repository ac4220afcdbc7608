from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Response

from common.kernel.errors import DomainError
from common.kernel.ids import DeliveryId, EndpointId, format_id, new_id
from common.kernel.principal import Role
from common.persistence.transaction import PostgresTransaction
from common.web.api_call import ApiCall, api_call
from common.web.problems import problem_responses
from common.web.schemas import Page

from . import commands, queries
from .deps import Deps
from .domain.errors import (
    EndpointIsDisabled,
    EventTypeUnknown,
    ReplayBackwards,
    ReplayTooLarge,
    RetentionExceeded,
    SecretInvalid,
    TooManyEndpoints,
    TooManyRotations,
    UrlForbidden,
)
from .schemas import (
    ChangeEndpoint,
    CreateEndpoint,
    DeliveryFilters,
    DeliveryView,
    EndpointList,
    EndpointView,
    NewEndpointView,
    Replay,
    ReplayView,
    RotateSecret,
)
from .store import NotificationTx
from .tables import endpoints, messages
from .vault import Vault

Calling = Annotated[ApiCall[NotificationTx, Deps], Depends(api_call)]

router = APIRouter(generate_unique_id_function=lambda route: route.name)

STATUSES: Final[Mapping[type[DomainError], int]] = {
    UrlForbidden: 422,
    EventTypeUnknown: 422,
    TooManyEndpoints: 409,
    SecretInvalid: 422,
    TooManyRotations: 409,
    EndpointIsDisabled: 409,
    ReplayTooLarge: 422,
    ReplayBackwards: 422,
    RetentionExceeded: 410,
}
ENDPOINTS: Final = "/v1/webhook-endpoints"
HOOKS: Final[list[Any]] = ["webhooks"]


@router.post(
    ENDPOINTS,
    status_code=201,
    tags=HOOKS,
    summary="Register a webhook endpoint",
    response_model=NewEndpointView,
    responses=problem_responses(400, 401, 403, 409, 422),
)
async def create_webhook_endpoint(body: CreateEndpoint, call: Calling) -> Response:
    """Events that happen from now on and match `event_types` are sent there, signed as Standard Webhooks 1.0.0 says.

    The secret is shown in this answer only. The address must be public and reached by https.
    """
    call.require_role(Role.PLATFORM)
    vault = call.deps.vault
    sealed = vault.new_secret() if body.secret is None else vault.keep(body.secret)
    await call.deps.gate.check(body.url)

    async def act(tx: NotificationTx) -> NewEndpointView:
        endpoint = await commands.create_endpoint(
            tx,
            id=new_id(),
            url=body.url,
            event_types=body.event_types,
            description=body.description,
            sealed=sealed,
        )
        return NewEndpointView.sealed(endpoint, sealed)

    where = lambda view: f"{ENDPOINTS}/{format_id('whe', view.id)}"  # noqa: E731
    return _revealed(await call.run_idempotent(act, status=201, location=where), vault)


@router.get(
    ENDPOINTS,
    tags=HOOKS,
    summary="List webhook endpoints",
    response_model=EndpointList,
    responses=problem_responses(401, 403),
)
async def list_webhook_endpoints(call: Calling) -> Response:
    """All of them, oldest first: there are never more than 50."""
    call.require_role(Role.PLATFORM)

    async def act(tx: NotificationTx) -> EndpointList:
        rows = await tx.execute(queries.all_endpoints().order_by(endpoints.c.id))
        return EndpointList(data=[EndpointView.of(row) for row in rows])

    return await call.read(act)


@router.get(
    f"{ENDPOINTS}/{{endpoint}}",
    tags=HOOKS,
    summary="Read a webhook endpoint",
    response_model=EndpointView,
    responses=problem_responses(401, 403, 404),
)
async def get_webhook_endpoint(endpoint: EndpointId, call: Calling) -> Response:
    """Where it points, what it wants and how it stands: `failing_since` is when it last began to fail."""
    call.require_role(Role.PLATFORM)

    async def act(tx: NotificationTx) -> EndpointView:
        return EndpointView.of(await queries.endpoint(tx, endpoint))

    return await call.read(act)


@router.patch(
    f"{ENDPOINTS}/{{endpoint}}",
    tags=HOOKS,
    summary="Change a webhook endpoint",
    response_model=EndpointView,
    responses=problem_responses(400, 401, 403, 404, 422),
)
async def change_webhook_endpoint(endpoint: EndpointId, body: ChangeEndpoint, call: Calling) -> Response:
    """Another address, other events, or on and off. What it missed while it was off can be replayed."""
    call.require_role(Role.PLATFORM)
    if body.url is not None:
        await call.deps.gate.check(body.url)

    async def act(tx: NotificationTx) -> EndpointView:
        changes = body.model_dump()
        return EndpointView.of(await commands.change_endpoint(tx, endpoint, **changes, version=call.expected_version))

    return await call.run_idempotent(act)


@router.delete(
    f"{ENDPOINTS}/{{endpoint}}",
    tags=HOOKS,
    summary="Delete a webhook endpoint",
    response_model=EndpointView,
    responses=problem_responses(401, 403, 404),
)
async def delete_webhook_endpoint(endpoint: EndpointId, call: Calling) -> Response:
    """Nothing more is sent there, not even what is waiting, and its secrets are forgotten."""
    call.require_role(Role.PLATFORM)

    async def act(tx: NotificationTx) -> EndpointView:
        return EndpointView.of(await commands.delete_endpoint(tx, endpoint, version=call.expected_version))

    return await call.run_idempotent(act)


@router.post(
    f"{ENDPOINTS}/{{endpoint}}/secret/rotate",
    tags=HOOKS,
    summary="Replace the secret",
    response_model=NewEndpointView,
    responses=problem_responses(400, 401, 403, 404, 409, 422),
)
async def rotate_webhook_secret(endpoint: EndpointId, call: Calling, body: RotateSecret | None = None) -> Response:
    """The replaced secret signs too for 24 hours, so that receivers can change over without losing an event."""
    call.require_role(Role.PLATFORM)
    vault = call.deps.vault
    sealed = vault.new_secret() if body is None or body.secret is None else vault.keep(body.secret)

    async def act(tx: NotificationTx) -> NewEndpointView:
        rotated = await commands.rotate_secret(tx, endpoint, sealed=sealed, version=call.expected_version)
        return NewEndpointView.sealed(rotated, sealed)

    return _revealed(await call.run_idempotent(act), vault)


@router.post(
    f"{ENDPOINTS}/{{endpoint}}/test",
    status_code=202,
    tags=HOOKS,
    summary="Send a test event",
    response_model=DeliveryView,
    responses=problem_responses(401, 403, 404, 409),
)
async def test_webhook_endpoint(endpoint: EndpointId, call: Calling) -> Response:
    """Sends `webhook_endpoint.test`, whatever the endpoint is subscribed to. Read the delivery to see how it went."""
    call.require_role(Role.PLATFORM)

    async def act(tx: NotificationTx) -> DeliveryView:
        sent = await commands.send_test(tx, endpoint, event=new_id(), message=new_id(), version=call.expected_version)
        return await _delivery(tx, sent.id)

    return await call.run_idempotent(act, status=202)


@router.get(
    f"{ENDPOINTS}/{{endpoint}}/deliveries",
    tags=HOOKS,
    summary="List an endpoint's deliveries",
    response_model=Page[DeliveryView],
    responses=problem_responses(400, 401, 403, 404, 422),
)
async def list_deliveries(
    endpoint: EndpointId, filters: Annotated[DeliveryFilters, Query()], call: Calling
) -> Response:
    """Newest first, each with every attempt that was made."""
    call.require_role(Role.PLATFORM)
    about: dict[str, Any] = {"listing": f"deliveries:{endpoint}", "tenant": call.tenant, "filters": filters}

    async def act(tx: NotificationTx) -> Page[DeliveryView]:
        await queries.endpoint(tx, endpoint)
        query = queries.deliveries(endpoint=endpoint)
        if filters.state is not None:
            query = query.where(messages.c.state.in_(filters.state))
        rows = (await tx.execute(call.deps.pager.narrow_query(query, messages.c.id, **about))).all()
        shown, cursor = call.deps.pager.split_page(rows, lambda row: row.id, **about)
        tried = await queries.attempts_of(tx, [row.id for row in shown])
        views = [DeliveryView.of(row, tried[row.id]) for row in shown]
        return Page[DeliveryView](data=views, has_more=cursor is not None, next_cursor=cursor)

    return await call.read(act)


@router.get(
    f"{ENDPOINTS}/deliveries/{{delivery}}",
    tags=HOOKS,
    summary="Read a delivery",
    response_model=DeliveryView,
    responses=problem_responses(401, 403, 404),
)
async def get_delivery(delivery: DeliveryId, call: Calling) -> Response:
    """One event for one endpoint, with every attempt that was made."""
    call.require_role(Role.PLATFORM)
    return await call.read(lambda tx: _delivery(tx, delivery))


@router.post(
    f"{ENDPOINTS}/deliveries/{{delivery}}/redeliver",
    status_code=202,
    tags=HOOKS,
    summary="Send an event again",
    response_model=DeliveryView,
    responses=problem_responses(401, 403, 404, 409),
)
async def redeliver(delivery: DeliveryId, call: Calling) -> Response:
    """Starts the schedule anew, whatever became of it before. The receiver sees the same `webhook-id`."""
    call.require_role(Role.PLATFORM)
    call.require_no_version()

    async def act(tx: NotificationTx) -> DeliveryView:
        await commands.redeliver(tx, delivery)
        return await _delivery(tx, delivery)

    return await call.run_idempotent(act, status=202)


@router.post(
    f"{ENDPOINTS}/{{endpoint}}/replay",
    status_code=202,
    tags=HOOKS,
    summary="Send a range of events again",
    response_model=ReplayView,
    responses=problem_responses(400, 401, 403, 404, 409, 410, 422),
)
async def replay_events(endpoint: EndpointId, body: Replay, call: Calling) -> Response:
    """All the endpoint is subscribed to and that happened in the range, also what it never got. At most 1,000."""
    call.require_role(Role.PLATFORM)

    async def act(tx: NotificationTx) -> ReplayView:
        count = await commands.replay(
            tx, endpoint, since=body.since, until=body.until, version=call.expected_version, new_id=new_id
        )
        return ReplayView(endpoint=endpoint, events=count)

    return await call.run_idempotent(act, status=202)


async def _delivery(tx: PostgresTransaction, id: UUID) -> DeliveryView:
    row = await queries.delivery(tx, id)
    return DeliveryView.of(row, (await queries.attempts_of(tx, [id]))[id])


def _revealed(answer: Response, vault: Vault) -> Response:
    """The database keeps the answer with the secret sealed; only the wire gets it open."""
    if answer.status_code >= 400:
        return answer
    body = orjson.loads(answer.body)
    body["secret"] = vault.reveal(body["secret"])
    headers = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
    return Response(orjson.dumps(body), answer.status_code, headers, media_type="application/json")

"""Platforms over HTTP: an administrator's business, but for what a platform decides of itself: policies and secrets."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, ConfigDict, Field, field_validator

from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.ids import PlatformId
from common.kernel.principal import Principal, Role
from common.kernel.web_origins import parse_origin
from common.persistence.paging import PageFilters
from common.web.problems import problem_responses
from common.web.schemas import Body, Code, Line, Page, View

from . import queries, tokens
from .commands import (
    AddSecret,
    AllowOrigins,
    ChoosePolicies,
    OpenPlatform,
    ReinstatePlatform,
    RenamePlatform,
    RevokeSecret,
    RotateSecret,
    SuspendPlatform,
)
from .domain.platform import Platform
from .edge import ACT_RESPONSES, ADMIN_RESPONSES, LIST_RESPONSES, EscrowCall
from .platform_views import (
    IssuedSecretView,
    PlatformFilters,
    PlatformOpenedView,
    PlatformView,
    RevokedView,
    RotatedSecretView,
    SecretId,
    SecretView,
    changed_platform_view,
    new_secret_view,
    opened_platform_view,
    revoked_secret_view,
    rotated_secret_view,
)
from .schemas import PolicyName
from .transaction import EscrowTransaction

router = APIRouter(prefix="/v1", tags=["platforms"])
DAY_SECONDS: Final = 86_400
MAX_OVERLAP_SECONDS: Final = 30 * DAY_SECONDS
SECRET_RESPONSES: Final = ACT_RESPONSES
CHOSEN_POLICIES: Final[Any] = {"default_policy": "agreement_first", "by_category": {"services": "guided_solutions"}}

MAX_ORIGINS: Final = 50

OriginText = Annotated[str, AfterValidator(parse_origin)]


class NewPlatformBody(Body):
    name: Line
    """What the platform's people know it by; pages that they are sent to say it."""
    default_policy: PolicyName = "agreement_first"
    """Policy, or edition of one, that new escrows get. It may be one that the platform publishes later: until then its
    escrows have to name another."""


class NameBody(Body):
    name: Line
    """What the platform's people know it by from now on."""


class RotationBody(Body):
    overlap_seconds: Annotated[int, Field(ge=0, le=MAX_OVERLAP_SECONDS, strict=True)] = DAY_SECONDS
    """For how long the secrets of before still get tokens, in seconds; 0 ends them at once. A day if left out, 30 days
    at most."""


class PoliciesBody(Body):
    """Dispute policies that new escrows get: names of policies or of editions, yours or Parley's."""

    model_config = ConfigDict(json_schema_extra={"examples": [CHOSEN_POLICIES]})

    default_policy: PolicyName
    by_category: dict[Code, PolicyName] = Field({}, max_length=200)


class OriginsBody(Body):
    """Allowed origins: scheme, host and port of pages, as browsers send them."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"origins": ["https://shop.example"]}]})

    origins: list[OriginText] = Field(max_length=MAX_ORIGINS)
    """Https, or this machine. No path, no wildcard: name each host."""

    @field_validator("origins")
    @classmethod
    def _drop_repeats(cls, origins: list[str]) -> list[str]:
        return list(dict.fromkeys(origins))


class OriginsView(View):
    platform: PlatformId
    """Platform whose pages they are."""
    origins: list[str]
    """Pages of these origins may call with the tokens of this platform and its people."""
    loopback: bool
    """Whether pages of this very machine may, on any port, without being named: in a sandbox."""
    version: int
    """Version of the platform, to be named in If-Match."""


@router.post(
    "/platforms",
    status_code=201,
    response_model=PlatformOpenedView,
    operation_id="open_platform",
    summary="Open a platform",
    responses=ADMIN_RESPONSES,
)
async def open_platform(body: NewPlatformBody, call: EscrowCall) -> Response:
    """Open a new tenant with its first credentials."""
    call.require_role(Role.ADMIN)
    secret = tokens.generate_secret()
    command = OpenPlatform(body.name, body.default_policy, tokens.secret_digest(secret))
    return _with_secret_once(await call.execute(command, opened_platform_view, status=201), secret)


@router.get(
    "/platforms",
    response_model=Page[PlatformView],
    operation_id="list_platforms",
    summary="List platforms",
    responses=LIST_RESPONSES,
)
async def list_platforms(call: EscrowCall, filters: Annotated[PlatformFilters, Query()]) -> Response:
    """List all platforms as an administrator, newest first; a platform finds itself alone."""
    call.require_role(Role.ADMIN, Role.PLATFORM)
    return await call.query(queries.list_platforms, filters, call.deps.pager)


@router.get(
    "/platforms/{platform}",
    response_model=PlatformView,
    operation_id="get_platform",
    summary="Read a platform",
    responses=problem_responses(401, 403, 404, 429, 503),
)
async def get_platform(platform: PlatformId, call: EscrowCall) -> Response:
    """Read any platform as an administrator, or your own."""
    call.require_role(Role.ADMIN, Role.PLATFORM)
    return await call.query(queries.read_platform, platform)


@router.get(
    "/platforms/{platform}/origins",
    response_model=OriginsView,
    operation_id="get_allowed_origins",
    summary="Read the allowed origins",
    responses=problem_responses(401, 403, 404, 429, 503),
)
async def get_allowed_origins(platform: PlatformId, call: EscrowCall) -> Response:
    """Read from where browsers may call for this platform."""
    call.require_role(Role.ADMIN, Role.PLATFORM)
    return await call.query(read_origins, platform, call.deps.allows_loopback)


@router.put(
    "/platforms/{platform}/origins",
    response_model=OriginsView,
    operation_id="allow_origins",
    summary="Choose the allowed origins",
    responses=ACT_RESPONSES,
)
async def allow_origins(platform: PlatformId, body: OriginsBody, call: EscrowCall) -> Response:
    """Replace the list as a whole: pages of these origins may call with the tokens of this platform and its people.

    All services go by it within a few seconds. Parley's own pages may also be framed by pages of these origins.
    """
    call.require_role(Role.ADMIN, Role.PLATFORM)
    view = partial(changed_origins_view, allows_loopback=call.deps.allows_loopback)
    return await call.execute(AllowOrigins(platform, tuple(body.origins)), view)


@router.put(
    "/platforms/{platform}/policies",
    response_model=PlatformView,
    operation_id="choose_policies",
    summary="Choose the policies of new escrows",
    responses=ACT_RESPONSES,
)
async def choose_policies(platform: PlatformId, body: PoliciesBody, call: EscrowCall) -> Response:
    """Replace the choice as a whole. A deal that names its policy itself keeps that; escrows there are keep the
    edition they were made with."""
    call.require_role(Role.PLATFORM)
    if platform != call.tenant:
        raise NotFound("platform")
    return await call.execute(ChoosePolicies(platform, body.default_policy, body.by_category), changed_platform_view)


@router.post(
    "/platforms/{platform}/rename",
    response_model=PlatformView,
    operation_id="rename_platform",
    summary="Rename a platform",
    responses=ADMIN_RESPONSES,
)
async def rename_platform(platform: PlatformId, body: NameBody, call: EscrowCall) -> Response:
    """Change the name that the platform's people know it by. Its id, tokens and deals stay as they are."""
    call.require_role(Role.ADMIN)
    return await call.execute(RenamePlatform(platform, body.name), changed_platform_view)


@router.post(
    "/platforms/{platform}/suspend",
    response_model=PlatformView,
    operation_id="suspend_platform",
    summary="Suspend a platform",
    responses=ADMIN_RESPONSES,
)
async def suspend_platform(platform: PlatformId, call: EscrowCall) -> Response:
    """Allow no new tokens and no new escrows; deadlines and disputes go on."""
    call.require_role(Role.ADMIN)
    return await call.execute(SuspendPlatform(platform), changed_platform_view)


@router.post(
    "/platforms/{platform}/reinstate",
    response_model=PlatformView,
    operation_id="reinstate_platform",
    summary="Reinstate a platform",
    responses=ADMIN_RESPONSES,
)
async def reinstate_platform(platform: PlatformId, call: EscrowCall) -> Response:
    """Undo a suspension."""
    call.require_role(Role.ADMIN)
    return await call.execute(ReinstatePlatform(platform), changed_platform_view)


@router.post(
    "/platforms/{platform}/secrets",
    status_code=201,
    response_model=IssuedSecretView,
    operation_id="add_secret",
    summary="Add a client secret",
    responses=SECRET_RESPONSES,
)
async def add_secret(platform: PlatformId, call: EscrowCall) -> Response:
    """Add a secret beside those there are, five at most: for another server of the platform's backend, say. An
    administrator may for any platform, a platform for itself."""
    call.require_role(Role.ADMIN, Role.PLATFORM)
    secret = tokens.generate_secret()
    command = AddSecret(platform, tokens.secret_digest(secret))
    return _with_secret_once(await call.execute(command, new_secret_view, status=201), secret)


@router.get(
    "/platforms/{platform}/secrets",
    response_model=Page[SecretView],
    operation_id="list_secrets",
    summary="List client secrets",
    responses=problem_responses(401, 403, 404, 422, 429, 503),
)
async def list_secrets(platform: PlatformId, call: EscrowCall, filters: Annotated[PageFilters, Query()]) -> Response:
    """List what is known of a platform's secrets, newest first, those that ended as well; the secrets themselves are
    kept nowhere. An administrator may for any platform, a platform for itself."""
    call.require_role(Role.ADMIN, Role.PLATFORM)
    return await call.query(queries.list_secrets, platform, filters, call.deps.pager)


@router.post(
    "/platforms/{platform}/secrets/rotate",
    status_code=201,
    response_model=RotatedSecretView,
    operation_id="rotate_secret",
    summary="Rotate the client secret",
    responses=SECRET_RESPONSES,
)
async def rotate_secret(platform: PlatformId, call: EscrowCall, body: RotationBody | None = None) -> Response:
    """Put a new secret in the place of all others. Those still get tokens for a day, or for as long as you say, so that
    your servers can change over without a gap. An administrator may for any platform, a platform for itself."""
    call.require_role(Role.ADMIN, Role.PLATFORM)
    secret, overlap = tokens.generate_secret(), timedelta(seconds=(body or RotationBody()).overlap_seconds)
    command = RotateSecret(platform, tokens.secret_digest(secret), overlap)
    return _with_secret_once(await call.execute(command, rotated_secret_view, status=201), secret)


@router.post(
    "/platforms/{platform}/secrets/{secret}/revoke",
    response_model=RevokedView,
    operation_id="revoke_secret",
    summary="Revoke a client secret",
    responses=SECRET_RESPONSES,
)
async def revoke_secret(platform: PlatformId, secret: SecretId, call: EscrowCall) -> Response:
    """Revoke a secret: from now on it gets no token any more. An administrator may for any platform; a platform for
    itself, but for the last one that works."""
    call.require_role(Role.ADMIN, Role.PLATFORM)
    return await call.execute(RevokeSecret(platform, secret), revoked_secret_view)


def _with_secret_once(answer: Response, secret: str) -> Response:
    """Add the secret after the answer was stored for repeats of the request: it is kept nowhere."""
    if answer.status_code != 201 or "idempotent-replayed" in answer.headers:
        return answer
    body = {**json.loads(bytes(answer.body)), "client_secret": secret}
    headers = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
    return JSONResponse(body, 201, headers)


def origins_view(platform: Platform, *, allows_loopback: bool) -> OriginsView:
    return OriginsView(
        platform=platform.id, origins=list(platform.origins), loopback=allows_loopback, version=platform.version
    )


def changed_origins_view(platform: Platform, context: Context, *, allows_loopback: bool) -> OriginsView:
    return origins_view(platform, allows_loopback=allows_loopback)


async def read_origins(
    tx: EscrowTransaction, principal: Principal, platform_id: UUID, allows_loopback: bool
) -> OriginsView:
    """Read those of any platform for an administrator, of a platform for itself. Raises NotFound."""
    if principal.role is Role.ADMIN:
        await tx.name_tenant(platform_id)
    return origins_view(await queries.get_platform(tx, platform_id), allows_loopback=allows_loopback)

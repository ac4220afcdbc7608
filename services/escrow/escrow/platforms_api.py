"""Platforms over HTTP: an administrator's business, but for the choice of policies."""

from __future__ import annotations

import json
from typing import Any, Final

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from common.kernel.errors import NotFound
from common.kernel.ids import PlatformId
from common.kernel.principal import Role
from common.web.problems import problem_responses
from common.web.schemas import Body, Code, Line

from . import queries, tokens
from .commands import AddSecret, ChoosePolicies, OpenPlatform, ReinstatePlatform, RevokeSecret, SuspendPlatform
from .edge import ACT_RESPONSES, ADMIN_RESPONSES, EscrowCall
from .schemas import (
    NewSecretView,
    PlatformOpenedView,
    PlatformView,
    PolicyName,
    RevokedView,
    SecretId,
)
from .views import changed_platform_view, new_secret_view, opened_platform_view, revoked_secret_view

router = APIRouter(prefix="/v1", tags=["platforms"])
CHOSEN_POLICIES: Final[Any] = {"default_policy": "agreement_first", "by_category": {"services": "guided_solutions"}}


class NewPlatformBody(Body):
    name: Line
    default_policy: PolicyName = "agreement_first"


class PoliciesBody(Body):
    """Dispute policies that new escrows get: names of policies or of editions, yours or Parley's."""

    model_config = ConfigDict(json_schema_extra={"examples": [CHOSEN_POLICIES]})

    default_policy: PolicyName
    by_category: dict[Code, PolicyName] = Field({}, max_length=200)


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
    response_model=NewSecretView,
    operation_id="add_secret",
    summary="Add a client secret",
    responses=ADMIN_RESPONSES,
)
async def add_secret(platform: PlatformId, call: EscrowCall) -> Response:
    """Add a second secret, so that the first can be replaced without a gap."""
    call.require_role(Role.ADMIN)
    secret = tokens.generate_secret()
    command = AddSecret(platform, tokens.secret_digest(secret))
    return _with_secret_once(await call.execute(command, new_secret_view, status=201), secret)


@router.post(
    "/platforms/{platform}/secrets/{secret}/revoke",
    response_model=RevokedView,
    operation_id="revoke_secret",
    summary="Revoke a client secret",
    responses=ADMIN_RESPONSES,
)
async def revoke_secret(platform: PlatformId, secret: SecretId, call: EscrowCall) -> Response:
    """Revoke a secret: from now on it gets no token any more."""
    call.require_role(Role.ADMIN)
    return await call.execute(RevokeSecret(platform, secret), revoked_secret_view)


def _with_secret_once(answer: Response, secret: str) -> Response:
    """Add the secret after the answer was stored for repeats of the request: it is kept nowhere."""
    if answer.status_code != 201 or "idempotent-replayed" in answer.headers:
        return answer
    body = {**json.loads(bytes(answer.body)), "client_secret": secret}
    headers = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
    return JSONResponse(body, 201, headers)

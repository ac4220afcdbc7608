"""Platforms and their client secrets: an administrator's business."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from common.kernel.errors import NotFound
from common.kernel.ids import IdType, PlatformId, format_id, new_id
from common.kernel.principal import Role
from common.web.problems import problem_responses
from common.web.schemas import Body, Code, Line, View

from . import commands, queries, tokens
from .deps import Calling
from .domain.platform import Platform
from .rows import platform_of
from .schemas import PolicyName
from .store import EscrowTx

router = APIRouter(prefix="/v1", tags=["platforms"])

SecretId = Annotated[UUID, *IdType("sec").parts]
_ADMINS: Final = problem_responses(400, 401, 403, 404, 415, 422, 429, 503)


class NewPlatform(Body):
    name: Line
    default_policy: PolicyName = "agreement_first"


class PlatformView(View):
    id: PlatformId
    name: str
    default_policy: str
    policies_by_category: dict[str, str]
    status: Literal["active", "suspended"]
    version: int
    client_id: str


class PlatformOpened(PlatformView):
    client_secret: str | None
    """Shown in the first answer only: a repeated request is answered without it."""
    secret_id: SecretId


class NewSecret(View):
    id: SecretId
    client_id: str
    client_secret: str | None
    """Shown in the first answer only."""


class Policies(Body):
    """Which dispute policies new escrows get: names of policies or of editions, yours or Parley's."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"default_policy": "agreement_first", "by_category": {"services": "guided_solutions"}}]
        }
    )

    default_policy: PolicyName
    by_category: dict[Code, PolicyName] = Field({}, max_length=200)


class Revoked(View):
    id: SecretId
    revoked: bool


@router.post("/platforms", status_code=201, response_model=PlatformOpened, operation_id="open_platform",
             summary="Open a platform", responses=_ADMINS)  # fmt: skip
async def open_platform(body: NewPlatform, call: Calling) -> Response:
    """A new tenant with its first credentials."""
    call.require_role(Role.ADMIN)
    platform = Platform(id=new_id(), name=body.name, default_policy=body.default_policy)
    id, secret = new_id(), tokens.new_secret()

    async def act(tx: EscrowTx) -> PlatformOpened:
        opened = await commands.open_platform(tx, platform, secret=id, digest=tokens.digest(secret))
        return PlatformOpened(**_about(opened), secret_id=id, client_secret=None)

    return _shown_once(await call.run_idempotent(act, status=201), secret)


@router.get("/platforms/{platform}", response_model=PlatformView, operation_id="get_platform",
            summary="Read a platform", responses=problem_responses(401, 403, 404, 429, 503))  # fmt: skip
async def get_platform(platform: PlatformId, call: Calling) -> Response:
    """An administrator reads any platform, a platform itself."""
    call.require_role(Role.ADMIN, Role.PLATFORM)

    async def act(tx: EscrowTx) -> PlatformView:
        if call.principal.role is Role.ADMIN:
            await tx.platforms.admit(platform)
        return PlatformView(**_about(platform_of(await queries.platform(tx, platform))))

    return await call.read(act)


@router.put("/platforms/{platform}/policies", response_model=PlatformView, operation_id="choose_policies",
            summary="Choose the policies of new escrows",
            responses=problem_responses(400, 401, 403, 404, 409, 415, 422, 429, 503))  # fmt: skip
async def choose_policies(platform: PlatformId, body: Policies, call: Calling) -> Response:
    """Replaces the choice as a whole. A deal that names its policy itself keeps that; escrows there are keep the
    edition they were made with."""
    call.require_role(Role.PLATFORM)
    if platform != call.tenant:
        raise NotFound("platform")

    async def act(tx: EscrowTx) -> PlatformView:
        chosen = await commands.choose_policies(
            tx, platform, default=body.default_policy, by_category=body.by_category, seen=call.expected_version
        )
        return PlatformView(**_about(chosen))

    return await call.run_idempotent(act)


@router.post("/platforms/{platform}/suspend", response_model=PlatformView, operation_id="suspend_platform",
             summary="Suspend a platform", responses=_ADMINS)  # fmt: skip
async def suspend_platform(platform: PlatformId, call: Calling) -> Response:
    """No new tokens and no new escrows; deadlines and disputes go on."""
    call.require_role(Role.ADMIN)

    async def act(tx: EscrowTx) -> PlatformView:
        return PlatformView(**_about(await commands.suspend_platform(tx, platform, seen=call.expected_version)))

    return await call.run_idempotent(act)


@router.post("/platforms/{platform}/reinstate", response_model=PlatformView, operation_id="reinstate_platform",
             summary="Reinstate a platform", responses=_ADMINS)  # fmt: skip
async def reinstate_platform(platform: PlatformId, call: Calling) -> Response:
    """Undo a suspension."""
    call.require_role(Role.ADMIN)

    async def act(tx: EscrowTx) -> PlatformView:
        return PlatformView(**_about(await commands.reinstate_platform(tx, platform, seen=call.expected_version)))

    return await call.run_idempotent(act)


@router.post("/platforms/{platform}/secrets", status_code=201, response_model=NewSecret, operation_id="add_secret",
             summary="Add a client secret", responses=_ADMINS)  # fmt: skip
async def add_secret(platform: PlatformId, call: Calling) -> Response:
    """A second secret, so that the first can be replaced without a gap."""
    call.require_role(Role.ADMIN)
    id, secret = new_id(), tokens.new_secret()

    async def act(tx: EscrowTx) -> NewSecret:
        await commands.add_secret(tx, platform, id=id, digest=tokens.digest(secret), seen=call.expected_version)
        return NewSecret(id=id, client_id=format_id("plt", platform), client_secret=None)

    return _shown_once(await call.run_idempotent(act, status=201), secret)


@router.post("/platforms/{platform}/secrets/{secret}/revoke", response_model=Revoked, operation_id="revoke_secret",
             summary="Revoke a client secret", responses=_ADMINS)  # fmt: skip
async def revoke_secret(platform: PlatformId, secret: SecretId, call: Calling) -> Response:
    """From now on it gets no token any more."""
    call.require_role(Role.ADMIN)

    async def act(tx: EscrowTx) -> Revoked:
        await commands.revoke_secret(tx, platform, id=secret, seen=call.expected_version)
        return Revoked(id=secret, revoked=True)

    return await call.run_idempotent(act)


def _about(platform: Platform) -> dict[str, Any]:
    return {
        "id": platform.id,
        "name": platform.name,
        "default_policy": platform.default_policy,
        "policies_by_category": dict(platform.policies_by_category),
        "status": "suspended" if platform.suspended else "active",
        "version": platform.version,
        "client_id": format_id("plt", platform.id),
    }


def _shown_once(answer: Response, secret: str) -> Response:
    """Added after the answer was stored for repeats of the request: the secret itself is kept nowhere."""
    if answer.status_code != 201 or "idempotent-replayed" in answer.headers:
        return answer
    shown = {**json.loads(bytes(answer.body)), "client_secret": secret}
    kept = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
    return JSONResponse(shown, 201, kept)

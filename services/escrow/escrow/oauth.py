"""Access tokens over HTTP: OAuth 2 client credentials (RFC 6749 section 4.4), and tokens for a platform's users."""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import Annotated, Final, Literal
from urllib.parse import parse_qsl, unquote_plus

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from common.kernel.errors import Forbidden
from common.kernel.ids import DisputeId, EscrowId, parse_id
from common.kernel.principal import Role
from common.persistence.transaction import EVERY_PLATFORM
from common.web.authentication import MAX_TOKEN_SECONDS
from common.web.problems import problem_responses
from common.web.rate_limits import client_network
from common.web.schemas import Body, ParticipantId, View

from . import queries, tokens
from .deps import Calling, Deps
from .domain.errors import PlatformNotActive
from .store import EscrowTx
from .tokens import Grant

router = APIRouter(tags=["auth"])

ADMIN: Final = "admin"
MAX_CLIENT: Final = 64
"""No client id is as long; what is longer is not remembered."""


class ParticipantGrant(Body):
    """For whom the token is, and what it is limited to."""

    role: Literal["buyer", "seller", "representative", "operator"]
    participant: ParticipantId
    scopes: list[Literal["read", "decide", "lead"]] = Field([], max_length=3)
    """Of an operator; others have none. Without any an operator may read."""
    escrow: EscrowId | None = None
    dispute: DisputeId | None = None
    ttl: Annotated[int, Field(ge=1, le=MAX_TOKEN_SECONDS, strict=True)] = MAX_TOKEN_SECONDS


class Token(View):
    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  # the name of a scheme
    expires_in: int


class OAuthError(View):
    error: Literal["invalid_request", "invalid_client", "unsupported_grant_type"]
    error_description: str


class Refusal(Exception):
    def __init__(self, status: int, error: str, why: str) -> None:
        self.answer = JSONResponse({"error": error, "error_description": why}, status)
        if status == 401:
            self.answer.headers["WWW-Authenticate"] = 'Basic realm="parley"'


@router.post(
    "/oauth/token",
    response_model=Token,
    operation_id="issue_token",
    summary="Get an access token",
    responses={400: {"model": OAuthError}, 401: {"model": OAuthError}, **problem_responses(429)},
    openapi_extra={
        "security": [],
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "required": ["grant_type"],
                        "properties": {
                            "grant_type": {"type": "string", "const": "client_credentials"},
                            "client_id": {"type": "string"},
                            "client_secret": {"type": "string", "format": "password"},
                        },
                    }
                }
            },
        },
    },
)
async def issue_token(request: Request) -> Response:
    """OAuth 2 client credentials: by HTTP Basic, or in the form. The token lasts five minutes at most."""
    deps: Deps = request.app.state.service.deps
    try:
        grant = await _granted(deps, request, await request.body())
    except Refusal as refusal:
        return refusal.answer
    return JSONResponse(_token(deps, grant).model_dump(), headers={"Pragma": "no-cache"})


@router.get("/.well-known/jwks.json", operation_id="get_keys", summary="Public keys", openapi_extra={"security": []})
async def get_keys(request: Request) -> dict[str, list[dict[str, str]]]:
    """The keys that verify access tokens, as a JWK set."""
    deps: Deps = request.app.state.service.deps
    return deps.signer.jwks()


@router.post("/v1/participant-tokens", response_model=Token, operation_id="issue_participant_token",
             summary="Mint a token for a participant",
             responses=problem_responses(401, 403, 415, 422, 429, 503))  # fmt: skip
async def issue_participant_token(body: ParticipantGrant, call: Calling) -> Response:
    """For one of the platform's users: a buyer, a seller, somebody acting for a seller, or an operator."""
    call.require_role(Role.PLATFORM)
    role = Role(body.role)
    if body.scopes and role is not Role.OPERATOR:
        raise Forbidden("Only operators have scopes.")
    scopes = tuple(body.scopes) or (("read",) if role is Role.OPERATOR else ())
    grant = Grant(call.tenant, role, body.participant, scopes, body.escrow, body.dispute, seconds=body.ttl)

    async def act(tx: EscrowTx) -> Token:
        if (await queries.platform(tx, call.tenant)).suspended:
            raise PlatformNotActive
        return _token(call.deps, grant)

    return await call.read(act)


def _token(deps: Deps, grant: Grant) -> Token:
    return Token(access_token=deps.signer.token(grant, deps.now()), expires_in=grant.seconds)


async def _granted(deps: Deps, request: Request, body: bytes) -> Grant:
    """Raises Refusal or Exceeded. What is wrong with a client's credentials is never said."""
    form = _form(body)
    client, secret = _credentials(request.headers.get("authorization"), form)
    if form.get("grant_type") != "client_credentials":
        raise Refusal(400, "unsupported_grant_type", "The grant type is client_credentials.")
    with deps.attempts.attempt_secret(client[:MAX_CLIENT], client_network(request.scope)):
        return await _of(deps, client, secret)


async def _of(deps: Deps, client: str, secret: str) -> Grant:
    if client == ADMIN:
        if not hmac.compare_digest(secret.encode(), deps.admin_secret.get_secret_value().encode()):
            raise _unknown()
        return Grant(EVERY_PLATFORM, Role.ADMIN, ADMIN)
    try:
        tenant = parse_id("plt", client)
    except ValueError:
        raise _unknown() from None
    async with deps.begin.read(tenant) as tx:
        known = await queries.valid_secrets(tx)
    if not tokens.matches(secret, known):
        raise _unknown()
    return Grant(tenant, Role.PLATFORM, client)


def _form(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=10, errors="strict")
    except ValueError:
        raise Refusal(400, "invalid_request", "The body is not a form.") from None
    if len({name for name, _ in pairs}) < len(pairs):
        raise Refusal(400, "invalid_request", "A parameter is repeated.")
    return dict(pairs)


def _credentials(authorization: str | None, form: dict[str, str]) -> tuple[str, str]:
    if authorization is None:
        if "client_id" not in form or "client_secret" not in form:
            raise _unknown()
        return form["client_id"], form["client_secret"]
    if "client_secret" in form:
        raise Refusal(400, "invalid_request", "Use one way to authenticate, not two.")
    scheme, _, encoded = authorization.partition(" ")
    try:
        client, colon, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise _unknown() from None
    if scheme.lower() != "basic" or not colon:
        raise _unknown()
    return unquote_plus(client), unquote_plus(secret)


def _unknown() -> Refusal:
    return Refusal(401, "invalid_client", "Unknown client, or wrong secret.")

"""Access tokens over HTTP: OAuth 2 client credentials (RFC 6749 section 4.4), and tokens for a platform's users."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.errors import NotFound, PlatformNotActive
from common.kernel.ids import DisputeId, EscrowId, parse_id
from common.kernel.principal import Principal, Role
from common.kernel.secret_lists import is_one_of
from common.persistence.transaction import EVERY_PLATFORM, PostgresTransaction
from common.web.authentication import MAX_TOKEN_SECONDS
from common.web.problems import problem_responses
from common.web.rate_limits import client_network
from common.web.schemas import Body, ParticipantId, View
from escrow.domain.page_link import require_role_scopes

from . import queries, tokens
from .edge import EscrowCall, EscrowDeps
from .public_access.token_requests import (
    FORM_TYPE,
    REQUEST_REFUSALS,
    USUAL_REASONS,
    OAuthRefusal,
    read_credentials,
    read_form,
    require_form,
    unknown_client,
)
from .tokens import ADMIN_CLIENT, MAX_LINK_SECONDS, LinkRefused, TokenGrant

router = APIRouter(tags=["auth"])

LINK_GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
DEFAULT_LINK_SECONDS: Final = 7 * 86_400
MAX_CLIENT_ID: Final = 64
"""No client id is as long; what is longer is not remembered."""


class ParticipantTokenBody(Body):
    """Participant for whom the token is, and what it is limited to."""

    role: Literal["buyer", "seller", "representative", "operator"]
    participant: ParticipantId
    scopes: list[Literal["read", "decide", "lead", "clock"]] = Field([], max_length=4)
    """`read`, `decide` and `lead` are of operators, who may read without any. With `clock` anybody moves the test clock
    of a sandbox: for tests and demonstrations."""
    escrow: EscrowId | None = None
    dispute: DisputeId | None = None
    ttl: Annotated[int, Field(ge=1, le=MAX_TOKEN_SECONDS, strict=True)] = MAX_TOKEN_SECONDS

    @model_validator(mode="after")
    def require_case_of_representative(self) -> Self:
        """Raises ValueError: who acts for a seller does so in one case, never in all (WAL-A9)."""
        if self.role == "representative" and self.escrow is None and self.dispute is None:
            raise ValueError("a representative's token names the escrow or the dispute that it is for")
        return self


class LinkBody(Body):
    """Participant whom a link in an e-mail leads to one deal or one case."""

    role: Literal["buyer", "seller", "representative"]
    """Whose token the link gets. Operators sign in with your platform and have no links."""
    participant: ParticipantId
    """Your own id of the user."""
    escrow: EscrowId | None = None
    """The deal that the link leads to."""
    dispute: DisputeId | None = None
    """The case that the link leads to. Exactly one of `escrow` and `dispute` is named."""
    ttl: Annotated[int, Field(ge=60, le=MAX_LINK_SECONDS, strict=True)] = DEFAULT_LINK_SECONDS
    """For how long the link gets tokens, in seconds: a week if left out, 90 days at most."""

    @model_validator(mode="after")
    def _names_one_case(self) -> Self:
        if (self.escrow is None) == (self.dispute is None):
            raise PydanticCustomError("link", "Name the one escrow or the one dispute that the link leads to.")
        return self


class LinkView(View):
    link_token: str
    """Put it behind the `#` of the link. Your page trades it for access tokens: `POST /oauth/token` with `grant_type`
    `urn:ietf:params:oauth:grant-type:jwt-bearer` and this as `assertion`."""
    expires_in: int
    """For how many seconds it gets tokens."""


class TokenView(View):
    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  # the name of a scheme
    expires_in: int


class OAuthErrorView(View):
    error: Literal["invalid_request", "invalid_client", "invalid_grant", "invalid_scope", "unsupported_grant_type"]
    error_description: str


class AuthorizationServerView(View):
    issuer: str
    """Address of this server, as clients know it: the `iss` of its access tokens."""
    token_endpoint: str
    """Where tokens are got: `POST /oauth/token`."""
    jwks_uri: str
    """Where the keys are that verify access tokens."""
    grant_types_supported: list[str]
    """Client credentials for your backend, and links for the people of a case."""
    response_types_supported: list[str]
    """`none` alone: nobody is sent through a browser to get a token."""
    token_endpoint_auth_methods_supported: list[str]
    """HTTP Basic, or `client_id` and `client_secret` in the form."""
    service_documentation: str
    """Guide to authentication."""


def authorization_server_view(address: str) -> AuthorizationServerView:
    return AuthorizationServerView(
        issuer=address,
        token_endpoint=f"{address}/oauth/token",
        jwks_uri=f"{address}/.well-known/jwks.json",
        grant_types_supported=["client_credentials", LINK_GRANT],
        response_types_supported=["none"],  # an empty list would have to be left out, and the member is required
        token_endpoint_auth_methods_supported=["client_secret_basic", "client_secret_post"],
        service_documentation=f"{address}/docs/guides/authentication",
    )


@router.post(
    "/oauth/token",
    response_model=TokenView,
    operation_id="issue_token",
    summary="Get an access token",
    responses={
        400: {"model": OAuthErrorView, "content": {"application/json": {"examples": REQUEST_REFUSALS}}},
        401: {"model": OAuthErrorView},
        **problem_responses(429),
    },
    openapi_extra={
        "security": [],
        "requestBody": {
            "required": True,
            "content": {
                FORM_TYPE: {
                    "schema": {
                        "type": "object",
                        "required": ["grant_type"],
                        "properties": {
                            "grant_type": {
                                "type": "string",
                                "enum": ["client_credentials", LINK_GRANT],
                                "description": "A client's own token, or that of the person a link was sent to.",
                            },
                            "client_id": {"type": "string", "description": "If it does not stand in HTTP Basic."},
                            "client_secret": {"type": "string", "format": "password", "description": "As `client_id`."},
                            "assertion": {
                                "type": "string",
                                "description": "`link_token` of a link; needs no client, and gets its holder's token.",
                            },
                        },
                    }
                }
            },
        },
    },
)
async def issue_token(request: Request) -> Response:
    """Issue a token for OAuth 2 client credentials, by HTTP Basic or in the form. It lasts five minutes at most."""
    deps: EscrowDeps = request.app.state.service.deps
    try:
        body = await request.body()
        require_form(request.headers.getlist("content-type"), body)
        grant = await _grant_for_request(deps, request, body)
    except OAuthRefusal as refusal:
        return refusal.answer
    return JSONResponse(_token_view(deps, grant).model_dump(), headers={"Pragma": "no-cache"})


@router.get(
    "/.well-known/oauth-authorization-server",
    response_model=AuthorizationServerView,
    operation_id="get_authorization_server",
    summary="Get the metadata of the authorization server",
    openapi_extra={"security": []},
)
async def get_authorization_server(request: Request) -> AuthorizationServerView:
    """Say where tokens and keys are, and how clients prove who they are (RFC 8414): OAuth libraries set themselves up
    by it."""
    deps: EscrowDeps = request.app.state.service.deps
    return authorization_server_view(deps.public_url)


@router.get(
    "/.well-known/jwks.json",
    operation_id="get_keys",
    summary="Get the public keys (JWKS)",
    openapi_extra={"security": []},
)
async def get_keys(request: Request) -> dict[str, list[dict[str, str]]]:
    """List the keys that verify access tokens, as a JWK set."""
    deps: EscrowDeps = request.app.state.service.deps
    return deps.signer.key_set()


@router.post(
    "/v1/participant-tokens",
    response_model=TokenView,
    operation_id="issue_participant_token",
    summary="Issue a participant token",
    responses=problem_responses(401, 403, 415, 422, 429, 503),
)
async def issue_participant_token(body: ParticipantTokenBody, call: EscrowCall) -> Response:
    """Mint a token for one of the platform's users: a buyer, a seller, somebody acting for a seller, an operator."""
    call.require_role(Role.PLATFORM)
    role = Role(body.role)
    scopes = require_role_scopes(role, tuple(body.scopes))
    grant = TokenGrant(call.tenant, role, body.participant, scopes, body.escrow, body.dispute, seconds=body.ttl)

    return await call.query(mint_token, call.deps, grant)


@router.post(
    "/v1/participant-tokens/link",
    response_model=LinkView,
    operation_id="issue_link_token",
    summary="Issue a link token",
    responses=problem_responses(401, 403, 415, 422, 429, 503),
)
async def issue_link_token(body: LinkBody, call: EscrowCall) -> Response:
    """Make what a link in an e-mail carries: it leads one participant to one deal or case for days, and gets them
    tokens of five minutes there. No service takes it for a token itself."""
    call.require_role(Role.PLATFORM)
    grant = TokenGrant(call.tenant, Role(body.role), body.participant, (), body.escrow, body.dispute, seconds=body.ttl)
    return await call.query(mint_link, call.deps, grant)


async def mint_link(tx: PostgresTransaction, principal: Principal, deps: EscrowDeps, grant: TokenGrant) -> LinkView:
    """Raises PlatformNotActive."""
    if (await queries.get_platform(tx, principal.tenant)).suspended:
        raise PlatformNotActive
    return LinkView(link_token=deps.signer.sign_link(grant, deps.now()), expires_in=grant.seconds)


async def mint_token(tx: PostgresTransaction, principal: Principal, deps: EscrowDeps, grant: TokenGrant) -> TokenView:
    """Raises PlatformNotActive."""
    if (await queries.get_platform(tx, principal.tenant)).suspended:
        raise PlatformNotActive
    return _token_view(deps, grant)


def _token_view(deps: EscrowDeps, grant: TokenGrant) -> TokenView:
    return TokenView(access_token=deps.signer.sign_token(grant, deps.now()), expires_in=grant.seconds)


async def _grant_for_request(deps: EscrowDeps, request: Request, body: bytes) -> TokenGrant:
    """Raises Refusal or Exceeded. What is wrong with a client's credentials is never said."""
    form = read_form(body)
    if "grant_type" not in form:
        raise OAuthRefusal(400, "invalid_request", USUAL_REASONS["invalid_request"])
    if "scope" in form:
        raise OAuthRefusal(400, "invalid_scope", USUAL_REASONS["invalid_scope"])
    if form.get("grant_type") == LINK_GRANT:
        if "assertion" not in form:
            raise OAuthRefusal(400, "invalid_request", "Send what the link carries as assertion.")
        return await _grant_for_link(deps, form["assertion"])
    client, secret = read_credentials(request.headers.get("authorization"), form)
    if form.get("grant_type") != "client_credentials":
        raise OAuthRefusal(400, "unsupported_grant_type", USUAL_REASONS["unsupported_grant_type"])
    with deps.attempts.attempt_secret(client[:MAX_CLIENT_ID], client_network(request.scope)):
        return await _grant_for_client(deps, client, secret)


async def _grant_for_link(deps: EscrowDeps, link: str) -> TokenGrant:
    """RFC 7523, 2.1: whoever holds the link is whom it names, as long as the platform is active."""
    refusal = OAuthRefusal(400, "invalid_grant", USUAL_REASONS["invalid_grant"])
    try:
        grant = deps.signer.read_link(link, deps.now())
        async with deps.begin.read(grant.tenant) as tx:
            platform = await queries.get_platform(tx, grant.tenant)
    except (LinkRefused, NotFound):
        raise refusal from None
    if platform.suspended:
        raise refusal
    return grant


async def _grant_for_client(deps: EscrowDeps, client: str, secret: str) -> TokenGrant:
    if client == ADMIN_CLIENT:
        if not is_one_of(secret, deps.admin_secret.get_secret_value()):
            raise unknown_client()
        return TokenGrant(EVERY_PLATFORM, Role.ADMIN, ADMIN_CLIENT)
    try:
        tenant = parse_id("plt", client)
    except ValueError:
        raise unknown_client() from None
    async with deps.begin.read(tenant) as tx:
        digests = await queries.list_secret_digests(tx)
    if not tokens.secret_matches(secret, digests):
        raise unknown_client()
    return TokenGrant(tenant, Role.PLATFORM, client)

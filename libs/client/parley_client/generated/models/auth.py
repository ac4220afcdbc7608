"""Bodies and answers of auth. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

LinkRole: TypeAlias = Literal["buyer", "seller", "representative"]


OAuthErrorError: TypeAlias = Literal[
    "invalid_request", "invalid_client", "invalid_grant", "invalid_scope", "unsupported_grant_type"
]


ParticipantTokenRole: TypeAlias = Literal["buyer", "seller", "representative", "operator"]


ParticipantTokenScopes: TypeAlias = Literal["read", "decide", "lead", "clock"]


class LinkBody(TypedDict):
    """Participant whom a link in an e-mail leads to one deal or one case."""

    role: LinkRole
    """Whose token the link gets. Operators sign in with your platform and have no links."""
    participant: str
    """Your own id of the user."""
    escrow: NotRequired[str | None]
    """The deal that the link leads to."""
    dispute: NotRequired[str | None]
    """The case that the link leads to. Exactly one of `escrow` and `dispute` is named."""
    ttl: NotRequired[int]
    """For how long the link gets tokens, in seconds: a week if left out, 90 days at most."""


class ParticipantTokenBody(TypedDict):
    """Participant for whom the token is, and what it is limited to."""

    role: ParticipantTokenRole
    """What the person is on your platform."""
    participant: str
    """The person's user id on your platform."""
    scopes: NotRequired[list[ParticipantTokenScopes]]
    """`read`, `decide` and `lead` are of operators, who may read without any. With `clock` anybody moves the test
    clock of a sandbox: for tests and demonstrations.
    """
    escrow: NotRequired[str | None]
    """Limits the token to this escrow."""
    dispute: NotRequired[str | None]
    """Limits the token to this dispute."""
    ttl: NotRequired[int]
    """Seconds that it lasts, 300 at most."""


class AuthorizationServerView(TypedDict):
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


class LinkView(TypedDict):
    link_token: str
    """Put it behind the `#` of the link. Your page trades it for access tokens: `POST /oauth/token` with
    `grant_type` `urn:ietf:params:oauth:grant-type:jwt-bearer` and this as `assertion`.
    """
    expires_in: int
    """For how many seconds it gets tokens."""


class OAuthErrorView(TypedDict):
    error: OAuthErrorError
    """Code of RFC 6749."""
    error_description: str
    """The same in an English sentence."""


class AccessTokenView(TypedDict):
    access_token: str
    """Send it as `Authorization: Bearer …`."""
    token_type: NotRequired[Literal["Bearer"]]
    """Always `Bearer`."""
    expires_in: int
    """Seconds that it lasts."""


# fmt: off
GetAuthorizationServerCode: TypeAlias = Literal[
    "bad_request", "not_acceptable", "validation_failed", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded",
]
# fmt: on
"""Codes of the problems of `get_authorization_server`; there may be more in time."""


# fmt: off
GetKeysCode: TypeAlias = Literal[
    "bad_request", "not_acceptable", "validation_failed", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded",
]
# fmt: on
"""Codes of the problems of `get_keys`; there may be more in time."""


# fmt: off
IssueParticipantTokenCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "unauthenticated", "forbidden", "platform_not_active", "not_found",
    "not_acceptable", "request_timeout", "payload_too_large", "unsupported_media_type", "validation_failed",
    "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `issue_participant_token`; there may be more in time."""


# fmt: off
IssueLinkTokenCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "unauthenticated", "forbidden", "platform_not_active", "not_found",
    "not_acceptable", "request_timeout", "payload_too_large", "unsupported_media_type", "validation_failed",
    "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `issue_link_token`; there may be more in time."""

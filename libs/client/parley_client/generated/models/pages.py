"""Bodies and answers of pages. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

from parley_client.generated.models.general.choices import Language, Role

LegalText: TypeAlias = Literal["terms", "privacy", "imprint", "help"]


NewPageLinkRole: TypeAlias = Literal["buyer", "seller", "representative", "operator"]


NewPageLinkScopes: TypeAlias = Literal["read", "decide", "lead", "clock"]


class LegalLinkBody(TypedDict):
    """Text of yours that people find at the foot of every page."""

    kind: LegalText
    """What it is: pages name it in the reader's language."""
    url: str
    """Https, with everything that belongs to the address."""


class BrandingBody(TypedDict):
    """Colours, logo and legal texts. What is left out is as Parley has it."""

    primary: NotRequired[str | None]
    """Of buttons and links. Pages shade it until everything on it and in it can be read, by day and by night."""
    accent: NotRequired[str | None]
    """Of your mark and the line under the head of each page."""
    links: NotRequired[list[LegalLinkBody]]
    """Links to your own pages of law; each kind once."""
    logo: NotRequired[str | None]
    """PNG, JPEG or WebP in base64, 48 KiB at most; shown 34 pixels high."""


class NewPageLinkBody(TypedDict):
    """Person who is to open the pages, and what the link is limited to."""

    role: NewPageLinkRole
    """Part in which the person acts."""
    participant: str
    """Your own id of the person."""
    scopes: NotRequired[list[NewPageLinkScopes]]
    """`read`, `decide` and `lead` are of operators, who may read without any. With `clock` anybody moves the test
    clock of a sandbox: for tests and demonstrations.
    """
    escrow: NotRequired[str | None]
    """The one deal that the link is for."""
    dispute: NotRequired[str | None]
    """The pages open at this case, and show no other."""
    language: NotRequired[Language | None]
    """Of the pages; without one the browser's. The person may change it."""
    expires_in: NotRequired[int]
    """Seconds, at most thirty days."""


class PageSessionBody(TypedDict):
    """Link that opens the session."""

    link: str
    """Its secret: what stands behind the `#` of its address."""


class SessionRenewalBody(TypedDict):
    """Session that is to go on."""

    session: str
    """Its secret, as the last answer gave it."""


class LegalLinkView(TypedDict):
    """Text of the platform."""

    kind: LegalText
    """Which page of law it is."""
    url: str
    """Address of the page."""


class BrandingView(TypedDict):
    """How a platform's pages look."""

    platform: str
    """Platform whose pages they are."""
    primary: str | None
    """Of buttons and links; null is Parley's own."""
    accent: str | None
    """Of the mark and the line under the head."""
    links: list[LegalLinkView]
    """Texts at the foot of every page."""
    logo: str | None
    """Path of the logo. Another logo has another one."""


class CreatedPageLinkView(TypedDict):
    """A link with its address."""

    id: str
    """Id of the link, to read and to revoke it by. It opens nothing."""
    role: Role
    """Part in which the person acts."""
    participant: str
    """Your own id of the person."""
    scopes: list[str]
    """Of an operator, and `clock`."""
    escrow: str | None
    """The one deal that it is for."""
    dispute: str | None
    """The one case that it is for."""
    language: Language | None
    """In which the pages open; without one the browser's."""
    created_at: str
    """When it was made."""
    expires_at: str
    """When it stops opening anything, by the clock on the wall."""
    revoked_at: str | None
    """When it was revoked."""
    url: str
    """Address to open. What stands behind its `#` is the secret: it never reaches a server's log."""
    embed_url: str
    """The same for a frame in your own page: give it to `<parley-case link="…">`. Only pages of the origins you have
    named may show it.
    """


class HandOverView(TypedDict):
    """Address at which the same person goes on with another device."""

    url: str
    """What stands behind its `#` is the secret: it never reaches a server's log."""
    ends_at: str
    """Until when it can be opened."""


class PageLinkView(TypedDict):
    """Whom a link lets in, and until when."""

    id: str
    """Id of the link, to read and to revoke it by. It opens nothing."""
    role: Role
    """Part in which the person acts."""
    participant: str
    """Your own id of the person."""
    scopes: list[str]
    """Of an operator, and `clock`."""
    escrow: str | None
    """The one deal that it is for."""
    dispute: str | None
    """The one case that it is for."""
    language: Language | None
    """In which the pages open; without one the browser's."""
    created_at: str
    """When it was made."""
    expires_at: str
    """When it stops opening anything, by the clock on the wall."""
    revoked_at: str | None
    """When it was revoked."""


class SessionPlatformView(TypedDict):
    """Marketplace in whose name the pages speak."""

    id: str
    """Id of the platform."""
    name: str
    """Its name, as people know it."""


class PageSessionView(TypedDict):
    """Who is acting, with a token for the API and the means to get the next one."""

    session: str
    """Secret to renew with. Each answer gives a new one."""
    session_ends_at: str
    """When it can no longer be renewed, unless it is before; the link opens another session then."""
    access_token: str
    """Token for the API."""
    token_type: NotRequired[Literal["Bearer"]]
    """Scheme of the Authorization header."""
    expires_in: int
    """Seconds the token is good for."""
    link: str
    """Link that opened the session."""
    link_expires_at: str
    """When the link stops opening anything."""
    platform: SessionPlatformView
    """The marketplace whose pages these are."""
    role: Role
    """Part in which the person acts."""
    participant: str
    """The platform's own id of the person."""
    scopes: list[str]
    """Of an operator, and `clock`."""
    escrow: str | None
    """The one deal that the link is for."""
    dispute: str | None
    """The one case that the link is for."""
    language: Language | None
    """In which the pages open; without one the browser's."""


# fmt: off
CreatePageLinkCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded",
]
# fmt: on
"""Codes of the problems of `create_page_link`; there may be more in time."""


# fmt: off
GetPageLinkCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_page_link`; there may be more in time."""


# fmt: off
RevokePageLinkCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active", "not_found",
    "not_acceptable", "idempotency_in_flight", "unsupported_media_type", "validation_failed", "idempotency_mismatch",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `revoke_page_link`; there may be more in time."""


# fmt: off
OpenPageSessionCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "page_link_expired", "page_link_refused", "page_link_revoked",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `open_page_session`; there may be more in time."""


# fmt: off
RenewPageSessionCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "page_link_expired", "page_link_refused", "page_link_revoked",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `renew_page_session`; there may be more in time."""


# fmt: off
HandOverPageSessionCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "page_link_expired", "page_link_refused", "page_link_revoked",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `hand_over_page_session`; there may be more in time."""


# fmt: off
ChooseBrandingCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded",
]
# fmt: on
"""Codes of the problems of `choose_branding`; there may be more in time."""


# fmt: off
GetBrandingCode: TypeAlias = Literal[
    "bad_request", "not_found", "not_acceptable", "validation_failed", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_branding`; there may be more in time."""


# fmt: off
GetLogoCode: TypeAlias = Literal[
    "bad_request", "not_found", "not_acceptable", "validation_failed", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_logo`; there may be more in time."""

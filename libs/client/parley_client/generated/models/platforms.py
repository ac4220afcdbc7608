"""Bodies and answers of platforms. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

PlatformStatus: TypeAlias = Literal["active", "suspended"]


SecretStatus: TypeAlias = Literal["valid", "expiring", "expired", "revoked"]


PlatformOpenedStatus: TypeAlias = Literal["active", "suspended"]


class NameBody(TypedDict):
    name: str
    """What the platform's people know it by from now on."""


class NewPlatformBody(TypedDict):
    name: str
    """What the platform's people know it by; pages that they are sent to say it."""
    default_policy: NotRequired[str]
    """Policy, or edition of one, that new escrows get. It may be one that the platform publishes later: until then
    its escrows have to name another.
    """


class OriginsBody(TypedDict):
    """Allowed origins: scheme, host and port of pages, as browsers send them."""

    origins: list[str]
    """Https, or this machine. No path, no wildcard: name each host."""


class PoliciesBody(TypedDict):
    """Dispute policies that new escrows get: names of policies or of editions, yours or Parley's."""

    default_policy: str
    """What new escrows get whose category has no policy of its own."""
    by_category: NotRequired[dict[str, str]]
    """What new escrows of a category get, by its code."""


class RotationBody(TypedDict):
    overlap_seconds: NotRequired[int]
    """For how long the secrets of before still get tokens, in seconds; 0 ends them at once. A day if left out, 30
    days at most.
    """


class IssuedSecretView(TypedDict):
    id: str
    """Id of the secret, to revoke it by."""
    client_id: str
    """Client id for `/oauth/token`."""
    client_secret: str | None
    """Shown in the first answer only: a repeated request is answered without it."""


class OriginsView(TypedDict):
    platform: str
    """Platform whose pages they are."""
    origins: list[str]
    """Pages of these origins may call with the tokens of this platform and its people."""
    loopback: bool
    """Whether pages of this very machine may, on any port, without being named: in a sandbox."""
    version: int
    """Version of the platform, to be named in If-Match."""


class PlatformView(TypedDict):
    id: str
    """Id of the platform; its backend authenticates with it as `client_id`."""
    name: str
    """What the platform's people know it by."""
    default_policy: str
    """Policy, or edition of one, that new escrows get."""
    policies_by_category: dict[str, str]
    """Policies that new escrows of a category get instead."""
    status: PlatformStatus
    """A suspended platform gets no token and makes no escrow; its deadlines and disputes go on."""
    version: int
    """Number of changes of the platform: its ETag."""
    client_id: str
    """Client id for `/oauth/token`."""


class PlatformViewPage(TypedDict):
    data: list[PlatformView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class SecretView(TypedDict):
    """What is known of a secret. The secret itself is kept nowhere."""

    id: str
    """Id of the secret, to revoke it by."""
    status: SecretStatus
    """A valid or expiring secret gets tokens, the others do not."""
    created_at: str
    """When it was made, by the real clock."""
    expires_at: str | None
    """Until when it gets tokens, since another one has taken its place; null: until it is revoked."""
    revoked_at: str | None
    """When it was revoked."""


class SecretViewPage(TypedDict):
    data: list[SecretView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class PlatformOpenedView(TypedDict):
    id: str
    """Id of the platform; its backend authenticates with it as `client_id`."""
    name: str
    """What the platform's people know it by."""
    default_policy: str
    """Policy, or edition of one, that new escrows get."""
    policies_by_category: dict[str, str]
    """Policies that new escrows of a category get instead."""
    status: PlatformOpenedStatus
    """A suspended platform gets no token and makes no escrow; its deadlines and disputes go on."""
    version: int
    """Number of changes of the platform: its ETag."""
    client_id: str
    """Client id for `/oauth/token`."""
    client_secret: str | None
    """Shown in the first answer only: a repeated request is answered without it."""
    secret_id: str
    """Id of the secret, to revoke it by."""


class RevokedView(TypedDict):
    id: str
    """Id of the secret."""
    revoked: bool
    """True: it gets no token any more."""


class RotatedSecretView(TypedDict):
    id: str
    """Id of the secret, to revoke it by."""
    client_id: str
    """Client id for `/oauth/token`."""
    client_secret: str | None
    """Shown in the first answer only: a repeated request is answered without it."""
    replaced: list[str]
    """Secrets that worked until now."""
    replaced_expire_at: str | None
    """Until when they still get a token, by the real clock."""


# fmt: off
ListPlatformsCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_platforms`; there may be more in time."""


# fmt: off
OpenPlatformCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded",
]
# fmt: on
"""Codes of the problems of `open_platform`; there may be more in time."""


# fmt: off
GetPlatformCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_platform`; there may be more in time."""


# fmt: off
GetAllowedOriginsCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_allowed_origins`; there may be more in time."""


# fmt: off
AllowOriginsCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `allow_origins`; there may be more in time."""


# fmt: off
ChoosePoliciesCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "policy_unknown", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `choose_policies`; there may be more in time."""


# fmt: off
RenamePlatformCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `rename_platform`; there may be more in time."""


# fmt: off
SuspendPlatformCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "idempotency_in_flight", "version_conflict",
    "unsupported_media_type", "validation_failed", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `suspend_platform`; there may be more in time."""


# fmt: off
ReinstatePlatformCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "idempotency_in_flight", "version_conflict",
    "unsupported_media_type", "validation_failed", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `reinstate_platform`; there may be more in time."""


# fmt: off
ListSecretsCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_secrets`; there may be more in time."""


# fmt: off
AddSecretCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "idempotency_in_flight", "too_many_secrets",
    "version_conflict", "unsupported_media_type", "validation_failed", "idempotency_mismatch", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `add_secret`; there may be more in time."""


# fmt: off
RotateSecretCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "too_many_secrets", "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed",
    "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `rotate_secret`; there may be more in time."""


# fmt: off
RevokeSecretCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "idempotency_in_flight", "last_secret", "version_conflict",
    "unsupported_media_type", "validation_failed", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `revoke_secret`; there may be more in time."""


class PlatformsFilters(TypedDict):
    """Filters of `list_platforms`."""

    status: NotRequired[Literal["active", "suspended"] | None]
    """Only platforms that are active, or only suspended ones."""

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
    """Policy, or edition of one, that new escrows get."""


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


class NewSecretView(TypedDict):
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


class PlatformsFilters(TypedDict):
    """Filters of `list_platforms`."""

    status: NotRequired[Literal["active", "suspended"] | None]
    """Only platforms that are active, or only suspended ones."""

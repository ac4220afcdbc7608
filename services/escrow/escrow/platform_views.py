"""Views of platforms, their secrets and their accounts: what an administrator sees of all, a platform of itself."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from common.execution.commands import Context
from common.kernel.ids import IdType, PlatformId, format_id
from common.persistence.paging import PageFilters
from common.web.schemas import MoneyView, UtcTime, View

from .domain.ledger import Account, MovementKind, Party, account_route
from .domain.platform import NewSecret, OpenedPlatform, Platform, SecretRecord
from .schemas import AccountView, DebtView

SecretId = Annotated[UUID, *IdType("sec").parts]
SecretStatus = Literal["valid", "expiring", "expired", "revoked"]
PlatformStatus = Literal["active", "suspended"]


class PlatformFilters(PageFilters):
    status: PlatformStatus | None = None
    """Only platforms that are active, or only suspended ones."""


class PlatformView(View):
    id: PlatformId
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


class PlatformOpenedView(PlatformView):
    client_secret: str | None
    """Shown in the first answer only: a repeated request is answered without it."""
    secret_id: SecretId
    """Id of the secret, to revoke it by."""


class IssuedSecretView(View):
    id: SecretId
    """Id of the secret, to revoke it by."""
    client_id: str
    """Client id for `/oauth/token`."""
    client_secret: str | None
    """Shown in the first answer only: a repeated request is answered without it."""


class RotatedSecretView(IssuedSecretView):
    replaced: list[SecretId]
    """Secrets that worked until now."""
    replaced_expire_at: UtcTime | None
    """Until when they still get a token, by the real clock."""


class SecretView(View):
    """What is known of a secret. The secret itself is kept nowhere."""

    id: SecretId
    """Id of the secret, to revoke it by."""
    status: SecretStatus
    """A valid or expiring secret gets tokens, the others do not."""
    created_at: UtcTime
    """When it was made, by the real clock."""
    expires_at: UtcTime | None
    """Until when it gets tokens, since another one has taken its place; null: until it is revoked."""
    revoked_at: UtcTime | None
    """When it was revoked."""


class RevokedView(View):
    id: SecretId
    """Id of the secret."""
    revoked: bool
    """True: it gets no token any more."""


def platform_view(platform: Platform) -> PlatformView:
    return PlatformView(
        id=platform.id,
        name=platform.name,
        default_policy=platform.default_policy,
        policies_by_category=dict(platform.policies_by_category),
        status="suspended" if platform.suspended else "active",
        version=platform.version,
        client_id=format_id("plt", platform.id),
    )


def changed_platform_view(platform: Platform, context: Context) -> PlatformView:
    return platform_view(platform)


def opened_platform_view(opened: OpenedPlatform, context: Context) -> PlatformOpenedView:
    """View without the secret itself, which is added to the first answer only."""
    plain = platform_view(opened.platform)
    return PlatformOpenedView(**dict(plain), secret_id=opened.secret.id, client_secret=None)


def new_secret_view(new: NewSecret, context: Context) -> IssuedSecretView:
    """View without the secret itself, which is added to the first answer only."""
    return IssuedSecretView(id=new.secret.id, client_id=format_id("plt", new.secret.platform), client_secret=None)


def rotated_secret_view(new: NewSecret, context: Context) -> RotatedSecretView:
    """View without the secret itself, which is added to the first answer only."""
    return RotatedSecretView(
        **dict(new_secret_view(new, context)),
        replaced=[secret.id for secret in new.replaced],
        replaced_expire_at=new.expire_at,
    )


def revoked_secret_view(secret_id: UUID, context: Context) -> RevokedView:
    return RevokedView(id=secret_id, revoked=True)


def secret_view(secret: SecretRecord, at: datetime) -> SecretView:
    return SecretView(
        id=secret.id,
        status=_secret_status(secret, at),
        created_at=secret.created_at,
        expires_at=secret.expires_at,
        revoked_at=secret.revoked_at,
    )


def _secret_status(secret: SecretRecord, at: datetime) -> SecretStatus:
    if secret.revoked_at is not None:
        return "revoked"
    if secret.expires_at is None:
        return "valid"
    return "expiring" if secret.is_valid(at) else "expired"


def account_view(row: Any) -> AccountView:
    balance = MoneyView(amount=abs(int(row.minor)), currency=row.currency)
    side: Literal["credit", "debit"] = "credit" if row.minor >= 0 else "debit"
    return AccountView(kind=Account(row.kind), balance=balance, side=side, participant=row.participant)


def debt_view(row: Any) -> DebtView:
    source, _ = account_route(MovementKind(row.kind), Party(row.party))
    return DebtView(
        id=row.transaction_id,
        instruction=row.instruction,
        kind=MovementKind(row.kind),
        direction="incurred" if source is Account.RECEIVABLE else "lifted",
        amount=MoneyView(amount=row.amount_minor, currency=row.currency),
        escrow=row.escrow_id,
        dispute=row.dispute_id,
        created_at=row.created_at,
    )

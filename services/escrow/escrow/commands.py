"""Commands of escrow: frozen values, each with its handler, a pure function of subject, command and context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from common.execution.commands import (
    Command,
    CommandHandler,
    CommandHandlers,
    Context,
    UnversionedCommand,
    load_nothing,
)
from common.kernel.errors import require_version
from common.kernel.instants import is_ordinary
from common.kernel.money import Money
from common.kernel.principal import Role
from common.kernel.terms import Calendar, Term, due_at_end_of

from . import loading
from .branding.commands import BRANDING_HANDLERS
from .dispute_commands import DISPUTE_HANDLERS
from .domain import corrections, silence
from .domain.admission import Admission, publishers_of
from .domain.agreement import Agreement
from .domain.errors import ClockTooFar, PolicyUnknown
from .domain.escrow import Change, Escrow
from .domain.payments import PaidEscrow, Payment, PaymentAnswer, PaymentChange
from .domain.platform import (
    ClientSecret,
    NewSecret,
    OpenedPlatform,
    Platform,
    PlatformChange,
    PlatformSecrets,
    PolicyChoice,
)
from .domain.shipment import Shipment
from .domain.transitions import DeadlineKind
from .erasure.commands import ERASURE_HANDLERS
from .page_links.commands import PAGE_LINK_HANDLERS

# The test clock


class ClockPlan(NamedTuple):
    now: datetime
    target: datetime


@dataclass(frozen=True, slots=True)
class PlanAdvance(UnversionedCommand[ClockPlan]):
    """Plans where the test clock is to go; going there takes many transactions, and the same key goes on."""

    to: datetime | None
    by: Term | None


def plan_advance(subject: None, command: PlanAdvance, context: Context) -> ClockPlan:
    """An instant that has passed means now: what is due by then is done, and time never runs backwards."""
    now = context.timing.now
    try:
        target = max(command.to or now, now) if command.by is None else due_at_end_of(now, command.by, Calendar())
    except ValueError:  # so many working days that no calendar reaches that far
        raise ClockTooFar from None
    if not is_ordinary(target):
        raise ClockTooFar
    return ClockPlan(now, target)


# Deals


@dataclass(frozen=True, slots=True)
class CreateEscrow(UnversionedCommand[Escrow]):
    agreement: Agreement
    """Without its policy, which is looked up and pinned when the escrow is made."""
    policy: str | None
    """Policy that the deal names, else its category's, else the platform's default."""


def create_escrow(admission: Admission, command: CreateEscrow, context: Context) -> Change:
    agreement = admission.pin_policy(command.agreement, context.timing.received_at)
    return Escrow.create(id=context.new_id(), tenant=admission.tenant, agreement=agreement, timing=context.timing)


@dataclass(frozen=True, slots=True)
class FundEscrow(Command[PaymentAnswer]):
    escrow_id: UUID
    amount: Money
    provider_reference: str


def fund_escrow(subject: PaidEscrow, command: FundEscrow, context: Context) -> PaymentChange:
    """Count a payment once for its provider's reference. Raises ProviderReferenceUsed for another payment's."""
    escrow = subject.escrow
    if subject.known is not None:
        subject.known.require_same(escrow.id, command.amount)
        return PaymentChange(Change(escrow), None)
    require_version(context.expected_version, escrow.version)
    change = escrow.fund(
        command.amount,
        by=context.principal.actor,
        reference=command.provider_reference,
        timing=context.timing,
        new_id=context.new_id,
    )
    return PaymentChange(change, Payment(command.provider_reference, command.amount, change.aggregate))


@dataclass(frozen=True, slots=True)
class ShipEscrow(Command[Escrow]):
    escrow_id: UUID
    shipment: Shipment


def ship_escrow(escrow: Escrow, command: ShipEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.ship(command.shipment, by=context.principal.actor, timing=context.timing)


@dataclass(frozen=True, slots=True)
class CorrectShipment(Command[Escrow]):
    escrow_id: UUID
    shipment: Shipment


def correct_shipment(escrow: Escrow, command: CorrectShipment, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return corrections.correct_shipment(escrow, command.shipment, by=context.principal.actor, timing=context.timing)


@dataclass(frozen=True, slots=True)
class DeliverEscrow(Command[Escrow]):
    escrow_id: UUID


def deliver_escrow(escrow: Escrow, command: DeliverEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.deliver(by=context.principal.actor, timing=context.timing)


@dataclass(frozen=True, slots=True)
class AcceptGoods(Command[Escrow]):
    escrow_id: UUID


def accept_goods(escrow: Escrow, command: AcceptGoods, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.accept(by=context.principal.actor, timing=context.timing, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class ReleaseEscrow(Command[Escrow]):
    escrow_id: UUID
    amount: Money | None
    """None means everything that is held."""


def release_escrow(escrow: Escrow, command: ReleaseEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.release(command.amount, by=context.principal.actor, timing=context.timing, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class RefundEscrow(Command[Escrow]):
    escrow_id: UUID
    amount: Money | None
    """None means everything that is held."""


def refund_escrow(escrow: Escrow, command: RefundEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.refund(command.amount, by=context.principal.actor, timing=context.timing, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class CancelEscrow(Command[Escrow]):
    escrow_id: UUID


def cancel_escrow(escrow: Escrow, command: CancelEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.cancel(by=context.principal.actor, timing=context.timing, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class ApplyDeadline(Command[Escrow]):
    escrow_id: UUID
    kind: DeadlineKind
    due_at: datetime


def apply_deadline(escrow: Escrow, command: ApplyDeadline, context: Context) -> Change:
    return silence.apply_deadline(escrow, command.kind, command.due_at, timing=context.timing, new_id=context.new_id)


# Platforms


@dataclass(frozen=True, slots=True)
class OpenPlatform(UnversionedCommand[OpenedPlatform]):
    name: str
    default_policy: str
    secret_digest: bytes


def open_platform(subject: None, command: OpenPlatform, context: Context) -> OpenedPlatform:
    platform = Platform(id=context.new_id(), name=command.name, default_policy=command.default_policy)
    return OpenedPlatform(platform, ClientSecret(context.new_id(), platform.id, command.secret_digest))


@dataclass(frozen=True, slots=True)
class ChoosePolicies(Command[Platform]):
    platform_id: UUID
    default: str
    by_category: Mapping[str, str]


def choose_policies(subject: PolicyChoice, command: ChoosePolicies, context: Context) -> PlatformChange:
    """Set the policies of new escrows. Raises PolicyUnknown for what is neither a policy nor an edition."""
    require_version(context.expected_version, subject.platform.version)
    if subject.unknown_policies:
        raise PolicyUnknown().resting_on(*publishers_of(subject.platform.id, subject.unknown_policies))
    return subject.platform.choose_policies(command.default, command.by_category)


@dataclass(frozen=True, slots=True)
class RenamePlatform(Command[Platform]):
    platform_id: UUID
    name: str


def rename_platform(platform: Platform, command: RenamePlatform, context: Context) -> PlatformChange:
    require_version(context.expected_version, platform.version)
    return platform.rename(command.name)


@dataclass(frozen=True, slots=True)
class AllowOrigins(Command[Platform]):
    platform_id: UUID
    origins: tuple[str, ...]


def allow_origins(platform: Platform, command: AllowOrigins, context: Context) -> PlatformChange:
    require_version(context.expected_version, platform.version)
    return platform.allow_origins(command.origins)


@dataclass(frozen=True, slots=True)
class SuspendPlatform(Command[Platform]):
    platform_id: UUID


def suspend_platform(platform: Platform, command: SuspendPlatform, context: Context) -> PlatformChange:
    require_version(context.expected_version, platform.version)
    return platform.suspend()


@dataclass(frozen=True, slots=True)
class ReinstatePlatform(Command[Platform]):
    platform_id: UUID


def reinstate_platform(platform: Platform, command: ReinstatePlatform, context: Context) -> PlatformChange:
    require_version(context.expected_version, platform.version)
    return platform.reinstate()


@dataclass(frozen=True, slots=True)
class AddSecret(Command[NewSecret]):
    platform_id: UUID
    digest: bytes


def add_secret(subject: PlatformSecrets, command: AddSecret, context: Context) -> NewSecret:
    """Raises TooManySecrets."""
    require_version(context.expected_version, subject.platform.version)
    subject.require_room()
    return NewSecret(ClientSecret(context.new_id(), subject.platform.id, command.digest))


@dataclass(frozen=True, slots=True)
class RotateSecret(Command[NewSecret]):
    platform_id: UUID
    digest: bytes
    overlap: timedelta


def rotate_secret(subject: PlatformSecrets, command: RotateSecret, context: Context) -> NewSecret:
    """Put a new secret in the place of all others, which work on for the overlap. Raises TooManySecrets."""
    require_version(context.expected_version, subject.platform.version)
    subject.require_room()
    secret = ClientSecret(context.new_id(), subject.platform.id, command.digest)
    return NewSecret(secret, subject.expire_all(command.overlap), subject.read_at + command.overlap)


@dataclass(frozen=True, slots=True)
class RevokeSecret(Command[UUID]):
    platform_id: UUID
    secret_id: UUID


def revoke_secret(subject: PlatformSecrets, command: RevokeSecret, context: Context) -> UUID:
    """Revoke one secret; only an administrator may revoke the last. Raises LastSecret."""
    require_version(context.expected_version, subject.platform.version)
    if context.principal.role is not Role.ADMIN:
        subject.require_another(command.secret_id)
    return command.secret_id


COMMAND_HANDLERS: Final[CommandHandlers] = {
    PlanAdvance: CommandHandler(load_nothing, plan_advance, loading.keep_in_answer),
    CreateEscrow: CommandHandler(loading.load_admission, create_escrow, loading.add_and_publish),
    FundEscrow: CommandHandler(loading.load_paid_escrow, fund_escrow, loading.save_payment),
    ShipEscrow: CommandHandler(loading.load_visible_escrow, ship_escrow, loading.save_and_publish),
    CorrectShipment: CommandHandler(loading.load_visible_escrow, correct_shipment, loading.save_and_publish),
    DeliverEscrow: CommandHandler(loading.load_visible_escrow, deliver_escrow, loading.save_and_publish),
    AcceptGoods: CommandHandler(loading.load_visible_escrow, accept_goods, loading.save_and_publish),
    ReleaseEscrow: CommandHandler(loading.load_visible_escrow, release_escrow, loading.save_and_publish),
    RefundEscrow: CommandHandler(loading.load_visible_escrow, refund_escrow, loading.save_and_publish),
    CancelEscrow: CommandHandler(loading.load_visible_escrow, cancel_escrow, loading.save_and_publish),
    ApplyDeadline: CommandHandler(loading.load_escrow, apply_deadline, loading.save_and_publish),
    OpenPlatform: CommandHandler(load_nothing, open_platform, loading.save_opened_platform),
    ChoosePolicies: CommandHandler(loading.load_policy_choice, choose_policies, loading.save_policy_choice),
    AllowOrigins: CommandHandler(loading.load_platform, allow_origins, loading.save_platform),
    RenamePlatform: CommandHandler(loading.load_platform, rename_platform, loading.save_platform),
    SuspendPlatform: CommandHandler(loading.load_platform, suspend_platform, loading.save_platform),
    ReinstatePlatform: CommandHandler(loading.load_platform, reinstate_platform, loading.save_platform),
    AddSecret: CommandHandler(loading.load_platform_secrets, add_secret, loading.save_secret),
    RotateSecret: CommandHandler(loading.load_platform_secrets, rotate_secret, loading.save_secret),
    RevokeSecret: CommandHandler(loading.load_platform_secrets, revoke_secret, loading.save_revocation),
    **DISPUTE_HANDLERS,
    **ERASURE_HANDLERS,
    **PAGE_LINK_HANDLERS,
    **BRANDING_HANDLERS,
}

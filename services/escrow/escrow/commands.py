"""Commands of escrow: frozen values, each with its handler, a pure function of subject, command and context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from common.kernel.errors import require_version
from common.kernel.money import Money, Split
from common.kernel.principal import Actor
from common.kernel.timing import Timing
from common.messaging.inbox import PredecessorMissing

from .domain import fines, freezes, reversals
from .domain.admission import Admission, PolicyEdition
from .domain.agreement import Agreement
from .domain.errors import PolicyUnknown
from .domain.escrow import Change, Escrow, Shipment
from .domain.fines import Fine
from .domain.freezes import FreezeRecord, FreezeState
from .domain.platform import ClientSecret, OpenedPlatform, Platform, PlatformChange
from .domain.standing import ParticipantStanding
from .domain.transitions import DeadlineKind
from .execution import Command, Context, Handler
from .loading import (
    DisputeChange,
    DisputedEscrow,
    FinedEscrow,
    PolicyChoice,
    add_and_publish,
    load_admission,
    load_disputed_escrow,
    load_escrow,
    load_escrow_to_fine,
    load_fined_escrow,
    load_nothing,
    load_platform_as_admin,
    load_policy_choice,
    load_settled_escrow,
    load_visible_escrow,
    save_and_publish,
    save_dispute_change,
    save_edition,
    save_fine_change,
    save_opened_platform,
    save_platform,
    save_policy_choice,
    save_revocation,
    save_secret,
    save_standing,
)

# Deals


@dataclass(frozen=True, slots=True)
class CreateEscrow(Command[Escrow]):
    agreement: Agreement
    """Without its policy, which is looked up and pinned when the escrow is made."""
    policy: str | None
    """Policy that the deal names, else its category's, else the platform's default."""


def create_escrow(admission: Admission, command: CreateEscrow, context: Context) -> Change:
    agreement = admission.admit(command.agreement, context.timing.received_at)
    return Escrow.create(id=context.new_id(), tenant=admission.tenant, agreement=agreement, timing=context.timing)


@dataclass(frozen=True, slots=True)
class FundEscrow(Command[Escrow]):
    escrow_id: UUID
    amount: Money
    provider_reference: str


def fund_escrow(escrow: Escrow, command: FundEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.fund(
        command.amount,
        by=_actor(context),
        reference=command.provider_reference,
        timing=context.timing,
        new_id=context.new_id,
    )


@dataclass(frozen=True, slots=True)
class ShipEscrow(Command[Escrow]):
    escrow_id: UUID
    shipment: Shipment


def ship_escrow(escrow: Escrow, command: ShipEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.ship(command.shipment, by=_actor(context), timing=context.timing)


@dataclass(frozen=True, slots=True)
class DeliverEscrow(Command[Escrow]):
    escrow_id: UUID


def deliver_escrow(escrow: Escrow, command: DeliverEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.deliver(by=_actor(context), timing=context.timing)


@dataclass(frozen=True, slots=True)
class AcceptGoods(Command[Escrow]):
    escrow_id: UUID


def accept_goods(escrow: Escrow, command: AcceptGoods, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.accept(by=_actor(context), timing=context.timing, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class ReleaseEscrow(Command[Escrow]):
    escrow_id: UUID
    amount: Money | None
    """None means everything that is held."""


def release_escrow(escrow: Escrow, command: ReleaseEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.release(command.amount, by=_actor(context), timing=context.timing, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class RefundEscrow(Command[Escrow]):
    escrow_id: UUID
    amount: Money | None
    """None means everything that is held."""


def refund_escrow(escrow: Escrow, command: RefundEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.refund(command.amount, by=_actor(context), timing=context.timing, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class CancelEscrow(Command[Escrow]):
    escrow_id: UUID


def cancel_escrow(escrow: Escrow, command: CancelEscrow, context: Context) -> Change:
    require_version(context.expected_version, escrow.version)
    return escrow.cancel(by=_actor(context), timing=context.timing, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class ApplyDeadline(Command[Escrow]):
    escrow_id: UUID
    kind: DeadlineKind
    due_at: datetime


def apply_deadline(escrow: Escrow, command: ApplyDeadline, context: Context) -> Change:
    timing = Timing(command.due_at, context.timing.now)
    return escrow.on_deadline(command.kind, command.due_at, timing=timing, new_id=context.new_id)


# Disputes


@dataclass(frozen=True, slots=True)
class FreezeFunds(Command[Escrow]):
    escrow_id: UUID
    dispute_id: UUID
    amount: Money


def freeze_funds(subject: DisputedEscrow, command: FreezeFunds, context: Context) -> DisputeChange:
    """One answer per dispute: a repeat, or a request that its own end has overtaken, changes nothing."""
    if subject.freeze is not None:
        return DisputeChange(Change(subject.escrow))
    change = freezes.freeze_funds(subject.escrow, command.dispute_id, command.amount)
    frozen = change.aggregate.frozen_by == command.dispute_id
    state = FreezeState.OPEN if frozen else FreezeState.REFUSED
    return DisputeChange(change, FreezeRecord(command.dispute_id, state, command.amount.minor))


@dataclass(frozen=True, slots=True)
class UnfreezeFunds(Command[Escrow]):
    escrow_id: UUID
    dispute_id: UUID


def unfreeze_funds(subject: DisputedEscrow, command: UnfreezeFunds, context: Context) -> DisputeChange:
    """Lift the freeze of a dispute that ended without moving money; it never begins if its request comes later."""
    change = freezes.unfreeze_funds(subject.escrow, command.dispute_id)
    if not change.events and subject.freeze is not None:
        return DisputeChange(change)
    lifted = subject.escrow.balances.frozen if change.events else 0
    return DisputeChange(change, FreezeRecord(command.dispute_id, FreezeState.LIFTED, lifted))


@dataclass(frozen=True, slots=True)
class SettleDispute(Command[Escrow]):
    escrow_id: UUID
    dispute_id: UUID
    instruction: UUID
    shares: Split


def settle_dispute(subject: DisputedEscrow, command: SettleDispute, context: Context) -> DisputeChange:
    change = freezes.settle_dispute(
        subject.escrow,
        command.dispute_id,
        command.shares,
        instruction=command.instruction,
        timing=context.timing,
        new_id=context.new_id,
    )
    if not change.events:
        return DisputeChange(change)
    amount = command.shares.total.minor
    record = FreezeRecord(command.dispute_id, FreezeState.SETTLED, amount, command.instruction)
    return DisputeChange(change, record)


@dataclass(frozen=True, slots=True)
class ReverseSettlement(Command[Escrow]):
    escrow_id: UUID
    dispute_id: UUID
    instruction: UUID
    reverses: UUID
    """Instruction that settled it."""
    shares: Split


def reverse_settlement(subject: DisputedEscrow, command: ReverseSettlement, context: Context) -> DisputeChange:
    """A settlement is reversed once; a reversal never. Raises PredecessorMissing while the settlement is on its way."""
    freeze = subject.freeze
    if freeze is None or freeze.state is FreezeState.OPEN:
        raise PredecessorMissing("the settlement that this reverses has not arrived")
    if subject.settlement is None or (freeze.state, freeze.instruction) != (FreezeState.SETTLED, command.reverses):
        return DisputeChange(Change(subject.escrow))
    change = reversals.reverse_settlement(
        subject.escrow,
        command.dispute_id,
        subject.settlement,
        command.shares,
        instruction=command.instruction,
        new_id=context.new_id,
    )
    amount = command.shares.total.minor
    record = FreezeRecord(command.dispute_id, FreezeState.REVERSED, amount, command.instruction)
    return DisputeChange(change, record)


# Participants


@dataclass(frozen=True, slots=True)
class BookFine(Command[Escrow]):
    escrow_id: UUID
    fine: Fine


def book_fine(subject: FinedEscrow, command: BookFine, context: Context) -> Change:
    if subject.is_posted:
        return Change(subject.escrow)
    return fines.book_fine(subject.escrow, command.fine, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class CancelFine(Command[Escrow]):
    escrow_id: UUID
    instruction: UUID
    reverses: UUID
    """Instruction that booked it."""


def cancel_fine(subject: FinedEscrow, command: CancelFine, context: Context) -> Change:
    """Raises PredecessorMissing while the fine itself is on its way."""
    if subject.booked is None:
        raise PredecessorMissing("the fine that this reverses has not arrived")
    if subject.is_posted or subject.is_cancelled:
        return Change(subject.escrow)
    return fines.cancel_fine(subject.escrow, subject.booked, instruction=command.instruction, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class RecordStanding(Command[None]):
    standing: ParticipantStanding


def record_standing(subject: None, command: RecordStanding, context: Context) -> ParticipantStanding:
    return command.standing


@dataclass(frozen=True, slots=True)
class RecordEdition(Command[None]):
    edition: PolicyEdition


def record_edition(subject: None, command: RecordEdition, context: Context) -> PolicyEdition:
    return command.edition


# Platforms


@dataclass(frozen=True, slots=True)
class OpenPlatform(Command[OpenedPlatform]):
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
        raise PolicyUnknown
    return subject.platform.choose_policies(command.default, command.by_category)


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
class AddSecret(Command[ClientSecret]):
    platform_id: UUID
    digest: bytes


def add_secret(platform: Platform, command: AddSecret, context: Context) -> ClientSecret:
    require_version(context.expected_version, platform.version)
    return ClientSecret(context.new_id(), platform.id, command.digest)


@dataclass(frozen=True, slots=True)
class RevokeSecret(Command[UUID]):
    platform_id: UUID
    secret_id: UUID


def revoke_secret(platform: Platform, command: RevokeSecret, context: Context) -> UUID:
    require_version(context.expected_version, platform.version)
    return command.secret_id


COMMAND_HANDLERS: Final[Mapping[type[Command[Any]], Handler]] = {
    CreateEscrow: Handler(load_admission, create_escrow, add_and_publish),
    FundEscrow: Handler(load_visible_escrow, fund_escrow, save_and_publish),
    ShipEscrow: Handler(load_visible_escrow, ship_escrow, save_and_publish),
    DeliverEscrow: Handler(load_visible_escrow, deliver_escrow, save_and_publish),
    AcceptGoods: Handler(load_visible_escrow, accept_goods, save_and_publish),
    ReleaseEscrow: Handler(load_visible_escrow, release_escrow, save_and_publish),
    RefundEscrow: Handler(load_visible_escrow, refund_escrow, save_and_publish),
    CancelEscrow: Handler(load_visible_escrow, cancel_escrow, save_and_publish),
    ApplyDeadline: Handler(load_escrow, apply_deadline, save_and_publish),
    FreezeFunds: Handler(load_disputed_escrow, freeze_funds, save_dispute_change),
    UnfreezeFunds: Handler(load_disputed_escrow, unfreeze_funds, save_dispute_change),
    SettleDispute: Handler(load_disputed_escrow, settle_dispute, save_dispute_change),
    ReverseSettlement: Handler(load_settled_escrow, reverse_settlement, save_dispute_change),
    BookFine: Handler(load_escrow_to_fine, book_fine, save_fine_change),
    CancelFine: Handler(load_fined_escrow, cancel_fine, save_fine_change),
    RecordStanding: Handler(load_nothing, record_standing, save_standing),
    RecordEdition: Handler(load_nothing, record_edition, save_edition),
    OpenPlatform: Handler(load_nothing, open_platform, save_opened_platform),
    ChoosePolicies: Handler(load_policy_choice, choose_policies, save_policy_choice),
    SuspendPlatform: Handler(load_platform_as_admin, suspend_platform, save_platform),
    ReinstatePlatform: Handler(load_platform_as_admin, reinstate_platform, save_platform),
    AddSecret: Handler(load_platform_as_admin, add_secret, save_secret),
    RevokeSecret: Handler(load_platform_as_admin, revoke_secret, save_revocation),
}


def _actor(context: Context) -> Actor:
    return Actor(context.principal.role, context.principal.id)

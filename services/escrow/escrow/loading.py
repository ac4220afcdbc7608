"""Loaders and savers of escrow's commands: what is read and locked before a decision, what is written after it.

A loader says by a protocol what it needs of a command, so that `commands.py` can name it without a circle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from common.contracts.envelope import Event
from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.origin import Origin
from common.kernel.principal import Role

from . import integration_events
from .domain.access import can_see
from .domain.admission import Admission, AdmissionQuery, PolicyRepository
from .domain.agreement import Agreement
from .domain.escrow import Change, Escrow
from .domain.fines import BookedFine, Fine, FineRepository
from .domain.freezes import AppliedDeadline, FreezeRecord, FreezeRepository, FreezeState
from .domain.payments import EscrowRepository, PaidEscrow, PaymentAnswer, PaymentChange
from .domain.platform import (
    NewSecret,
    OpenedPlatform,
    Platform,
    PlatformChange,
    PlatformEvent,
    PlatformRepository,
    PlatformSecrets,
    PolicyChoice,
)
from .domain.reversals import Settlement
from .domain.standing import StandingRepository
from .domain.transitions import Action, Deadline

PlanT = TypeVar("PlanT")


class Tx(Protocol):
    """Transaction as far as loading and saving need it."""

    tenant: UUID

    @property
    def escrows(self) -> EscrowRepository: ...

    @property
    def freezes(self) -> FreezeRepository: ...

    @property
    def platforms(self) -> PlatformRepository: ...

    @property
    def policies(self) -> PolicyRepository: ...

    @property
    def fines(self) -> FineRepository: ...

    @property
    def standings(self) -> StandingRepository: ...

    async def publish(self, events: Sequence[Event]) -> None: ...

    async def mark_deadline_fired(self, escrow: UUID, deadline: Deadline, at: datetime) -> None:
        """Note that it was carried out, so that its worker finds nothing to do."""

    async def schedule_deadline(self, escrow: UUID, deadline: Deadline | None) -> None:
        """Schedule the one deadline of the escrow that runs from the end of this transaction on."""


class NewDeal(Protocol):
    @property
    def agreement(self) -> Agreement: ...

    @property
    def policy(self) -> str | None: ...


class OnEscrow(Protocol):
    @property
    def escrow_id(self) -> UUID: ...


class OnPayment(OnEscrow, Protocol):
    @property
    def provider_reference(self) -> str: ...


class OnDispute(OnEscrow, Protocol):
    @property
    def dispute_id(self) -> UUID: ...


class OnReduction(OnDispute, Protocol):
    @property
    def instruction(self) -> UUID: ...


class OnSettlement(OnDispute, Protocol):
    @property
    def reverses(self) -> UUID: ...


class OnNewFine(OnEscrow, Protocol):
    @property
    def fine(self) -> Fine: ...


class OnBookedFine(OnEscrow, Protocol):
    @property
    def instruction(self) -> UUID: ...

    @property
    def reverses(self) -> UUID: ...


class OnPlatform(Protocol):
    @property
    def platform_id(self) -> UUID: ...


class OnPolicies(OnPlatform, Protocol):
    @property
    def default(self) -> str: ...

    @property
    def by_category(self) -> Mapping[str, str]: ...


# Subjects and changes that are more than one aggregate


class DisputedEscrow(NamedTuple):
    escrow: Escrow
    freeze: FreezeRecord | None
    """Answer to the dispute so far."""
    settlement: Settlement | None = None
    """Read for a reversal only, where the dispute is settled."""
    is_posted: bool = False
    """Read for a reduction only: it has been paid."""


class DisputeChange(NamedTuple):
    change: Change
    freeze: FreezeRecord | None = None
    """Answer to the dispute from now on; None leaves it as it is."""
    due_before: tuple[AppliedDeadline, ...] = ()
    """Deadlines that were due before the case was opened, and what they did first."""


class FinedEscrow(NamedTuple):
    escrow: Escrow
    is_posted: bool
    """Whether the command's own instruction was posted before."""
    booked: BookedFine | None = None
    is_cancelled: bool = False


# Loaders


async def load_admission(tx: Tx, command: NewDeal, origin: Origin) -> Admission:
    """Raises PlatformNotActive."""
    agreement = command.agreement
    query = AdmissionQuery(command.policy, agreement.category, (agreement.buyer, agreement.seller))
    return await tx.policies.check_admission(tx.tenant, query)


async def load_escrow(tx: Tx, command: OnEscrow, origin: Origin) -> Escrow:
    """Lock the escrow, whoever may see it: for deadlines and the orders of disputes. Raises NotFound."""
    return await tx.escrows.get_for_update(command.escrow_id)


async def load_visible_escrow(tx: Tx, command: OnEscrow, origin: Origin) -> Escrow:
    """Lock the escrow if it exists for the principal. Raises NotFound."""
    escrow = await tx.escrows.get_for_update(command.escrow_id)
    if not can_see(origin.principal, escrow):
        raise NotFound("escrow")
    return escrow


async def load_paid_escrow(tx: Tx, command: OnPayment, origin: Origin) -> PaidEscrow:
    """Lock the escrow, with what is known of the payment. Raises NotFound, or Forbidden but for the platform."""
    subject = await tx.escrows.get_with_payment(command.escrow_id, command.provider_reference)
    if not can_see(origin.principal, subject.escrow):
        raise NotFound("escrow")
    subject.escrow.require_role(Action.FUND, origin.principal.actor)
    return subject


async def load_disputed_escrow(tx: Tx, command: OnDispute, origin: Origin) -> DisputedEscrow:
    escrow = await tx.escrows.get_for_update(command.escrow_id)
    return DisputedEscrow(escrow, await tx.freezes.find(command.dispute_id))


async def load_reduced_escrow(tx: Tx, command: OnReduction, origin: Origin) -> DisputedEscrow:
    """Load, too, whether the reduction has been paid."""
    subject = await load_disputed_escrow(tx, command, origin)
    return subject._replace(is_posted=await tx.freezes.is_posted(command.escrow_id, command.instruction))


async def load_settled_escrow(tx: Tx, command: OnSettlement, origin: Origin) -> DisputedEscrow:
    """Load the settlement, too, if it is the one that the command reverses."""
    subject = await load_disputed_escrow(tx, command, origin)
    freeze = subject.freeze
    if freeze is None or (freeze.state, freeze.instruction) != (FreezeState.SETTLED, command.reverses):
        return subject
    return subject._replace(settlement=await tx.freezes.get_settlement(command.escrow_id, command.reverses))


async def load_escrow_to_fine(tx: Tx, command: OnNewFine, origin: Origin) -> FinedEscrow:
    escrow = await tx.escrows.get_for_update(command.escrow_id)
    return FinedEscrow(escrow, await tx.fines.is_posted(command.fine.instruction))


async def load_fined_escrow(tx: Tx, command: OnBookedFine, origin: Origin) -> FinedEscrow:
    escrow = await tx.escrows.get_for_update(command.escrow_id)
    booked = await tx.fines.find_booking(command.reverses)
    if booked is None:
        return FinedEscrow(escrow, is_posted=False)
    is_posted = await tx.fines.is_posted(command.instruction)
    return FinedEscrow(escrow, is_posted, booked, await tx.fines.is_cancelled(booked.transaction))


async def load_platform(tx: Tx, command: OnPlatform, origin: Origin) -> Platform:
    """Lock a platform: an administrator any of them, anybody else their own. Raises NotFound."""
    if origin.principal.role is Role.ADMIN:
        await tx.platforms.widen_tenant(command.platform_id)
    return await tx.platforms.get_for_update(command.platform_id)


async def load_platform_secrets(tx: Tx, command: OnPlatform, origin: Origin) -> PlatformSecrets:
    platform = await load_platform(tx, command, origin)
    return PlatformSecrets(platform, *await tx.platforms.list_valid_secrets(platform.id))


async def load_policy_choice(tx: Tx, command: OnPolicies, origin: Origin) -> PolicyChoice:
    """Lock the principal's own platform. Raises NotFound."""
    platform = await tx.platforms.get_for_update(command.platform_id)
    chosen = {command.default, *command.by_category.values()}
    return PolicyChoice(platform, await tx.policies.find_unknown(platform.id, chosen))


# Savers


async def add_and_publish(tx: Tx, admission: Admission, change: Change, context: Context) -> Escrow:
    await tx.escrows.add(change.aggregate)
    return await _publish_change(tx, change, context)


async def keep_in_answer(tx: Tx, subject: None, plan: PlanT, context: Context) -> PlanT:
    """Store nothing: what was planned stands in the answer."""
    return plan


async def save_and_publish(tx: Tx, escrow: Escrow, change: Change, context: Context) -> Escrow:
    """Write the escrow, its posting, its events and its deadline, all in one statement; nothing if nothing changed."""
    if change.aggregate is escrow:
        return escrow
    context = _date_act(escrow, context)
    await tx.escrows.save(change, before=escrow.version, timing=context.timing, cause=context.cause)
    return await _publish_change(tx, change, context)


def _date_act(escrow: Escrow, context: Context) -> Context:
    """Date posting and events as the escrow itself dates the act (0068)."""
    return context._replace(timing=escrow.date_act(context.timing))


async def save_payment(tx: Tx, subject: PaidEscrow, change: PaymentChange, context: Context) -> PaymentAnswer:
    """Write a payment and its effect; answer one that is known as it was answered first."""
    if change.payment is None and subject.known is not None:
        return PaymentAnswer(subject.known.escrow_after, subject.known.paid_at)
    context = _date_act(subject.escrow, context)
    await tx.escrows.save(
        change.change,
        before=subject.escrow.version,
        timing=context.timing,
        cause=context.cause,
        payment=change.payment,
    )
    return PaymentAnswer(await _publish_change(tx, change.change, context), context.timing.effective_at)


async def save_dispute_change(tx: Tx, subject: DisputedEscrow, change: DisputeChange, context: Context) -> Escrow:
    escrow = subject.escrow
    for applied in change.due_before:
        escrow = await _save_applied_deadline(tx, escrow, applied, context)
    if change.freeze is not None:
        await tx.freezes.save(escrow.id, change.freeze)
    return await save_and_publish(tx, escrow, change.change, context)


async def _save_applied_deadline(tx: Tx, escrow: Escrow, applied: AppliedDeadline, context: Context) -> Escrow:
    """Write what a due deadline did, as its own worker would have written it."""
    kind = applied.deadline.kind
    origin = Origin.deadline(tx.tenant, kind)
    by_itself = context._replace(principal=origin.principal, cause=origin.cause, timing=applied.timing)
    await tx.mark_deadline_fired(escrow.id, applied.deadline, context.timing.now)
    return await save_and_publish(tx, escrow, applied.change, by_itself)


async def save_fine_change(tx: Tx, subject: FinedEscrow, change: Change, context: Context) -> Escrow:
    return await save_and_publish(tx, subject.escrow, change, context)


async def save_opened_platform(tx: Tx, subject: None, change: OpenedPlatform, context: Context) -> OpenedPlatform:
    await tx.platforms.widen_tenant(change.platform.id)
    await tx.platforms.add(change.platform, context.timing.now)
    await tx.platforms.add_secret(change.secret)
    opened = PlatformChange(change.platform, (PlatformEvent.OPENED,))
    await tx.publish(integration_events.platform_events(opened, context))
    return change


async def save_platform(tx: Tx, platform: Platform, change: PlatformChange, context: Context) -> Platform:
    if change.aggregate is not platform:
        await tx.platforms.save(change.aggregate)
        await tx.publish(integration_events.platform_events(change, context))
    return change.aggregate


async def save_policy_choice(tx: Tx, subject: PolicyChoice, change: PlatformChange, context: Context) -> Platform:
    return await save_platform(tx, subject.platform, change, context)


async def save_secret(tx: Tx, subject: PlatformSecrets, change: NewSecret, context: Context) -> NewSecret:
    await tx.platforms.expire_secrets(subject.platform.id, change.replaced)
    await tx.platforms.add_secret(change.secret)
    return change


async def save_revocation(tx: Tx, subject: PlatformSecrets, secret_id: UUID, context: Context) -> UUID:
    """Raises NotFound."""
    await tx.platforms.revoke_secret(subject.platform.id, secret_id)
    return secret_id


async def _publish_change(tx: Tx, change: Change, context: Context) -> Escrow:
    escrow = change.aggregate
    await tx.publish(integration_events.escrow_events(change, context))
    await tx.schedule_deadline(escrow.id, escrow.running_deadline)
    return escrow

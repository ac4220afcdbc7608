"""Loaders and savers of the commands on cases: what is read and locked before a decision, what is written after it.

A loader says by a protocol what it needs of a command, so that `commands.py` can name it without a circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.catching_up import rest_on_if_young
from common.execution.commands import Context
from common.kernel.errors import NotFound, Predecessor
from common.kernel.origin import Origin
from common.kernel.principal import Actor, Principal
from disputes.engine import transitions
from disputes.engine.dispute import Change, Dispute
from disputes.engine.known_escrow import KnownEscrow
from disputes.engine.values import Behalf
from disputes.journal.recording import journal_entry
from disputes.policy.model import Policy

from .access import can_see_deal, can_see_dispute
from .integration_events import dispute_events
from .model import Case, CaseChange, CaseChanged, CasesTx, Message, Transition
from .updates import hide_sealed, tell_update


class OnDispute(Protocol):
    @property
    def dispute_id(self) -> UUID: ...


class OnEscrow(Protocol):
    @property
    def escrow_id(self) -> UUID: ...


class OnReportedEscrow(Protocol):
    @property
    def escrow(self) -> KnownEscrow: ...


class DisputedDeal(NamedTuple):
    """Escrow that somebody disputes, and the policy that a new case of it would be judged by."""

    escrow: KnownEscrow
    policy: Policy
    earlier: Sequence[Dispute]
    """Its disputes so far, the oldest first."""

    def date_opening(self, context: Context) -> Context:
        """Date it: what was received before the window closed is not dated behind its end (0060)."""
        closes_at = self.escrow.opening_window(self.policy).closes_at
        return context._replace(timing=context.timing.date_act(closes_at))


# Loaders


async def get_visible_dispute(tx: CasesTx, principal: Principal, dispute_id: UUID) -> Dispute:
    """Raises NotFound, also where it is not the principal's to know of."""
    dispute = await tx.disputes.get(dispute_id)
    if not can_see_dispute(principal, dispute):
        raise NotFound("dispute")
    return dispute


async def load_case(tx: CasesTx, command: OnDispute, origin: Origin) -> Case:
    """Lock the case, whoever may see it: for events and deadlines. Raises NotFound."""
    dispute = await tx.disputes.get_for_update(command.dispute_id)
    return Case(dispute, await tx.policies.get_for_dispute(dispute))


async def load_visible_case(tx: CasesTx, command: OnDispute, origin: Origin) -> Case:
    """Lock the case if it exists for the principal. Raises NotFound."""
    dispute = await tx.disputes.get_for_update(command.dispute_id)
    if not can_see_dispute(origin.principal, dispute):
        raise NotFound("dispute")
    return Case(dispute, await tx.policies.get_for_dispute(dispute))


async def load_active_case(tx: CasesTx, command: OnReportedEscrow, origin: Origin) -> Case | None:
    """Lock the running case of an escrow, if there is one."""
    active = await tx.disputes.find_active(command.escrow.id)
    if active is None:
        return None
    dispute = await tx.disputes.get_for_update(active)
    return Case(dispute, await tx.policies.get_for_dispute(dispute))


async def load_disputed_deal(tx: CasesTx, command: OnEscrow, origin: Origin) -> DisputedDeal:
    """Lock the escrow if it exists for the principal. Raises NotFound, of a young one only after escrow was asked."""
    principal = origin.principal
    try:
        escrow = await tx.escrows.get_for_update(command.escrow_id)
    except NotFound as unknown:
        raise rest_on_if_young(unknown, Predecessor("escrow", command.escrow_id)) from None
    is_bound_elsewhere = principal.is_bound_elsewhere(escrow=escrow.id, dispute=None)
    if is_bound_elsewhere or not can_see_deal(principal, escrow.buyer, escrow.seller):
        raise NotFound("escrow")
    policy = await tx.policies.get_for_new_case(escrow.edition)
    return DisputedDeal(escrow, policy, await tx.disputes.list_of_escrow(escrow.id))


# Savers


async def save_opening(tx: CasesTx, deal: DisputedDeal, change: Change, context: Context) -> Case:
    dispute, cause, context = change.dispute, context.principal.role.value, deal.date_opening(context)
    await tx.disputes.add(dispute, deal.policy)
    await _log_transition(tx, transitions.NO_PLACE, dispute, cause, context)
    await tx.publish(dispute_events(change, deal.policy, cause, context))
    return Case(dispute, deal.policy)


async def save_and_publish(tx: CasesTx, case: Case, decided: CaseChange, context: Context) -> Case:
    """Write the change, its journal entry and its events. One that changes nothing writes nothing of the case."""
    if decided.escrow is not None:
        await tx.escrows.save_if_newer(decided.escrow)
    before, change, cause, context = case.dispute, decided.change, decided.cause, case.date_act(context)
    if change.dispute.version == before.version:
        return case
    if decided.pause_reason is not None:
        await tx.append_audit_entry("dispute.paused", str(before.id), reason_code=decided.pause_reason)
    if (behalf := decided.behalf) is not None:
        details = {"on_behalf_of": behalf.party.value, "means": behalf.means.value, "request": context.cause}
        await tx.append_audit_entry("dispute.acted_on_behalf", str(before.id), **details)
    if decided.message is not None:
        await tx.disputes.add_message(decided.message)
    principal = context.principal
    entry = journal_entry(before, change, cause, decided.act, principal.role, context.timing)
    entry = replace(entry, behalf=decided.behalf)
    await tx.journal.add(entry, dispute=before.id, seq=change.dispute.version, actor=principal.id)
    change = await tx.announce(CaseChanged(before=before, change=change, policy=case.policy, context=context))
    change = hide_sealed(before, tell_update(before, change), case.policy)
    await tx.disputes.save(change.dispute, case.policy)
    if change.dispute.place != before.place:
        await _log_transition(tx, before.place, change.dispute, cause, context, behalf)
    await tx.publish(dispute_events(change, case.policy, cause, context, behalf))
    return case._replace(dispute=change.dispute)


async def save_message(tx: CasesTx, case: Case, decided: CaseChange, context: Context) -> Message:
    await save_and_publish(tx, case, decided, context)
    assert decided.message is not None, "only messages are saved so"
    return decided.message


async def save_active_case(tx: CasesTx, case: Case | None, decided: CaseChange | KnownEscrow, context: Context) -> None:
    """Save how the escrow stands, and its running case if it has one."""
    if isinstance(decided, KnownEscrow):
        await tx.escrows.remember(decided)
    elif case is not None:
        await save_and_publish(tx, case, decided, context)


async def save_known_escrow(tx: CasesTx, subject: None, escrow: KnownEscrow, context: Context) -> None:
    await tx.escrows.remember(escrow)


async def _log_transition(
    tx: CasesTx, before: str, after: Dispute, cause: str, context: Context, behalf: Behalf | None = None
) -> None:
    principal, timing = context.principal, context.timing
    await tx.disputes.log_transition(
        Transition(
            dispute=after.id,
            seq=after.transition_count,
            from_state=before,
            to_state=after.place,
            cause=cause,
            actor=Actor(principal.role, principal.id),
            received_at=timing.received_at,
            at=timing.effective_at,
            recorded_at=timing.recorded_at,
            timer=tx.firing_deadline,
            behalf=behalf,
        )
    )

"""Loaders and savers of the commands: what is read and locked before a decision, what is written after it.

A loader says by a protocol what it needs of a command, so that `commands.py` can name it without a circle.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.behalf import Behalf
from common.kernel.errors import NotFound
from common.kernel.origin import Origin
from common.kernel.timing import Timing

from .domain.mediation import Change, Mediation
from .domain.progress import CaseProgress
from .domain.tree import Tree
from .integration_events import EventContext, integration_events
from .ports import ApprovalLimits, Assignment, FrozenDeal, PublishedTree, Trees, Tx

log = logging.getLogger(__name__)

VERSION_AT_OPENING: Final = 0
"""Older than any version of an escrow: what escrow itself has told of the deal stands."""


class GuidedMediation(NamedTuple):
    """Negotiation with the edition of the tree that its claimant walks, or walked. None: nobody was guided."""

    mediation: Mediation
    tree: Tree | None


class CaseNegotiation(NamedTuple):
    """Case as far as it is known, and its negotiation, if it has one."""

    progress: CaseProgress
    mediation: Mediation | None


class GuidedOpening(NamedTuple):
    """Case that opens with a walk, and the tree that is to guide its claimant. None: there is no such tree."""

    progress: CaseProgress
    tree: Tree | None
    has_begun: bool
    """Its negotiation has begun."""


class CaseChange(NamedTuple):
    """Progress of a case after an event, and what the event changes in its negotiation, if it has one."""

    progress: CaseProgress
    change: Change | None


class AttributedChange(NamedTuple):
    """Change, and the party for whom an operator has brought it about."""

    change: Change
    behalf: Behalf | None


class OfMediation(Protocol):
    @property
    def mediation_id(self) -> UUID: ...


class OfDispute(Protocol):
    @property
    def dispute_id(self) -> UUID: ...


class OfTree(OfDispute, Protocol):
    @property
    def tree_edition(self) -> str: ...


# --- loaders


async def load_mediation(tx: Tx, command: OfMediation, origin: Origin) -> Mediation:
    return await tx.mediations.get_for_update(command.mediation_id)


async def load_guided_mediation(tx: Tx, command: OfMediation, origin: Origin) -> GuidedMediation:
    mediation = await tx.mediations.get_for_update(command.mediation_id)
    return GuidedMediation(mediation, await find_walked_tree(tx.trees, mediation))


async def find_walked_tree(trees: Trees, mediation: Mediation) -> Tree | None:
    walk = mediation.snapshot.walk
    return None if walk is None else await trees.get_tree(walk.tree)


async def load_mediation_of_dispute(tx: Tx, command: OfDispute, origin: Origin) -> Mediation | None:
    return await tx.mediations.find_of_dispute_for_update(command.dispute_id)


async def load_case_negotiation(tx: Tx, command: OfDispute, origin: Origin) -> CaseNegotiation:
    """Lock the case first, known or not, so that events about it wait for one another."""
    progress = await tx.cases.lock_progress(command.dispute_id)
    return CaseNegotiation(progress, await tx.mediations.find_of_dispute_for_update(command.dispute_id))


async def load_guided_opening(tx: Tx, command: OfTree, origin: Origin) -> GuidedOpening:
    """Lock the case and find its tree."""
    progress, mediation = await load_case_negotiation(tx, command, origin)
    try:
        tree = await tx.trees.get_tree(command.tree_edition)
    except NotFound:
        log.error("case %s is to be guided by %s, which there is not", command.dispute_id, command.tree_edition)
        tree = None
    return GuidedOpening(progress, tree, mediation is not None)


# --- savers


async def save_and_publish(tx: Tx, subject: GuidedMediation, change: Change, context: Context) -> GuidedMediation:
    await _save_change(tx, subject.mediation, change, context)
    return GuidedMediation(change.mediation, subject.tree)


async def save_act(tx: Tx, subject: GuidedMediation, attributed: AttributedChange, context: Context) -> GuidedMediation:
    change, behalf = attributed
    await _save_change(tx, subject.mediation, change, context, behalf)
    if behalf is not None:
        details = {"on_behalf_of": behalf.party.value, "means": behalf.means.value, "request": context.cause}
        await tx.append_audit_entry("mediation.acted_on_behalf", str(subject.mediation.id), **details)
    return GuidedMediation(change.mediation, subject.tree)


async def save_expiry(tx: Tx, subject: Mediation, change: Change, context: Context) -> None:
    """Save what silence led to. It counts as happening at the deadline, however late the worker is."""
    await _save_change(tx, subject, change, context)


async def save_decision(tx: Tx, subject: CaseNegotiation, change: Change | None, context: Context) -> None:
    if subject.mediation is None or change is None:
        return
    answered = change.mediation.snapshot.newest_proposal
    await _save_change(tx, subject.mediation, change, context, answered.answered_for if answered else None)


async def save_extension(tx: Tx, subject: Mediation | None, change: Change | None, context: Context) -> None:
    if subject is not None and change is not None:
        await _save_change(tx, subject, change, context)


async def save_opening(tx: Tx, subject: object, changes: Sequence[Change], context: Context) -> None:
    """Add a new negotiation as the last of the changes leaves it, and publish the events of all of them."""
    if changes:
        opened = changes[-1].mediation
        await tx.mediations.add(opened)
        if opened.money is not None:
            await tx.deals.save_if_newer(FrozenDeal(opened.case.escrow, VERSION_AT_OPENING, opened.money))
    for change in changes:
        await _publish_events(tx, change, context)


async def save_frozen_deal(tx: Tx, subject: None, deal: FrozenDeal, context: Context) -> None:
    await tx.deals.save_if_newer(deal)


async def save_assignment(tx: Tx, subject: None, assignment: Assignment, context: Context) -> None:
    await tx.cases.save_assignee(assignment)


async def save_approval_limits(tx: Tx, subject: None, limits: ApprovalLimits, context: Context) -> None:
    await tx.cases.save_approval_limits(limits)


async def save_case_change(tx: Tx, subject: CaseNegotiation, change: CaseChange, context: Context) -> None:
    if change.progress != subject.progress:
        await tx.cases.save_progress(change.progress)
    await save_extension(tx, subject.mediation, change.change, context)


async def save_tree(tx: Tx, subject: None, tree: PublishedTree, context: Context) -> PublishedTree:
    await tx.trees.add(tree)
    return tree


async def _save_change(
    tx: Tx, before: Mediation, change: Change, context: Context, behalf: Behalf | None = None
) -> None:
    if change.mediation != before:
        await tx.mediations.save(change.mediation, before=before)
        if change.lapsed is not None:
            await _publish_events(tx, change.lapsed, _carry_out_silence(before, context))
        dated = context._replace(timing=before.snapshot.date_act(context.timing))
        await _publish_events(tx, change, dated, behalf)


def _carry_out_silence(before: Mediation, context: Context) -> Context:
    """Let the end of a clock be told as its own worker would have told it."""
    deadline, timing = before.snapshot.running_deadline, context.timing
    assert deadline is not None, "an offer stands for a time"
    origin = Origin.deadline(before.case.tenant, deadline.kind)
    return context._replace(
        principal=origin.principal, cause=origin.cause, timing=Timing(deadline.due_at, timing.now, deadline.due_at)
    )


async def _publish_events(tx: Tx, change: Change, context: Context, behalf: Behalf | None = None) -> None:
    timing = context.timing
    event_context = EventContext(
        context.principal.actor, context.cause, timing.effective_at, timing.recorded_at, behalf
    )
    await tx.publish([*integration_events(change, event_context)])


class WordErasure(OfDispute, Protocol):
    @property
    def authors(self) -> frozenset[str]: ...


async def save_erasure(tx: Tx, subject: CaseNegotiation, erasure: WordErasure, context: Context) -> None:
    await tx.mediations.erase_words(erasure.dispute_id, erasure.authors)

"""Loaders and savers of erasures and legal holds: what a person or a case has here, and what is destroyed of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.origin import Origin
from common.kernel.principal import Actor
from evidence.cases.model import Case, CaseState
from evidence.custody import log
from evidence.custody.model import Action
from evidence.events import EventContext
from evidence.items.integration_events import item_events
from evidence.items.model import Change, Erased, ErasureCause, Item, StoredFile
from evidence.storage.erasure_receipt import ErasureReceipt

from .integration_events import PARTIES, case_erased, participant_erased
from .model import ErasedCase, Erasure, StoredAnswer
from .transaction import RetentionTransaction


class PersonToErase(NamedTuple):
    person: Actor
    is_known: bool
    hindrance: CaseState | None
    """OPEN: a case of theirs still runs. CLOSED: one is under a legal hold."""
    receipt: ErasureReceipt | None
    """Of their last erasure, unless they have given something since."""
    items: Sequence[Item] = ()
    chunk_paths: Sequence[str] = ()
    cases: Sequence[ErasedCase] = ()
    """Whose archives speak of them, and in which something of theirs was said."""


class CaseToErase(NamedTuple):
    case: Case
    retention_days: int
    has_legal_hold: bool
    items: Sequence[Item]
    chunk_paths: Sequence[str]


class ErasurePlan(NamedTuple):
    owner: Actor | UUID
    """Of what is on its way: a person, or a case."""
    cause: ErasureCause
    items: Sequence[tuple[Item, Change]]
    chunk_paths: Sequence[str]
    cases: Sequence[ErasedCase]
    receipt: ErasureReceipt
    instead: StoredAnswer
    case: Case | None = None
    """Cleared by it."""
    due_at: datetime | None = None


class OfPerson(Protocol):
    @property
    def person(self) -> Actor: ...


class OfDispute(Protocol):
    @property
    def dispute(self) -> UUID: ...


async def load_person(tx: RetentionTransaction, command: OfPerson, origin: Origin) -> PersonToErase:
    person, erasures = command.person, tx.erasures
    is_known, hindrance = await erasures.knows_person(person), await erasures.find_hindrance(person)
    receipt = await tx.keys.find_receipt_for_update(person)
    if not is_known or hindrance is not None:
        return PersonToErase(person, is_known, hindrance, receipt)
    cases = await erasures.cases_of(person)
    own = [] if receipt is not None else await erasures.items_of(person)
    # Those of others, too, whose invalidation says something: a bundle locks all of a case in this order.
    for id in sorted({*own, *await erasures.items_with_remarks(cases)}):
        await tx.custody.lock_head(id)
    if receipt is not None:
        return PersonToErase(person, is_known, hindrance, receipt, cases=cases)
    items = [await tx.items.get(id) for id in own]
    return PersonToErase(person, is_known, hindrance, receipt, items, await erasures.list_chunk_paths(person), cases)


async def load_case_to_erase(tx: RetentionTransaction, command: OfDispute, origin: Origin) -> CaseToErase:
    """Raises NotFound."""
    case = await tx.cases.get_for_update(command.dispute)
    there = [item.id for item in await tx.items.of_case(case.id) if not isinstance(item.content, Erased)]
    return CaseToErase(
        case,
        await tx.retention.retention_days(),
        await tx.retention.has_legal_hold(case.id),
        [await _lock_item(tx, id) for id in sorted(there)],
        await tx.erasures.list_chunk_paths(case.id),
    )


async def _lock_item(tx: RetentionTransaction, id: UUID) -> Item:
    """Lock its chain of custody, before the time is read: the link bears the instant of the erasure."""
    await tx.custody.lock_head(id)
    return await tx.items.get(id)


async def load_case(tx: RetentionTransaction, command: OfDispute, origin: Origin) -> Case:
    """Raises NotFound."""
    return await tx.cases.get_for_update(command.dispute)


async def save_person_erasure(
    tx: RetentionTransaction, subject: PersonToErase, plan: ErasurePlan | ErasureReceipt, context: Context
) -> Erasure:
    """One that is asked for again erases, too, what was said elsewhere since."""
    if subject.person.role in PARTIES:
        await publish_participant_erased(tx, subject.person, context)
    if isinstance(plan, ErasureReceipt):
        await _erase_words(tx, subject.cases, subject.person, ErasureCause.REQUEST, context)
        return Erasure(plan)
    erasure = await _carry_out(tx, plan, context)
    assert isinstance(plan.owner, Actor), "a person is erased"
    await tx.keys.destroy_person_keys(plan.owner, plan.receipt)
    return erasure


async def save_case_erasure(
    tx: RetentionTransaction, subject: CaseToErase, plan: ErasurePlan | None, context: Context
) -> Erasure | None:
    if plan is None or plan.case is None or plan.due_at is None:
        return None
    erasure = await _carry_out(tx, plan, context)
    await tx.cases.save(plan.case)
    await tx.append_audit_entry(
        "evidence.retention_over", str(plan.case.id), items=len(plan.items), due_at=plan.due_at.isoformat()
    )
    return erasure


async def publish_participant_erased(tx: RetentionTransaction, party: Actor, context: Context) -> None:
    await tx.publish([participant_erased(party, EventContext.of_context(context), context.new_id())])


async def _carry_out(tx: RetentionTransaction, plan: ErasurePlan, context: Context) -> Erasure:
    """Keys first. Whoever wants an archive asks again: the new one does without what was erased."""
    publishing, paths, now, by = EventContext.of_context(context), [], context.timing.now, context.principal.actor
    for item, change in plan.items:
        details = {"cause": plan.cause, "erased_at": now.isoformat()}
        await log.record_action(tx, item.id, Action.ERASED, actor=by, at=now, **details)
        await tx.erasures.mark_erased(item, now)
        await tx.items.save(change.item)
        await tx.publish(list(item_events(change, publishing)))
        if isinstance(item.content, StoredFile):
            paths.append(item.content.path)
    archives = await tx.erasures.end_archives([case.dispute for case in plan.cases])
    await tx.keys.destroy_object_keys([*paths, *plan.chunk_paths, *archives])
    uploads = await tx.erasures.end_uploads(plan.owner)
    ids = [item.id for item, _ in plan.items]
    person = plan.owner if isinstance(plan.owner, Actor) else None
    await tx.erasures.forget_answers(ids, person, plan.instead)
    await _erase_words(tx, plan.cases, person, plan.cause, context)
    return Erasure(plan.receipt, [*paths, *plan.chunk_paths, *archives], ids, uploads)


async def _erase_words(
    tx: RetentionTransaction, cases: Sequence[ErasedCase], person: Actor | None, cause: ErasureCause, context: Context
) -> None:
    """Erase what was said in cases: here what operators have remarked and how goods were sent, elsewhere the rest."""
    publishing = EventContext.of_context(context)
    if person is None or person.role in PARTIES:
        await tx.erasures.erase_remarks(cases, with_title=person is None)
    await tx.publish([case_erased(case, person, cause, publishing, context.new_id()) for case in cases])

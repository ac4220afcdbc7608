"""Stores of this service in Postgres: negotiations with their proposals, the progress of cases, decision trees."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cached_property
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Insert, Row, func, insert, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.contracts.dispute_parts import DisputeEvent
from common.kernel.case_ends import CaseEnd
from common.kernel.errors import InvariantViolated, NotFound
from common.kernel.ids import format_id
from common.persistence.case_ends import case_end_from_row
from common.persistence.erasing import forget_answers
from common.persistence.row_locks import LockedRowQuery
from common.persistence.transaction import PostgresTransaction, ScheduledDeadline

from .domain.errors import EditionExists, TooManyEditions
from .domain.mediation import Mediation
from .domain.progress import CaseProgress
from .domain.proposal import Proposal
from .domain.snapshot import NegotiationSnapshot
from .domain.states import ENDED_STATES
from .domain.tree import Tree
from .ports import ApprovalLimits, Assignment, FrozenDeal, PublishedTree
from .rows import (
    mediation_from_row,
    mediation_to_row,
    option_to_row,
    progress_from_row,
    progress_to_row,
    proposal_from_rows,
    proposal_to_row,
    published_tree_from_row,
)
from .stored_json import encode_money
from .tables import approval_limits, cases, deals, mediations, options, proposals, trees
from .trees.catalogue import builtin_trees
from .trees.format import parse_tree

MAX_TREES: Final = 200
ANSWERED_WORDS: Final = ("note", "reason", "explanation")
"""Keys under which answers of this service say what somebody wrote."""
CHANGING_PROPOSAL_COLUMNS: Final = (
    "version", "state", "expires_at", "chosen", "accepted_at", "rejected_by", "reason", "note", "consents",
    "worded_for", "opened_by_operator", "answered_for", "overtaken_by", "case_state", "case_outcome", "case_due_at",
)  # fmt: skip


OF_ITS_DEAL: Final = (deals.c.tenant_id == mediations.c.tenant_id) & (deals.c.escrow == mediations.c.escrow)
DEAL_MONEY: Final = select(deals.c.money).where(OF_ITS_DEAL).scalar_subquery().label("money")
MONEY_OF_DEAL: Final = """
(SELECT d.money FROM mediation.deals d WHERE d.escrow = locked.escrow AND d.tenant_id = locked.tenant_id)
"""
OF_ITS_CASE: Final = (cases.c.tenant_id == mediations.c.tenant_id) & (cases.c.dispute == mediations.c.dispute)
ASSIGNEE: Final = select(cases.c.assignee).where(OF_ITS_CASE).scalar_subquery().label("assignee")
ASSIGNEE_OF_CASE: Final = """
(SELECT c.assignee FROM mediation.cases c WHERE c.dispute = locked.dispute AND c.tenant_id = locked.tenant_id)
"""
SILENT_END: Final = select(cases.c.silent_end).where(OF_ITS_CASE).scalar_subquery().label("silent_end")
SILENT_END_OF_CASE: Final = ASSIGNEE_OF_CASE.replace("c.assignee", "c.silent_end")
AWAITS: Final = select(cases.c.awaits_approval).where(OF_ITS_CASE).scalar_subquery().label("awaits_approval")
AWAITS_OF_CASE: Final = ASSIGNEE_OF_CASE.replace("c.assignee", "c.awaits_approval")
LIMIT: Final = """
(SELECT (l.limits ->> {mediation}.currency)::bigint FROM mediation.approval_limits l
 WHERE l.tenant_id = {mediation}.tenant_id)
"""
APPROVAL_LIMIT: Final = literal_column(LIMIT.format(mediation="mediation.mediations"), BigInteger).label(
    "approval_limit"
)
BESIDE: Final = (DEAL_MONEY, ASSIGNEE, SILENT_END, AWAITS, APPROVAL_LIMIT)
"""What is known of a negotiation's deal, case and platform beside its own row."""
LOCKED_MEDIATION: Final = LockedRowQuery(
    mediations,
    {
        "money": MONEY_OF_DEAL,
        "assignee": ASSIGNEE_OF_CASE,
        "silent_end": SILENT_END_OF_CASE,
        "awaits_approval": AWAITS_OF_CASE,
        "approval_limit": LIMIT.format(mediation="locked"),
    },
)


def _save_news(heard_with: str, *columns: str) -> Insert:
    """Build the statement that remembers what an event says of a case, unless that is older than what is known."""
    added = upsert(cases)
    is_newer = (cases.c.tenant_id == added.excluded.tenant_id) & (cases.c[heard_with] < added.excluded[heard_with])
    news = {name: added.excluded[name] for name in (*columns, heard_with)}
    return added.on_conflict_do_update(index_elements=["dispute"], set_=news, where=is_newer)


SAVE_ASSIGNEE: Final = _save_news("assignee_heard", "assignee")
SAVE_PROSPECT: Final = _save_news("silent_end_heard", "silent_end", "awaits_approval")


class MediationStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return mediations.c.tenant_id == self._tx.tenant

    async def get_for_update(self, mediation: UUID) -> Mediation:
        loaded = await self._load_locked(await self._tx.lock_row(LOCKED_MEDIATION, mediation))
        if loaded is None:
            raise NotFound("mediation")
        return loaded

    async def find_of_dispute_for_update(self, dispute: UUID) -> Mediation | None:
        query = select(mediations, *BESIDE).where(self._own, mediations.c.dispute == dispute)
        return await self._load_locked(await self._tx.get_for_update(query))

    async def get(self, mediation: UUID, *visible: ColumnElement[bool]) -> Mediation:
        """Read without a lock. Raises NotFound."""
        query = select(mediations, *BESIDE).where(self._own, mediations.c.id == mediation, *visible)
        row = (await self._tx.execute(query)).one_or_none()
        if row is None:
            raise NotFound("mediation")
        return mediation_from_row(row, await self._load_proposals(row))

    async def add(self, mediation: Mediation) -> None:
        await self._tx.execute(insert(mediations).values(mediation_to_row(mediation)))
        rows = mediation.snapshot.proposals
        await self._write_proposals(mediation, changed=rows, worded=rows)
        await self._schedule_deadline(mediation)

    async def save(self, mediation: Mediation, *, before: Mediation) -> None:
        guarded = update(mediations).where(self._own, mediations.c.id == before.id)
        guarded = guarded.where(mediations.c.version == before.version)
        written = await self._tx.execute(guarded.values(mediation_to_row(mediation)))
        if written.rowcount != 1:
            raise InvariantViolated("the row is locked, nobody else can have changed it")
        earlier = before.snapshot.proposals
        wordings = {(proposal.id, proposal.version) for proposal in earlier}
        changed = [proposal for proposal in mediation.snapshot.proposals if proposal not in earlier]
        worded = [proposal for proposal in changed if (proposal.id, proposal.version) not in wordings]
        await self._write_proposals(mediation, changed, worded)
        await self._schedule_deadline(mediation)

    async def erase_words(self, dispute: UUID, authors: Set[str]) -> None:
        """Erase notes and reasons that these have written. A reason is of whoever has rejected."""
        own = (proposals.c.tenant_id == self._tx.tenant, proposals.c.dispute == dispute)
        noted = update(proposals).where(*own, proposals.c.by.in_(authors), proposals.c.note.is_not(None))
        await self._tx.execute(noted.values(note=""))
        rejected = update(proposals).where(*own, proposals.c.rejected_by.in_(authors), proposals.c.reason.is_not(None))
        await self._tx.execute(rejected.values(reason=""))
        await forget_answers(self._tx, [format_id("dsp", dispute)], ANSWERED_WORDS)

    async def _load_locked(self, row: Row[Any] | None) -> Mediation | None:
        if row is None:
            return None
        end = await self._find_case_end(row.dispute) if row.state in ENDED_STATES else None
        return mediation_from_row(row, await self._load_proposals(row), end)

    async def _find_case_end(self, dispute: UUID) -> CaseEnd | None:
        """Read how the case ended: only where the negotiation is over, and whoever acts has to be told."""
        own = (cases.c.tenant_id == self._tx.tenant) & (cases.c.dispute == dispute)
        row = (await self._tx.execute(select(cases).where(own))).one_or_none()
        return None if row is None else case_end_from_row(row)

    async def _load_proposals(self, row: Row[Any]) -> tuple[Proposal, ...]:
        """Read a negotiation's proposals, in a statement of its own.

        One that waited for the lock would still see the proposals from before it.
        """
        current = (options.c.proposal == proposals.c.id) & (options.c.version == proposals.c.version)
        current &= options.c.tenant_id == proposals.c.tenant_id
        query = (
            select(
                proposals,
                options.c.kind,
                options.c.to_buyer_minor,
                options.c.to_seller_minor,
                options.c.reduction_minor,
                options.c.disputed_minor,
            )
            .join(options, current)
            .where(proposals.c.tenant_id == self._tx.tenant, proposals.c.mediation == row.id)
            .order_by(proposals.c.number, options.c.rank)
        )
        rows = (await self._tx.execute(query)).all()
        return tuple(proposal_from_rows([*group], row.currency) for _, group in groupby(rows, lambda r: r.number))

    async def _write_proposals(
        self, mediation: Mediation, changed: Sequence[Proposal], worded: Sequence[Proposal]
    ) -> None:
        """Write changed proposals, and the options of those that are worded anew.

        The older proposal first: only one may stand at any time, the database sees to that row by row.
        """
        if changed:
            write = upsert(proposals).values([proposal_to_row(mediation, proposal) for proposal in changed])
            columns = {name: write.excluded[name] for name in CHANGING_PROPOSAL_COLUMNS}
            own = proposals.c.tenant_id == self._tx.tenant
            await self._tx.execute(write.on_conflict_do_update(index_elements=["id"], set_=columns, where=own))
        if worded:
            rows = [
                option_to_row(mediation, proposal, rank) for proposal in worded for rank in range(len(proposal.options))
            ]
            await self._tx.execute(insert(options).values(rows))

    async def _schedule_deadline(self, mediation: Mediation) -> None:
        deadline = scheduled_deadline(mediation.snapshot)
        await self._tx.schedule_deadlines(mediation.id, [] if deadline is None else [deadline])


class DealStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return deals.c.tenant_id == self._tx.tenant

    async def save_if_newer(self, deal: FrozenDeal) -> None:
        row = {"tenant_id": self._tx.tenant, "escrow": deal.escrow, "version": deal.version}
        added = upsert(deals).values(row | {"money": encode_money(deal.money)})
        newer = {"version": added.excluded.version, "money": added.excluded.money}
        is_newer = deals.c.version < added.excluded.version
        await self._tx.execute(
            added.on_conflict_do_update(index_elements=["escrow"], set_=newer, where=self._own & is_newer)
        )


class CaseStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return cases.c.tenant_id == self._tx.tenant

    async def lock_progress(self, dispute: UUID) -> CaseProgress:
        row = {"tenant_id": self._tx.tenant, "dispute": dispute, "escalated": False, "closed": False}
        # The update changes nothing. It locks the row, also one that another transaction has just inserted.
        lock = (
            upsert(cases)
            .values(row)
            .on_conflict_do_update(index_elements=["dispute"], set_={"escalated": cases.c.escalated}, where=self._own)
        )
        return progress_from_row((await self._tx.execute(lock.returning(cases))).one())

    async def save_assignee(self, assignment: Assignment) -> None:
        row = {"tenant_id": self._tx.tenant, "dispute": assignment.dispute, "escalated": False, "closed": False}
        heard = {"assignee": assignment.operator, "assignee_heard": assignment.sequence}
        self._tx.defer_row(SAVE_ASSIGNEE, row | heard)

    async def save_prospect(self, event: DisputeEvent) -> None:
        """Remember what ends a case first if nobody acts, and whether a decision of it waits, unless that is older than
        what is known."""
        dispute, sequence, end = event.subject, event.sequence, event.silent_end
        stored = None if end is None else end.model_dump(mode="json")
        row = {"tenant_id": self._tx.tenant, "dispute": dispute, "escalated": False, "closed": False}
        heard = {"silent_end": stored, "awaits_approval": event.awaits_approval, "silent_end_heard": sequence}
        self._tx.defer_row(SAVE_PROSPECT, row | heard)

    async def save_approval_limits(self, limits: ApprovalLimits) -> None:
        row = {"limits": dict(limits.limits), "version": limits.version}
        is_newer = (approval_limits.c.version < limits.version) & (approval_limits.c.tenant_id == self._tx.tenant)
        added = upsert(approval_limits).values(row | {"tenant_id": self._tx.tenant})
        await self._tx.execute(added.on_conflict_do_update(index_elements=["tenant_id"], set_=row, where=is_newer))

    async def save_progress(self, progress: CaseProgress) -> None:
        await self._tx.execute(
            update(cases).where(self._own, cases.c.dispute == progress.dispute).values(progress_to_row(progress))
        )


class TreeStore:
    """Decision trees. Those that come with Parley go before those of a platform, which cannot take their names."""

    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return trees.c.tenant_id == self._tx.tenant

    async def get_tree(self, edition: str) -> Tree:
        if (builtin := builtin_trees().get(edition)) is not None:
            return builtin.tree
        return parse_tree((await self.get_published(edition)).source).tree

    async def get_published(self, edition: str) -> PublishedTree:
        row = (await self._tx.execute(select(trees).where(self._own, trees.c.edition == edition))).one_or_none()
        if row is None:
            raise NotFound("tree")
        return published_tree_from_row(row)

    async def list_published(self, name: str | None = None) -> list[PublishedTree]:
        query = select(trees).where(self._own, *([] if name is None else [trees.c.name == name]))
        newest_first = query.order_by(trees.c.published_at.desc(), trees.c.edition)
        return [published_tree_from_row(row) for row in await self._tx.execute(newest_first)]

    async def add(self, tree: PublishedTree) -> None:
        if tree.edition in builtin_trees():
            raise EditionExists
        count = (await self._tx.execute(select(func.count()).select_from(trees).where(self._own))).scalar_one()
        if count >= MAX_TREES:
            raise TooManyEditions
        row = {"tenant_id": self._tx.tenant, **tree._asdict()}
        added = await self._tx.execute(upsert(trees).values(row).on_conflict_do_nothing())
        if added.rowcount == 0:
            raise EditionExists


def scheduled_deadline(snapshot: NegotiationSnapshot) -> ScheduledDeadline | None:
    if (running := snapshot.running_deadline) is None:
        return None
    return ScheduledDeadline(
        running.kind,
        running.started_at,
        running.due_at,
        running.clock,
        running.owed_by,
        "paused" if running.paused else "armed",
    )

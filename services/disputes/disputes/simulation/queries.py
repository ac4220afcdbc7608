"""Queries of closed cases, with their journals and logs, to play them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from common.kernel.principal import Principal
from disputes.cases.rows import dispute_from_row, entry_from_row
from disputes.cases.tables import BESIDE_CASE, disputes, journal, transitions
from disputes.desk.model import DeskTx
from disputes.engine.dispute import State
from disputes.journal.model import JournalEntry
from disputes.policy.vocabulary import Outcome
from disputes.schema import SqlTransaction

from .comparison import ReplayableCase
from .replay import TooManyCases, recorded_result
from .runner import ReplayCases
from .schemas import MAX_CASES, SimulationBody, SimulationView, SuppliedCase
from .views import simulation_view


class SimulationTx(DeskTx, SqlTransaction, Protocol):
    """Transaction as far as queries of this room need it."""


async def simulate_policy(
    tx: SimulationTx, principal: Principal, edition: str, request: SimulationBody, replay_cases: ReplayCases
) -> SimulationView:
    """Raises TooManyCases or NotFound."""
    if request.cases:
        cases = await prepare_supplied_cases(tx, edition, request.cases)
    else:
        assert request.since is not None, "the form says so"
        assert request.until is not None, "the form says so"
        cases = await find_closed_cases(tx, edition, request.since, request.until)
    compared = await replay_cases(cases)
    settings = await tx.desk.get_settings()
    return simulation_view(edition, compared, settings.minutes_per_touch)


async def prepare_supplied_cases(tx: SimulationTx, edition: str, cases: Sequence[SuppliedCase]) -> list[ReplayableCase]:
    """Raises NotFound, or what an opening of such a case would."""
    policy = await tx.policies.get_for_new_case(edition)
    return [
        ReplayableCase(
            dispute=case.to_dispute(tx.tenant, policy),
            journal=case.to_journal(),
            policy=policy,
            reference=case.reference,
        )
        for case in cases
    ]


async def find_closed_cases(tx: SimulationTx, edition: str, since: datetime, until: datetime) -> list[ReplayableCase]:
    """Find the platform's cases closed in the period. Raises TooManyCases or NotFound."""
    candidate = await tx.policies.get_for_new_case(edition)
    closed = (
        select(disputes, *BESIDE_CASE)
        .where(disputes.c.tenant_id == tx.tenant, disputes.c.state == State.CLOSED.value)
        .where(disputes.c.outcome != Outcome.VOID.value)
        .where(disputes.c.closed_at >= since, disputes.c.closed_at < until)
        .order_by(disputes.c.closed_at, disputes.c.id)
        .limit(MAX_CASES + 1)
    )
    cases = [dispute_from_row(row) for row in await tx.execute(closed)]
    if len(cases) > MAX_CASES:
        raise TooManyCases(MAX_CASES)
    journals, places = await get_histories(tx, [case.id for case in cases])
    replayable = []
    for case in cases:
        is_own = case.hash == candidate.hash
        policy = await tx.policies.get_for_dispute(case) if is_own else candidate
        before = recorded_result(case, places[case.id], journals[case.id])
        replayable.append(ReplayableCase(dispute=case, journal=journals[case.id], policy=policy, before=before))
    return replayable


async def get_histories(
    tx: SqlTransaction, ids: list[UUID]
) -> tuple[dict[UUID, list[JournalEntry]], dict[UUID, list[str]]]:
    """Read what has reached each case, and the places it has gone through."""
    journals: dict[UUID, list[JournalEntry]] = defaultdict(list)
    places: dict[UUID, list[str]] = defaultdict(list)
    entries = (
        select(journal)
        .where(journal.c.tenant_id == tx.tenant, journal.c.dispute.in_(ids))
        .order_by(journal.c.dispute, journal.c.seq)
    )
    for row in await tx.execute(entries):
        journals[row.dispute].append(entry_from_row(row))
    of_cases = (transitions.c.tenant_id == tx.tenant, transitions.c.dispute.in_(ids))
    moves = select(transitions).where(*of_cases).order_by(transitions.c.dispute, transitions.c.seq)
    for row in await tx.execute(moves):
        places[row.dispute].append(row.to_state)
    return journals, places

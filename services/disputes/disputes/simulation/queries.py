"""Reads of closed cases, with their journals and logs, to play them again."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from sqlalchemy import select

from disputes.cases.journal import Entry
from disputes.cases.journal_store import entry_from_row
from disputes.cases.rows import dispute_from_row
from disputes.cases.tables import disputes, journal, transitions
from disputes.desk.model import DeskTx
from disputes.editions.catalogue import EditionCatalogue
from disputes.engine.dispute import State
from disputes.policy.vocabulary import Outcome
from disputes.schema import SqlTransaction

from .commands import Play
from .replay import TooManyCases, course

MAX_CASES: Final = 500


class SimulationTx(DeskTx, SqlTransaction, Protocol):
    """What reads of this room are given."""


async def find_closed_cases(
    tx: SimulationTx, shelf: EditionCatalogue, edition: str, since: datetime, until: datetime
) -> list[Play]:
    """The platform's cases closed in the period. Raises TooManyCases or NotFound."""
    candidate = await shelf.pinned(tx, edition)
    closed = (
        select(disputes)
        .where(disputes.c.state == State.CLOSED.value, disputes.c.outcome != Outcome.VOID.value)
        .where(disputes.c.closed_at >= since, disputes.c.closed_at < until)
        .order_by(disputes.c.closed_at, disputes.c.id)
        .limit(MAX_CASES + 1)
    )
    cases = [dispute_from_row(row) for row in await tx.execute(closed)]
    if len(cases) > MAX_CASES:
        raise TooManyCases(MAX_CASES)
    journals, places = await get_histories(tx, [case.id for case in cases])
    plays = []
    for case in cases:
        own = case.hash == candidate.hash
        policy = await shelf.of(tx, case) if own else candidate
        before = course(case, places[case.id], journals[case.id])
        plays.append(Play(dispute=case, journal=journals[case.id], policy=policy, before=before))
    return plays


async def get_histories(tx: SimulationTx, ids: list[UUID]) -> tuple[dict[UUID, list[Entry]], dict[UUID, list[str]]]:
    journals: dict[UUID, list[Entry]] = defaultdict(list)
    places: dict[UUID, list[str]] = defaultdict(list)
    heard = select(journal).where(journal.c.dispute.in_(ids)).order_by(journal.c.dispute, journal.c.seq)
    for row in await tx.execute(heard):
        journals[row.dispute].append(entry_from_row(row))
    moved = select(transitions).where(transitions.c.dispute.in_(ids)).order_by(transitions.c.dispute, transitions.c.seq)
    for row in await tx.execute(moved):
        places[row.dispute].append(row.to_state)
    return journals, places

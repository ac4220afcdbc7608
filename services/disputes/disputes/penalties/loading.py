"""Loaders and savers of the commands on participants' standings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.origin import Origin
from disputes.cases.integration_events import dispute_events
from disputes.cases.updates import tell_update
from disputes.engine.dispute import Change, Dispute
from disputes.policy.model import Policy

from .assessment import ParticipantRecord
from .integration_events import participant_events
from .model import (
    ImposedPenalty,
    ParticipantStanding,
    PenaltiesTx,
    PenaltyRequest,
    StandingChange,
    participant_of,
)


class OnStanding(Protocol):
    @property
    def standing_id(self) -> UUID: ...


class OnPenalty(Protocol):
    @property
    def participant(self) -> str: ...

    @property
    def penalty_id(self) -> UUID: ...


class PenaltyCase(NamedTuple):
    """Penalty that somebody wants undone, with the case that has brought it."""

    penalty: ImposedPenalty
    standing: ParticipantStanding
    dispute: Dispute
    policy: Policy


class PenaltyReversal(NamedTuple):
    standing: StandingChange
    case: Change


# Loaders


async def load_participant_records(
    tx: PenaltiesTx, dispute: Dispute, requests: Iterable[PenaltyRequest]
) -> Mapping[str, ParticipantRecord]:
    """Lock the standings of everybody named, so that of two rulings about one person the second sees the first."""
    participants = _participants_named(dispute, requests)
    standings = [await tx.standings.get_for_update(participant) for participant in participants]
    return await _with_pending(tx, dispute, standings)


async def read_participant_records(
    tx: PenaltiesTx, dispute: Dispute, requests: Iterable[PenaltyRequest]
) -> Mapping[str, ParticipantRecord]:
    """Read the standings of everybody named, where nobody rules yet."""
    standings = [await tx.standings.get(participant) for participant in _participants_named(dispute, requests)]
    return await _with_pending(tx, dispute, standings)


def _participants_named(dispute: Dispute, requests: Iterable[PenaltyRequest]) -> list[str]:
    return sorted({participant_of(dispute, request.party) for request in requests})


async def _with_pending(
    tx: PenaltiesTx, dispute: Dispute, standings: Iterable[ParticipantStanding]
) -> Mapping[str, ParticipantRecord]:
    return {
        standing.participant: ParticipantRecord(
            standing, await tx.standings.find_pending(standing, except_dispute=dispute.id)
        )
        for standing in standings
    }


async def load_standing(tx: PenaltiesTx, command: OnStanding, origin: Origin) -> ParticipantStanding | None:
    return await tx.standings.find_for_update(command.standing_id)


async def load_penalty_case(tx: PenaltiesTx, command: OnPenalty, origin: Origin) -> PenaltyCase:
    """Lock the case first, then the standing, as rulings do. Raises NotFound."""
    seen = await tx.standings.get(command.participant)
    penalty = next((imposed for imposed in seen.imposed if imposed.id == command.penalty_id), None)
    if penalty is None:
        raise NotFound("penalty")
    dispute = await tx.disputes.get_for_update(penalty.dispute)
    standing = await tx.standings.get_for_update(command.participant)
    return PenaltyCase(penalty, standing, dispute, await tx.policies.get_for_dispute(dispute))


# Savers


async def save_standing(tx: PenaltiesTx, subject: object, change: StandingChange | None, context: Context) -> None:
    """Write the standing, its events, and when its suspension ends."""
    if change is None:
        return
    standing, now = change.standing, context.timing.now
    await tx.standings.save(change)
    await tx.standings.schedule_suspension_end(standing.id, since=now, at=standing.suspension_end(now))
    await tx.publish(participant_events(change, context))


async def save_ended_suspension(
    tx: PenaltiesTx, subject: object, change: StandingChange | None, context: Context
) -> None:
    """Save it at the instant it was due, should the clock say that it is earlier yet."""
    if change is not None and (due_at := change.standing.suspended_until) is not None:
        timing = context.timing._replace(now=max(due_at, context.timing.now))
        await save_standing(tx, subject, change, context._replace(timing=timing))


async def save_reversal(
    tx: PenaltiesTx, subject: PenaltyCase, reversal: PenaltyReversal, context: Context
) -> ParticipantStanding:
    if reversal.case.events:
        change = tell_update(subject.dispute, reversal.case)
        await tx.disputes.save(change.dispute, subject.policy)
        await tx.publish(dispute_events(change, subject.policy, "appeal", context))
    await save_standing(tx, subject, reversal.standing, context)
    return reversal.standing.standing

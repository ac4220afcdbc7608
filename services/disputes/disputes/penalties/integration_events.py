"""Integration events: maps what happens to a participant's standing to `common.contracts.standing`."""

from __future__ import annotations

from typing import assert_never

from common.contracts import standing as contracts
from common.contracts.envelope import ActorRef, Event
from common.contracts.standing import StandingFields
from common.execution.commands import Context
from disputes.cases.contract_mapping import penalty_to_ref

from .model import ParticipantEvent, ParticipantStanding, PenaltyImposed, PenaltyUndone, StandingChange, StandingChanged


def participant_events(change: StandingChange, context: Context) -> list[Event]:
    """Map a change's events, numbered without a gap up to the number that the participant has had."""
    first = change.standing.event_count - len(change.events) + 1
    return [
        _participant_event(event, _standing_fields(change.standing, sequence, context))
        for sequence, event in enumerate(change.events, first)
    ]


def _standing_fields(standing: ParticipantStanding, sequence: int, context: Context) -> StandingFields:
    return StandingFields(
        tenant=standing.tenant,
        subject=standing.id,
        sequence=sequence,
        version=standing.version,
        occurred_at=context.timing.effective_at,
        recorded_at=context.timing.recorded_at,
        actor=ActorRef.from_actor(context.principal.actor),
        cause=context.cause,
        participant=standing.participant,
    )


def _participant_event(event: ParticipantEvent, fields: StandingFields) -> Event:
    match event:
        case PenaltyImposed(dispute=dispute, penalty=penalty):
            return contracts.PenaltyImposed(**fields, dispute=dispute, penalty=penalty_to_ref(penalty))
        case PenaltyUndone(dispute=dispute, act=act):
            return contracts.PenaltyReversed(**fields, dispute=dispute, act=act)
        case StandingChanged(status=status, until=until, points=points):
            return contracts.StandingChanged(**fields, status=status.value, until=until, points=points)
        case _:
            assert_never(event)

"""Maps what happens to a participant's standing to the integration events in `common.contracts`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import assert_never

from common.contracts import disputes as said
from common.contracts.envelope import ActorRef, Event
from common.kernel.principal import Actor
from disputes.cases.integration_events import build_event, penalty_ref
from disputes.engine import events as told

from .model import Standing


def participant_events(
    standing: Standing, facts: Sequence[told.OfPeople], *, actor: Actor, cause: str, now: datetime
) -> Iterator[Event]:
    for sequence, fact in enumerate(facts, standing.facts - len(facts) + 1):
        envelope = {
            "tenant": standing.tenant,
            "subject": standing.id,
            "sequence": sequence,
            "version": standing.version,
            "occurred_at": now,
            "actor": ActorRef(role=actor.role.value, id=actor.id),
            "cause": cause,
            "participant": standing.participant,
        }
        yield _of_people(fact, partial(build_event, envelope=envelope))


def _of_people(fact: told.OfPeople, say: Callable[..., Event]) -> Event:
    match fact:
        case told.PenaltyImposed(dispute=dispute, penalty=penalty):
            return say(said.PenaltyImposed, dispute=dispute, penalty=penalty_ref(penalty))
        case told.PenaltyUndone(dispute=dispute, act=act):
            return say(said.PenaltyReversed, dispute=dispute, act=act)
        case told.StandingChanged(status=status, until=until, points=points):
            return say(said.StandingChanged, status=status, until=until, points=points)
        case _:
            assert_never(fact)

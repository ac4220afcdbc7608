"""Fines that a case orders of escrow, and takes back with their penalty."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid5

from common.kernel.principal import Role
from disputes.engine import events
from disputes.engine.events import DomainEvent

from .model import ImposedPenalty


def fine_orders(participant: str, penalties: Iterable[ImposedPenalty]) -> tuple[DomainEvent, ...]:
    return tuple(
        events.Fined(imposed.fine, participant, Role(imposed.penalty.party), imposed.penalty.act, imposed.penalty.fine)
        for imposed in penalties
        if imposed.fine is not None and imposed.penalty.fine is not None
    )


def fine_reversals(penalties: Iterable[ImposedPenalty]) -> tuple[DomainEvent, ...]:
    return tuple(
        events.FineUndone(uuid5(imposed.fine, "undone"), imposed.fine)
        for imposed in penalties
        if imposed.fine is not None
    )

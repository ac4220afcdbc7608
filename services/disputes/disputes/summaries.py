"""Rows of lists as the caller sees them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from common.kernel.principal import Role
from common.web.schemas import ActorView, MoneyView, PolicyView

from .domain.desk import Sla
from .domain.dispute import State
from .domain.records import Kind, Viewer
from .domain.vocabulary import Outcome, Status
from .views import DisputeSummary, MessageView, MovementView


def dispute(row: Row[Any], viewer: Viewer) -> DisputeSummary:
    staff = viewer.role in (Role.OPERATOR, Role.PLATFORM)
    return DisputeSummary(
        id=row.id,
        escrow=row.escrow,
        status=Status(row.status),
        stage=row.stage,
        reason=row.reason,
        disputed=MoneyView(amount=row.disputed_minor, currency=row.currency),
        policy=PolicyView(name=row.policy_name, edition=row.edition, hash=row.policy_hash),
        awaiting=[Role(role) for role in row.awaiting.split(",")] if row.awaiting else [],
        assignee=row.assignee if staff else None,
        sla=Sla(row.sla) if staff and row.sla else None,
        next_due_at=row.next_due_at,
        outcome=Outcome(row.outcome) if row.state == State.CLOSED.value else None,
        opened_at=row.opened_at,
        version=row.version,
    )


def message(row: Row[Any]) -> MessageView:
    author = ActorView(role=row.author_role, id=row.author_id)
    return MessageView(id=row.id, author=author, kind=Kind(row.kind), text=row.text, at=row.at)


def movement(row: Row[Any]) -> MovementView:
    return MovementView(
        seq=row.seq,
        from_state=row.from_state,
        to_state=row.to_state,
        cause=row.cause,
        actor=ActorView(role=row.actor_role, id=row.actor_id),
        at=row.at,
    )

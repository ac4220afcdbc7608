"""Summaries: rows of lists as the caller sees them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from common.kernel.principal import Principal, Role
from common.web.schemas import ActorView, MoneyView, PolicyView
from disputes.edge import STAFF_ROLES
from disputes.engine.dispute import State
from disputes.engine.sla import SlaStatus
from disputes.engine.values import MessageKind
from disputes.policy.vocabulary import Outcome, Status

from .views import DisputeSummary, MessageView, MovementView


def dispute_summary(row: Row[Any], principal: Principal) -> DisputeSummary:
    is_staff = principal.role in STAFF_ROLES
    return DisputeSummary(
        id=row.id,
        escrow=row.escrow,
        status=Status(row.status),
        stage=row.stage,
        reason=row.reason,
        disputed=MoneyView(amount=row.disputed_minor, currency=row.currency),
        policy=PolicyView(name=row.policy_name, edition=row.edition, hash=row.policy_hash),
        awaiting=[Role(role) for role in row.awaiting],
        assignee=row.assignee if is_staff else None,
        sla=SlaStatus(row.sla) if is_staff and row.sla else None,
        next_due_at=row.next_due_at,
        outcome=Outcome(row.outcome) if row.state == State.CLOSED.value else None,
        opened_at=row.opened_at,
        version=row.version,
    )


def message_row_view(row: Row[Any]) -> MessageView:
    author = ActorView(role=row.author_role, id=row.author_id)
    return MessageView(id=row.id, author=author, kind=MessageKind(row.kind), text=row.text, at=row.at)


def movement_view(row: Row[Any]) -> MovementView:
    return MovementView(
        seq=row.seq,
        from_state=row.from_state,
        to_state=row.to_state,
        cause=row.cause,
        actor=ActorView(role=row.actor_role, id=row.actor_id),
        at=row.at,
    )

"""Views of lists of cases: rows as their reader sees them, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from common.kernel.principal import Principal, Role
from common.web.schemas import MoneyView, PolicyView
from disputes.cases.codecs import HIDDEN_VERSIONS
from disputes.cases.listing import SlaStatus
from disputes.cases.view_parts import OfficeView
from disputes.edge import STAFF_ROLES
from disputes.engine.completeness import PARTY_ROLES, count_hidden_versions
from disputes.engine.dispute import State
from disputes.policy.vocabulary import Outcome, Status
from disputes.schema import SqlRow
from disputes.story.schemas import UnreadView

from .counting import CaseCounts
from .schemas import (
    AwaitingCount,
    DeskCounts,
    DisputeCounts,
    DisputeSummary,
    FlagCounts,
    OfficeCount,
    StageCount,
    StatusCount,
)


class Activity(NamedTuple):
    """What has happened in a case, of what its reader may see, and how much of it they have not read."""

    last_at: datetime
    messages: int
    entries: int


class Reader(NamedTuple):
    """Reader of a list, and as whom they act in the cases of each edition."""

    principal: Principal
    sides: Mapping[str, Role | None]
    now: datetime
    activity: Mapping[UUID, Activity]

    @property
    def is_staff(self) -> bool:
        return self.principal.role in STAFF_ROLES


def dispute_summary(row: SqlRow, reader: Reader) -> DisputeSummary:
    is_staff, side = reader.is_staff, reader.sides[row.edition]
    viewer = side or reader.principal.role
    others = {Role.BUYER: row.seller, Role.SELLER: row.buyer}
    activity = reader.activity.get(row.id, Activity(row.opened_at, 0, 0))
    return DisputeSummary(
        id=row.id,
        escrow=row.escrow,
        title=row.title,
        status=Status(row.status),
        viewer_state=_viewer_state(row, side),
        stage=row.stage,
        reason=row.reason,
        buyer=row.buyer,
        seller=row.seller,
        claimant=Role(row.claimant),
        other_party=others.get(side) if side is not None else None,
        disputed=MoneyView(amount=row.disputed_minor, currency=row.currency),
        policy=PolicyView(name=row.policy_name, edition=row.edition, hash=row.policy_hash),
        awaiting=[Role(role) for role in known_awaiting(row, viewer)],
        office=OfficeView(code=row.office, name=row.office_name, since=row.office_since) if row.office else None,
        offer_by=Role(row.offer_by) if row.offer_by else None,
        contested=row.contested,
        assignee=row.assignee if is_staff else None,
        sla=SlaStatus(row.sla) if is_staff and row.sla else None,
        next_due_at=row.due_at,
        overdue=row.due_at is not None and row.due_at <= reader.now,
        last_activity_at=activity.last_at,
        unread=UnreadView(messages=activity.messages, entries=activity.entries),
        paused_at=row.paused_at,
        outcome=Outcome(row.outcome) if row.state == State.CLOSED.value else None,
        opened_at=row.opened_at,
        version=row.version - _hidden_versions(row, viewer),
    )


def known_awaiting(row: SqlRow, viewer: Role) -> list[str]:
    """List whose turn it is, as a reader knows it: the other party's, too, that has given what is sealed (T8)."""
    return sorted({*row.awaiting, *(role for role in row.concealed if viewer in PARTY_ROLES and role != viewer)})


def _hidden_versions(row: SqlRow, viewer: Role) -> int:
    return count_hidden_versions(HIDDEN_VERSIONS.decode(row.hidden_versions), viewer)


def _viewer_state(row: SqlRow, side: Role | None) -> Literal["required_action", "waiting", "closed"]:
    if row.state == State.CLOSED.value:
        return "closed"
    return "required_action" if side is not None and side.value in row.awaiting else "waiting"


def counts_view(counts: CaseCounts, as_of: datetime, *, is_staff: bool) -> DisputeCounts:
    flags = counts.flags
    return DisputeCounts(
        as_of=as_of,
        open=counts.total,
        by_status=[StatusCount(status=Status(name), count=n) for name, n in sorted(counts.by_status.items())],
        by_stage=[
            StageCount(policy=policy, stage=stage, count=n)
            for (policy, stage), n in sorted(counts.by_stage.items(), key=lambda one: (one[0][0], one[0][1] or ""))
        ],
        by_awaiting=[AwaitingCount(awaiting=Role(role), count=n) for role, n in sorted(counts.by_awaiting.items())],
        by_office=[OfficeCount(office=office, count=n) for office, n in sorted(counts.by_office.items())],
        flags=FlagCounts(
            required_action=flags["required_action"],
            overdue=flags["overdue"],
            due_within_day=flags["due_within_day"],
            offer=flags["offer"],
            contested=flags["contested"],
            paused=flags["paused"],
        ),
        desk=DeskCounts(
            unassigned=flags["unassigned"],
            mine=flags["mine"],
            target_missed=flags[SlaStatus.TARGET_MISSED],
            breached=flags[SlaStatus.BREACHED],
        )
        if is_staff
        else None,
    )

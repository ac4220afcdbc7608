"""Reactions to changed cases: whose office has them, as their parties are told."""

from __future__ import annotations

from dataclasses import replace

from disputes.cases.model import CaseChanged
from disputes.engine.dispute import Change, Dispute, State
from disputes.engine.values import CaseOffice
from disputes.policy.model import Policy
from disputes.policy.vocabulary import Phase

from .model import DeskTx


async def place_in_office(tx: DeskTx, changed: CaseChanged) -> Change:
    """Note which office has the case, where it has moved on or changed hands. Parties among themselves are in none."""
    before, change, policy = changed.before, changed.change, changed.policy
    after = change.dispute
    has_moved, now = after.place != before.place, changed.context.timing.effective_at
    if (not has_moved and after.assignee == before.assignee) or not needs_office(after, policy):
        return change
    office = (await tx.desk.get_settings()).office_for(policy.name, after.assignee)
    if after.office is not None and after.office.code == office.code:
        return change
    since = after.entered_at if has_moved and after.entered_at is not None else now
    placed = CaseOffice(office.code, office.name, since)
    await tx.tell_office(after.id, placed)
    return change._replace(dispute=replace(after, office=placed))


def needs_office(dispute: Dispute, policy: Policy) -> bool:
    """Tell whether operators are concerned: once it is escalated, or one of them has it."""
    stage = dispute.running_stage(policy)
    if dispute.state is not State.ACTIVE or stage is None:
        return False
    return stage.phase is Phase.ESCALATED or dispute.assignee is not None

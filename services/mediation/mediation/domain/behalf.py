"""Acts of an operator for a party who has told support what it wants: noted in what came of them (PRM-27). Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from common.kernel.behalf import Behalf

from .mediation import Change, Mediation
from .snapshot import NegotiationSnapshot
from .submission import Turn


def note_wording(change: Change, behalf: Behalf | None) -> Change:
    """Note for whom an operator has worded the newest proposal. None: its author did, so what was noted is over."""
    worded = _with_newest(change.mediation.snapshot, worded_for=behalf, opened_by_operator=False)
    return _change_snapshot(change, worded)


def note_answer(before: Mediation, change: Change, behalf: Behalf | None) -> Change:
    """Note for which side an operator has answered, and from where to go on if that needs a second one."""
    after = change.mediation.snapshot
    if behalf is not None:
        after = _with_newest(after, answered_for=behalf)
    newest, was = after.newest_proposal, before.snapshot
    if after.submission is not None and newest is not None and newest.is_by_operators:
        interrupted = Turn(was.state, was.due_at, was.due_since)
        after = replace(after, submission=replace(after.submission, interrupted=interrupted))
    return _change_snapshot(change, after)


def _with_newest(snapshot: NegotiationSnapshot, **noted: Any) -> NegotiationSnapshot:
    *earlier, newest = snapshot.proposals
    return replace(snapshot, proposals=(*earlier, replace(newest, **noted)))


def _change_snapshot(change: Change, snapshot: NegotiationSnapshot) -> Change:
    return change._replace(mediation=replace(change.mediation, snapshot=snapshot))

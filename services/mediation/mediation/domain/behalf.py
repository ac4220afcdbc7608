"""Acts of an operator for a party who has told support what it wants: noted in what came of them (PRM-27). Pure.

An operator alone speaks for a party up to the platform's limit. Disputes decides on agreements; a consent to a
mediator's proposal is none yet, so it is refused here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from common.kernel.behalf import Behalf
from common.kernel.timing import Timing

from .errors import ApprovalNeeded
from .mediation import Change, Mediation
from .options import Option
from .snapshot import NegotiationSnapshot
from .submission import Turn
from .terms import Side


def takes_two_operators(mediation: Mediation, option: Option) -> bool:
    """Tell whether an operator alone may not agree to it for a party: the case is about more than the platform's limit.

    What was disputed at the opening counts, as in disputes, whatever has gone back since.
    """
    limit = mediation.approval_limit
    return option.moves_money and limit is not None and mediation.case.disputed.minor > limit


def require_consent_of_its_own(mediation: Mediation, option: int, by: Side, timing: Timing) -> None:
    """Refuse an operator's consent for a party that the other's could not follow. Raises ApprovalNeeded."""
    proposal = mediation.snapshot.current_proposal
    if proposal is None or proposal.open_sides == {by} or not takes_two_operators(mediation, proposal.options[option]):
        return
    raise ApprovalNeeded(mediation.snapshot.state, mediation.snapshot.allowed_actions(by, timing.received_at))


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

"""The negotiation that begins with a walk through a decision tree (O2, O3). Pure functions on a negotiation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from common.kernel.terms import due_at_end_of
from common.kernel.timing import Timing

from .errors import NotSuggested, QuestionUnanswered
from .facts import Made, TurnChanged
from .mediation import Change, Mediation
from .options import Wish, resolve
from .proposal import Proposal
from .states import Act, State
from .terms import Side, Terms
from .tree import Suggested, Tree, Value
from .walk import Walk


def begin(
    *, id: UUID, walk: Walk, answer_by: datetime, now: datetime, claimant: Side, terms: Terms, **case: Any
) -> Change:
    """The claimant is asked first; the other side's clock starts with the proposal that comes of it."""
    started = Mediation(
        id=id, claimant=claimant, terms=terms, state=State.GUIDING, proposals=(), awaiting=claimant,
        due_at=answer_by, due_since=now, created_at=now, walk=walk, version=0, **case,
    )  # fmt: skip
    return started.become(TurnChanged())


def answer(found: Mediation, tree: Tree, question: str, value: Value, *, by: Side, at: Timing) -> Change:
    """Answer what is asked, or an earlier question anew, which drops all answers from there on."""
    found.permit(Act.ANSWER, by, at)
    assert found.walk is not None
    return found.become(TurnChanged(), walk=found.walk.answer(tree, question, value, at.now))


def suggestions(found: Mediation, tree: Tree) -> tuple[Suggested, ...]:
    """What the answers lead to, ranked. Raises QuestionUnanswered before the end of the walk."""
    assert found.walk is not None
    if found.walk.question is not None:
        raise QuestionUnanswered(found.state, (), found.walk.question)
    return found.walk.suggestions(tree, found.terms.kinds)


def propose(found: Mediation, tree: Tree, id: UUID, wishes: Sequence[Wish], *, by: Side, at: Timing) -> Change:
    """End the walk: the claimant ranks what was suggested, and the other side's time begins (O4)."""
    assert found.walk is not None
    if (allowed := found.allowed(by, at.received_at)) and found.walk.question is not None:
        raise QuestionUnanswered(found.state, allowed, found.walk.question)
    found.permit(Act.PROPOSE, by, at)
    options = resolve(wishes, whole=found.amount, kinds=found.terms.kinds)
    offered = suggestions(found, tree)
    for index, option in enumerate(options):
        if not any(suggested.covers(option) for suggested in offered):
            raise NotSuggested(index)
    due_at = due_at_end_of(at.now, found.walk.respond_term, found.terms.calendar)
    opening = Proposal(
        id=id, number=1, by=by, round=0, options=options, created_at=at.now,
        expires_at=None if found.paused_at else due_at,
    )  # fmt: skip
    return found.become(
        Made(opening), TurnChanged(), state=State.NEGOTIATING, proposals=(opening,), awaiting=by.other,
        due_at=due_at, due_since=at.now,
    )  # fmt: skip

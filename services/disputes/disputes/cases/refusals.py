"""Refusals of people's acts, answered with how the case stands and what may be done in it instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Protocol, TypeVar

from common.execution.commands import Context
from common.kernel.errors import DomainError, require_version
from disputes.engine.dispute import Dispute
from disputes.policy.model import Policy

from .allowed_actions import allowed_actions
from .model import ActRefused


class JudgedCase(Protocol):
    @property
    def dispute(self) -> Dispute: ...

    @property
    def policy(self) -> Policy: ...


SubjectT = TypeVar("SubjectT", bound=JudgedCase)
CommandT = TypeVar("CommandT")
ChangeT = TypeVar("ChangeT")
Decide = Callable[[SubjectT, CommandT, Context], ChangeT]


def explain_refusals(decide: Decide[SubjectT, CommandT, ChangeT]) -> Decide[SubjectT, CommandT, ChangeT]:
    """Let a handler decide on the version that the caller has read. Raises VersionConflict or ActRefused."""

    @wraps(decide)
    def decide_and_explain(case: SubjectT, command: CommandT, context: Context) -> ChangeT:
        require_version(context.expected_version, case.dispute.version)
        try:
            return decide(case, command, context)
        except DomainError as refusal:
            offered = {
                action.rel
                for action in allowed_actions(case.dispute, context.principal, case.policy, context.timing.now)
            }
            raise ActRefused(refusal, state=case.dispute.place, allowed_actions=sorted(offered)) from refusal

    return decide_and_explain

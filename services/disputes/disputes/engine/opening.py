"""Opening of a case: what the claimant says, checked against the edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from common.kernel.money import Money
from common.kernel.principal import Role
from disputes.policy.model import Policy
from disputes.policy.options import Option, RequestedOption, resolve_options
from disputes.policy.vocabulary import OpeningRequirement

from . import events
from .context import EngineContext
from .dispute import Change, Dispute
from .errors import OpeningIncomplete, ReasonNotAllowed
from .known_escrow import KnownEscrow
from .values import OpeningStatement, Reopening, StatementStats


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Claim as its claimant words it."""

    claimant: Role
    reason: str
    amount: Money
    wishes: Sequence[RequestedOption]
    explanation: str
    statement: OpeningStatement = OpeningStatement()
    is_by_operator: bool = False


def open_case(
    escrow: KnownEscrow, opening: Opening, context: EngineContext, reopening: Reopening | None = None
) -> Change:
    """Ask escrow to hold the money still; the clocks start when it confirms. Raises what the edition refuses."""
    policy = context.policy
    _require_reason(opening, policy)
    _require_complete(opening, policy)
    needs_options = OpeningRequirement.OPTIONS in policy.opening_requirements
    dispute = Dispute(
        id=context.new_id(),
        tenant=escrow.tenant,
        escrow=escrow.id,
        buyer=escrow.buyer,
        seller=escrow.seller,
        edition=policy.edition,
        hash=policy.hash,
        reason=opening.reason,
        claimant=opening.claimant,
        amount=opening.amount,
        options=_resolve_wishes(opening, policy) if needs_options else (),
        explanation=opening.explanation,
        statement=opening.statement,
        statement_stats={opening.claimant: StatementStats(len(opening.explanation))},
        opened_at=context.at,
        opened_by_operator=opening.is_by_operator,
        calendar=policy.calendar,
        category=escrow.category,
        price=escrow.price,
        delivered_at=escrow.delivered_at,
        reopening=reopening,
        event_count=1,
    )
    return Change(dispute, (events.FreezeRequested(context.timing.received_at),))


def _resolve_wishes(opening: Opening, policy: Policy) -> tuple[Option, ...]:
    return resolve_options(opening.wishes, opening.amount, policy, opening.reason, opening.claimant)


def _require_reason(opening: Opening, policy: Policy) -> None:
    """Raises ReasonNotAllowed."""
    reason = policy.reasons.get(opening.reason)
    if reason is None or opening.claimant not in reason.openers:
        allowed = (name for name, other in policy.reasons.items() if opening.claimant in other.openers)
        raise ReasonNotAllowed(opening.reason, policy.edition, allowed)


def _require_complete(opening: Opening, policy: Policy) -> None:
    """Refuse an opening that lacks what the edition needs, or says more. Raises OpeningIncomplete."""
    parts = {
        OpeningRequirement.OPTIONS: opening.wishes,
        OpeningRequirement.TRANSACTION: opening.statement.transaction,
        OpeningRequirement.NEED: opening.statement.need,
    }
    stated = {part for part, content in parts.items() if content}
    if stated != policy.opening_requirements:
        raise OpeningIncomplete(policy.opening_requirements - stated, stated - policy.opening_requirements)

"""Queries that explain: an edition in words, and what can be reported about an escrow."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from common.execution.catching_up import rest_on_if_young
from common.kernel.errors import Forbidden, NotFound, Predecessor
from common.kernel.languages import Language
from common.kernel.principal import Principal, Role
from common.persistence.transaction import EVERY_PLATFORM
from disputes.cases.access import can_see_deal
from disputes.cases.model import CasesTx
from disputes.editions.model import BuiltInEditions
from disputes.editions.queries import read_current_editions
from disputes.editions.store import is_readable
from disputes.editions.tables import editions
from disputes.engine.known_escrow import KnownEscrow
from disputes.policy.files.loader import parse_edition
from disputes.policy.files.text_files import get_text_book
from disputes.policy.model import Policy
from disputes.schema import SqlTransaction

from .model import PARTIES, Eligibility, assess_eligibility
from .schemas import CURRENT, EligibilityQuery, EligibilityView, PolicyDocument
from .views import eligibility_view, policy_document


class ExplanationReadTx(CasesTx, SqlTransaction, Protocol):
    """Transaction as far as queries of this room need it."""


async def read_policy_document(
    tx: ExplanationReadTx,
    principal: Principal,
    name: str,
    edition: str,
    language: Language,
    usual: frozenset[str],
) -> PolicyDocument:
    """Read one edition of a policy, or the one that new escrows of the platform get. Raises NotFound."""
    query = select(editions).where(is_readable(tx.tenant), editions.c.name == name)
    if edition != CURRENT:
        query = query.where(editions.c.edition == edition)
    current = await read_current_editions(tx, tx.tenant, usual)
    rows = sorted(await tx.execute(query), key=lambda row: (row.tenant_id != EVERY_PLATFORM, row.edition))
    if edition == CURRENT:
        rows = [row for row in rows if current.is_current(name, row.edition, is_own=row.tenant_id != EVERY_PLATFORM)]
    if not rows:
        raise NotFound("policy")
    row = rows[-1]
    is_own = row.tenant_id != EVERY_PLATFORM
    return policy_document(
        _find_policy(tx.policies.built_in, row.edition, row.body, is_own=is_own),
        get_text_book(name, language),
        current=current.is_current(name, row.edition, is_own=is_own),
        is_own=is_own,
    )


def _find_policy(built_in: BuiltInEditions, edition: str, body: str, *, is_own: bool) -> Policy:
    return parse_edition(body) if is_own or edition not in built_in else built_in[edition]


async def read_eligibility(
    tx: ExplanationReadTx, principal: Principal, query: EligibilityQuery, language: Language, *, is_certain: bool
) -> EligibilityView:
    """Read what can be reported about an escrow. Raises NotFound, or Forbidden for whoever reports nothing.

    Unless `is_certain`, a refusal that rests on what escrow may have told since is raised, so that escrow is asked.
    """
    escrow = await _get_escrow(tx, principal, query.escrow)
    policy = await tx.policies.get_for_new_case(escrow.edition)
    eligibility = assess_eligibility(
        escrow,
        policy,
        _find_roles(principal, query.on_behalf_of, policy),
        earlier=await tx.disputes.list_of_escrow(escrow.id),
        received_at=(await tx.timing()).received_at,
    )
    if not is_certain:
        _raise_uncertain_refusal(eligibility)
    return eligibility_view(eligibility, get_text_book(policy.name, language))


def _raise_uncertain_refusal(eligibility: Eligibility) -> None:
    if eligibility.refusal is not None and eligibility.refusal.rests_on:
        raise eligibility.refusal


async def _get_escrow(tx: ExplanationReadTx, principal: Principal, escrow_id: UUID) -> KnownEscrow:
    """Raises NotFound, of a young one only after escrow was asked."""
    try:
        escrow = await tx.escrows.get(escrow_id)
    except NotFound as unknown:
        raise rest_on_if_young(unknown, Predecessor("escrow", escrow_id)) from None
    is_bound_elsewhere = principal.is_bound_elsewhere(escrow=escrow.id, dispute=None)
    if is_bound_elsewhere or not can_see_deal(principal, escrow.buyer, escrow.seller):
        raise NotFound("escrow")
    return escrow


def _find_roles(principal: Principal, on_behalf_of: Role | None, policy: Policy) -> tuple[Role, ...]:
    """Tell in whose name is asked: parties their own, a representative whom they act for, others whom they name."""
    own = policy.represented_role if principal.role is Role.REPRESENTATIVE else principal.role
    if own in PARTIES:
        if on_behalf_of not in (None, own):
            raise Forbidden("Parties ask about their own reports.")
        return (own,)
    if principal.role is Role.REPRESENTATIVE:
        return ()
    return PARTIES if on_behalf_of is None else (on_behalf_of,)

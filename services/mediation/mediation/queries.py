"""Queries of negotiations and decision trees: what a caller may see. They change nothing and decide nothing."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, Row, Select, false, or_, select

from common.kernel.languages import Language
from common.kernel.principal import Principal, Role
from common.kernel.timing import Timing
from common.persistence.paging import Pager
from common.web.schemas import Page

from .domain.mediation import Mediation
from .domain.options import resolve_options
from .domain.states import State
from .domain.terms import PARTY_SIDES, Side
from .domain.tree import Tree
from .loading import find_walked_tree
from .money_views import money_effect
from .schemas import (
    ForetoldOptionView,
    MediationFilters,
    MediationSummary,
    MediationView,
    OptionQuery,
    SuggestionsView,
)
from .store import MediationStore, TreeStore
from .tables import mediations
from .trees.catalogue import builtin_trees
from .trees.schemas import TreeFilters, TreeList, TreeView
from .trees.texts import translate_body, translate_tree
from .trees.views import builtin_tree_view, published_tree_view, tree_summary
from .views import mediation_view, option_view, suggestions_view

LISTING_NAME: Final = "mediations"
"""Name of the list in its cursors."""
SUMMARY_COLUMNS: Final = (
    mediations.c.id,
    mediations.c.dispute,
    mediations.c.escrow,
    mediations.c.buyer,
    mediations.c.seller,
    mediations.c.state,
    mediations.c.awaiting,
    mediations.c.due_at,
    mediations.c.created_at,
    mediations.c.version,
)


class ReadingTx(Protocol):
    """Transaction as far as the queries need it."""

    @property
    def tenant(self) -> UUID: ...

    @property
    def mediations(self) -> MediationStore: ...

    @property
    def trees(self) -> TreeStore: ...

    async def timing(self) -> Timing: ...

    async def execute(self, statement: Executable) -> Any: ...


async def read_mediation_page(
    tx: ReadingTx, principal: Principal, pager: Pager, filters: MediationFilters
) -> Page[MediationSummary]:
    query = pager.narrow_query(
        select_summaries(principal, filters),
        mediations.c.id,
        listing=LISTING_NAME,
        tenant=principal.tenant,
        filters=filters,
    )
    rows = (await tx.execute(query)).all()
    page, cursor = pager.split_page(
        rows, attrgetter("id"), listing=LISTING_NAME, tenant=principal.tenant, filters=filters
    )
    data = [_summary_from_row(row) for row in page]
    return Page(data=data, has_more=cursor is not None, next_cursor=cursor)


def _summary_from_row(row: Row[Any]) -> MediationSummary:
    """Show a negotiation in a list: enough to draw its row, and to say whose turn it is."""
    is_put_to_both = row.state == State.OPEN and row.due_at is not None and row.awaiting is None
    one = [] if row.awaiting is None else [Side(row.awaiting)]
    return MediationSummary(
        id=row.id,
        dispute=row.dispute,
        escrow=row.escrow,
        buyer=row.buyer,
        seller=row.seller,
        state=row.state,
        awaiting=row.awaiting,
        asked=sorted(Side) if is_put_to_both else one,
        due_at=row.due_at,
        created_at=row.created_at,
        version=row.version,
    )


async def list_mediations_concerning(tx: ReadingTx, disputes: Sequence[UUID]) -> list[UUID]:
    """List the negotiations of these cases: for other services that ask by case."""
    query = select(mediations.c.id).where(mediations.c.tenant_id == tx.tenant, mediations.c.dispute.in_(disputes))
    return list((await tx.execute(query)).scalars())


async def list_disputes_of(tx: ReadingTx, negotiations: Sequence[UUID]) -> list[UUID]:
    query = select(mediations.c.dispute).where(mediations.c.tenant_id == tx.tenant, mediations.c.id.in_(negotiations))
    return list((await tx.execute(query)).scalars())


async def read_mediation(tx: ReadingTx, principal: Principal, mediation_id: UUID, language: Language) -> MediationView:
    mediation = await tx.mediations.get(mediation_id, *visible_to(principal))
    tree = await _find_tree_in(language, tx, mediation)
    return mediation_view(mediation, tree, principal, (await tx.timing()).now, language)


async def read_suggestions(
    tx: ReadingTx, principal: Principal, mediation_id: UUID, language: Language
) -> SuggestionsView:
    mediation = await tx.mediations.get(mediation_id, *visible_to(principal))
    tree = await _find_tree_in(language, tx, mediation)
    return suggestions_view(mediation.suggest_solutions(tree, PARTY_SIDES.get(principal.role)), mediation.money)


async def read_option(
    tx: ReadingTx, principal: Principal, mediation_id: UUID, query: OptionQuery
) -> ForetoldOptionView:
    """Raises KindNotAllowed or OptionInvalid."""
    mediation = await tx.mediations.get(mediation_id, *visible_to(principal))
    disputed = mediation.case.amount
    requested = [query.to_requested_option(disputed.currency)]
    [option] = resolve_options(requested, disputed=disputed, terms=mediation.snapshot.terms)
    shown = option_view(option, mediation.money)
    return ForetoldOptionView(**shown.__dict__, money_effect=money_effect(mediation, option))


async def _find_tree_in(language: Language, tx: ReadingTx, mediation: Mediation) -> Tree | None:
    tree = await find_walked_tree(tx.trees, mediation)
    return None if tree is None else translate_tree(tree, language)


async def read_trees(tx: ReadingTx, principal: Principal, filters: TreeFilters) -> TreeList:
    """List the platform's own editions, newest first, then those that come with Parley."""
    published = [published_tree_view(tree) for tree in await tx.trees.list_published(filters.name)]
    builtin = [builtin_tree_view(builtin_trees()[edition]) for edition in sorted(builtin_trees(), reverse=True)]
    named = [tree for tree in (*published, *builtin) if filters.name in (None, tree.name)]
    return TreeList(data=[tree_summary(tree) for tree in named])


async def read_tree(tx: ReadingTx, principal: Principal, edition: str, language: Language) -> TreeView:
    if (builtin := builtin_trees().get(edition)) is not None:
        view = builtin_tree_view(builtin)
    else:
        view = published_tree_view(await tx.trees.get_published(edition))
    body = translate_body(view.tree, language)
    return view.model_copy(update={"title": body.title, "tree": body})


def select_summaries(principal: Principal, filters: MediationFilters) -> Select[Any]:
    query = select(*SUMMARY_COLUMNS).where(*visible_to(principal))
    if filters.dispute is not None:
        query = query.where(mediations.c.dispute == filters.dispute)
    if filters.state is not None:
        query = query.where(mediations.c.state.in_(filters.state))
    if filters.awaiting is not None:
        of_both = (
            (mediations.c.state == State.OPEN) & mediations.c.due_at.is_not(None) & mediations.c.awaiting.is_(None)
        )
        query = query.where(or_(mediations.c.awaiting == filters.awaiting, of_both))
    return query


def visible_to(principal: Principal) -> list[ColumnElement[bool]]:
    """Limit a query to what a caller may know of.

    Parties see their own, platform and operators all, others the case they are let into.
    """
    own = mediations.c.tenant_id == principal.tenant
    limits = []
    if principal.escrow is not None:
        limits.append(mediations.c.escrow == principal.escrow)
    if principal.dispute is not None:
        limits.append(mediations.c.dispute == principal.dispute)
    match principal.role:
        case Role.BUYER:
            return [own, mediations.c.buyer == principal.id, *limits]
        case Role.SELLER:
            return [own, mediations.c.seller == principal.id, *limits]
        case Role.PLATFORM | Role.OPERATOR:
            return [own, *limits]
        case _:
            return [own, *(limits or [false()])]

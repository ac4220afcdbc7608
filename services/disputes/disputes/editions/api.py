"""Editions of policies over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.kernel.principal import Role
from disputes.edge import ACT_RESPONSES, READ_RESPONSES

from . import queries
from .commands import CheckEdition, MakeEditionCurrent, PublishEdition
from .comparison import read_edition
from .edge import EditionsCall
from .model import WrittenEdition
from .schemas import (
    CHECKED_RESPONSE,
    POLICY_READER_ROLES,
    DiffView,
    EditionBody,
    EditionDetail,
    EditionList,
    EditionName,
    EditionView,
)
from .views import current_edition_view, published_edition_view

router = APIRouter(prefix="/v1/policies", tags=["policies"])


@router.post(
    "",
    status_code=201,
    response_model=EditionDetail,
    responses={**ACT_RESPONSES, **CHECKED_RESPONSE},
    operation_id="publish_policy",
    summary="Publish a policy of your own",
)
async def publish_policy(body: EditionBody, call: EditionsCall, dry_run: Annotated[bool, Query()] = False) -> Response:
    """Publish an edition, checked as strictly as those that come with Parley: what is wrong is named with its place.

    It is never edited; publish another. `dry_run=true` checks and keeps nothing. Your escrows can name it from the
    moment escrow has heard of it; those that name only the policy get it once you make it current.
    """
    call.require_role(Role.PLATFORM)
    text = body.to_text()
    edition = WrittenEdition(read_edition(text), text)
    if dry_run:
        return await call.execute(CheckEdition(edition), published_edition_view)
    return await call.execute(PublishEdition(edition), published_edition_view, status=201)


@router.post(
    "/{edition}/make-current",
    response_model=EditionView,
    responses=ACT_RESPONSES,
    operation_id="make_policy_current",
    summary="Make an edition current",
)
async def make_policy_current(edition: EditionName, call: EditionsCall) -> Response:
    """Give new escrows this edition wherever they get it by the policy's name: one of yours, or one of Parley's again.

    With the bare name of one of Parley's policies (`agreement_first`) you choose none any more: new escrows get
    Parley's newest, as before your first choice, also when a newer one comes. Publishing alone changes no escrow.
    Those there are keep the edition that they were created under. Of operators those with the scope `lead`.
    """
    call.require_role(Role.PLATFORM, Role.OPERATOR, scope="lead")
    return await call.execute(MakeEditionCurrent(edition, call.deps.current), current_edition_view)


@router.get(
    "", response_model=EditionList, responses=READ_RESPONSES, operation_id="list_policies", summary="List policies"
)
async def list_policies(call: EditionsCall) -> Response:
    """Every edition there is for you: those of Parley and your own. An escrow keeps the one it was created under."""
    call.require_role(*POLICY_READER_ROLES)
    return await call.query(queries.list_editions, call.deps.current)


@router.get(
    "/{edition}",
    response_model=EditionDetail,
    responses=READ_RESPONSES,
    operation_id="get_policy",
    summary="Read a policy",
)
async def get_policy(edition: EditionName, call: EditionsCall) -> Response:
    """Read one edition in full: who may do what in which stage, for how long, and what silence means."""
    call.require_role(*POLICY_READER_ROLES)
    return await call.query(queries.read_edition_detail, edition, call.deps.current)


@router.get(
    "/{edition}/diff/{other}",
    response_model=DiffView,
    responses=READ_RESPONSES,
    operation_id="diff_policies",
    summary="Compare two policies",
)
async def diff_policies(edition: EditionName, other: EditionName, call: EditionsCall) -> Response:
    """Every place at which they differ, with what stands there in each. Layout and comments do not count."""
    call.require_role(*POLICY_READER_ROLES)
    return await call.query(queries.read_differences, edition, other)

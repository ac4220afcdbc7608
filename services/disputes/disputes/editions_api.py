"""The published policy editions over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from common.kernel import NotFound, Role
from common.problems import documented
from common.schemas import View

from . import queries
from .deps import Calling
from .store import DisputeTx

router = APIRouter(prefix="/v1/policies", tags=["policies"])
READERS = (Role.BUYER, Role.SELLER, Role.OPERATOR, Role.PLATFORM)
READ = documented(400, 401, 403, 404, 422, 429, 503)
Edition = Annotated[str, Path(pattern="^[a-z0-9_-]{1,64}$", examples=["agreement_first-2026-11"])]


class EditionView(View):
    name: str
    edition: str
    hash: str
    current: bool


class EditionDetail(EditionView):
    body: str
    """The edition itself, in TOML. It is never edited; the hash is of its content."""


class EditionList(View):
    data: list[EditionView]


@router.get("", response_model=EditionList, responses=READ, operation_id="list_policies", summary="List policies")
async def list_policies(call: Calling) -> Response:
    """Every edition there is. An escrow is created under one of them and keeps it."""
    call.require(*READERS)

    async def act(tx: DisputeTx) -> EditionList:
        rows = (await tx.execute(queries.published())).all()
        current = call.deps.current
        return EditionList(
            data=[
                EditionView(name=row.name, edition=row.edition, hash=row.hash, current=row.edition in current)
                for row in rows
            ]
        )

    return await call.read(act)


@router.get(
    "/{edition}", response_model=EditionDetail, responses=READ, operation_id="get_policy", summary="Read a policy"
)
async def get_policy(edition: Edition, call: Calling) -> Response:
    """One edition in full: who may do what in which stage, for how long, and what silence means."""
    call.require(*READERS)

    async def act(tx: DisputeTx) -> EditionDetail:
        row = (await tx.execute(queries.published_as(edition))).one_or_none()
        if row is None:
            raise NotFound("policy")
        current = row.edition in call.deps.current
        return EditionDetail(name=row.name, edition=row.edition, hash=row.hash, current=current, body=row.body)

    return await call.read(act)

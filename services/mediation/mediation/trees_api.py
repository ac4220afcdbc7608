"""Decision trees over HTTP: what there is, and a platform's own."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from common.kernel.principal import Role
from common.web.http import ApiCall
from common.web.problems import problem_responses
from common.web.schemas import UtcTime, View

from . import commands
from .api import Calling, may_read
from .deps import Deps
from .domain.errors import EditionExists
from .ports import PublishedTree
from .store import MediationTx
from .trees import EditionName, TreeBody, TreeName, read

router = APIRouter(prefix="/v1/trees", tags=["trees"])

_READ: Final = problem_responses(400, 401, 403, 404, 422, 429, 503)


class TreeFilters(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: TreeName | None = None


class TreeSummary(View):
    name: str
    edition: str
    title: str
    hash: str
    owner: Literal["parley", "platform"]
    published_at: UtcTime | None = Field(description="None for those that come with Parley.")


class TreeList(View):
    data: list[TreeSummary]


class TreeView(TreeSummary):
    tree: TreeBody


@router.get("", operation_id="list_trees", summary="List decision trees", response_model=TreeList, responses=_READ)
async def list_trees(filters: Annotated[TreeFilters, Query()], call: Calling) -> Response:
    """The platform's own editions, newest first, then those that come with Parley."""
    may_read(call)

    async def act(tx: MediationTx) -> TreeList:
        own = [_own(kept) for kept in await tx.trees.listed(filters.name)]
        builtin = [_builtin(call, edition) for edition in sorted(call.deps.trees.builtin, reverse=True)]
        shown = [tree for tree in (*own, *builtin) if filters.name in (None, tree.name)]
        return TreeList(data=[TreeSummary(**tree.model_dump(exclude={"tree"})) for tree in shown])

    return await call.read(act)


@router.get(
    "/{edition}", operation_id="get_tree", summary="Read a decision tree", response_model=TreeView, responses=_READ
)
async def get_tree(edition: Annotated[EditionName, Path(examples=["guided_solutions-2026-11"])],
                   call: Calling) -> Response:  # fmt: skip
    """Its questions, conditions and suggestions, and the SHA-256 of their canonical JSON."""
    may_read(call)

    async def act(tx: MediationTx) -> TreeView:
        if edition in call.deps.trees.builtin:
            return _builtin(call, edition)
        return _own(await tx.trees.published(edition))

    return await call.read(act)


@router.post("", operation_id="publish_tree", summary="Publish a decision tree", status_code=201,
             response_model=TreeView,
             responses=problem_responses(400, 401, 403, 409, 413, 415, 422, 429, 503))  # fmt: skip
async def publish_tree(body: TreeBody, call: Calling) -> Response:
    """Checked as a whole before it is kept: a question nobody can reach, a circle, a condition that cannot be
    evaluated or a walk without suggestion is refused as `tree_unsound`. An edition is never edited afterwards."""
    call.require_role(Role.PLATFORM)
    tree = body.tree()

    async def act(tx: MediationTx) -> TreeView:
        if body.edition in call.deps.trees.builtin:
            raise EditionExists
        at: datetime = (await tx.timing()).now
        kept = PublishedTree(body.edition, body.canonical(), tree.hash, at)
        await commands.publish_tree(tx, kept, name=body.name)
        return _own(kept)

    return await call.run_idempotent(act, status=201, location=lambda view: f"/v1/trees/{view.edition}")


def _own(kept: PublishedTree) -> TreeView:
    body, _ = read(kept.source)
    return _view(body, kept.hash, "platform", kept.published_at)


def _builtin(call: ApiCall[MediationTx, Deps], edition: str) -> TreeView:
    body, tree = call.deps.trees.builtin[edition]
    return _view(body, tree.hash, "parley", None)


def _view(body: TreeBody, hash: str, owner: Literal["parley", "platform"], at: datetime | None) -> TreeView:
    return TreeView(
        name=body.name, edition=body.edition, title=body.title, hash=hash, owner=owner, published_at=at, tree=body
    )

"""Decision trees over HTTP: what there is, and a platform's own."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from common.kernel.principal import Role
from common.web.schemas import LanguageQuery

from .commands import PublishTree
from .edge import PUBLISH_RESPONSES, READ_RESPONSES, MediationCall, require_reader
from .queries import read_tree, read_trees
from .trees.format import EditionName, TreeBody
from .trees.schemas import TreeFilters, TreeList, TreeView
from .trees.views import new_tree_view, tree_href

router = APIRouter(prefix="/v1/trees", tags=["trees"])

TreeEdition = Annotated[EditionName, Path(examples=["guided_solutions-2026-11"])]


@router.get(
    "", operation_id="list_trees", summary="List decision trees", response_model=TreeList, responses=READ_RESPONSES
)
async def list_trees(filters: Annotated[TreeFilters, Query()], call: MediationCall) -> Response:
    """List the platform's own editions, newest first, then those that come with Parley."""
    require_reader(call)
    return await call.query(read_trees, filters)


@router.get(
    "/{edition}",
    operation_id="get_tree",
    summary="Read a decision tree",
    response_model=TreeView,
    responses=READ_RESPONSES,
)
async def get_tree(edition: TreeEdition, query: Annotated[LanguageQuery, Query()], call: MediationCall) -> Response:
    """Read its questions, conditions and suggestions, in the language that `language` or Accept-Language asks for, and
    the SHA-256 of its canonical JSON in its own."""
    require_reader(call)
    language = call.choose_language(query.language)
    return call.answer_in(language, await call.query(read_tree, edition, language))


@router.post(
    "",
    operation_id="publish_tree",
    summary="Publish a decision tree",
    status_code=201,
    response_model=TreeView,
    responses=PUBLISH_RESPONSES,
)
async def publish_tree(body: TreeBody, call: MediationCall) -> Response:
    """Publish an edition, checked as a whole before: a question nobody can reach, a circle, a condition that cannot be
    evaluated or a walk without suggestion is refused as `tree_unsound`. An edition is never edited afterwards.
    """
    call.require_role(Role.PLATFORM)
    command = PublishTree(body.name, body.edition, body.canonical_json(), body.build_tree().hash)
    return await call.execute(command, new_tree_view, status=201, locate=tree_href)

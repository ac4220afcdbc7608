"""Views of decision trees: a platform's own editions, and those that come with Parley."""

from __future__ import annotations

from common.execution.commands import Context
from mediation.ports import PublishedTree

from .format import ParsedTree, parse_tree
from .schemas import TreeSummary, TreeView


def new_tree_view(tree: PublishedTree, context: Context) -> TreeView:
    """Show an edition to the platform that has just published it."""
    return published_tree_view(tree)


def published_tree_view(tree: PublishedTree) -> TreeView:
    """Show an edition of the platform's own."""
    body = parse_tree(tree.source).body
    return TreeView(
        name=tree.name,
        edition=tree.edition,
        title=body.title,
        hash=tree.hash,
        owner="platform",
        published_at=tree.published_at,
        tree=body,
    )


def builtin_tree_view(parsed: ParsedTree) -> TreeView:
    """Show an edition that comes with Parley."""
    body, tree = parsed
    return TreeView(
        name=body.name,
        edition=body.edition,
        title=body.title,
        hash=tree.hash,
        owner="parley",
        published_at=None,
        tree=body,
    )


def tree_summary(view: TreeView) -> TreeSummary:
    return TreeSummary(**view.model_dump(exclude={"tree"}))


def tree_href(view: TreeView) -> str:
    return f"/v1/trees/{view.edition}"

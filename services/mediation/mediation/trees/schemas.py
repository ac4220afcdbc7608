"""Response bodies about decision trees. A tree itself is sent and shown as `format.TreeBody`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from common.web.schemas import UtcTime, View

from .format import TreeBody, TreeName


class TreeFilters(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    name: TreeName | None = None
    """Trees of this name, every edition."""


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

"""A page as somebody hears it: what the browser tells of it to a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from deploy.proof.testing.chromium import Tab

CONTROLS: Final = {
    "button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "slider", "spinbutton", "switch", "tab",
    "listbox", "DisclosureTriangle", "Date", "DateTime", "InputTime", "image", "img", "region", "table", "Iframe",
}  # fmt: skip
"""What has to be called something; pictures and parts of the page that are told at all are, too."""
STATES: Final = {
    "checkbox": "checked", "radio": "checked", "switch": "checked", "DisclosureTriangle": "expanded",
}  # fmt: skip
NOTHING: Final = {"generic", "none", "Section", "GenericContainer", "paragraph", "Pre"}
"""Roles that tell nobody what can be done there."""
LANDMARKS: Final = {"main": 1, "banner": 1}
DUPLICATE_IDS: Final = """[...document.querySelectorAll('[id]')].map((each) => each.id)
  .filter((id, place, all) => !id || all.indexOf(id) !== place)"""

Node = dict[str, Any]


async def find_obstacles(tab: Tab) -> list[str]:
    """List what somebody who hears the page cannot make sense of: controls without a name or a state, places that can
    be reached and are nothing, headings out of order, landmarks that are missing or doubled, ids that stand twice."""
    tree = (await tab.send("Accessibility.getFullAXTree"))["nodes"]
    nodes = [node for node in in_order(tree) if not node.get("ignored")]
    named = [f"{role_of(node)} without a name" for node in nodes if role_of(node) in CONTROLS and not name_of(node)]
    stateless = [
        f"{role_of(node)} {name_of(node)!r} without {STATES[role_of(node)]}"
        for node in nodes
        if role_of(node) in STATES and STATES[role_of(node)] not in properties_of(node)
    ]
    nowhere = [
        f"{name_of(node)!r} can have the focus and is nothing"
        for node in nodes
        if role_of(node) in NOTHING and properties_of(node).get("focusable")
    ]
    ids = [f"id {id!r} twice" for id in await tab.run(DUPLICATE_IDS)]
    return [*named, *stateless, *nowhere, *ids, *_disorder(nodes), *_landmarks(nodes)]


def in_order(nodes: list[Node]) -> Iterator[Node]:
    """As they are read, from the top."""
    by_id = {node["nodeId"]: node for node in nodes}
    todo = [node for node in nodes if "parentId" not in node]
    while todo:
        yield (node := todo.pop())
        todo += [by_id[child] for child in reversed(node.get("childIds", [])) if child in by_id]


def role_of(node: Node) -> str:
    return str(node.get("role", {}).get("value", ""))


def name_of(node: Node) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


def properties_of(node: Node) -> dict[str, Any]:
    return {each["name"]: each["value"].get("value") for each in node.get("properties", [])}


def _disorder(nodes: list[Node]) -> list[str]:
    headings = [node for node in nodes if role_of(node) == "heading"]
    levels = [int(properties_of(node)["level"]) for node in headings]
    wrong = [
        f"heading {name_of(node)!r} of level {level} after {before}"
        for node, level, before in zip(headings, levels, [0, *levels], strict=False)
        if level > before + 1
    ]
    nameless = ["heading without a name" for node in headings if not name_of(node)]
    return [*wrong, *nameless, *([] if levels.count(1) == 1 else [f"{levels.count(1)} headings of level 1"])]


def _landmarks(nodes: list[Node]) -> list[str]:
    roles = [role_of(node) for node in nodes]
    return [f"{roles.count(role)} of {role}" for role, times in LANDMARKS.items() if roles.count(role) != times]

"""Compares what different answers say of the same thing: the case, its negotiation, its escrow, its row, its story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from .walking import Json, Scene

TALKS: Final = "/v1/mediations/"
ACT_MEMBERS: Final = ("href", "available_until", "constraints", "money_effect")
ROW_MEMBERS: Final = (
    "escrow", "status", "viewer_state", "stage", "reason", "buyer", "seller", "claimant", "policy", "awaiting",
    "office", "assignee", "paused_at", "outcome", "opened_at", "version",
)  # fmt: skip
REQUEST_MEMBERS: Final = ("party", "kinds", "level", "due_at", "state", "satisfied", "satisfied_by", "since_asked")
WAITING: Final = ("opening", "settling", "reversing", "closed")
"""Statuses in which escrow has the word, or nobody."""


async def find_disagreements(scene: Scene, who: str = "operator") -> list[str]:
    """List where two answers to the same reader say different things. Nothing must be under way any more."""
    reader, escrow = scene.people[who], await scene.deal.read_escrow()
    window = await reader.get(f"/v1/disputes/eligibility?escrow={scene.deal.id}")
    differing = [*_compare_windows(escrow, window)] if who == "operator" else []
    if scene.dispute is None:
        return differing
    path = f"/v1/disputes/{scene.dispute}"
    case = await reader.get(path)
    [row] = [row for row in await reader.list_items(f"/v1/disputes?escrow={scene.deal.id}") if row["id"] == case["id"]]
    requests = await reader.list_items(f"/v1/evidence/requests?dispute={scene.dispute}")
    story = await reader.list_items(f"{path}/story?limit=100")
    differing += [*_compare_money(case, escrow), *_compare_rows(case, row), *_compare_story(case, story)]
    differing += _compare_requests(case, requests)
    if (talks := (case["negotiation"] or {}).get("mediation")) is not None:
        differing += _compare_talks(case, await reader.get(TALKS + talks))
    return differing


def _say(what: str, one: Any, other: Any) -> Iterator[str]:
    if one != other:
        yield f"{what}: {one} and {other}"


def _compare_windows(escrow: Json, window: Json) -> Iterator[str]:
    """What escrow offers to report is what disputes says can be reported."""
    offered = [a for a in escrow["allowed_actions"] if a["rel"] == "dispute" and a["actor"] in ("buyer", "seller")]
    reasons = {reason for action in offered for reason in action["constraints"]["reasons"]}
    yield from _say("reasons", reasons, {reason["code"] for reason in window["reasons"] if reason["allowed"]})
    if (own := escrow["dispute_window"]) is not None:
        for name in ("opens_at", "closes_at"):
            yield from _say(name, own[name], window[name])


def _compare_money(case: Json, escrow: Json) -> Iterator[str]:
    disputed, reduced = case["funds"]["disputed"], case["funds"]["reduced"]
    if case["funds"]["state"] == "frozen":
        yield from _say("frozen", disputed - reduced, escrow["funds"]["frozen"]["amount"])
    for parts in _list_divisions(case):
        total = sum(parts[name]["amount"] for name in ("to_buyer", "to_seller", "fee"))
        if total not in (disputed, disputed - reduced):
            yield f"parts add up to {total} of {disputed}: {parts}"


def _list_divisions(shown: Any) -> Iterator[Json]:
    """List every division of money, wherever it stands."""
    if isinstance(shown, list):
        for each in shown:
            yield from _list_divisions(each)
    elif isinstance(shown, dict):
        if all(isinstance(shown.get(name), dict) for name in ("to_buyer", "to_seller", "fee")):
            yield shown
        for each in shown.values():
            yield from _list_divisions(each)


def _compare_rows(case: Json, row: Json) -> Iterator[str]:
    for name in ROW_MEMBERS:
        yield from _say(f"row {name}", row[name], case[name])
    step, talks = case["next_automatic_action"], case["negotiation"]
    due_at = step["at"] if step is not None and case["status"] != "closed" else None
    yield from _say("row next_due_at", row["next_due_at"], case["overdue_since"] or due_at)
    offers = talks is not None and talks["options"] and case["status"] not in WAITING
    yield from _say("row offer_by", row["offer_by"], talks["by"] if offers else None)
    yield from _say("row contested", row["contested"], case["appeal"] is not None)


def _compare_story(case: Json, story: list[Json]) -> Iterator[str]:
    instants = [entry["at"] for entry in story]
    yield from _say("order of the story", instants, sorted(instants))
    if case["closed_at"] is not None:
        yield from _say("end", [e["at"] for e in story if e["kind"] == "closed"], [case["closed_at"]])


def _compare_requests(case: Json, requests: list[Json]) -> Iterator[str]:
    by_id = {request["id"]: request for request in requests}
    for request in case["evidence_requests"]:
        if request["state"] is None and request["id"] not in by_id:
            continue  # sealed from this reader
        for name in REQUEST_MEMBERS:
            yield from _say(f"request {name}", request[name], by_id[request["id"]][name])


def _compare_talks(case: Json, talks: Json) -> Iterator[str]:
    shown, over = case["negotiation"], case["status"] in WAITING
    ours = {(a["actor"], a["rel"]): a for a in case["allowed_actions"] if a["href"].startswith(TALKS)}
    theirs = {(a["actor"], a["rel"]): a for a in talks["allowed_actions"]}
    if over:
        return
    yield from _say("acts of the talks", sorted(ours), sorted(theirs))
    for act in ours.keys() & theirs.keys():
        for name in ACT_MEMBERS:
            yield from _say(f"{act} {name}", ours[act][name], theirs[act][name])
        if act[1] == "accept":  # what else follows, and of which kind of proposal, the case alone foretells
            yield from _say(f"{act} pays", *([c["money_effect"] for c in a[act]["choices"]] for a in (ours, theirs)))
    newest = talks["proposals"][-1] if talks["proposals"] else None
    standing = newest if newest is not None and newest["state"] == "standing" else None
    yield from _say("options", shown["options"], standing["options"] if standing else [])
    for name in ("state", "awaiting"):
        yield from _say(f"talks {name}", shown[name], talks[name])
    yield from _say("asked", set(talks["asked"]) - set(case["awaiting"]), set())
    if (step := talks["next_automatic_action"]) is not None:
        same = [s for s in case["forecast"] if s["at"] == step["at"]]
        yield from _say("next of the talks", [s["money_effect"] for s in same[:1]], [step["money_effect"]])

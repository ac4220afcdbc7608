"""Standings of participants, as their events tell them and as the API shows them."""

from __future__ import annotations

from typing import Any, Final

from .spelling import Json, State, to_instant

STATED: Final = ("party", "act", "points", "warning", "fine", "closed")


def standing_after(event: Json, before: State | None) -> State:
    data = event["data"]
    known: State = before or {"status": "active", "points": 0, "suspended_until": None, "penalties": []}
    state = {**known, "participant": data["participant"], "version": event["version"]}
    match event["type"]:
        case "penalty.imposed":
            stated = {name: data["penalty"][name] for name in STATED}
            state["penalties"] = [*known["penalties"], {**stated, "dispute": data["dispute"], "stands": True}]
        case "penalty.reversed":
            state["penalties"] = [_without(penalty, data) for penalty in known["penalties"]]
        case "participant.standing_changed":
            until = to_instant(data["until"])
            state |= {"status": data["status"], "points": data["points"], "suspended_until": until}
    return state


def _without(penalty: dict[str, Any], reversed: Json) -> dict[str, Any]:
    is_it = (penalty["dispute"], penalty["act"]) == (reversed["dispute"], reversed["act"])
    return {**penalty, "stands": False} if is_it else penalty


def standing_as_served(view: Json) -> State:
    return {
        "participant": view["participant"],
        "version": view["version"],
        "status": view["status"],
        "points": view["points"],
        "suspended_until": to_instant(view["suspended_until"]),
        "penalties": [
            {name: penalty[name] for name in STATED}
            | {"dispute": penalty["dispute"], "stands": penalty["reversed_at"] is None}
            for penalty in view["penalties"]
        ],
    }

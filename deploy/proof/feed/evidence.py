"""Evidence: what was asked for and what was given, as its events tell it and as the API shows it."""

from __future__ import annotations

from typing import Final

from .spelling import Json, State, to_instant

OWED: Final = ("dispute", "party", "state", "satisfied_by", "stays_open")
GIVEN: Final = ("dispute", "kind", "state", "sufficiency")
RECEIVED: Final = ("party", "request", "covers", "provenance")
ATTACHED: Final = ("request", "covers")


def request_after(event: Json, before: State | None) -> State:
    data = event["data"]
    return {
        **{name: data[name] for name in OWED},
        "kinds": data["kinds"] if before is None else before["kinds"],
        "version": event["version"],
        "due_at": to_instant(data["due_at"]),
        "paused_at": to_instant(data["paused_at"]),
    }


def request_as_served(view: Json) -> State:
    return {
        **{name: view[name] for name in OWED},
        "kinds": view["kinds"],
        "version": view["version"],
        "due_at": to_instant(view["due_at"]),
        "paused_at": to_instant(view["paused_at"]),
    }


def item_after(event: Json, before: State | None) -> State:
    data, state = event["data"], dict(before or {"erased": False})
    state |= {name: data[name] for name in GIVEN} | {"version": event["version"]}
    match event["type"]:
        case "evidence.received":
            state |= {name: data[name] for name in RECEIVED}
            state["received_at"] = to_instant(data["received_at"])
            state["sha256"] = data["sha256"]
        case "evidence.attached":
            state |= {name: data[name] for name in ATTACHED}
        case "evidence.erased":
            state |= {"erased": True, "sha256": None}
    return state


def item_as_served(view: Json) -> State:
    return {
        **{name: view[name] for name in (*GIVEN, *RECEIVED, "version", "erased")},
        "received_at": to_instant(view["received_at"]),
        "sha256": view["file"]["sha256"] if view["file"] else None,
    }

"""Live recordings, as their events tell them and as the API shows them."""

from __future__ import annotations

from typing import Final

from .spelling import Json, State

WHOSE: Final = ("dispute", "party", "request")
STATES: Final = {
    "video.session_opened": "running",
    "video.finished": "finished",
    "video.verified": "verified",
    "video.session_lapsed": "abandoned",
}
RUNNING: Final = frozenset({"open", "recording"})
"""A recorder that starts, and each piece that comes, is nothing that partners are told."""


def recording_after(event: Json, before: State | None) -> State:
    data = event["data"]
    state = {**{name: data[name] for name in WHOSE}, "state": STATES[event["type"]]}
    outcome = {name: data.get(name, (before or {}).get(name)) for name in ("item", "result")}
    return state | outcome | {"overruled": data.get("overruled", False)}


def recording_as_served(view: Json) -> State:
    return {
        **{name: view[name] for name in (*WHOSE, "item", "result")},
        "state": "running" if view["state"] in RUNNING else view["state"],
        "overruled": view["overruling"] is not None,
    }

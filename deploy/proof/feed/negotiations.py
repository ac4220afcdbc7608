"""Negotiations, as their events tell them and as the API shows them."""

from __future__ import annotations

from typing import Final

from .spelling import Json, State, to_instant

WORDS: Final = ("by", "round", "options")
REPLACED: Final = {"state": "superseded", "chosen": None}


def negotiation_after(event: Json, before: State | None) -> State:
    data, stands = event["data"], event["data"]["negotiation"]
    proposals = dict(before["proposals"]) if before else {}
    if (worded := data["proposal"]) is not None:
        proposals[worded["number"]] = {name: worded[name] for name in WORDS}
    if (newest := stands["newest"]) is not None:
        proposals[newest["number"]] = {**proposals[newest["number"]], **_standing(newest)}
    proposals |= {number: {**proposals[number], **REPLACED} for number in stands["superseded"]}
    return {
        "dispute": data["dispute"],
        "version": event["version"],
        "state": stands["state"],
        "round": stands["round"],
        "asked": stands["asked"],
        "due_at": to_instant(stands["due_at"]),
        "paused_at": to_instant(stands["paused_at"]),
        "proposals": proposals,
    }


def negotiation_as_served(view: Json) -> State:
    return {
        "dispute": view["dispute"],
        "version": view["version"],
        "state": view["state"],
        "round": view["round"],
        "asked": view["asked"],
        "due_at": to_instant(view["due_at"]),
        "paused_at": to_instant(view["paused_at"]),
        "proposals": {
            proposal["number"]: {name: proposal[name] for name in WORDS} | _standing(proposal)
            for proposal in view["proposals"]
        },
    }


def _standing(proposal: Json) -> State:
    return {
        "version": proposal["version"],
        "state": proposal["state"],
        "expires_at": to_instant(proposal["expires_at"]),
        "chosen": proposal["chosen"],
    }

"""Fills in an action from what it says of itself, and nothing else: its link, its fields, and what its link shows."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

from common.kernel import seams
from deploy.proof.testing.market import Person

PARCEL: Final = {"carrier": "DHL", "tracking_number": "JD014600000RU"}
ADDRESS: Final = {"recipient": "Sam", "street": "Lane 1", "postal_code": "10115", "city": "Berlin", "country": "DE"}
WORDS: Final = "This is what happened, from the beginning to the end, and why it should be looked at once more. " * 4

FOR_PARTY: Final = "for_party"
"""Key that a walk adds to an action: the party for whom an operator does it."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Filled:
    """Request that does an action. `choice` names the way, where there are several."""

    path: str
    body: Json | bytes | None = None
    headers: Json = field(default_factory=dict)
    choice: str = ""


async def fill_action(action: Json, by: Person) -> list[Filled]:
    """Lists every way in which the action says that it can be done, for whom it says so."""
    ways = await _fill_own(action, by)
    if FOR_PARTY not in action:
        return ways
    limits = action["constraints"]
    behalf = {"on_behalf_of": limits["on_behalf_of"]} | ({"means": limits["means"][0]} if "means" in limits else {})
    return [way if isinstance(way.body, bytes) else replace(way, body={**(way.body or {}), **behalf}) for way in ways]


async def _fill_own(action: Json, by: Person) -> list[Filled]:
    href = action["href"]
    if action["rel"] == "dispute":
        return await _fill_dispute(action, by)
    if action["rel"] == "answer":
        return await _fill_answer(action, by)
    if action["rel"] == "propose" and (suggested := await _suggested_options(href, by)):
        return [Filled(href, {"options": suggested[:1]})]
    if action["rel"] in ("provide_evidence", "submit"):
        return _fill_evidence(action)
    return [Filled(href, *filled) for filled in FILLERS[action["rel"]](action["constraints"])]


def _plain(limits: Json) -> list[tuple[Any, ...]]:
    return [(None,)]


def _empty(limits: Json) -> list[tuple[Any, ...]]:
    return [({},)]


def _payment(limits: Json) -> list[tuple[Any, ...]]:
    missing = {"amount": limits["missing"], "currency": limits["currency"]}
    return [({"amount": missing, "provider_reference": seams.random_id().hex},)]


def _amount(limits: Json) -> list[tuple[Any, ...]]:
    most = {"amount": limits["max_amount"], "currency": limits["currency"]}
    return [({"amount": most}, {}, "most")] + ([] if limits.get("amount_required") else [({}, {}, "everything")])


def _acceptance(limits: Json) -> list[tuple[Any, ...]]:
    options = limits.get("acceptable_options", range(limits.get("options", 1)))
    return [({"version": limits["version"], "option": option}, {}, str(option)) for option in options]


def _option(kind: str, limits: Json) -> Json:
    half = {"amount": max(limits["max_amount"] // 2, 1), "currency": limits["currency"]}
    return {"kind": kind} | ({"amount": half} if kind == "refund_partial" else {})


def _wording(limits: Json) -> list[tuple[Any, ...]]:
    version = {"version": limits["version"]} if "version" in limits else {}
    kinds = [kind for kind in limits["kinds"] if kind not in ("release", "refund_full")] or limits["kinds"]
    return [({"options": [_option(kinds[0], limits)], **version}, {}, kinds[0])]


def _rejection(limits: Json) -> list[tuple[Any, ...]]:
    return [({"version": limits["version"]},)]


def _condition(limits: Json) -> list[tuple[Any, ...]]:
    return [({"condition": condition}, {}, condition) for condition in limits["conditions"]]


def _checks(limits: Json, finding: str = "yes") -> list[Json]:
    return [{"code": code, "finding": finding} for code in limits.get("checks", ())]


def _version(limits: Json) -> Json:
    return {"If-Match": f'"{limits["if_match"]}"'}


def _decision(limits: Json) -> list[tuple[Any, ...]]:
    given = {"responsible": "none", "policy_reference": "Rule 1", "explanation": WORDS, "checks": _checks(limits)}
    given["reason_code"] = limits["reason_codes"][0]
    half = {"amount": {"amount": max(limits["max_amount"] // 2, 1), "currency": limits["currency"]}}
    return [
        ({**given, "outcome": kind, **(half if kind == "refund_partial" else {})}, _version(limits), kind)
        for kind in limits["outcomes"]
    ]


def _judgment(limits: Json) -> list[tuple[Any, ...]]:
    return [(None, _version(limits))]


def _extension(limits: Json) -> list[tuple[Any, ...]]:
    return [
        ({"deadline": deadline, "due_at": limits["latest"][deadline], "reason_code": "illness"}, {}, deadline)
        for deadline in limits["deadlines"]
    ]


def _asking(limits: Json) -> list[tuple[Any, ...]]:
    asked = {"kinds": limits["kinds"][:1], "until": limits["until_at_latest"], "note": "Please show it."}
    return [({"party": party, **asked}, {}, party) for party in limits["parties"]]


Filler = Callable[[Json], list[tuple[Any, ...]]]
FILLERS: Final[dict[str, Filler]] = {
    "fund": _payment,
    "ship": lambda limits: [(PARCEL,)],
    "correct_shipment": lambda limits: [({**PARCEL, "tracking_number": "JD014600004RU"},)],
    "deliver": _plain, "accept_goods": _plain, "cancel": _plain,
    "release": _amount, "refund": _amount,
    "accept": lambda limits: _acceptance(limits) if "version" in limits else [(None,)],
    "reject": _rejection, "counter": _wording, "amend": _wording, "propose": _wording,
    "escalate": _plain, "withdraw": _plain, "accept_claim": _plain, "request_video": _plain,
    "give_return_address": lambda limits: [({"address": ADDRESS},)],
    "correct_return_address": lambda limits: [({"address": {**ADDRESS, "street": "Lane 2"}},)],
    "ship_return": lambda limits: [({"parcel": PARCEL},)],
    "acknowledge_return": _condition, "confirm": _condition,
    "fulfil": lambda limits: [(PARCEL,)],
    "correct_parcel": lambda limits: [({**PARCEL, "tracking_number": "JD014600004RU"},)],
    "appeal": lambda limits: [({"explanation": WORDS},)],
    "message": lambda limits: [({"text": "When will it be decided?"},)],
    "assign": _empty, "take_over": _empty,
    "verify": lambda limits: [({"result": "verified", "checks": _checks(limits)}, _version(limits))],
    "refuse_verification": lambda limits: [
        ({"result": "not_verified", "checks": _checks(limits, "no"), "reason_code": "other_price"}, _version(limits))
    ],
    "decide": _decision, "approve": _judgment,
    "reject-approval": lambda limits: [({"why": WORDS}, _version(limits))],
    "extend": _extension, "ask_for_evidence": _asking,
    "pause": lambda limits: [({"reason_code": "illness"},)],
    "resume": _plain,
}  # fmt: skip


async def _fill_dispute(action: Json, by: Person) -> list[Filled]:
    """For each reason, with what the call that it names says must be said."""
    shown = await by.get(action["constraints"]["eligibility"])
    amount = {"amount": shown["amount"]["max"], "currency": shown["amount"]["currency"]}
    given = {
        "claimed": amount, "explanation": WORDS, "need": "It must be seen.",
        "transaction": {"item": "A lamp", "agreed_price": amount},
    }  # fmt: skip
    behalf = {"on_behalf_of": "buyer"} if action["actor"] == "operator" else {}
    filled = []
    for reason in action["constraints"]["reasons"]:
        statements = given | {"options": _wished_options(shown, reason)}
        stated = {name["code"]: statements[name["code"]] for name in shown["must_say"]}
        filled.append(
            Filled(action["href"], {"escrow": shown["escrow"], "reason": reason, **stated, **behalf}, {}, reason)
        )
    return filled


def _wished_options(shown: Json, reason: str) -> list[Json]:
    possible = next(one["options"] for one in shown["reasons"] if one["code"] == reason)
    known = [option for option in shown["options"] if option["code"] in possible][: shown["max_options"]]
    return [{"kind": one["code"]} | ({"basis_points": 5000} if one["names_amount"] else {}) for one in known]


async def _fill_answer(action: Json, by: Person) -> list[Filled]:
    """By what the negotiation shows of the question."""
    walk = (await by.get(action["href"].rpartition("/")[0]))["walk"]
    if (question := walk["question"]) is None:
        last = action["constraints"]["answered"][-1]
        [value] = [given["value"] for given in walk["trace"] if given["question"] == last and not given["withdrawn"]]
        return [Filled(action["href"], {"question": last, "value": value}, {}, "anew")]
    match question["kind"]:
        case "choice":
            values: list[Any] = [choice["code"] for choice in question["choices"]]
        case "yes_no":
            values = [True, False]
        case "number":
            values = [question["least"]]
        case _:
            values = [{"amount": max(question["least"], 1), "currency": question["currency"]}]
    return [Filled(action["href"], {"question": question["code"], "value": v}, {}, str(v)) for v in values]


async def _suggested_options(proposals: str, by: Person) -> list[Json]:
    """Where a guide leads to the options: what it suggests."""
    negotiation = await by.get(proposals.rpartition("/")[0])
    if negotiation["walk"] is None or negotiation["proposals"]:
        return []
    suggested = (await by.get(proposals.replace("/proposals", "/suggestions")))["data"]
    return [
        {"kind": s["option"]["kind"]} | ({"amount": s["option"]["to_buyer"]} if s["least"] else {}) for s in suggested
    ]


def _fill_evidence(action: Json) -> list[Filled]:
    """Once for each kind that the link names."""
    limits, href = action["constraints"], action["href"]
    about = {name: limits[name] for name in ("dispute", "request")}
    ended = seams.utc_now() - timedelta(minutes=5)
    talk = {"started_at": (ended - timedelta(minutes=9)).isoformat(), "ended_at": ended.isoformat()}
    bodies = {
        "shipment_record": {"kind": "shipment_record", **PARCEL},
        "statement": {"kind": "statement", "text": WORDS},
        "live_video": {},
        "external_video": {"link": "https://meet.example/abc", "provider": "Example Meet", **talk},
    }
    filled = []
    for kind in limits["kinds"]:
        if href.partition("?")[0].endswith("/uploads"):
            if kind in FILE_OF_KIND:
                filled.append(Filled(f"{href}&kind={kind}", FILE_OF_KIND[kind](), {}, kind))
        else:
            filled.append(Filled(href, {**bodies[kind], **about}, {}, kind))
    return filled


def draw_png() -> bytes:
    """Draws a picture of one pixel that no other is like."""
    pixel = bytes([0, *seams.token_bytes(3)])
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(pixel)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


FILE_OF_KIND: Final[dict[str, Callable[[], bytes]]] = dict.fromkeys(
    ("photo", "screenshot", "document", "agreement"), draw_png
)
"""Kinds that a picture can be. Films and recordings are taken at the same address; the suite of evidence sends some."""

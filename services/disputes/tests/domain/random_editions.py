"""Editions nobody would write, as their files would say them."""

from __future__ import annotations

from hypothesis import strategies as st

from disputes.policy.files.format import EditionForm
from disputes.policy.model import Policy

TERMS = st.sampled_from(["1 hour", "48 hours", "3 days", "5 days", "30 days"])
PARTIES = ["buyer", "seller"]
ENDS = [{"pay_all": "buyer"}, {"pay_all": "claimant"}, {"pay_all": "seller"}, {"close": "inconclusive"}]


@st.composite
def raw_editions(draw: st.DrawFn) -> dict:
    """A negotiation or none, one to four stages that lead on, goods or none, appeals of either sort or none."""
    names = [f"stage_{'abcd'[n]}" for n in range(draw(st.integers(1, 4)))]
    talks, goods = draw(st.booleans()), draw(st.booleans())
    appeal = draw(st.sampled_from([None, "at_once", "after_appeal_window"]))
    stages = {name: draw(_stage(name, names[n + 1 :], talks, appeal)) for n, name in enumerate(names)}
    if talks:
        stages |= {"talk": _talk(draw)}
    if goods:
        stages |= _goods(draw, names[-1])
    if appeal:
        stages |= _contest(draw)
    edition = {
        "name": "random", "edition": "random-2026-11", "first": "talk" if talks else names[0],
        "opening": ["options"] if talks else [],
        "reasons": {"a_reason": {"openers": PARTIES, "escalates_to": draw(st.sampled_from(names))}},
        "options": {"kinds": ["refund_full", "refund_partial"] + (["return_and_refund"] if goods else []),
                    "obligations": {"return_and_refund": "way_back"} if goods else {}},
        "rulings": {"allowed": ["refund_full", "release", "inconclusive"] + (["return_and_refund"] if goods else []),
                    "reason_codes": ["because"], "execute": appeal or "at_once"},
        "always": {"may": {"claimant": ["withdraw"]}, "on": {"withdrawn": {"close": "withdrawn"}}},
        "stages": stages,
    }  # fmt: skip
    if talks:
        edition["negotiation"] = {
            "first_to_answer": "respondent", "term": draw(TERMS),
            "on_silence": draw(st.sampled_from(["execute", "escalate"])), "reject": "allowed", "max_rounds": 1,
            "counter_term": "5 days", "counter_silence": "escalate", "amendable": True,
        }  # fmt: skip
        edition["always"]["on"]["agreed"] = "execute"
    if appeal:
        edition["appeal"] = {"stage": "contest", "window": "window", "explanation": 10}
    if draw(st.booleans()):
        then = draw(st.sampled_from([{"enter": draw(st.sampled_from(names))}, *ENDS]))
        edition["hard_cap"] = {"kind": "cap", "term": draw(TERMS), "owed_by": "operator", "then": then}
    return edition


@st.composite
def _stage(draw: st.DrawFn, name: str, later: list[str], talks: bool, appeal: str | None) -> dict:
    ends = ENDS + ([{"execute_standing": "claimant"}] if talks else [])
    onward = st.sampled_from([*ends, *({"enter": stage} for stage in later)])
    owed = draw(st.lists(st.sampled_from(PARTIES), max_size=2, unique=True))
    level = draw(st.sampled_from(["required", "one_of", "optional"]))
    asks = [{"party": who, "kinds": ["photo"], "level": level, "term": draw(TERMS)} for who in owed]
    held_back = [{"kind": f"{name}_x", "term": draw(TERMS), "owed_by": "system", "then": "proceed"}] if asks else []
    alert = {"kind": f"{name}_z", "term": "3 business days", "owed_by": "operator", "then": {"alert": "target"}}
    clock = {"kind": f"{name}_y", "term": draw(TERMS), "owed_by": draw(st.sampled_from(PARTIES)), "then": draw(onward)}
    clocks = [c for c in (*held_back, clock, alert) if draw(st.booleans())]
    decided = {"enter": "contest"} if appeal == "after_appeal_window" else "execute"
    on = {"evidence_satisfied": draw(onward), "evidence_lapsed": draw(onward), "decided": decided}
    if draw(st.booleans()):
        on["evidence_reopened"] = "revisit"
    return {"phase": "escalated", "status": "under_review", "asks": asks, "deadlines": clocks,
            "may": {"operator": ["decide"]}, "on": on}  # fmt: skip


def _talk(draw: st.DrawFn) -> dict:
    return {"phase": "agreement", "status": "waiting_for_seller", "negotiates": True,
            "may": {"respondent": [{"act": "escalate", "when": "to_answer"}]},
            "on": {"negotiation_failed": "escalate", "escalated": "escalate"}}  # fmt: skip


def _goods(draw: st.DrawFn, review: str) -> dict:
    """An address from the seller, then a word on how it arrived."""
    silent = {"kind": "address_by", "term": draw(TERMS), "owed_by": "seller", "then": {"pay_all": "buyer"}}
    back = {"kind": "arrived_by", "term": draw(TERMS), "owed_by": "seller", "then": "pay_promised"}
    return {
        "way_back": {"phase": "execution", "status": "waiting_for_seller", "deadlines": [silent],
                     "may": {"seller": ["give_return_address"]}, "on": {"return_address_given": {"enter": "arriving"}}},
        "arriving": {"phase": "execution", "status": "waiting_for_seller", "deadlines": [back],
                     "may": {"seller": ["acknowledge_return"]},
                     "on": {"return_received": "pay_promised", "contested": {"enter": review}}},
    }  # fmt: skip


def _contest(draw: st.DrawFn) -> dict:
    window = {"kind": "window", "term": draw(TERMS), "since": "ruling", "owed_by": "system", "then": "execute_ruling"}
    return {
        "contest": {"phase": "escalated", "status": "decided", "deadlines": [window],
                    "may": {"buyer": ["appeal"], "seller": ["appeal"]}, "on": {"appealed": {"enter": "bench"}}},
        "bench": {"phase": "escalated", "status": "under_review", "other_operator": True,
                  "may": {"operator": ["decide"]}, "on": {"decided": "execute"}},
    }  # fmt: skip


def policy_of(raw: dict) -> Policy:
    """Raises ValueError where no edition may be like this."""
    return EditionForm.model_validate(raw).to_policy("random")

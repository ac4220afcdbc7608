"""Operators: who has which case, what they write for one another, rulings, and the second pair of eyes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from deploy.proof.examples.stage import Stage
from deploy.proof.testing.market import Case, euro_amount

RULING = {
    "outcome": "refund_partial",
    "amount": euro_amount(5_000),
    "responsible": "seller",
    "reason_code": "not_as_described",
    "policy_reference": "goods-receipt 4.2",
    "explanation": "The label names another model than the listing; what was sent still works.",
}
TEXT = {
    "reason_code": "not_delivered",
    "title": "Parcel lost, no scan for ten days",
    "text": "The carrier has not scanned the parcel for ten days. We regard it as lost.",
}
SETTINGS = {
    "approval_limits": {"EUR": 10_000},
    "minutes_per_touch": 15,
    "baseline_touches_per_100_cases": 600,
    "offices": [{"code": "mediation", "name": "Mediation centre", "policies": ["agreement_first"]}],
}


async def play_desk(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    _, case = await stage.open_case()
    await stage.escalate_case(case)
    await show("assign_dispute", market.operator, {"operator": "olga"}, dispute=case.id)
    await show("say_present", market.operator, {"doing": "deciding"}, dispute=case.id)
    await show("leave_case", market.operator, dispute=case.id)
    await show("create_note", market.operator, {"text": "Called the buyer: photos come today."}, dispute=case.id)
    await show("list_notes", market.operator, dispute=case.id, limit=20)
    await play_clocks(stage, case)
    await show("take_over", stage.colleague, dispute=case.id)
    moved = {"operator": "olga", "disputes": [case.id]}
    await show("assign_disputes", stage.lead, moved)
    made = await show("create_reason_text", stage.lead, TEXT)
    await show("list_reason_texts", market.operator, reason_code="not_delivered", limit=20)
    await show("change_reason_text", stage.lead, {**TEXT, "title": "Parcel lost"}, text=made["id"])
    await show("delete_reason_text", stage.lead, text=made["id"])
    await show("put_dispute_settings", market.platform, SETTINGS)
    await show("get_dispute_settings", market.platform)


async def play_clocks(stage: Stage, case: Case) -> None:
    show, operator = stage.book.show, stage.market.operator
    limits = (await stage.read_offer(case, "extend", operator))["constraints"]
    deadline = limits["deadlines"][0]
    latest = {"deadline": deadline, "due_at": limits["latest"][deadline], "reason_code": "illness"}
    await show("extend_deadline", operator, latest, dispute=case.id)
    await show("pause_deadlines", operator, {"reason_code": "illness"}, dispute=case.id)
    await show("resume_deadlines", operator, dispute=case.id)


async def play_four_eyes(stage: Stage) -> None:
    """Above the platform's limit of 100 euros a colleague has to look, too."""
    show, market = stage.book.show, stage.market
    await market.platform.put("/v1/dispute-settings", SETTINGS)
    _, case = await stage.open_case()
    await stage.bring_to_review(case)
    await market.operator.perform_act(f"{case.path}/assign", {})
    await ask_for_more(stage, case)
    version = await stage.read_version(case, market.operator)
    await show("preview_ruling", market.operator, RULING, headers=version, dispute=case.id)
    whole: dict[str, Any] = {**RULING, "outcome": "refund_full"}
    del whole["amount"]
    await market.operator.perform_act(f"{case.path}/decision", whole, **_as_keyword(version))
    version = await stage.read_version(case, stage.lead)
    why = {"why": "The photo shows that what was sent works; a part is enough."}
    await show("reject_approval", stage.lead, why, headers=version, dispute=case.id)
    version = await stage.read_version(case, market.operator)
    await show("rule_on_dispute", market.operator, RULING, headers=version, dispute=case.id)
    await show("list_decisions", market.operator, dispute=case.id)
    await play_approval(stage, whole)


async def play_approval(stage: Stage, whole: dict[str, Any]) -> None:
    market = stage.market
    _, case = await stage.open_case()
    await stage.bring_to_review(case)
    await case.judge_case("decision", whole)
    version = await stage.read_version(case, stage.lead)
    await stage.book.show("approve_decision", stage.lead, headers=version, dispute=case.id)
    await case.wait_for(status="closed", outcome="decision")
    await market.settle_events()


async def ask_for_more(stage: Stage, case: Case) -> None:
    operator = stage.market.operator
    limits = (await stage.read_offer(case, "ask_for_evidence", operator))["constraints"]
    until = datetime.fromisoformat(limits["until_at_latest"]) - timedelta(hours=1)
    wish = {
        "party": "buyer",
        "kinds": ["photo", "video"],
        "until": until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "note": "Show the label on its foot, please.",
    }
    await stage.book.show("request_evidence", operator, wish, dispute=case.id)


def _as_keyword(version: dict[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in version.items()}

"""Penalties: a first warning, a fine and a suspension that take effect at once, and an appeal that undoes them."""

from __future__ import annotations

from typing import Any, Final

from deploy.proof.demo import photos
from deploy.proof.demo.deals import Case, Deal, Outcome, euro_amount
from deploy.proof.demo.stage import Stage

from .i_report_review import APPEAL_TEXT, CHECKLIST_POINTS, make_ruling

TITLE = "Warned, suspended, and heard again"
ABOUT = """Programme report_review, then an edition of the platform's own that carries its rulings out at once. Sam is
warned for taking payment outside. The second time he is fined and suspended on the spot, and the money goes back to
Anna. He contests it with evidence; another operator takes back the penalty and most of the money."""

STANDARD_EDITION: Final = "report_review-2026-12"
SWIFT_EDITION: Final = "swift_review-2026-11"
PAID_OUTSIDE: Final = [{"party": "seller", "act": "external_payment"}]
STANDING_PATH: Final = "/v1/participants/sam/standing"


def play_story(stage: Stage) -> None:
    play_warning(stage)
    publish_edition(stage)
    deal, case = play_suspension(stage)
    play_appeal(stage, deal, case)


def play_warning(stage: Stage) -> None:
    """K14 to K16: stated in the ruling, in effect when nobody can contest it any more."""
    deal, case = report_conduct(stage, "A call of an hour", "report_review")
    stated = decide_case(stage, case)
    stage.check("the ruling states the penalty (K14)", (stated["warning"], stated["points"]), (1, -50))
    stage.check("it has no effect yet", stage.platform.get(STANDING_PATH)["points"], 0)
    stage.advance_clock("nobody contests it for 72 hours (K4)", by="72 hours")
    case.check_closed("decision")
    stage.check("fifty points less (K15)", stage.platform.get(STANDING_PATH)["points"], -50)
    deal.check_ended("refunded")
    deal.expect = Outcome(to_buyer=8_000, to_seller=0)


def publish_edition(stage: Stage) -> None:
    """Publishes the same programme, but what is ruled is done at once and can be contested afterwards."""
    document = stage.platform.get(f"/v1/policies/{STANDARD_EDITION}")["body"]
    document = document.replace(STANDARD_EDITION, SWIFT_EDITION).replace('"report_review"', '"swift_review"')
    document = document.replace('"after_appeal_window"', '"at_once"')
    document = document.replace('decided = { enter = "contest" }', 'decided = "execute"')
    stage.platform.perform_act("publishes an edition of its own", "/v1/policies", {"toml": document})
    swift = stage.platform.get(f"/v1/policies/{SWIFT_EDITION}")
    stage.check("published, it is not current", swift["current"], False)
    stage.platform.perform_act("makes it current", f"/v1/policies/{SWIFT_EDITION}/make-current")
    differences = stage.platform.get(f"/v1/policies/{STANDARD_EDITION}/diff/{SWIFT_EDITION}")["data"]
    stage.check("it differs in four places", len(differences), 4)


def play_suspension(stage: Stage) -> tuple[Deal, Case]:
    deal, case = report_conduct(stage, "A second call", "swift_review")
    stated = decide_case(stage, case)
    stage.check("the second warning is fined (K16)", (stated["warning"], stated["fine"]["amount"]), (2, 800))
    case.check_state(stage.seller, stage="contest")
    deal.check_ended("refunded")
    participant = stage.platform.get(STANDING_PATH)
    stage.check("suspended at once (K16)", (participant["status"], participant["points"]), ("suspended", -100))
    stage.check("escrow has booked the fine", read_owed_amount(stage, "sam"), 800)
    agreed = {"buyer": "anna", "seller": "sam", "amount": euro_amount(100), "agreement": {"title": "A third call"}}
    stage.platform.expect_refusal(
        "offers Sam another deal", "/v1/escrows", agreed, status=403, code="participant_suspended"
    )  # fmt: skip
    return deal, case


def play_appeal(stage: Stage, deal: Deal, case: Case) -> None:
    """K18, K19: evidence can still be given though the money has moved, and what is dropped is undone."""
    stage.seller.expect_refusal(
        "contests without evidence (K18)", f"{case.path}/appeals", {"explanation": APPEAL_TEXT},
        status=422, code="appeal_incomplete",
    )  # fmt: skip
    case.give_evidence(stage.seller, "screenshot", photos.draw_damage(23), *CHECKLIST_POINTS)
    stage.seller.perform_act("contests with evidence", f"{case.path}/appeals", {"explanation": APPEAL_TEXT})
    stage.colleague.perform_act("takes the contest", f"{case.path}/assign", {})
    part = {"amount": euro_amount(1_000)}
    case.rule_as(
        stage.colleague, "takes it back (K19)", **make_ruling("refund_partial", "partial_evidence", "none"), **part
    )

    case.check_closed("decision")
    participant = stage.platform.get(STANDING_PATH)
    stage.check("only the first warning stands", (participant["status"], participant["points"]), ("active", -50))
    [undone] = [one for one in participant["penalties"] if one["reversed_at"]]
    stage.check("by its own cause", undone["reversal_reason"], "Decided anew on appeal: partial_evidence.")
    stage.check("the fine is taken off", read_owed_amount(stage, "sam"), 0)
    stage.check("Anna owes what she got too much", read_owed_amount(stage, "anna"), 7_000)
    funds = stage.platform.get(deal.path)["funds"]
    got = tuple(funds[name]["amount"] for name in ("refunded", "released", "fee", "held"))
    stage.check("refunded, released, fee and held", got, (1_000, 7_000, 175, 0))
    for kind, times in {"penalty.imposed": 2, "penalty.reversed": 1, "dispute.reversal_ordered": 1}.items():
        stage.follow_feed(kind, times)


def report_conduct(stage: Stage, title: str, policy: str) -> tuple[Deal, Case]:
    """Both have given what they have, Sam nothing complete; an operator has the case."""
    windows = {"inspection": "30 days"}
    deal = Deal.create_paid(stage, title, 8_000, policy=policy, windows=windows).deliver()
    case = Case.open_dispute(deal, stage.buyer, reason="conduct", why="He asked me to pay him outside. " * 12)
    case.check_requests(stage.buyer, 2)
    case.give_evidence(stage.buyer, "screenshot", photos.draw_damage(21), *CHECKLIST_POINTS)
    case.give_evidence(stage.seller, "screenshot", photos.draw_damage(22), CHECKLIST_POINTS[0])
    stage.advance_clock("48 hours pass, both have given evidence (K3)", by="48 hours")
    case.check_state(stage.operator, stage="review")
    stage.operator.perform_act("takes the case", f"{case.path}/assign", {})
    return deal, case


def decide_case(stage: Stage, case: Case) -> dict[str, Any]:
    decision = {**make_ruling("refund_full", "conduct_proven", "seller"), "penalties": PAID_OUTSIDE}
    answer = case.rule_as(stage.operator, "rules for the buyer, with a penalty", **decision)
    [stated] = answer["ruling"]["penalties"]
    return dict(stated)


def read_owed_amount(stage: Stage, participant: str) -> int:
    accounts = stage.platform.get(f"/v1/accounts/{participant}")["data"]
    return sum(int(account["balance"]["amount"]) for account in accounts)

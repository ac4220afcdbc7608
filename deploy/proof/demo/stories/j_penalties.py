"""Penalties: a first warning, a fine and a suspension that take effect at once, and an appeal that undoes them."""

from __future__ import annotations

from typing import Any, Final

from deploy.proof.demo import photos
from deploy.proof.demo.deals import Case, Deal, Outcome, euros
from deploy.proof.demo.stage import Stage

from .i_report_review import DISAGREES, POINTS, ruling

TITLE = "Warned, suspended, and heard again"
ABOUT = """Programme report_review, then an edition of the platform's own that carries its rulings out at once. Sam is
warned for taking payment outside. The second time he is fined and suspended on the spot, and the money goes back to
Anna. He contests it with evidence; another operator takes back the penalty and most of the money."""

STANDARD: Final = "report_review-2026-11"
SWIFT: Final = "swift_review-2026-11"
PAID_OUTSIDE: Final = [{"party": "seller", "act": "external_payment"}]
STANDING: Final = "/v1/participants/sam/standing"


def play(stage: Stage) -> None:
    warned(stage)
    publish(stage)
    deal, case = suspended(stage)
    heard_again(stage, deal, case)


def warned(stage: Stage) -> None:
    """K14 to K16: stated in the ruling, in effect when nobody can contest it any more."""
    deal, case = reported(stage, "A call of an hour", "report_review")
    stated = decided(stage, case)
    stage.check("the ruling states the penalty (K14)", (stated["warning"], stated["points"]), (1, -50))
    stage.check("it has no effect yet", stage.platform.get(STANDING)["points"], 0)
    stage.advance("nobody contests it for 72 hours (K4)", by="72 hours")
    case.closes("decision")
    stage.check("fifty points less (K15)", stage.platform.get(STANDING)["points"], -50)
    deal.ends("refunded")
    deal.expect = Outcome(to_buyer=8_000, to_seller=0)


def publish(stage: Stage) -> None:
    """The same programme, but what is ruled is done at once and can be contested afterwards."""
    said = stage.platform.get(f"/v1/policies/{STANDARD}")["body"]
    said = said.replace(STANDARD, SWIFT).replace('"report_review"', '"swift_review"')
    said = said.replace('"after_appeal_window"', '"at_once"')
    said = said.replace('decided = { enter = "contest" }', 'decided = "execute"')
    stage.platform.does("publishes an edition of its own", "/v1/policies", {"toml": said})
    differences = stage.platform.get(f"/v1/policies/{STANDARD}/diff/{SWIFT}")["data"]
    stage.check("it differs in four places", len(differences), 4)


def suspended(stage: Stage) -> tuple[Deal, Case]:
    deal, case = reported(stage, "A second call", SWIFT)
    stated = decided(stage, case)
    stage.check("the second warning is fined (K16)", (stated["warning"], stated["fine"]["amount"]), (2, 800))
    case.reaches(stage.seller, stage="contest")
    deal.ends("refunded")
    standing = stage.platform.get(STANDING)
    stage.check("suspended at once (K16)", (standing["status"], standing["points"]), ("suspended", -100))
    stage.settle()
    stage.until("escrow has booked the fine", lambda: owed(stage, "sam"), lambda seen: seen == 800)
    agreed = {"buyer": "anna", "seller": "sam", "amount": euros(100), "agreement": {"title": "A third call"}}
    stage.platform.may_not(
        "offers Sam another deal", "/v1/escrows", agreed, status=403, code="participant_suspended"
    )  # fmt: skip
    return deal, case


def heard_again(stage: Stage, deal: Deal, case: Case) -> None:
    """K18, K19: evidence can still be given though the money has moved, and what is dropped is undone."""
    stage.seller.may_not(
        "contests without evidence (K18)", f"{case.path}/appeals", {"explanation": DISAGREES},
        status=422, code="appeal_incomplete",
    )  # fmt: skip
    case.evidence(stage.seller, "screenshot", photos.of_damage(23), *POINTS)
    stage.settle()
    stage.seller.does("contests with evidence", f"{case.path}/appeals", {"explanation": DISAGREES})
    stage.colleague.does("takes the contest", f"{case.path}/assign", {})
    part = {"amount": euros(1_000)}
    case.ruled(stage.colleague, "takes it back (K19)", **ruling("refund_partial", "partial_evidence", "none"), **part)

    case.closes("decision")
    standing = stage.platform.get(STANDING)
    stage.check("only the first warning stands", (standing["status"], standing["points"]), ("active", -50))
    [undone] = [one for one in standing["penalties"] if one["reversed_at"]]
    stage.check("by its own cause", undone["reversal_reason"], "Decided anew on appeal: partial_evidence.")
    stage.settle()
    stage.check("the fine is taken off", owed(stage, "sam"), 0)
    stage.check("Anna owes what she got too much", owed(stage, "anna"), 7_000)
    funds = stage.platform.get(deal.path)["funds"]
    got = tuple(funds[name]["amount"] for name in ("refunded", "released", "fee", "held"))
    stage.check("refunded, released, fee and held", got, (1_000, 7_000, 175, 0))
    types = [event["type"] for event in stage.events()]
    for kind, times in {"penalty.imposed": 2, "penalty.reversed": 1, "dispute.reversal_ordered": 1}.items():
        stage.check(f"webhooks {kind}", types.count(kind), times)


def reported(stage: Stage, title: str, policy: str) -> tuple[Deal, Case]:
    """Both have given what they have, Sam nothing complete; an operator has the case."""
    windows = {"inspection": "30 days"}
    deal = Deal.paid(stage, title, 8_000, policy=policy, windows=windows).delivered()
    stage.settle()
    case = Case.opened(deal, stage.buyer, reason="conduct", why="He asked me to pay him outside. " * 12)
    stage.settle()
    case.asked(stage.buyer, 2)
    case.evidence(stage.buyer, "screenshot", photos.of_damage(21), *POINTS)
    case.evidence(stage.seller, "screenshot", photos.of_damage(22), POINTS[0])
    stage.advance("48 hours pass, both have given evidence (K3)", by="48 hours")
    case.reaches(stage.operator, stage="review")
    stage.operator.does("takes the case", f"{case.path}/assign", {})
    return deal, case


def decided(stage: Stage, case: Case) -> dict[str, Any]:
    said = {**ruling("refund_full", "conduct_proven", "seller"), "penalties": PAID_OUTSIDE}
    answer = case.ruled(stage.operator, "rules for the buyer, with a penalty", **said)
    [stated] = answer["ruling"]["penalties"]
    return dict(stated)


def owed(stage: Stage, participant: str) -> int:
    accounts = stage.platform.get(f"/v1/accounts/{participant}")["data"]
    return sum(int(account["balance"]["amount"]) for account in accounts)

"""PRM-36: where silence carries out what was proposed last, and where it only looks so."""

from __future__ import annotations

from datetime import timedelta

from common.kernel.principal import Role
from disputes.engine import actions, evidence_reactions, reactions
from disputes.engine.forecast import forecast_last_proposal, forecast_silent_end
from disputes.engine.rulings import rule_on_dispute
from disputes.engine.values import Operator
from disputes.policy.files import loader
from disputes.policy.vocabulary import Outcome, RulingKind, Trigger
from disputes.testing import INR, NOON, OPERATOR, a_dispute, a_judgment, engine_context

DAY = timedelta(days=1)
CONTEST = """
[appeal]
stage = "contest"
window = "appeal_window"
explanation = 100

[stages.contest]
phase = "escalated"
status = "decided"
deadlines = [
  { kind = "appeal_window", term = "72 hours", since = "ruling", owed_by = "system", then = "execute_ruling" },
]

[stages.contest.may]
buyer = ["appeal"]
seller = ["appeal"]

[stages.contest.on]
appealed = { enter = "second_review" }

[stages.second_review]
phase = "escalated"
status = "under_review"
other_operator = true

[stages.second_review.may]
operator = ["decide"]

[stages.second_review.on]
decided = "execute"
"""


def test_prm_36_a_ruling_that_is_carried_out_when_nobody_contests_it_is_no_last_proposal() -> None:
    text = loader.read_sources()["agreement_first-2026-12"] + CONTEST
    review, behind = text.split("[stages.review.on]", 1)
    behind = behind.replace('decided = "execute"', 'decided = { enter = "contest" }', 1)
    policy = loader.parse_new_edition(f"{review}[stages.review.on]{behind}")
    failed = engine_context(policy, NOON + DAY)
    case = reactions.on_negotiation_failed(a_dispute(policy, reason=INR), Trigger.NEGOTIATION_FAILED, failed).dispute
    assert forecast_last_proposal(case, policy)[0] is Role.BUYER
    given = engine_context(policy, NOON + 2 * DAY)
    case = evidence_reactions.on_request_satisfied(case, case.requests[0].id, given).dispute
    judgment = a_judgment(policy, RulingKind.REFUND_PARTIAL)

    ruling = rule_on_dispute(case, judgment, Operator(OPERATOR), given)
    ruled = actions.carry_out_ruling(case, ruling, given).dispute

    assert forecast_silent_end(ruled, policy).outcome is Outcome.DECISION
    assert forecast_last_proposal(ruled, policy) is None

"""What an edition promises is what happens: no money is held for ever, no ruling is undone, no button leads nowhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from common.kernel.money import Split
from common.kernel.principal import Role
from disputes.engine import evidence_reactions, reactions
from disputes.engine.dispute import Dispute, State
from disputes.engine.errors import RulingNotAllowed
from disputes.engine.evidence import RequestNews, RequestState
from disputes.engine.forecast import apply_silence, forecast_silence, next_deadline
from disputes.engine.reopening import barred_parties, find_blocking
from disputes.engine.rulings import allowed_rulings, rule_on_dispute
from disputes.engine.stage_entry import enter_stage
from disputes.engine.values import Deadline, Operator, Promise
from disputes.policy.files import loader
from disputes.policy.model import Policy
from disputes.policy.options import Option, OptionNotAllowed, RequestedOption, resolve_options
from disputes.policy.vocabulary import Act, Condition, OptionKind, Outcome, RulingKind, Trigger
from disputes.testing import INR, NOON, POLICIES, SNAD, a_dispute, a_judgment, engine_context, eur
from services.disputes.tests.domain.acting import tried
from services.disputes.tests.domain.test_matrix import at_stage

CURRENT = {edition: POLICIES[edition] for edition in sorted(loader.select_current_editions(POLICIES, ""))}
AGREEMENT, GUIDED, REPORT, LIVE = (
    CURRENT[f"{name}-2026-12"] for name in ("agreement_first", "guided_solutions", "report_review", "live_video")
)
DAY = timedelta(days=1)


def name_case(value: object) -> str:
    return str(getattr(value, "edition", value))


def in_silence(case: Dispute, policy: Policy, until=None) -> Dispute:
    """Nobody does anything, for good or until a day."""
    while (lapse := next_deadline(case, policy)) is not None and (until is None or lapse.at <= until):
        case = apply_silence(case, lapse, engine_context(policy, lapse.at)).dispute
    return case


# PRM-15


@pytest.mark.parametrize(
    ("policy", "stage"),
    [(p, s) for p in CURRENT.values() for s in p.stages],
    ids=lambda value: getattr(value, "edition", value),
)
def test_prm_15_each_place_of_each_edition_has_an_end_that_is_foretold(policy: Policy, stage: str) -> None:
    case = at_stage(policy, stage)

    steps = forecast_silence(case, policy)

    assert in_silence(case, policy).state in (State.CLOSED, State.SETTLING)
    assert steps[-1].outcome is not None
    assert steps[-1].at <= case.entered_at + 250 * DAY


@pytest.mark.parametrize("policy", CURRENT.values(), ids=name_case)
def test_prm_15_a_case_nobody_decides_is_closed_as_inconclusive_after_60_days(policy: Policy) -> None:
    review = enter_stage(a_dispute(policy=policy), "review", engine_context(policy)).dispute

    after = in_silence(review, policy)

    assert (after.outcome, after.closed_at, after.settlement) == (Outcome.INCONCLUSIVE, NOON + 60 * DAY, None)


def ruled_on_day_58(policy: Policy, reason: str = SNAD) -> Dispute:
    at = NOON + 58 * DAY
    review = enter_stage(a_dispute(policy=policy, reason=reason), "review", engine_context(policy, NOON + DAY)).dispute
    return tried(review, Act.DECIDE, Role.OPERATOR, policy, at=at, kind=RulingKind.RETURN_AND_REFUND).dispute


@pytest.mark.parametrize("edition", ["agreement_first-2026-11", "agreement_first-2026-12"])
def test_prm_15_d10_a_return_ruled_on_day_58_is_carried_out(edition: str) -> None:
    policy = POLICIES[edition]
    ruled = ruled_on_day_58(policy)

    after = in_silence(ruled, policy)

    assert (ruled.place, after.place) == ("return_address", "settling")
    assert (after.order.at, after.order.option.split.to_buyer) == (NOON + 63 * DAY, eur(8000))


def test_prm_15_a_cap_still_armed_in_a_case_from_before_undoes_nothing() -> None:
    policy = POLICIES["agreement_first-2026-11"]
    cap = Deadline("dispute_hard_cap", NOON, NOON + 60 * DAY, "natural", Role.OPERATOR)
    ruled = ruled_on_day_58(policy)
    ruled = replace(ruled, deadlines=(*ruled.deadlines, cap))

    assert in_silence(ruled, policy, NOON + 62 * DAY).place == "return_address"
    assert in_silence(ruled, policy).order.option.split.to_buyer == eur(8000)


def contested_return(policy: Policy) -> Dispute:
    case = ruled_on_day_58(policy)
    for act, role in (
        (Act.GIVE_RETURN_ADDRESS, Role.SELLER),
        (Act.SHIP_RETURN, Role.BUYER),
        (Act.ACKNOWLEDGE_RETURN, Role.SELLER),
    ):
        at = next_deadline(case, policy).at - timedelta(hours=1)
        case = tried(case, act, role, policy, at=at, condition=Condition.WRONG_OR_EMPTY).dispute
    assert case.place == "return_contested"
    return case


@pytest.mark.parametrize("policy", [AGREEMENT, GUIDED], ids=name_case)
def test_prm_15_a_contested_return_gets_time_of_its_own_and_then_the_ruling_is_carried_out(policy: Policy) -> None:
    contested = contested_return(policy)

    after = in_silence(contested, policy)

    assert contested.entered_at > NOON + 90 * DAY
    assert after.order.at == contested.entered_at + 60 * DAY
    assert (after.outcome, after.order.option.split.to_buyer) == (Outcome.DECISION, eur(8000))


def test_prm_15_o4_at_the_cap_silence_pays_nobody_for_goods_that_never_left() -> None:
    option = Option(OptionKind.RETURN_AND_REFUND, Split(eur(8000), eur(0)))
    promised = Promise(option=option, basis=Outcome.AGREEMENT)
    case = replace(a_dispute(policy=GUIDED), promise=promised)
    case = enter_stage(case, "return_address", engine_context(GUIDED)).dispute

    after = in_silence(case, GUIDED)

    assert (after.outcome, after.settlement) == (Outcome.INCONCLUSIVE, None)


@pytest.mark.parametrize("decided", ["ruling", "promise"])
def test_prm_22_what_was_ruled_or_agreed_is_not_opened_anew_by_withdrawing(decided: str) -> None:
    case = ruled_on_day_58(AGREEMENT)
    case = replace(case, promise=None) if decided == "ruling" else replace(case, rulings=())
    withdrawn = tried(case, Act.WITHDRAW, Role.BUYER, AGREEMENT, at=NOON + 59 * DAY).dispute

    assert withdrawn.outcome is Outcome.WITHDRAWN
    assert find_blocking([withdrawn]) == withdrawn
    assert barred_parties(withdrawn, Outcome.WITHDRAWN) == {Role.BUYER, Role.SELLER}


def test_prm_15_a_contested_replacement_is_not_begun_again_without_end() -> None:
    review = enter_stage(a_dispute(policy=GUIDED), "review", engine_context(GUIDED)).dispute
    case = tried(review, Act.DECIDE, Role.OPERATOR, GUIDED, kind=RulingKind.REPLACEMENT).dispute
    case = tried(case, Act.FULFIL, Role.SELLER, GUIDED).dispute
    case = tried(case, Act.CONFIRM, Role.BUYER, GUIDED, condition=Condition.DAMAGED).dispute

    after = in_silence(case, GUIDED)

    assert (case.place, after.state, after.outcome) == ("replacement_contested", State.CLOSED, Outcome.INCONCLUSIVE)


def test_prm_15_k4_a_ruling_that_nobody_decides_on_again_is_carried_out() -> None:
    case = at_stage(REPORT, "second_review")

    after = in_silence(case, REPORT)

    assert after.order.at == NOON + 60 * DAY
    assert (after.outcome, after.order.option) == (Outcome.DECISION, case.ruling.option)


# PRM-16

INR_OPTIONS = 'options = ["refund_full", "refund_partial", "replacement", "release"]'
OTHER_PLACES = 'obligations = { return_and_refund = "return_address", replacement = "review" } # {'
BROKEN = [
    ("agreement_first", 'agreed = "execute" ', "# ", "stage 'negotiation' does not say what follows 'agreed'"),
    ("agreement_first", 'agreed = "execute" ', 'agreed = { enter = "review" } ', "stage 'negotiation' agreed is not"),
    ("agreement_first", 'seller = ["fulfil"]', 'seller = ["fulfil", "decide"]', "what follows 'decided'"),
    ("live_video", 'operator = ["verify",', 'buyer = ["verify"]\noperator = ["verify",', "verify is offered to"),
    ("agreement_first", 'buyer = ["ship_return"]', 'operator = ["ship_return"]', "ship_return is offered"),
    ("agreement_first", 'buyer = ["ship_return"]', "# ", "stage 'return_shipment' says what follows 'return_shipped'"),
    ("agreement_first", 'seller = ["fulfil"]', "# ", "stage 'replacement' says what follows 'fulfilled', but nobody"),
    ("live_video", 'operator = ["verify", "refuse_verification"]', 'operator = ["verify"]', "'verification_refused'"),
    ("guided_solutions", "obligations = {", OTHER_PLACES, "stage 'review' begins a replacement, but nobody may do"),
    ("agreement_first", 'decided = "execute"', 'decided = { pay_all = "buyer" }', "stage 'review' decided is not what"),
    ("agreement_first", 'pay_all = "claimant"', 'pay_all = "respondent"', "claim_accepted is not what follows"),
    ("agreement_first", 'return_received = "pay_promised"', 'return_received = { pay_all = "seller" }', "received is"),
    ("agreement_first", 'withdrawn = { close = "withdrawn" }', 'withdrawn = { close = "void" }', "withdrawn is not"),
    ("agreement_first", 'confirmed = { pay_all = "seller" }', 'confirmed = "pay_promised"', "replacement moves no mon"),
    ("agreement_first", '{ close = "inconclusive" }', '{ enter = "review" }', "'hard_cap' hands the case on"),
    ("agreement_first", '{ close = "inconclusive" }', '{ execute_standing = "buyer" }', "operator may have worded"),
    ("agreement_first", 'remind = ["5 days"]', 'remind = ["61 days"]', "'hard_cap' term reminds before"),
    ("agreement_first", 'term = "3 days", remind', 'term = "3 hours", remind', "'shipment_proof' asks reminds before"),
    ("agreement_first", 'term = "120 days"', 'term = "2 days"\nearliest = "3 days"', "'filing' ends before it begins"),
    ("agreement_first", '"release"] # D7', '"replacement"] # D7', "which nobody may rule"),
    ("agreement_first", '[stages.review.may]', '[stages.review.may]\nbuyer = ["appeal"]', "what follows 'appealed'"),
    ("report_review", 'decided = { enter = "contest" }', 'decided = { enter = "report" }', "decided is not what"),
    ("report_review", 'then = "execute_ruling"', 'then = { pay_all = "buyer" }', "'appeal' window does not end"),
    ("report_review", '{ enter = "second_review" }', '{ enter = "report" }', "stage 'contest' appealed is not what"),
    ("report_review", 'presumed_without_answer = "refund_full"', 'presumed_without_answer = "release"', "nobody may"),
    ("report_review", 'grace = { at = "48 hours"', 'grace = { at = "72 hours"', "stage 'report' grants its grace when"),
    ("live_video", "sealed = true", 'sealed = true\ngrace = { at = "48 hours", term = "1 day", since = "cut_off" }',
     "seals evidence, but its grace would tell"),
    ("live_video", 'inconclusive = "nobody_heard"', 'refund_partial = "nobody_heard"', "'refund_partial'"),
    ("report_review", 'then = "execute_ruling" }', 'then = "execute_ruling", remind = ["3 hours"] }', "reminds nobody"),
    ("agreement_first", 'kind = "operator_decision_target"', 'kind = "operator_decision_target"\nremind = ["11 days"]',
     "'clocks' operator_decision_target reminds before"),
    ("report_review", 'escalates_to = "report"', 'escalates_to = "report"\nrulings = ["inconclusive"]',
     "'reasons.service_not_provided' 'presumed_without_answer'"),
    ("live_video", 'escalates_to = "verification"', 'escalates_to = "verification"\nrulings = ["inconclusive"]',
     "operators could decide nothing"),
    ("guided_solutions", 'options = ["refund_partial", "refund_full"]', 'options = ["release"]', "none of the"),
    ("agreement_first", 'max_rounds = 1', 'max_rounds = 0', "'max_rounds' leaves no round"),
    ("agreement_first", INR_OPTIONS, 'options = ["refund_full", "release"]', "nothing new is left to offer"),
    ("agreement_first", INR_OPTIONS, 'options = ["release"]', "the other side gets everything"),
    ("agreement_first", INR_OPTIONS, "", "'reasons.item_not_received' allows 'return_and_refund' among its 'options'"),
    ("agreement_first", '"release"] # D7', '"return_and_refund"] # D7', "'return_and_refund' among its 'rulings'"),
    ("guided_solutions", 'options = ["refund_partial", "refund_full"]', 'options = ["refund_partial", "replacement"]',
     "'reasons.service_disappointing' allows 'replacement' among its 'options'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "good", "bad", "word"), BROKEN)
def test_prm_16_an_edition_that_promises_what_it_does_not_do_is_refused(
    name: str, good: str, bad: str, word: str
) -> None:
    text = loader.read_sources()[f"{name}-2026-12"]
    assert good in text
    lines = text.replace(good, bad, 1).splitlines()

    with pytest.raises(loader.EditionInvalid, match=re.escape(word)) as refused:
        loader.parse_new_edition("\n".join(lines))

    line = int(re.search(r"line (\d+)", str(refused.value))[1])
    stage = re.search(r"stage '([a-z_]+)'", str(refused.value))
    if stage is not None:
        first = next(n for n, text in enumerate(lines, 1) if f"[stages.{stage[1]}" in text)
        assert first <= line <= first + 40, "the line is of the stage that is named"


def test_prm_16_a_stage_that_only_operators_end_needs_a_cap() -> None:
    text = loader.read_sources()["guided_solutions-2026-12"]
    uncapped = re.sub(r"\[hard_cap\].*?\n\n", "", text, flags=re.DOTALL)

    with pytest.raises(loader.EditionInvalid, match="stage 'review' may hold the money for ever"):
        loader.parse_new_edition(uncapped)


def test_prm_16_d6_a_stage_of_judges_is_not_ended_by_what_an_operator_may_have_worded() -> None:
    text = loader.read_sources()["agreement_first-2026-12"]
    standing = '{ kind = "standing", term = "5 days", owed_by = "operator", then = { execute_standing = "buyer" } }'
    uncapped = re.sub(r"\[hard_cap\].*?\n\n", "", text, flags=re.DOTALL)
    timed = uncapped.replace("[stages.review.may]", f"deadlines = [{standing}]\n\n[stages.review.may]", 1)

    with pytest.raises(
        loader.EditionInvalid, match="stage 'review' may hold the money for ever: standing ends nothing"
    ):
        loader.parse_new_edition(timed)


PROOF = 'asks = [{ party = "seller", kinds = ["photo"], level = "required", term = "3 days" }]'


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for good, bad in pairs:
        assert good in text
        text = text.replace(good, bad)
    return text


def test_prm_16_d12_a_stage_of_judges_is_not_ended_by_evidence_that_an_operator_may_have_found_invalid() -> None:
    text = re.sub(r"\[hard_cap\].*?\n\n", "", loader.read_sources()["agreement_first-2026-12"], flags=re.DOTALL)
    asking = changed(
        text,
        ("[stages.review.may]", f"{PROOF}\n\n[stages.review.may]"),
        (
            'evidence_lapsed = "revisit" ',
            'evidence_satisfied = { alert = "target" }\nevidence_lapsed = { pay_all = "buyer" } ',
        ),
    )

    with pytest.raises(loader.EditionInvalid, match="stage 'review' may hold the money for ever: evidence_lapsed ends"):
        loader.parse_new_edition(asking)
    end = '{ kind = "end", term = "9 days", owed_by = "operator", then = { close = "inconclusive" } }'
    timed = asking.replace(PROOF, f"{PROOF}\ndeadlines = [{end}]")
    assert loader.parse_new_edition(timed).stages["review"].deadlines


LAST_PROOF = f"""
[stages.last_proof]
phase = "escalated"
status = "waiting_for_seller"
{PROOF}

[stages.last_proof.on]
evidence_satisfied = {{ pay_all = "seller" }}
evidence_lapsed = {{ pay_all = "buyer" }}
"""


def test_prm_16_d12_what_judges_leave_to_proof_does_not_come_back_to_them_in_circles() -> None:
    """Silence pays there; of what an operator has found invalid it may not, and hands the case back (ADR 0042)."""
    handed_on = '{ kind = "handed_on", term = "20 days", owed_by = "operator", then = { enter = "last_proof" } }'
    text = loader.read_sources()["agreement_first-2026-12"] + LAST_PROOF
    timed = changed(text, ("[stages.review.may]", f"deadlines = [{handed_on}]\n\n[stages.review.may]"))

    with pytest.raises(ValueError, match="silence goes round in circles at"):
        loader.parse_edition(timed)


def test_prm_16_d12_judges_to_whom_silence_leads_take_no_promise_for_granted() -> None:
    """Where contested goods lead to judges, evidence found invalid does so as well, though nothing was promised."""
    promised = '{ kind = "promised", term = "20 days", owed_by = "operator", then = "pay_promised" }'
    text = changed(
        loader.read_sources()["agreement_first-2026-12"],
        ("[stages.review.may]", f"deadlines = [{promised}]\n\n[stages.review.may]"),
        (
            '{ enter = "review" }\nevidence_lapsed = { execute_standing = "buyer" }',
            '{ pay_all = "seller" }\nevidence_lapsed = { pay_all = "buyer" }',
        ),
        (
            '{ enter = "review" }\nevidence_lapsed = { pay_all = "seller" }',
            '{ pay_all = "buyer" }\nevidence_lapsed = { pay_all = "seller" }',
        ),
    )

    with pytest.raises(ValueError, match="stage 'review' promised: nobody need have promised anything"):
        loader.parse_edition(text)


def test_prm_27_d12_k19_a_stage_in_which_operators_decide_keeps_what_they_have_to_decide() -> None:
    """It does not go back to the first of them: whoever has judged there decides nothing here."""
    text = changed(
        loader.read_sources()["agreement_first-2026-12"],
        ('evidence_lapsed = { enter = "review" }', 'evidence_lapsed = { pay_all = "seller" }'),
    )
    policy = loader.parse_edition(text)
    case = replace(a_dispute(policy=policy, reason=SNAD), approval_limit=7_999)
    contested = enter_stage(case, "return_contested", engine_context(policy)).dispute
    request, context = contested.open_requests()[0].id, engine_context(policy, NOON + 3 * DAY)

    by_itself = evidence_reactions.on_request_expired(contested, request, context).dispute
    struck = evidence_reactions.on_request_expired(
        contested, request, context, RequestNews(is_by_operator=True)
    ).dispute

    assert (by_itself.state, by_itself.order.option.split.to_seller) == (State.SETTLING, eur(8000))
    assert (struck.place, struck.order, struck.requests[0].state) == ("return_contested", None, RequestState.LAPSED)


def test_prm_27_d6_who_accepts_a_claim_is_no_silence_whoever_has_worded_it() -> None:
    text = changed(
        loader.read_sources()["agreement_first-2026-12"],
        ('claim_accepted = { pay_all = "claimant" }', 'claim_accepted = { execute_standing = "claimant" }'),
    )
    policy = loader.parse_new_edition(text)
    case = replace(a_dispute(policy=policy), approval_limit=7_999, opened_by_operator=True)
    worded = replace(case, negotiation=replace(case.negotiation, operators_last=frozenset({Role.BUYER})))

    accepted = tried(worded, Act.ACCEPT_CLAIM, Role.SELLER, policy).dispute

    assert (accepted.state, accepted.order.option.split.to_buyer) == (State.SETTLING, eur(8000))


def test_prm_16_what_is_shipped_now_keeps_what_it_promises() -> None:
    for edition in CURRENT:
        loader.parse_new_edition(loader.read_sources()[edition])


@pytest.mark.parametrize(
    ("policy", "stage"),
    [(p, s) for p in CURRENT.values() for s in p.stages],
    ids=lambda value: getattr(value, "edition", value),
)
def test_prm_16_d14_an_offer_accepted_in_any_stage_is_carried_out(policy: Policy, stage: str) -> None:
    if policy.negotiation is None:
        return
    case, half = at_stage(policy, stage), RequestedOption(OptionKind.REFUND_PARTIAL, basis_points=5000)

    after = reactions.on_agreement(case, half.resolve(case.amount), Outcome.AGREEMENT, engine_context(policy)).dispute

    assert after.order.option.split.to_buyer == eur(4000)


# PRM-19


def test_prm_19_d7_what_never_came_cannot_be_sent_back() -> None:
    kinds = {}
    for reason in (INR, SNAD):
        case = enter_stage(a_dispute(policy=AGREEMENT, reason=reason), "review", engine_context(AGREEMENT)).dispute
        kinds[reason] = allowed_rulings(case, AGREEMENT)

    full, part, release = RulingKind.REFUND_FULL, RulingKind.REFUND_PARTIAL, RulingKind.RELEASE
    assert kinds == {INR: (full, part, release), SNAD: (full, part, release, RulingKind.RETURN_AND_REFUND)}

    case = enter_stage(a_dispute(policy=AGREEMENT, reason=INR), "review", engine_context(AGREEMENT)).dispute
    judgment = a_judgment(AGREEMENT, RulingKind.RETURN_AND_REFUND)
    with pytest.raises(RulingNotAllowed) as refused:
        rule_on_dispute(case, judgment, Operator("operator-1"), engine_context(AGREEMENT))
    assert refused.value.allowed == sorted(kinds[INR])


@pytest.mark.parametrize(("reason", "proof"), [(INR, "shipment_proof"), (SNAD, "defect_proof")])
def test_prm_19_d7_the_operators_time_runs_from_the_escalation(reason: str, proof: str) -> None:
    escalated, given = NOON + 2 * DAY, NOON + 4 * DAY
    case = a_dispute(policy=AGREEMENT, reason=reason)
    context = engine_context(AGREEMENT, escalated)
    case = reactions.on_negotiation_failed(case, Trigger.NEGOTIATION_FAILED, context).dispute
    assert case.place == proof

    case = evidence_reactions.on_request_satisfied(case, case.requests[0].id, engine_context(AGREEMENT, given)).dispute

    due = {d.kind: d.due_at for d in case.deadlines}
    assert case.place == "review"
    assert due["operator_decision_target"] == escalated + 10 * DAY
    assert due["operator_decision_limit"] == escalated + 15 * DAY


# PRM-27: whoever is claimed from may pay up, in every programme and stage that has not decided otherwise


@pytest.mark.parametrize(
    ("policy", "opener"),
    [*product(CURRENT.values(), [Role.BUYER]), (LIVE, Role.SELLER)],
    ids=lambda value: getattr(value, "edition", value),
)
def test_prm_27_whoever_is_claimed_from_can_pay_up(policy: Policy, opener: Role) -> None:
    case = a_dispute(policy=policy, opener=opener)

    after = tried(case, Act.ACCEPT_CLAIM, case.respondent, policy).dispute

    assert (after.outcome, after.order.option.split) == (Outcome.CLAIM_ACCEPTED, case.split_all_to(opener))


def test_prm_19_a_service_neither_goes_back_nor_comes_in_a_parcel() -> None:
    case = enter_stage(a_dispute(policy=GUIDED, reason="service_disappointing"), "review", engine_context(GUIDED))
    goods = enter_stage(a_dispute(policy=GUIDED, reason="damaged_in_transport"), "review", engine_context(GUIDED))

    about_goods = {RulingKind.RETURN_AND_REFUND, RulingKind.REPLACEMENT}
    assert not about_goods & set(allowed_rulings(case.dispute, GUIDED))
    assert about_goods < set(allowed_rulings(goods.dispute, GUIDED))
    services = replace(
        AGREEMENT, reasons={INR: replace(AGREEMENT.reasons[INR], option_kinds=(OptionKind.REFUND_FULL,))}
    )
    with pytest.raises(OptionNotAllowed) as refused:
        resolve_options([RequestedOption(OptionKind.RETURN_AND_REFUND)], eur(8000), services, INR, Role.BUYER)
    assert refused.value.allowed == ["refund_full"], "nor can it be asked for"

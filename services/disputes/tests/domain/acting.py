"""Every act of the engine under one name, for tests that try them all."""

from __future__ import annotations

from datetime import timedelta

from common.kernel.principal import Role
from disputes.engine import actions, clocks
from disputes.engine.dispute import Change, Dispute
from disputes.engine.evidence import EvidenceAsking
from disputes.engine.rulings import allowed_rulings, rule_on_dispute
from disputes.engine.values import Check, Finding, MessageKind, Operator, Parcel
from disputes.policy.model import Policy
from disputes.policy.vocabulary import Act, Condition, RulingKind
from disputes.testing import NOON, OPERATOR, a_judgment, engine_context, new_id

OPERATING = {Act.ASSIGN, Act.DECIDE, Act.VERIFY, Act.REFUSE_VERIFICATION}
PARCEL = Parcel("DHL", "JD0123456789")
EXPLANATION = "This is why I disagree. " * 20


def tried(  # noqa: C901 - one case an act
    case: Dispute, act: Act, role: Role, policy: Policy, *, at=NOON, operator: str = OPERATOR,
    kind: RulingKind | None = None, condition: Condition = Condition.RECEIVED,
) -> Change:  # fmt: skip
    context, person = engine_context(policy, at), Operator(operator, is_lead=True)
    if act in OPERATING and role is not Role.OPERATOR:
        case.require_allowed(act, role, context)
        raise AssertionError(f"{role} may {act}")
    match act:
        case Act.MESSAGE:
            return case.post_message(new_id(), "Hello.", MessageKind.COMMENT, role, context)
        case Act.ASSIGN:
            return case.assign(operator, Operator(operator), context)
        case Act.DECIDE:
            judgment = a_judgment(policy, kind or next(iter(allowed_rulings(case, policy))))
            return actions.carry_out_ruling(case, rule_on_dispute(case, judgment, person, context), context)
        case Act.VERIFY | Act.REFUSE_VERIFICATION:
            found = Finding.YES if act is Act.VERIFY else Finding.NO
            checks = tuple(Check(point.code, found) for point in policy.checklists.get(act, ()))
            if act is Act.VERIFY:
                return actions.verify_transaction(case, checks, person, context)
            return actions.refuse_verification(case, checks, None, person, context)
        case Act.EXTEND:
            [(name, due_at), *_] = [(c.name, c.due_at) for c in clocks.running_clocks(case, policy)] or [("none", at)]
            return clocks.extend_deadline(case, name, None, due_at + timedelta(days=1), "illness", role, context)
        case Act.ASK_FOR_EVIDENCE:
            asking = EvidenceAsking(Role.BUYER, ("photo",), at + timedelta(days=3), None)
            return actions.ask_for_evidence(case, asking, role, context)
        case Act.PAUSE:
            return clocks.pause_clocks(case, role, context)
        case Act.RESUME:
            return clocks.resume_clocks(case, role, context)
        case Act.GIVE_RETURN_ADDRESS:
            return actions.give_return_address(case, {"city": "Kiel"}, role, context)
        case Act.SHIP_RETURN:
            return actions.ship_return(case, PARCEL, role, context)
        case Act.CORRECT_RETURN_ADDRESS:
            return actions.correct_return_address(case, {"city": "Bonn"}, role, context)
        case Act.CORRECT_PARCEL:
            return actions.correct_parcel(case, Parcel("DHL", "JD0123456780"), role, context)
        case Act.ACKNOWLEDGE_RETURN:
            return actions.acknowledge_return(case, condition, None, role, context)
        case Act.FULFIL:
            return actions.fulfil_obligation(case, PARCEL, role, context)
        case Act.CONFIRM:
            return actions.confirm_obligation(case, condition, None, role, context)
        case Act.ASK_FOR_EVIDENCE:
            asking = EvidenceAsking(Role.BUYER, ("photo",), NOON.replace(year=2030))
            return actions.ask_for_evidence(case, asking, role, context)
        case Act.APPEAL:
            return actions.file_appeal(case, EXPLANATION, role, context)
        case _:
            return actions.perform_act(case, act, role, context)

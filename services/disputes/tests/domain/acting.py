"""Every act of the engine under one name, for tests that try them all."""

from __future__ import annotations

from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.domain import acts, clocks
from disputes.domain.dispute import Change, Dispute
from disputes.domain.policy import Policy
from disputes.domain.records import Check, Condition, Finding, Parcel
from disputes.domain.rulings import rule, rulings_allowed
from disputes.domain.vocabulary import Act, RulingKind
from disputes.testing import NOON, OPERATOR, a_judgment, fresh

OPERATING = {Act.ASSIGN, Act.DECIDE, Act.VERIFY, Act.REFUSE_VERIFICATION}
PARCEL = Parcel("DHL", "JD0123456789")
EXPLANATION = "This is why I disagree. " * 20


def tried(  # noqa: C901 - one case an act
    case: Dispute, act: Act, role: Role, policy: Policy, *, at=NOON, operator: str = OPERATOR,
    kind: RulingKind | None = None, condition: Condition = Condition.RECEIVED,
) -> Change:  # fmt: skip
    moment = Timing(at, at)
    given = {"by": role, "policy": policy, "moment": moment}
    if act in OPERATING and role is not Role.OPERATOR:
        case.permit(act, role, policy, moment)
        raise AssertionError(f"{role} may {act}")
    match act:
        case Act.MESSAGE:
            return case.post_message(fresh(), "Hello.", **given)
        case Act.ASSIGN:
            return case.assign(operator, by=operator, lead=False, policy=policy, moment=moment)
        case Act.DECIDE:
            wanted = kind or next(iter(rulings_allowed(case, policy)))
            said = a_judgment(policy, wanted)
            ruling = rule(case, said, by=operator, lead=True, policy=policy, moment=moment)
            return acts.decide(case, ruling, policy=policy, moment=moment, fresh=fresh)
        case Act.VERIFY | Act.REFUSE_VERIFICATION:
            checks = tuple(Check(point.code, Finding.YES) for point in policy.checks.get(act, ()))
            return acts.verify(
                case, verified=act is Act.VERIFY, checks=checks, reason=None, by=operator, lead=True, policy=policy,
                moment=moment, fresh=fresh,
            )  # fmt: skip
        case Act.EXTEND:
            [name, *_] = [clock.name for clock in clocks.running(case, policy)] or ["none"]
            later = NOON.replace(year=2030)
            return clocks.extend(case, name, later, request=None, reason_code="illness", **given)
        case Act.PAUSE:
            return clocks.pause(case, **given)
        case Act.RESUME:
            return clocks.resume(case, **given)
        case Act.GIVE_RETURN_ADDRESS:
            return acts.give_address(case, {"city": "Kiel"}, fresh=fresh, **given)
        case Act.SHIP_RETURN:
            return acts.ship_return(case, PARCEL, fresh=fresh, **given)
        case Act.ACKNOWLEDGE_RETURN:
            return acts.acknowledge(case, condition, None, fresh=fresh, **given)
        case Act.FULFIL:
            return acts.fulfil(case, PARCEL, fresh=fresh, **given)
        case Act.CONFIRM:
            return acts.confirm(case, condition, None, fresh=fresh, **given)
        case Act.APPEAL:
            return acts.appeal(case, EXPLANATION, fresh=fresh, **given)
        case _:
            return acts.act(case, act, fresh=fresh, **given)

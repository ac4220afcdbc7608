"""What people do to a case beside answering and proving. Each is refused unless the running stage gives it to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from common.kernel.principal import Role
from common.kernel.timing import Timing

from . import facts as told
from .credibility import missing
from .dispute import Change, Dispute, Fresh
from .effects import Doing
from .errors import AppealIncomplete
from .flow import trigger
from .policy import Policy
from .records import Appeal, Check, Condition, Parcel, Promise, Ruling, Verification, Voice
from .rulings import require_checked
from .vocabulary import TRIGGERS, Act, Outcome, Trigger


def act(dispute: Dispute, what: Act, *, by: Role, policy: Policy, moment: Timing, fresh: Fresh) -> Change:
    """Escalate, withdraw, accept the claim, request the videos: acts that need no more than being allowed."""
    dispute.permit(what, by, policy, moment)
    basis = Outcome.CLAIM_ACCEPTED if what is Act.ACCEPT_CLAIM else Outcome.TIMEOUT
    return trigger(dispute, TRIGGERS[what][0], Doing(policy=policy, at=moment.now, fresh=fresh, basis=basis))


def decide(dispute: Dispute, ruling: Ruling, *, policy: Policy, moment: Timing, fresh: Fresh) -> Change:
    before = dispute.ruling
    said: tuple[told.Fact, ...] = (told.Decided(ruling),)
    if dispute.appeal is not None and before is not None:
        said += (told.AppealDecided(upheld=(before.kind, before.option) == (ruling.kind, ruling.option)),)
    ruled = replace(dispute, rulings=(*dispute.rulings, ruling), assignee=ruling.by)
    doing = Doing(
        policy=policy, at=moment.now, fresh=fresh, basis=Outcome.DECISION, option=ruling.option, said=said
    )  # fmt: skip
    return trigger(ruled, Trigger.DECIDED, doing)


def verify(
    dispute: Dispute, *, verified: bool, checks: tuple[Check, ...], reason: str | None, by: str, lead: bool,
    policy: Policy, moment: Timing, fresh: Fresh,
) -> Change:  # fmt: skip
    """Say whether the facts of the transaction match (T2)."""
    what = Act.VERIFY if verified else Act.REFUSE_VERIFICATION
    dispute.permit(what, Role.OPERATOR, policy, moment)
    dispute.require_mine(by, lead=lead)
    require_checked(policy, what, checks)
    found = Verification(verified=verified, checks=checks, by=by, at=moment.now, reason=reason)
    known = replace(dispute, verification=found, assignee=by)
    doing = Doing(policy=policy, at=moment.now, fresh=fresh, why=reason)
    return trigger(known, TRIGGERS[what][0], doing)


def give_address(
    dispute: Dispute, address: Mapping[str, str], *, by: Role, policy: Policy, moment: Timing, fresh: Fresh
) -> Change:
    """Where the goods go back to (D10)."""
    promise = _promised(dispute, Act.GIVE_RETURN_ADDRESS, by, policy, moment)
    known = replace(dispute, promise=replace(promise, address=address))
    return trigger(
        known, Trigger.RETURN_ADDRESS_GIVEN, _doing(policy, moment, fresh, told.AddressGiven())
    )  # fmt: skip


def ship_return(dispute: Dispute, parcel: Parcel, *, by: Role, policy: Policy, moment: Timing, fresh: Fresh) -> Change:
    """Under which number the goods go back (D11)."""
    promise = _promised(dispute, Act.SHIP_RETURN, by, policy, moment)
    known = replace(dispute, promise=replace(promise, parcel=parcel))
    return trigger(known, Trigger.RETURN_SHIPPED, _doing(policy, moment, fresh, told.ReturnShipped()))


def acknowledge(
    dispute: Dispute, condition: Condition, note: str | None, *, by: Role, policy: Policy, moment: Timing, fresh: Fresh
) -> Change:
    """How the goods came back (D13). Anything but `received` contests the return."""
    promise = _promised(dispute, Act.ACKNOWLEDGE_RETURN, by, policy, moment)
    known = replace(dispute, promise=replace(promise, condition=condition, note=note))
    what = Trigger.RETURN_RECEIVED if condition is Condition.RECEIVED else Trigger.CONTESTED
    return trigger(known, what, _doing(policy, moment, fresh, told.ReturnAcknowledged(condition)))


def fulfil(dispute: Dispute, parcel: Parcel, *, by: Role, policy: Policy, moment: Timing, fresh: Fresh) -> Change:
    """The promised goods are on their way."""
    promise = _promised(dispute, Act.FULFIL, by, policy, moment)
    known = replace(dispute, promise=replace(promise, parcel=parcel))
    doing = _doing(policy, moment, fresh, told.Fulfilled(promise.option.kind))
    return trigger(known, Trigger.FULFILLED, replace(doing, basis=promise.basis))


def confirm(
    dispute: Dispute, condition: Condition, note: str | None, *, by: Role, policy: Policy, moment: Timing, fresh: Fresh
) -> Change:
    """How the promised goods arrived: they end the case as what they were promised by. All else contests them."""
    promise = _promised(dispute, Act.CONFIRM, by, policy, moment)
    known = replace(dispute, promise=replace(promise, condition=condition, note=note))
    what = Trigger.CONFIRMED if condition is Condition.RECEIVED else Trigger.CONTESTED
    doing = _doing(policy, moment, fresh, told.Confirmed(promise.option.kind, condition))
    return trigger(known, what, replace(doing, basis=promise.basis))


def appeal(dispute: Dispute, explanation: str, *, by: Role, policy: Policy, moment: Timing, fresh: Fresh) -> Change:
    """Contest the ruling (K4). Raises AppealIncomplete (K18)."""
    dispute.permit(Act.APPEAL, by, policy, moment)
    side = dispute.side(by, policy)
    assert side is not None, "the guard lets nobody appeal for nobody"
    wanted = policy.appeal.explanation if policy.appeal is not None else 0
    lacking = missing(dispute, side, policy)
    if lacking or len(explanation) < wanted:
        raise AppealIncomplete(lacking, len(explanation), wanted)
    heard = {**dispute.voices, side: dispute.voices.get(side, Voice()).explained(explanation)}
    filed = replace(
        dispute, appeal=Appeal(by=side, explanation=explanation, filed_at=moment.now), voices=heard
    )  # fmt: skip
    return trigger(filed, Trigger.APPEALED, _doing(policy, moment, fresh, told.Appealed(side)))


def _promised(dispute: Dispute, what: Act, by: Role, policy: Policy, moment: Timing) -> Promise:
    dispute.permit(what, by, policy, moment)
    assert dispute.promise is not None, "such stages are entered only with a promise"
    return dispute.promise


def _doing(policy: Policy, moment: Timing, fresh: Fresh, said: told.Fact) -> Doing:
    return Doing(policy=policy, at=moment.now, fresh=fresh, said=(said,))

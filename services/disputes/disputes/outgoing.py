"""Says in the published language what has just happened in ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, assert_never
from uuid import UUID, uuid5

from common.contracts import disputes as said
from common.contracts.envelope import ActorRef, Event, MoneyRef
from common.kernel.money import Money, Split
from common.kernel.principal import SYSTEM, Actor
from common.kernel.terms import Calendar, due_at_end_of

from .domain import facts as told
from .domain.dispute import OTHER, Dispute
from .domain.flow import contestable_until
from .domain.options import Option
from .domain.policy import Grace, Negotiation, Policy
from .domain.records import Penalty, Turn
from .domain.standing import Standing

Envelope = dict[str, Any]
Say = Callable[..., Event]
EVERYBODY = UUID(int=0)
"""The tenant of facts that concern every platform."""
NAMES = UUID("0f9f7d5e-6f2c-5b7a-9d58-3d8d3a1c0f11")
"""Editions are known by name everywhere; their ids follow from it."""


def events(
    dispute: Dispute, facts: Sequence[told.Fact], policy: Policy, *, actor: Actor, cause: str, now: datetime
) -> Iterator[Event]:
    for sequence, fact in enumerate(facts, dispute.facts - len(facts) + 1):
        envelope = {
            "tenant": dispute.tenant,
            "subject": dispute.id,
            "sequence": sequence,
            "version": dispute.version,
            "occurred_at": now,
            "actor": ActorRef(role=actor.role.value, id=actor.id),
            "cause": cause,
            "escrow": dispute.escrow,
        }
        yield _event(dispute, fact, policy, envelope)


def edition_published(policy: Policy, *, current: bool, now: datetime, tenant: UUID = EVERYBODY) -> Event:
    whose = "" if tenant == EVERYBODY else f"{tenant}:"
    return said.PolicyPublished(
        id=uuid5(NAMES, f"published:{whose}{policy.edition}:{policy.hash}"),
        tenant=tenant,
        subject=uuid5(NAMES, f"{whose}{policy.edition}"),
        sequence=1,
        version=1,
        occurred_at=now,
        actor=ActorRef(role=SYSTEM.role.value, id=SYSTEM.id),
        cause="start" if tenant == EVERYBODY else "request",
        edition=policy.edition,
        name=policy.name,
        hash=policy.hash,
        current=current,
    )


def _event(dispute: Dispute, fact: told.Fact, policy: Policy, envelope: Envelope) -> Event:  # noqa: C901 - one case a fact; mypy sees that none is missing
    say = partial(_say, envelope=envelope)
    if isinstance(fact, told.Timing):
        return _timing(fact, say)
    if isinstance(fact, told.Fulfilment):
        return _fulfilment(dispute, fact, say, envelope)
    if isinstance(fact, told.Weighing):
        return _weighing(fact, say)
    match fact:
        case told.FreezeAsked():
            return say(
                said.FreezeRequested,
                amount=_money(dispute.amount),
                reason=dispute.reason,
                opened_by=dispute.claimant.value,
            )
        case told.Opened():
            return _opened(dispute, fact, policy, envelope)
        case told.Entered(stage=stage, phase=phase, status=status, due_at=due_at):
            return say(said.StageEntered, stage=stage, phase=phase.value, status=status.value, due_at=due_at)
        case told.Escalated(stage=stage):
            return say(said.DisputeEscalated, stage=stage)
        case told.ActNeeded(of=of, acts=acts, due_at=due_at):
            return say(said.ActionRequired, of=of.value, acts=acts, due_at=due_at)
        case told.Asked():
            return _asked(dispute, fact, policy, envelope)
        case told.Posted(message=message):
            return say(said.MessagePosted, message=message)
        case told.Assigned(operator=operator, earlier=earlier):
            return say(said.DisputeAssigned, operator=operator, earlier=earlier)
        case told.Decided():
            return _decided(fact, envelope)
        case told.Ordered(instruction=instruction, split=split, basis=basis):
            until = contestable_until(dispute, policy)
            return say(
                said.SettlementOrdered, instruction=instruction, basis=basis.value, contest_until=until, **_parts(split)
            )
        case told.Reversed(instruction=instruction, reverses=reverses, split=split):
            return say(said.ReversalOrdered, instruction=instruction, reverses=reverses, **_parts(split))
        case told.Closed(outcome=outcome, instruction=instruction, split=split, why=why):
            parts = _parts(split) if split else {}
            return say(said.DisputeClosed, outcome=outcome.value, instruction=instruction, why=why, **parts)
        case told.Appealed(by=by):
            return say(
                said.AppealFiled, by=by.value, decide_by=min((d.due_at for d in dispute.deadlines), default=None)
            )
        case told.AppealDecided(upheld=upheld):
            return say(said.AppealDecided, upheld=upheld)
        case _:
            assert_never(fact)


def _weighing(fact: told.Weighing, say: Say) -> Event:
    match fact:
        case told.ApprovalAsked(decision=decision, weighs=weighs):
            return say(said.ApprovalRequested, decision=decision, weighs=weighs)
        case told.ApprovalRejected(decision=decision):
            return say(said.ApprovalRejected, decision=decision)
        case told.Fined(instruction=instruction, participant=participant, party=party, act=act, amount=amount):
            return say(
                said.FineOrdered, instruction=instruction, participant=participant, role=party.value, act=act,
                amount=_money(amount),
            )  # fmt: skip
        case told.FineUndone(instruction=instruction, reverses=reverses):
            return say(said.FineReversed, instruction=instruction, reverses=reverses)
        case _:
            assert_never(fact)


def of_people(
    standing: Standing, facts: Sequence[told.OfPeople], *, actor: Actor, cause: str, now: datetime
) -> Iterator[Event]:
    for sequence, fact in enumerate(facts, standing.facts - len(facts) + 1):
        envelope = {
            "tenant": standing.tenant,
            "subject": standing.id,
            "sequence": sequence,
            "version": standing.version,
            "occurred_at": now,
            "actor": ActorRef(role=actor.role.value, id=actor.id),
            "cause": cause,
            "participant": standing.participant,
        }
        yield _of_people(fact, partial(_say, envelope=envelope))


def _of_people(fact: told.OfPeople, say: Say) -> Event:
    match fact:
        case told.PenaltyImposed(dispute=dispute, penalty=penalty):
            return say(said.PenaltyImposed, dispute=dispute, penalty=_penalty(penalty))
        case told.PenaltyUndone(dispute=dispute, act=act):
            return say(said.PenaltyReversed, dispute=dispute, act=act)
        case told.StandingChanged(status=status, until=until, points=points):
            return say(said.StandingChanged, status=status, until=until, points=points)
        case _:
            assert_never(fact)


def _timing(fact: told.Timing, say: Say) -> Event:
    match fact:
        case told.Expired(deadline=deadline, due_at=due_at):
            return say(said.DeadlineExpired, deadline=deadline, due_at=due_at)
        case told.Breached(deadline=deadline, level=level, due_at=due_at):
            return say(said.SlaBreached, deadline=deadline, level=level.value, due_at=due_at)
        case told.Approaching(of=of, deadline=deadline, due_at=due_at):
            return say(said.DeadlineApproaching, of=of.value, deadline=deadline, due_at=due_at)
        case told.Extended(deadline=deadline, request=request, due_at=due_at, reason_code=code):
            return say(said.DeadlineExtended, deadline=deadline, request=request, due_at=due_at, reason_code=code)
        case told.Paused():
            return say(said.DisputePaused)
        case told.Resumed(paused_at=paused_at, resumed_at=resumed_at):
            return say(said.DisputeResumed, paused_at=paused_at, resumed_at=resumed_at)
        case _:
            assert_never(fact)


def _fulfilment(dispute: Dispute, fact: told.Fulfilment, say: Say, envelope: Envelope) -> Event:
    match fact:
        case told.Promised(kind=kind, owed_by=owed_by, due_at=due_at):
            return say(said.ObligationStarted, obligation=kind.value, owed_by=owed_by.value, due_at=due_at)
        case told.Fulfilled(kind=kind):
            return say(said.ObligationFulfilled, obligation=kind.value)
        case told.Confirmed(kind=kind, condition=condition):
            return say(said.ObligationConfirmed, obligation=kind.value, condition=condition.value)
        case told.AddressGiven():
            return say(said.ReturnAddressGiven, ship_by=_next_due(dispute, envelope))
        case told.ReturnShipped():
            return say(said.ReturnShipped, acknowledge_by=_next_due(dispute, envelope))
        case told.ReturnAcknowledged(condition=condition):
            return say(said.ReturnAcknowledged, condition=condition.value)
        case _:
            assert_never(fact)


def _next_due(dispute: Dispute, envelope: Envelope) -> datetime:
    """When the other side's act is due that now follows; where the edition gives no time for it, none is left."""
    owed = (d.due_at for d in dispute.deadlines if d.owed_by in OTHER)
    return min(owed, default=envelope["occurred_at"])


def _say(kind: type[Event], *, envelope: Envelope, **members: Any) -> Event:
    return kind.model_validate(envelope | members)


def _opened(dispute: Dispute, fact: told.Opened, policy: Policy, envelope: Envelope) -> Event:
    return _say(
        said.DisputeOpened,
        envelope=envelope,
        buyer=dispute.buyer,
        seller=dispute.seller,
        claimant=dispute.claimant.value,
        amount=_money(dispute.amount),
        reason=dispute.reason,
        edition=dispute.edition,
        stage=fact.stage,
        negotiation=_terms(dispute, fact.turn, policy) if fact.turn else None,
        options=tuple(option_ref(option) for option in dispute.options),
        category=dispute.category,
        price=dispute.price,
        delivered_at=dispute.delivered_at,
    )


def _terms(dispute: Dispute, turn: Turn, policy: Policy) -> said.NegotiationTerms:
    terms = policy.negotiation
    assert terms is not None, "an edition that negotiates has terms"
    assert turn.awaiting is not None, "a negotiation begins with somebody's turn"
    assert turn.due_at is not None, "and with a time for it"
    return said.NegotiationTerms.model_validate(
        {
            "first_to_answer": dispute.role_of(terms.first_to_answer).value,
            "respond_by": turn.due_at,
            "guide": _guide(turn, terms),
            "on_silence": terms.on_silence.value,
            "reject": terms.reject.value,
            "max_rounds": terms.max_rounds,
            "counter_term": str(terms.counter_term),
            "counter_silence": terms.counter_silence.value,
            "amendable": terms.amendable,
            "kinds": [kind.value for kind in policy.kinds],
            "calendar": _calendar(policy.calendar),
        }
    )


def _guide(turn: Turn, terms: Negotiation) -> said.GuideTerms | None:
    if terms.guide is None or turn.due_at is None:
        return None
    return said.GuideTerms(tree=terms.guide.tree, answer_by=turn.due_at, respond_term=str(terms.term))


def _asked(dispute: Dispute, fact: told.Asked, policy: Policy, envelope: Envelope) -> Event:
    asked = fact.request
    ask = policy.stages[asked.stage].asks[asked.ask]
    return _say(
        said.EvidenceAsked,
        envelope=envelope,
        request=asked.id,
        buyer=dispute.buyer,
        seller=dispute.seller,
        party=asked.party.value,
        kinds=asked.kinds,
        level=asked.level.value,
        due_at=asked.due_at,
        clock=asked.clock,
        anchor_at=asked.anchor_at,
        group=asked.group,
        sealed=ask.sealed,
        grace=_grace(ask.grace, asked.anchor_at, policy.calendar),
        max_resubmissions=ask.max_resubmissions,
        checklist=tuple(said.ChecklistRef(code=p.code, text=p.text, required=p.required) for p in ask.checklist),
    )


def _grace(grace: Grace | None, since: datetime, calendar: Calendar) -> said.GraceRef | None:
    if grace is None:
        return None
    at = due_at_end_of(since, grace.at, calendar)
    return said.GraceRef(at=at, until=due_at_end_of(at, grace.term, calendar))


def _decided(fact: told.Decided, envelope: Envelope) -> Event:
    ruling = fact.ruling
    split = ruling.option.split if ruling.option else None
    return _say(
        said.DisputeDecided,
        envelope=envelope,
        instance=ruling.instance,
        ruling=ruling.kind.value,
        **(_parts(split) if split else {"to_buyer": None, "to_seller": None}),
        responsible=ruling.responsible.value,
        reason_code=ruling.reason_code,
        final=ruling.contest_until is None,
        contest_until=ruling.contest_until,
        penalties=tuple(_penalty(penalty) for penalty in ruling.penalties),
    )


def _penalty(penalty: Penalty) -> said.PenaltyRef:
    return said.PenaltyRef(
        party=penalty.party,
        act=penalty.act,
        points=penalty.points,
        warning=penalty.warning,
        fine=_money(penalty.fine) if penalty.fine else None,
        suspended_until=penalty.suspended_until,
        closed=penalty.closed,
    )


def _parts(split: Split) -> dict[str, Any]:
    return {"to_buyer": _money(split.to_buyer), "to_seller": _money(split.to_seller)}


def option_ref(option: Option) -> said.OptionRef:
    split = option.split
    return said.OptionRef(
        kind=option.kind.value,
        to_buyer=split.to_buyer.minor if split else None,
        to_seller=split.to_seller.minor if split else None,
    )


def _calendar(calendar: Calendar) -> said.CalendarRef:
    return said.CalendarRef(
        zone=calendar.zone,
        weekdays=tuple(sorted(calendar.weekdays)),
        opens=calendar.opens.strftime("%H:%M"),
        closes=calendar.closes.strftime("%H:%M") if calendar.closes else None,
        holidays=tuple(sorted(day.isoformat() for day in calendar.holidays)),
    )


def _money(money: Money) -> MoneyRef:
    return MoneyRef(amount=money.minor, currency=money.currency)

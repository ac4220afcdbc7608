"""Says in the published language what has just happened in ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, assert_never
from uuid import UUID, uuid5

from common.contracts import disputes as said
from common.contracts.envelope import ActorRef, Event, MoneyRef
from common.kernel import SYSTEM, Actor, Money
from common.terms import Calendar

from .domain import facts as told
from .domain.dispute import Dispute
from .domain.options import Option
from .domain.policy import Policy
from .domain.records import Turn

Envelope = dict[str, Any]
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


def edition_published(policy: Policy, *, current: bool, now: datetime) -> Event:
    return said.PolicyPublished(
        id=uuid5(NAMES, f"published:{policy.edition}:{policy.hash}"),
        tenant=EVERYBODY,
        subject=uuid5(NAMES, policy.edition),
        sequence=1,
        version=1,
        occurred_at=now,
        actor=ActorRef(role=SYSTEM.role.value, id=SYSTEM.id),
        cause="start",
        edition=policy.edition,
        name=policy.name,
        hash=policy.hash,
        current=current,
    )


def _event(dispute: Dispute, fact: told.Fact, policy: Policy, envelope: Envelope) -> Event:  # noqa: C901 - one case a fact; mypy sees that none is missing
    match fact:
        case told.FreezeAsked():
            return _say(
                said.FreezeRequested,
                envelope,
                amount=_money(dispute.amount),
                reason=dispute.reason,
                opened_by=dispute.claimant.value,
            )
        case told.Opened():
            return _opened(dispute, fact, policy, envelope)
        case told.Entered(stage=stage, phase=phase, status=status, due_at=due_at):
            return _say(said.StageEntered, envelope, stage=stage, phase=phase.value, status=status.value, due_at=due_at)
        case told.Escalated(stage=stage):
            return _say(said.DisputeEscalated, envelope, stage=stage)
        case told.ActNeeded(of=of, acts=acts, due_at=due_at):
            return _say(said.ActionRequired, envelope, of=of.value, acts=acts, due_at=due_at)
        case told.Asked():
            return _asked(dispute, fact, envelope)
        case told.Posted(message=message):
            return _say(said.MessagePosted, envelope, message=message)
        case told.Assigned(operator=operator, earlier=earlier):
            return _say(said.DisputeAssigned, envelope, operator=operator, earlier=earlier)
        case told.Decided():
            return _decided(fact, envelope)
        case told.Ordered(instruction=instruction, split=split, basis=basis):
            parts = {"to_buyer": _money(split.to_buyer), "to_seller": _money(split.to_seller)}
            return _say(said.SettlementOrdered, envelope, instruction=instruction, basis=basis.value, **parts)
        case told.Closed(outcome=outcome, instruction=instruction, split=split, why=why):
            return _say(
                said.DisputeClosed,
                envelope,
                outcome=outcome.value,
                instruction=instruction,
                to_buyer=_money(split.to_buyer) if split else None,
                to_seller=_money(split.to_seller) if split else None,
                why=why,
            )
        case told.Expired(deadline=deadline, due_at=due_at):
            return _say(said.DeadlineExpired, envelope, deadline=deadline, due_at=due_at)
        case told.Breached(deadline=deadline, level=level, due_at=due_at):
            return _say(said.SlaBreached, envelope, deadline=deadline, level=level.value, due_at=due_at)
        case _:
            assert_never(fact)


def _say(kind: type[Event], envelope: Envelope, **members: Any) -> Event:
    return kind.model_validate(envelope | members)


def _opened(dispute: Dispute, fact: told.Opened, policy: Policy, envelope: Envelope) -> Event:
    return _say(
        said.DisputeOpened,
        envelope,
        buyer=dispute.buyer,
        seller=dispute.seller,
        claimant=dispute.claimant.value,
        amount=_money(dispute.amount),
        reason=dispute.reason,
        edition=dispute.edition,
        stage=fact.stage,
        negotiation=_terms(fact.turn, policy) if fact.turn else None,
        options=tuple(option_ref(option) for option in dispute.options),
    )


def _terms(turn: Turn, policy: Policy) -> said.NegotiationTerms:
    terms = policy.negotiation
    assert terms is not None, "an edition that negotiates has terms"
    assert turn.awaiting is not None, "a negotiation begins with somebody's turn"
    assert turn.due_at is not None, "and with a time for it"
    return said.NegotiationTerms.model_validate(
        {
            "first_to_answer": turn.awaiting.value,
            "respond_by": turn.due_at,
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


def _asked(dispute: Dispute, fact: told.Asked, envelope: Envelope) -> Event:
    asked = fact.request
    return _say(
        said.EvidenceAsked,
        envelope,
        request=asked.id,
        buyer=dispute.buyer,
        seller=dispute.seller,
        party=asked.party.value,
        kinds=asked.kinds,
        level=asked.level.value,
        due_at=asked.due_at,
        clock=asked.clock,
        anchor_at=asked.anchor_at,
    )


def _decided(fact: told.Decided, envelope: Envelope) -> Event:
    ruling = fact.ruling
    split = ruling.option.split
    return _say(
        said.DisputeDecided,
        envelope,
        instance=ruling.instance,
        ruling=ruling.option.kind.value,
        to_buyer=_money(split.to_buyer) if split else None,
        to_seller=_money(split.to_seller) if split else None,
        responsible=ruling.responsible.value,
        reason_code=ruling.reason_code,
    )


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

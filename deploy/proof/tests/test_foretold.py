"""Money foretold by a case and by its negotiation, and then posted by escrow: the same to the unit.

Real domain functions of escrow, disputes and mediation, joined by the very events that they publish.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from common.contracts.disputes import DisputeClosed, DisputeDecided, DisputeOpened, PolicyPublished, SettlementOrdered
from common.contracts.escrow import EscrowEvent, EscrowSettled
from common.execution.commands import Context
from common.kernel.deal_money import PaidStep
from common.kernel.errors import DomainError
from common.kernel.fees import Fee, FeePayer, PayoutParts
from common.kernel.ids import new_id
from common.kernel.languages import DEFAULT_LANGUAGE
from common.kernel.money import Money, Split
from common.kernel.principal import Principal, Role
from common.kernel.terms import Term
from common.kernel.timing import Timing
from common.web.schemas import MoneyEffect
from disputes.cases.allowed_actions import allowed_actions
from disputes.cases.contract_mapping import known_escrow_from_event
from disputes.cases.integration_events import dispute_events
from disputes.cases.views import dispute_view
from disputes.editions.integration_events import built_in_edition_published
from disputes.engine import reactions
from disputes.engine.act_forecast import ActForecast, forecast_act
from disputes.engine.deal_forecast import deducted_fee, forecast_division_anew
from disputes.engine.dispute import Change as CaseChange
from disputes.engine.dispute import Dispute, State
from disputes.engine.forecast import ForecastStep, apply_silence, forecast_next_step, forecast_silence, next_deadline
from disputes.engine.opening import Opening, open_case
from disputes.engine.values import Condition, Reopening, SettlementOrder
from disputes.forecasts.negotiation import forecast_acceptance
from disputes.policy.model import Policy
from disputes.policy.options import Option, RequestedOption
from disputes.policy.vocabulary import TRIGGERS_OF_ACT, Act, OpeningRequirement, OptionKind, Outcome, RulingKind
from disputes.testing import POLICIES, a_statement, engine_context
from escrow.domain.agreement import Windows
from escrow.domain.errors import FeeExceedsPrice
from escrow.domain.escrow import Change as DealChange
from escrow.domain.escrow import Escrow
from escrow.domain.events import Reversed
from escrow.domain.freezes import freeze_funds, settle_dispute, unfreeze_funds
from escrow.domain.ledger import MovementKind, Party, Posting
from escrow.domain.reversals import Settlement, reverse_settlement
from escrow.integration_events import dispute_terms_from_ref, escrow_events
from escrow.testing import NOON, PARCEL, PLATFORM, SELLER, an_agreement, money_paid, timing_at
from mediation.consumers import on_dispute_opened
from mediation.domain.progress import CaseProgress
from mediation.event_commands import open_negotiation
from mediation.loading import CaseNegotiation
from mediation.views import mediation_view
from services.disputes.tests.domain.acting import tried

ACTS = st.lists(st.sampled_from(["ship", "deliver", "release", "refund"]), max_size=3)
CURRENCIES = ("JPY", "EUR", "KWD")
PROGRAMMES = sorted(edition for edition in POLICIES if edition.endswith("-2026-12"))
THOROUGH = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def context_at(at: datetime, role: Role = Role.PLATFORM) -> Context:
    return Context(Principal(new_id(), role, f"{role}-1"), Timing(at, at), new_id, "test")


@dataclass
class Deal:
    """An escrow and the case about it, each told what the other does."""

    escrow: Escrow
    case: Dispute
    policy: Policy
    opened: DisputeOpened | None = None
    bars: frozenset[Role] = frozenset()
    """Who may open no other case, as the end of this one says."""

    def hear(self, change: DealChange, at: datetime) -> None:
        """Let the case know how the deal stands."""
        self.escrow = change.aggregate
        for event in escrow_events(change, context_at(at)):
            assert isinstance(event, EscrowEvent)
            self.case = replace(self.case, money=event.deal_money)

    def pass_until(self, at: datetime) -> None:
        """Let escrow's own clock move what is not frozen."""
        while (running := self.escrow.running_deadline) is not None and running.due_at <= at:
            timing = Timing(running.due_at, at, running.due_at)
            self.hear(self.escrow.on_deadline(running.kind, running.due_at, timing=timing, new_id=new_id), at)

    def carry_out(self, change: CaseChange, at: datetime) -> PayoutParts | None:
        """Post what the case orders; where it ends without an order, let escrow go its ordinary course."""
        events = dispute_events(change, self.policy, "test", context_at(at))
        self.case, before = change.dispute, self.case
        for event in events:
            assert_adds_up(event, before.amount.minor)
            if isinstance(event, DisputeClosed):
                self.bars = frozenset(map(Role, event.bars))
        orders = [event for event in events if isinstance(event, SettlementOrdered)]
        assert len(orders) <= 1
        if not orders:
            return None
        [order] = orders
        posted = settle_dispute(
            self.escrow,
            self.case.id,
            order.split,
            instruction=order.instruction,
            timing=timing_at(at),
            new_id=new_id,
        )
        self.escrow = posted.aggregate
        paid = money_paid(posted.posting)
        assert paid is not None
        assert order.to_seller.amount == paid.seller, "what the order says that the seller will get"
        return PayoutParts(paid.seller, paid.buyer, paid.platform, 0, 0)


def assert_adds_up(event: Any, disputed: int) -> None:
    """The parts of what was disputed add up in every event that names them."""
    if isinstance(event, SettlementOrdered | DisputeDecided | DisputeClosed) and event.to_buyer is not None:
        assert event.to_seller is not None
        assert event.fee is not None
        assert event.to_buyer.amount + event.to_seller.amount + event.fee.amount == disputed
    if isinstance(event, DisputeOpened):
        for option in event.options:
            if option.to_buyer is not None and option.to_seller is not None and option.fee is not None:
                assert option.to_buyer.amount + option.to_seller.amount + option.fee.amount == disputed


def net(parts: PayoutParts | None) -> tuple[int, int, int] | None:
    return None if parts is None else (parts.to_buyer, parts.to_seller, parts.to_platform)


def effect(shown: MoneyEffect | None) -> tuple[int, int, int] | None:
    return None if shown is None else (shown.buyer, shown.seller, shown.fee)


@st.composite
def deals(draw: st.DrawFn, programmes: list[str] = PROGRAMMES, acts: st.SearchStrategy[list[str]] = ACTS) -> Deal:
    """A paid deal somewhere on its way, a part of it disputed under one of the four programmes."""
    policy = POLICIES[draw(st.sampled_from(programmes))]
    currency, price = draw(st.sampled_from(CURRENCIES)), draw(st.integers(2, 100_000))
    fee = Fee(draw(st.sampled_from([0, 1, 250, 500, 3_333])), draw(st.integers(0, 50)), draw(st.sampled_from(FeePayer)))
    windows = replace(Windows(), inspection=Term.parse(draw(st.sampled_from(["24 hours", "3 days"]))))
    published = built_in_edition_published(policy, True, context_at(NOON))
    assert isinstance(published, PolicyPublished)
    assert published.disputes is not None
    terms = dispute_terms_from_ref(published.disputes)
    agreement = an_agreement(price, fee)
    agreement = replace(
        agreement, price=Money(price, currency), policy=policy.edition, dispute_terms=terms, windows=windows
    )
    order: dict[str, Any] = {"timing": timing_at(NOON), "new_id": new_id}
    try:
        escrow = Escrow.create(id=new_id(), tenant=new_id(), agreement=agreement, timing=timing_at(NOON)).aggregate
    except FeeExceedsPrice:
        assume(False)
    due = Money(escrow.missing_amount, currency)
    escrow = escrow.fund(due, by=PLATFORM, reference="pay", **order).aggregate
    for act in draw(acts):
        part = Money(draw(st.integers(1, price)), currency)
        try:
            match act:
                case "ship":
                    escrow = escrow.ship(PARCEL, by=SELLER, timing=timing_at(NOON)).aggregate
                case "deliver":
                    escrow = escrow.deliver(by=PLATFORM, timing=timing_at(NOON)).aggregate
                case _:
                    assume(part.minor < escrow.balances.hold)
                    escrow = getattr(escrow, act)(part, by=PLATFORM, **order).aggregate
        except DomainError:
            continue
    claimed = draw(st.integers(1, escrow.balances.hold))
    return disputed(escrow, policy, Money(claimed, currency), draw(st.sampled_from(["buyer", "seller"])), draw)


def disputed(escrow: Escrow, policy: Policy, claimed: Money, opener: str, draw: st.DrawFn) -> Deal:
    claimant = Role(opener)
    reasons = [name for name, reason in policy.reasons.items() if claimant in reason.openers]
    assume(bool(reasons))
    wishes = []
    if OpeningRequirement.OPTIONS in policy.opening_requirements:
        wishes = [RequestedOption(OptionKind.REFUND_FULL)]
        points = draw(st.integers(1, 9_999))
        if claimed.minor > 3:
            share = max(1, min(claimed.minor - 1, claimed.minor * points // 10_000))
            partial = RequestedOption(OptionKind.REFUND_PARTIAL, to_buyer=Money(share, claimed.currency))
            wishes = draw(st.permutations([partial, *wishes]))
        if OptionKind.REPLACEMENT in policy.option_kinds and draw(st.booleans()):
            wishes = [RequestedOption(OptionKind.REPLACEMENT), *wishes]
        wishes = wishes[: policy.max_options]
    frozen = freeze_funds(escrow, DISPUTE, claimed)
    [event] = escrow_events(frozen, context_at(NOON))
    assert isinstance(event, EscrowEvent)
    opening = Opening(
        claimant=claimant,
        reason=draw(st.sampled_from(reasons)),
        amount=claimed,
        wishes=wishes,
        explanation="So it is.",
        statement=a_statement(policy),
    )
    known = known_escrow_from_event(event)
    case = replace(open_case(known, opening, engine_context(policy, NOON)).dispute, id=DISPUTE, money=known.money)
    reopened = Reopening(new_id(), barred=(Role.BUYER, Role.SELLER)) if draw(st.integers(0, 3)) == 0 else None
    case = replace(case, reopening=reopened)
    change = reactions.on_frozen(case, None, engine_context(policy, NOON))
    deal = Deal(frozen.aggregate, change.dispute, policy)
    for told in dispute_events(change, policy, "test", context_at(NOON)):
        assert_adds_up(told, claimed.minor)
        if isinstance(told, DisputeOpened):
            deal.opened = told
    return deal


DISPUTE = UUID(int=77)


def live_on_after(deal: Deal, foretold: PaidStep | None) -> None:
    """The case has ended without a settlement: escrow does what was foretold, when it was."""
    assert deal.case.closed_at is not None
    closed_at = deal.case.closed_at
    shown = dispute_view(deal.case, Principal(new_id(), Role.OPERATOR, "o"), deal.policy, closed_at)
    deal.hear(unfreeze_funds(deal.escrow, DISPUTE, closed_at, bars=deal.bars), closed_at)
    shown_step, step = shown.next_automatic_action, foretold
    if step is None:
        assert deal.escrow.running_deadline is None or shown_step is None
        return
    while step is not None:
        running = deal.escrow.running_deadline
        assert running is not None
        assert shown_step is not None
        assert (step.kind.value, step.at) == (running.kind.value, running.due_at) == (shown_step.action, shown_step.at)
        timing = Timing(running.due_at, running.due_at, running.due_at)
        posted = deal.escrow.on_deadline(running.kind, running.due_at, timing=timing, new_id=new_id)
        paid = money_paid(posted.posting)
        expected = None if paid is None else (paid.buyer, paid.seller, paid.platform)
        assert net(step.payout) == effect(shown_step.money_effect) == expected
        deal.escrow, step, shown_step = posted.aggregate, step.then, shown_step.then
    assert shown_step is None
    assert deal.escrow.closed_at is not None, "what follows by itself is foretold to its end"


@THOROUGH
@given(deals())
def test_prm_7_8_silence_pays_what_the_whole_forecast_said_at_the_beginning(deal: Deal) -> None:
    keep_silent(deal)


@THOROUGH
@given(deals(["report_review-2026-12"], st.just(["ship"])))
def test_k1_prm_8_a_case_after_which_nobody_may_open_another_frees_the_release_of_the_filing_window(deal: Deal) -> None:
    keep_silent(deal)
    assert deal.escrow.closed_at is not None


@THOROUGH
@given(deals(["report_review-2026-12"], st.just(["ship"])), st.integers(0, 59))
def test_k1_prm_8_a_withdrawal_frees_it_only_where_it_was_the_last_case(deal: Deal, days: int) -> None:
    at = min(NOON + timedelta(days=days), next_deadline(deal.case, deal.policy).at - timedelta(hours=1))
    [forecast] = forecast_act(deal.case, Act.WITHDRAW, deal.policy, at)
    deal.carry_out(perform(deal, Act.WITHDRAW, deal.case.claimant, forecast, at), at)
    assert bool(deal.bars) is (deal.case.reopening is not None)
    live_on_after(deal, forecast.then)


def keep_silent(deal: Deal) -> None:
    foretold = forecast_silence(deal.case, deal.policy)
    for step in foretold:
        lapse = next_deadline(deal.case, deal.policy)
        assert lapse is not None
        assert lapse.at == step.at
        deal.pass_until(step.at)
        change = apply_silence(deal.case, lapse, engine_context(deal.policy, step.at))
        paid = deal.carry_out(change, step.at)
        assert (paid and (paid.buyer_net, paid.seller_net, paid.fee_deducted)) == net(step.payout)
        if deal.case.timeout is not None and step.payout is not None:
            assert (deal.case.timeout.executed, deal.case.timeout.due_at) == (step.action, step.at)
        if deal.case.state is State.CLOSED and deal.case.order is None:
            live_on_after(deal, step.then)


def perform(deal: Deal, act: Act, role: Role, forecast: ActForecast, at: datetime) -> CaseChange:
    """Give the very act that was foretold."""
    kind = RulingKind(forecast.given["outcome"]) if "outcome" in forecast.given else None
    condition = Condition(forecast.given.get("condition", "received"))
    return tried(deal.case, act, role, deal.policy, at=at, kind=kind, condition=condition)


def acts_of(deal: Deal) -> list[tuple[Role, Act]]:
    return [
        (role, act)
        for role in (Role.BUYER, Role.SELLER, Role.OPERATOR)
        for act in sorted(deal.case.allowed_acts(role, deal.policy))
        if act in TRIGGERS_OF_ACT
    ]


@THOROUGH
@given(deals(), st.data())
def test_prm_7_8_9_every_act_of_any_course_pays_what_it_foretold(deal: Deal, data: st.DataObject) -> None:
    at = NOON
    for _ in range(8):
        if deal.case.state is not State.ACTIVE:
            break
        at += timedelta(hours=data.draw(st.integers(0, 60)))
        lapse = next_deadline(deal.case, deal.policy)
        acts = acts_of(deal)
        if lapse is not None and (lapse.at <= at or not acts or data.draw(st.booleans())):
            at = max(at, lapse.at)
            deal.pass_until(lapse.at)
            [step, *_] = forecast_silence(deal.case, deal.policy)
            paid = deal.carry_out(apply_silence(deal.case, lapse, engine_context(deal.policy, lapse.at)), lapse.at)
            assert (paid and (paid.buyer_net, paid.seller_net, paid.fee_deducted)) == net(step.payout)
            if deal.case.state is State.CLOSED and deal.case.order is None:
                live_on_after(deal, step.then)
            continue
        if not acts:
            break
        deal.pass_until(at)
        role, act = data.draw(st.sampled_from(acts))
        check_act(deal, role, act, at, data)


def check_act(deal: Deal, role: Role, act: Act, at: datetime, data: st.DataObject) -> None:
    forecasts = forecast_act(deal.case, act, deal.policy, at)
    operator = Principal(deal.case.tenant, Role.OPERATOR, "operator-1", scopes=frozenset({"decide", "lead"}))
    offered = [a for a in allowed_actions(deal.case, operator, deal.policy, at) if (a.rel, a.actor) == (act, role)]
    forecast = data.draw(st.sampled_from(forecasts))
    if deal.case.amount.minor < 2 and forecast.given.get("outcome") == "refund_partial":
        return
    try:
        change = perform(deal, act, role, forecast, at)
    except DomainError:
        return
    if offered and not forecast.given:
        assert effect(offered[0].money_effect) == net(forecast.payout)
    assert change.dispute.place == forecast.place
    paid = deal.carry_out(change, at)
    posted = paid and (paid.buyer_net, paid.seller_net, paid.fee_deducted)
    if forecast.least is not None and forecast.most is not None and posted is not None:
        assert forecast.least.to_buyer <= posted[0] <= forecast.most.to_buyer
        assert forecast.least.to_seller >= posted[1] >= forecast.most.to_seller
    elif forecast.least is None:
        assert posted == net(forecast.payout)
    if deal.case.state is State.CLOSED and deal.case.order is None:
        assert forecast.then is None or isinstance(forecast.then, PaidStep)
        live_on_after(deal, forecast.then)
    elif forecast.least is None:
        assert isinstance(forecast.then, ForecastStep | None)
        following = forecast_next_step(deal.case, deal.policy)
        assert (following and (following.at, following.action, following.payout)) == (
            forecast.then and (forecast.then.at, forecast.then.action, forecast.then.payout)
        )


@THOROUGH
@given(deals([edition for edition in PROGRAMMES if edition.startswith("agreement_first")]), st.data())
def test_prm_7_9_case_and_negotiation_foretell_of_each_option_what_is_posted(deal: Deal, data: st.DataObject) -> None:
    assert deal.opened is not None
    command = on_dispute_opened(deal.opened)
    [opening] = open_negotiation(CaseNegotiation(CaseProgress(DISPUTE), None), command, context_at(NOON))
    mediation = opening.mediation
    operator = Principal(new_id(), Role.OPERATOR, "o")
    seen = mediation_view(mediation, None, operator, NOON, DEFAULT_LANGUAGE)
    [accept] = [action for action in seen.allowed_actions if action.rel == "accept"]
    forecasts = forecast_acceptance(deal.case, Role.SELLER, deal.policy, NOON)
    assert [effect(choice.money_effect) for choice in accept.choices] == [net(f.payout) for f in forecasts]
    assert seen.next_automatic_action is not None
    [silence, *_] = forecast_silence(deal.case, deal.policy)
    assert effect(seen.next_automatic_action.money_effect) == net(silence.payout)
    for proposal in seen.proposals:
        for option in proposal.options:
            if option.to_buyer and option.to_seller and option.fee:
                whole = option.to_buyer.amount + option.to_seller.amount + option.fee.amount
                assert whole == deal.case.amount.minor

    index = data.draw(st.integers(0, len(forecasts) - 1))
    option = deal.case.options[index]
    change = reactions.on_agreement(deal.case, option, Outcome.AGREEMENT, engine_context(deal.policy, NOON))
    paid = deal.carry_out(change, NOON)
    assert (paid and (paid.buyer_net, paid.seller_net, paid.fee_deducted)) == net(forecasts[index].payout)


def divided(whole: Money, to_buyer: int) -> Split:
    return Split(Money(to_buyer, whole.currency), Money(whole.minor - to_buyer, whole.currency))


def net_change(posting: Posting | None) -> tuple[int, int, int]:
    """What buyer, seller and platform are paid by a reversal and, below zero, owe."""
    moved: Counter[tuple[MovementKind, Party]] = Counter()
    for movement in posting.movements if posting is not None else ():
        moved[movement.kind, movement.party] += movement.minor
    kinds = Counter({kind: sum(m for (k, _), m in moved.items() if k is kind) for kind, _ in moved})
    owed = {
        party: moved[MovementKind.REVERSAL, party] + moved[MovementKind.BUYER_FEE_REVERSAL, party] for party in Party
    }
    return (
        kinds[MovementKind.REFUND] + kinds[MovementKind.BUYER_FEE_RETURNED] - owed[Party.BUYER],
        kinds[MovementKind.RELEASE] - owed[Party.SELLER],
        kinds[MovementKind.FEE] + kinds[MovementKind.BUYER_FEE_EARNED] - owed[Party.PLATFORM],
    )


@THOROUGH
@given(deals(), st.data())
def test_k19_prm_7_what_is_divided_anew_pays_what_was_foretold_whatever_was_paid_in_between(
    deal: Deal, data: st.DataObject
) -> None:
    whole = deal.case.amount
    first, second = (data.draw(st.integers(0, whole.minor)) for _ in range(2))
    order = SettlementOrder(new_id(), Option(OptionKind.REFUND_PARTIAL, divided(whole, first)), NOON)
    settled = settle_dispute(
        deal.escrow,
        DISPUTE,
        divided(whole, first),
        instruction=order.instruction,
        timing=timing_at(NOON),
        new_id=new_id,
    )
    [told] = [event for event in escrow_events(settled, context_at(NOON)) if isinstance(event, EscrowSettled)]
    on_top = told.fee_on_top.amount if told.fee_on_top is not None else 0
    fees = {"fee": Money(told.fee.amount, whole.currency), "fee_on_top": Money(on_top, whole.currency)}
    deal.case = replace(deal.case, order=order, outcome=Outcome.DECISION, **fees)
    deal.hear(settled, NOON)
    if free := deal.escrow.balances.available:
        part, by = Money(data.draw(st.integers(1, free)), whole.currency), {"by": PLATFORM, "timing": timing_at(NOON)}
        pay = deal.escrow.release if data.draw(st.booleans()) else deal.escrow.refund
        deal.hear(pay(part, **by, new_id=new_id), NOON)

    foretold = forecast_division_anew(deal.case, divided(whole, second))
    fee = deducted_fee(deal.case, divided(whole, second))

    was = Settlement(new_id(), order.instruction, first, whole.minor - first, told.fee.amount, on_top)
    anew = reverse_settlement(deal.escrow, DISPUTE, was, divided(whole, second), instruction=new_id(), new_id=new_id)
    assert net(foretold) == net_change(anew.posting)
    for event in anew.events:
        assert isinstance(event, Reversed)
        assert event.fee.minor == fee

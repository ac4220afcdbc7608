"""Ready-made negotiations for tests, here and in the suite. Never imported by the service itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from common.kernel.ids import new_id
from common.kernel.money import Money, Split
from common.kernel.principal import Actor, Participant, Role
from common.kernel.terms import Term
from common.kernel.timing import Timing

from .domain.agreements import take_decision
from .domain.case import NegotiatedCase
from .domain.mediation import Change, Mediation
from .domain.opening import start_guided_negotiation, start_negotiation
from .domain.options import Option, OptionKind, RequestedOption
from .domain.proposal import Overtaking
from .domain.submission import Decision
from .domain.terms import FailureEnd, RejectionRule, Side, SilenceRule, Terms
from .domain.tree import AnswerValue
from .domain.walk import CaseDetails
from .trees.catalogue import builtin_trees

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TENANT = UUID(int=7)
BUYER, SELLER = Actor(Role.BUYER, "anna"), Actor(Role.SELLER, "shop")
ACTORS = {Side.BUYER: BUYER, Side.SELLER: SELLER}
EVERY_KIND = frozenset(OptionKind)
TREE = builtin_trees()["guided_solutions-2026-11"].tree


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def partial_refund(to_buyer: int, whole: int = 100) -> Option:
    return Option(OptionKind.REFUND_PARTIAL, Split(eur(to_buyer), eur(whole - to_buyer)))


def request_refund(to_buyer: int) -> RequestedOption:
    return RequestedOption(OptionKind.REFUND_PARTIAL, eur(to_buyer))


FULL_REFUND = Option(OptionKind.REFUND_FULL, Split(eur(100), eur(0)))


def timing_at(instant: datetime) -> Timing:
    return Timing(instant, instant)


def some_terms(**differently: Any) -> Terms:
    """Terms of `agreement_first`: five days each, silence of the seller executes, a refusal takes a counter-offer."""
    defaults: dict[str, Any] = {
        "respond_by": NOON + 5 * DAY,
        "on_silence": SilenceRule.EXECUTE,
        "reject": RejectionRule.COUNTER_REQUIRED,
        "max_rounds": 1,
        "counter_term": Term.parse("5 days"),
        "counter_silence": SilenceRule.ESCALATE,
        "amendable": True,
        "kinds": EVERY_KIND,
    }
    return Terms(**defaults | differently)


def some_case(amount: Money) -> NegotiatedCase:
    return NegotiatedCase(
        tenant=TENANT,
        dispute=new_id(),
        escrow=new_id(),
        buyer=Participant(BUYER.id),
        seller=Participant(SELLER.id),
        amount=amount,
        disputed=amount,
    )


def open_case(
    *,
    claimant: Side = Side.BUYER,
    options: tuple[Option, ...] = (FULL_REFUND, partial_refund(70)),
    amount: Money = eur(100),
    by_operator: bool = False,
    **terms: Any,
) -> Change:
    opening = {"proposal_id": new_id(), "options": options, "by_operator": by_operator}
    return start_negotiation(
        new_id(),
        some_case(amount),
        claimant,
        some_terms(**terms),
        now=NOON,
        **opening,  # type: ignore[arg-type]
    )


def a_mediation(**differently: Any) -> Mediation:
    """Negotiation opened at noon by the buyer, who would take all of the 100 back, or 70 of it."""
    return open_case(**differently).mediation


def counter(mediation: Mediation, to_buyer: int = 40, *, by: Side = Side.SELLER, when: datetime = NOON) -> Mediation:
    last, requested = mediation.snapshot.proposals[-1], [request_refund(to_buyer)]
    change = mediation.counter_proposal(new_id(), requested, last.number, last.version, by=by, timing=timing_at(when))
    return change.mediation


def reject_counter(mediation: Mediation, reason: str | None = None) -> Mediation:
    """Refuse a counter-offer: an operator has the case, the parties may go on talking."""
    countered = counter(mediation)
    return countered.reject_proposal(2, 1, by=Side.BUYER, timing=timing_at(NOON), reason=reason).mediation


WITHDRAWN: Final = FailureEnd(closes_as="withdrawn")


def guided_mediation(
    reason: str = "damaged_in_transport",
    *,
    claimant: Side = Side.BUYER,
    amount: Money = eur(10_000),
    if_abandoned: FailureEnd = WITHDRAWN,
    **terms: Any,
) -> Mediation:
    """Negotiation by `guided_solutions`, opened at noon: the buyer is asked first, for three days, then the seller
    has five."""
    guided_terms = {"on_silence": SilenceRule.ESCALATE, "reject": RejectionRule.ESCALATES, "max_rounds": 0, **terms}
    return start_guided_negotiation(
        new_id(),
        some_case(amount),
        claimant,
        some_terms(**guided_terms),
        tree=TREE,
        case_details=CaseDetails(reason, "", 12_000, delivered=True, days_since_delivery=2),
        respond_term=Term.parse("5 days"),
        answer_by=NOON + 3 * DAY,
        now=NOON,
        if_abandoned=if_abandoned,
    ).mediation


def answer_questions(mediation: Mediation, *answers: tuple[str, AnswerValue], when: datetime = NOON) -> Mediation:
    by = mediation.snapshot.claimant
    for question, value in answers:
        mediation = mediation.answer_question(TREE, question, value, by=by, timing=timing_at(when)).mediation
    return mediation


COSMETIC_DAMAGE = (("damage", "cosmetic"), ("replaceable", True))
"""It works but it shows, and another one would do: a reduction, a replacement, a return or all of the money."""


def propose_solutions(mediation: Mediation, *requested: RequestedOption, when: datetime = NOON) -> Mediation:
    by = mediation.snapshot.claimant
    return mediation.make_proposal(new_id(), requested, by=by, timing=timing_at(when), tree=TREE).mediation


def accept(mediation: Mediation, number: int, version: int, option: int, *, by: Side, timing: Timing) -> Change:
    """Accept, and let disputes say yes: what the parties see of an acceptance."""
    return decide(mediation.accept_proposal(number, version, option, by=by, timing=timing))


def expire(mediation: Mediation, due_at: datetime) -> Change:
    """Let silence take effect, and disputes say yes where it means an agreement."""
    return decide(mediation.expire(due_at))


def decide(change: Change, overtaking: Overtaking | None = None, *, ends_negotiation: bool = False) -> Change:
    """Let disputes decide on what a change has submitted. One that submits nothing stays as it is."""
    proposal, option = change.mediation.snapshot.current_proposal, change.mediation.snapshot.submitted_option
    if proposal is None or option is None:
        return change
    return take_decision(
        change.mediation, Decision(proposal.id, option.starts_obligation, overtaking, ends_negotiation)
    )

"""Answers that explain: an edition as JSON with words for people, and whether a problem can be reported."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path
from pydantic import Field

from common.kernel.ids import DisputeId, EscrowId
from common.kernel.languages import Language
from common.kernel.principal import Role
from common.web.schemas import LanguageQuery, PolicyView, UtcTime, View
from disputes.editions.schemas import PenaltyTermsView
from disputes.policy.vocabulary import OptionKind

PolicyName = Annotated[str, Path(pattern="^[a-z_]{1,40}$", examples=["agreement_first"])]
EditionOrCurrent = Annotated[
    str,
    Path(
        pattern="^[a-z0-9_-]{1,64}$",
        examples=["agreement_first-2026-12"],
        description="An edition, or `current` for the one that new escrows get.",
    ),
]
CURRENT = "current"


class EligibilityQuery(LanguageQuery):
    escrow: EscrowId
    on_behalf_of: Literal[Role.BUYER, Role.SELLER] | None = Field(
        None, description="For whom the platform or an operator asks; without it, what either could do."
    )


class TermView(View):
    """Word of an edition: the code that the API speaks, and what people call it."""

    code: str
    label: str
    help: str | None


class EffectView(View):
    """Consequence: what an act or a silence brings. `moves_money` is what the policy says in so many words."""

    effect: str
    stage: str | None
    text: str
    moves_money: bool


class ClockView(View):
    """Clock: what is owed by whom for how long, and what follows if it does not come."""

    code: str
    label: str
    help: str | None
    owed_by: Role
    term: str
    starts_with: str
    reminders: list[str]
    on_silence: EffectView


class PointTextView(View):
    code: str
    text: str
    required: bool


class EvidenceTermsView(View):
    """Evidence that is asked for: of whom, which kinds, what it should show, for how long, and what silence brings."""

    stage: str
    party: str
    kinds: list[TermView]
    level: str
    term: str
    sealed_until_all_are_in: bool
    resubmissions: int | None
    """None: as often as there is time for."""
    checklist: list[PointTextView]
    reminders: list[str]
    on_silence: EffectView | None


class ActView(TermView):
    by: str
    only_when_asked: bool
    """Only while the negotiation waits for this party."""
    checklist: list[PointTextView]


class FollowUpView(View):
    """What follows when something happens in a stage."""

    when: str
    then: EffectView


class StageView(TermView):
    phase: TermView
    status: TermView
    negotiates: bool
    acts: list[ActView]
    evidence: list[EvidenceTermsView]
    clocks: list[ClockView]
    follow_ups: list[FollowUpView]


class ReasonView(TermView):
    openers: list[Role]
    escalates_to: str
    rulings: list[TermView]
    """What may be ruled about it."""
    options: list[TermView]
    """What may be proposed about it."""
    tree: str | None
    """Address of the questions that lead to solutions."""


class OptionTermsView(TermView):
    """Solution that can be asked for. `stage`: it begins with goods there, and the money follows."""

    names_amount: bool
    stage: str | None


class FilingView(View):
    """Window for reporting: it runs from the latest of `since` that has happened."""

    since: list[str]
    opens_after: str | None
    closes_after: str
    zone: str


class NegotiationTermsView(View):
    first_to_answer: str
    term: str
    on_silence: EffectView
    counter_term: str
    on_silence_to_counter: EffectView
    rejection: str
    max_rounds: int
    amendable: bool
    tree: str | None
    walk_term: str | None
    reminders: list[str]


class RulingsView(View):
    allowed: list[TermView]
    reason_codes: list[TermView]
    execution: str
    presumed_without_answer: TermView | None


class AppealTermsView(View):
    stage: str
    window: str
    explanation_characters: int
    """How long a full explanation is at least."""


class CompletenessView(View):
    evidence: int
    explanation: int
    comments: int
    full_explanation_characters: int
    full_comments: int


class PenaltiesView(View):
    terms: PenaltyTermsView
    acts: list[TermView]


class CalendarTermsView(View):
    zone: str
    weekdays: list[int]
    opens: str
    closes: str | None
    named: str | None
    """Calendar of the platform's own that counts instead, where it has one of this name."""


class PolicyDocument(View):
    """Edition in full, each of its words with what people call it in the language of the answer."""

    name: str
    edition: str
    hash: str
    current: bool
    origin: Literal["parley", "platform"]
    language: Language
    title: str
    summary: str | None
    calendar: CalendarTermsView
    first_stage: str
    must_say: list[TermView]
    reasons: list[ReasonView]
    filing: FilingView | None
    options: list[OptionTermsView]
    max_options: int
    negotiation: NegotiationTermsView | None
    stages: list[StageView]
    case_clocks: list[ClockView]
    rulings: RulingsView
    appeal: AppealTermsView | None
    completeness: CompletenessView | None
    penalties: PenaltiesView | None
    represented: Role | None
    """For whom a third party may act, such as a studio."""
    evidence_kinds: list[TermView]
    acts: list[TermView]
    outcomes: list[TermView]
    conditions: list[TermView]
    """What whoever receives goods can say of them."""
    statuses: list[TermView]
    roles: list[TermView]


class WhyNotView(View):
    code: str
    text: str


class ReasonEligibilityView(TermView):
    """Reason, whether it can be given now, and what it leads to."""

    allowed: bool
    why_not: WhyNotView | None
    openers: list[Role]
    options: list[OptionKind]
    """Which of the `options` can be asked for with this reason, in whose name it was asked. What would give all of the
    money to the other side is none."""
    tree: str | None
    """Address of the questions whose answers lead to solutions, where there are some."""
    evidence: list[EvidenceTermsView]
    """What will be asked for first, or as soon as the parties do not agree."""
    on_silence: list[ClockView]
    """What the first step waits for, and what follows if it does not come."""


class AmountLimitsView(View):
    min: int
    max: int
    currency: str


class EligibilityView(View):
    """Everything that "Report a problem" is drawn from, for whoever asks. What it allows, the opening then does."""

    escrow: EscrowId
    policy: PolicyView
    language: Language
    title: str
    roles: list[Role]
    """In whose name it was asked."""
    allowed: bool
    why_not: WhyNotView | None
    dispute: DisputeId | None
    """The dispute that stands in the way."""
    opens_at: UtcTime | None
    closes_at: UtcTime | None
    """When the policy's window is over, or before it everything is paid out by itself. None: as long as money is held.
    """
    closed_at: UtcTime | None
    """Since when it can no longer be reported, if the time is over."""
    amount: AmountLimitsView
    reasons: list[ReasonEligibilityView]
    must_say: list[TermView]
    """What the body of the opening must hold, each under the name that it has there."""
    options: list[OptionTermsView]
    max_options: int
    method: Literal["POST"] = "POST"
    href: Literal["/v1/disputes"] = "/v1/disputes"

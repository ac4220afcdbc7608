"""Answers of policies. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import TypedDict

from parley_client.generated.models.general.answers import MoneyView, StageClockView
from parley_client.generated.models.general.answers_3 import OptionTermsView, TermView
from parley_client.generated.models.general.choices import Language, Role
from parley_client.generated.models.policies.answers import (
    AppealTermsView,
    CalendarTermsView,
    CompletenessView,
    FilingView,
    FlipView,
    NegotiationTermsView,
    PenaltiesView,
    ReasonView,
    RulingsView,
    StageView,
)
from parley_client.generated.models.policies.choices import PolicyOrigin


class PolicyDocument(TypedDict):
    """Edition in full, each of its words with what people call it in the language of the answer."""

    name: str
    """Name of the policy that it is an edition of."""
    edition: str
    """Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published."""
    hash: str
    """SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later."""
    current: bool
    """Whether new escrows get this edition."""
    origin: PolicyOrigin
    """`parley`: comes with Parley. `platform`: your own."""
    language: Language
    """Language of the texts."""
    title: str
    """Title of the policy, as people read it."""
    summary: str | None
    """What it is about, in a paragraph; null if there is none."""
    calendar: CalendarTermsView
    """Business days that its terms are counted in."""
    first_stage: str
    """Stage that a case begins in."""
    must_say: list[TermView]
    """What an opening has to state."""
    reasons: list[ReasonView]
    """Reasons that a dispute can be opened for."""
    filing: FilingView | None
    """When one can be opened; null: as long as money is held."""
    options: list[OptionTermsView]
    """Solutions that can be asked for."""
    max_options: int
    """How many of them at most."""
    negotiation: NegotiationTermsView | None
    """How the parties negotiate; null if they do not."""
    stages: list[StageView]
    """Its stages, in order."""
    case_clocks: list[StageClockView]
    """Clocks of the whole case."""
    rulings: RulingsView
    """What can be ruled, and what follows."""
    appeal: AppealTermsView | None
    """How a ruling can be appealed; null if it cannot."""
    completeness: CompletenessView | None
    """How the completeness of a case is counted; null if it is not."""
    penalties: PenaltiesView | None
    """What can be penalised; null if nothing."""
    represented: Role | None
    """For whom a third party may act, such as a studio."""
    evidence_kinds: list[TermView]
    """Kinds of evidence that it knows."""
    acts: list[TermView]
    """Acts that it knows."""
    outcomes: list[TermView]
    """Ways in which a case can end."""
    conditions: list[TermView]
    """What whoever receives goods can say of them."""
    statuses: list[TermView]
    """Statuses that a case can have."""
    roles: list[TermView]
    """Roles that it knows."""


class SideView(TypedDict):
    """Sums of all cases together, as they went or as they would have gone."""

    cases: int
    """How many cases were played."""
    resolved_without_operator: int
    """Of those, resolved without an operator."""
    undecided: int
    """Where an operator would have had to act, and nothing in the record says how."""
    operator_touches: int
    """Acts of operators."""
    operator_minutes: int
    """Minutes that those take, by your setting."""
    to_buyers: list[MoneyView]
    """What buyers get, by currency."""
    to_sellers: list[MoneyView]
    """Net: `fees` are beside it."""
    fees: list[MoneyView]
    """What the platform keeps, by currency."""


class SimulationView(TypedDict):
    edition: str
    """The edition that was tried."""
    cases: int
    """Cases that were played."""
    not_admitted: int
    """Cases the edition would not take: its reasons are others."""
    flips: int
    """Cases that would have ended otherwise."""
    flipped: list[FlipView]
    """The cases that would have ended otherwise, each before and after."""
    before: SideView | None
    """Null for a supplied caseload: it has no history."""
    after: SideView
    """Sums as they would have gone."""

"""Answers of policies. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Any, TypedDict

from parley_client.generated.models.general.answers import EffectView, MoneyView, PointTextView, StageClockView
from parley_client.generated.models.general.answers_3 import EvidenceTermsView, PenaltyTermsView, TermView
from parley_client.generated.models.general.choices import DisputeOutcome, Role
from parley_client.generated.models.policies.choices import EditionOrigin


class ActView(TypedDict):
    code: str
    """Code of the act, as in `allowed_actions`."""
    label: str
    """What people call it, in the language of the answer."""
    help: str | None
    """A sentence that explains it to people; null if there is none."""
    by: str
    """Role that may do it."""
    only_when_asked: bool
    """Only while the negotiation waits for this party."""
    checklist: list[PointTextView]
    """What the act should state or show."""


class AppealTermsView(TypedDict):
    stage: str
    """Stage in which it is heard."""
    window: str
    """How long a ruling can be appealed, as in `7 days`."""
    explanation_characters: int
    """How long a full explanation is at least."""


class CalendarTermsView(TypedDict):
    zone: str
    """Time zone, as in `Europe/Berlin`."""
    weekdays: list[int]
    """Business days: 1 is Monday, 7 Sunday."""
    opens: str
    """When the business day begins, as in `09:00`."""
    closes: str | None
    """When it ends; null for the end of the day."""
    named: str | None
    """Calendar of the platform's own that counts instead, where it has one of this name."""


class CaseResultView(TypedDict):
    """Result of a case: `to_buyer + to_seller + fee` is the disputed amount. A supplied case knows no fee."""

    outcome: DisputeOutcome | None
    """How it ends; null where it does not."""
    to_buyer: MoneyView | None
    """With what went back beside goods."""
    to_seller: MoneyView | None
    """What the seller would get, after fees."""
    fee: MoneyView | None
    """What the platform keeps of it; null where nothing is paid."""
    places: list[str]
    """Stages that it goes through, in order."""
    touches: int
    """Acts of operators in it."""
    ended_at: str | None
    """When it ends (UTC); null where it does not."""


class CompletenessView(TypedDict):
    evidence: int
    """Share of the evidence, in points of 100."""
    explanation: int
    """Share of the explanation, in points of 100."""
    comments: int
    """Share of the comments, in points of 100."""
    full_explanation_characters: int
    """How long an explanation is that counts in full."""
    full_comments: int
    """How many comments count in full."""


class DifferenceView(TypedDict):
    pointer: str
    """Where they differ (RFC 6901)."""
    before: Any
    """What stands there in the one; null if nothing."""
    after: Any
    """What stands there in the other; null if nothing."""


class DiffView(TypedDict):
    before: str
    """Edition that the other is compared with."""
    after: str
    """Edition that is compared with it."""
    data: list[DifferenceView]
    """Every place in which they differ."""


class EditionDetail(TypedDict):
    name: str
    """Name of the policy that it is an edition of."""
    edition: str
    """Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published."""
    hash: str
    """SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later."""
    current: bool
    """Whether a new escrow of yours gets it by the policy's name: the edition that you have made current, or, where
    you have not chosen, Parley's newest.
    """
    origin: EditionOrigin
    """`parley`: comes with Parley. `platform`: your own."""
    body: str
    """The edition itself, as it was written. It is never edited; the hash is of its content."""
    penalties: PenaltyTermsView | None
    """Which acts can be penalised, and how; null where the policy has no penalties."""


class EditionView(TypedDict):
    name: str
    """Name of the policy that it is an edition of."""
    edition: str
    """Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published."""
    hash: str
    """SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later."""
    current: bool
    """Whether a new escrow of yours gets it by the policy's name: the edition that you have made current, or, where
    you have not chosen, Parley's newest.
    """
    origin: EditionOrigin
    """`parley`: comes with Parley. `platform`: your own."""


class EditionList(TypedDict):
    data: list[EditionView]
    """What was asked for, in the order that the operation describes."""


class FilingView(TypedDict):
    """Window for reporting: it runs from the latest of `since` that has happened."""

    since: list[str]
    """What the window is counted from."""
    opens_after: str | None
    """How long after that it opens; null at once."""
    closes_after: str
    """How long after that it closes."""
    zone: str
    """Time zone in which its days are counted."""


class FlipView(TypedDict):
    """Case that would have ended otherwise. `after` is null where the edition does not take such a case."""

    dispute: str | None
    """Id of the case; null for a supplied one."""
    reference: str | None
    """Your reference of a supplied case; else null."""
    before: CaseResultView | None
    """How it went; null for a supplied one."""
    after: CaseResultView | None
    """How the case would end under the edition that is tried."""


class FollowUpView(TypedDict):
    """What follows when something happens in a stage."""

    when: str
    """What has to happen for it, as a code."""
    then: EffectView
    """What the stage then does."""


class NegotiationTermsView(TypedDict):
    first_to_answer: str
    """Whose turn is first."""
    term: str
    """For how long, as in `5 days`."""
    on_silence: EffectView
    """What follows if no answer comes."""
    counter_term: str
    """How long a counter-offer can be answered."""
    on_silence_to_counter: EffectView
    """What follows if no answer to it comes."""
    rejection: str
    """Whether and how an offer can be rejected without a counter-offer."""
    max_rounds: int
    """Rounds that are allowed."""
    amendable: bool
    """Whether an offer can be reworded until it is first acted on."""
    tree: str | None
    """Name of the questions that lead to solutions; null without any."""
    walk_term: str | None
    """How long those can be answered; null without any."""
    reminders: list[str]
    """How long before its end it reminds."""


class PenaltiesView(TypedDict):
    terms: PenaltyTermsView
    """What each act brings."""
    acts: list[TermView]
    """Acts that can be penalised."""


class ReasonView(TypedDict):
    code: str
    """Stable code, for programs."""
    label: str
    """What people call it, in the language of the answer."""
    help: str | None
    """A sentence that explains it to people; null if there is none."""
    openers: list[Role]
    """Who may open for it."""
    escalates_to: str
    """Stage that follows if the parties do not agree."""
    rulings: list[TermView]
    """What may be ruled about it."""
    options: list[TermView]
    """What may be proposed about it."""
    tree: str | None
    """Address of the questions that lead to solutions."""


class RulingsView(TypedDict):
    allowed: list[TermView]
    """What can be ruled."""
    reason_codes: list[TermView]
    """Codes of reasons that a ruling gives."""
    execution: str
    """When a ruling is carried out."""
    presumed_without_answer: TermView | None
    """What is presumed of a party that stays silent; null if nothing."""


class StageView(TypedDict):
    code: str
    """Code of the stage."""
    label: str
    """What people call it, in the language of the answer."""
    help: str | None
    """A sentence that explains it to people; null if there is none."""
    phase: TermView
    """Which part of a case it belongs to."""
    status: TermView
    """Status that a case has in it."""
    negotiates: bool
    """Whether the parties negotiate in it."""
    acts: list[ActView]
    """What can be done in it."""
    evidence: list[EvidenceTermsView]
    """What evidence is asked for in it."""
    clocks: list[StageClockView]
    """Clocks that run in it, with whom each waits for."""
    follow_ups: list[FollowUpView]
    """What follows when something happens in it."""

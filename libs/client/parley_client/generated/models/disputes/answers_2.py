"""Answers of disputes. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from parley_client.generated.models.disputes.answers import DecisionsPart, EvidencePart
from parley_client.generated.models.disputes.choices import ExpandedDisputeViewerState, MessageKind, OfferState
from parley_client.generated.models.general.answers import (
    ActorView,
    AllowedAction,
    AppealView,
    BehalfView,
    CauseView,
    CredibilityView,
    DeadlineView,
    MoneyView,
    NextAutomaticAction,
)
from parley_client.generated.models.general.answers_2 import (
    DisputedFundsView,
    ForecastStepView,
    NegotiationView,
    ObligationView,
    OfficeView,
    PendingView,
    PolicyView,
    RulingView,
    SettlementView,
    SolutionView,
    TransactionVerificationView,
    TransactionView,
    VideoFindingView,
)
from parley_client.generated.models.general.answers_3 import NoteView, StandingView, WantedEvidenceView
from parley_client.generated.models.general.choices import DisputeOutcome, EscrowState, Phase, Role, RulingKind, Status


class KnownEscrowView(TypedDict):
    """Escrow as this service last heard of it."""

    id: str
    """Its id, given by Parley; it never changes."""
    title: str | None
    """Title of the deal; null before this service has heard of it."""
    state: EscrowState
    """State of the deal, as disputes has last heard of it."""
    held: MoneyView
    """What the escrow holds."""
    frozen: MoneyView
    """What of it is frozen."""
    price: MoneyView | None
    """The agreed price; null before this service has heard of it."""
    funded_at: str | None
    """When the price was complete (UTC); null before."""
    delivered_at: str | None
    """When it was delivered (UTC); null before."""
    version: int
    """Version of the escrow that is known here."""


class MessageView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    author: ActorView
    """Who wrote it."""
    kind: MessageKind
    """`comment`, or `explanation` of what happened."""
    text: str
    """What was written."""
    attachments: list[str]
    """Evidence of the case, to be read under /v1/evidence/items."""
    on_behalf_of: BehalfView | None
    """Where an operator wrote down what a party had told."""
    at: str
    """When it happened (UTC)."""


class MessagesPart(TypedDict):
    """Latest messages, newest first."""

    data: list[MessageView]
    """What was asked for, in the order that the operation describes."""
    unread: int
    """Messages that you have not read."""
    has_more: bool
    """Whether there are older ones."""
    href: str
    """Address of all of them."""


class NotesPart(TypedDict):
    data: list[NoteView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there are older ones."""
    href: str
    """Address of all of them."""


class OfferView(TypedDict):
    """Proposal of one party to the other, and what has become of it."""

    mediation: str
    """Id of the negotiation."""
    number: int
    """Its number in the negotiation, from 1."""
    by: Role
    """Who made it."""
    round: int
    """Number of the round."""
    options: list[dict[str, Any]]
    """Solutions that it offers, by their rank."""
    state: OfferState
    """`executed_on_silence`: nobody has answered it in time, and so it was carried out. `gone`: nobody has answered
    it, and it is no longer on the table.
    """
    made_at: str
    """When it was made (UTC)."""
    changed_at: str
    """When it last changed (UTC)."""


class OffersPart(TypedDict):
    """Latest proposals, the first of them first."""

    data: list[OfferView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there are older ones."""
    href: str | None
    """The negotiation; null as long as there is none."""


class StoryEntryView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    at: str
    """When it took effect; of what happened by itself, the instant at which it was due."""
    kind: str
    """What has happened: `proposal_made`, `evidence_received`, `money_paid`, `deadline_passed` …"""
    who: ActorView
    """Role and id of whoever did it."""
    params: dict[str, Any]
    """What a sentence about it needs: codes, amounts with their currency, instants. `on_behalf_of`: the party for
    whom an operator did it, and by which means it had asked for it.
    """
    text: str | None
    """What somebody wrote, where the entry is a message, or for operators a note."""
    href: str | None
    """Where it can be looked at by itself, if you may."""


class StoryPart(TypedDict):
    """Latest entries of the story, in order."""

    data: list[StoryEntryView]
    """What was asked for, in the order that the operation describes."""
    unread: int
    """Entries that you have not read."""
    has_more: bool
    """Whether there are older ones."""
    href: str
    """Address of all of them."""


class ExpandedParts(TypedDict):
    """Parts that were asked for; the others are null."""

    escrow: NotRequired[KnownEscrowView | None]
    """The deal that the case is about."""
    mediation: NotRequired[OffersPart | None]
    """The latest proposals."""
    evidence: NotRequired[EvidencePart | None]
    """The latest evidence."""
    messages: NotRequired[MessagesPart | None]
    """The latest messages."""
    story: NotRequired[StoryPart | None]
    """The latest entries of the story."""
    standing: NotRequired[list[StandingView] | None]
    """Of both parties for operators and the platform, of yourself for you."""
    notes: NotRequired[NotesPart | None]
    """The latest notes of operators."""
    decisions: NotRequired[DecisionsPart | None]
    """The latest decisions."""


class ExpandedDisputeView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    escrow: str
    """Id of the escrow whose money is disputed."""
    status: Status
    """Where the case is, in words that all policies share."""
    viewer_state: ExpandedDisputeViewerState
    """Whether it is your turn."""
    version: int
    """As far as the reader may know: what tells of sealed evidence of the other party alone counts later (T8)."""
    stage: str | None
    """Stage of its policy; null while the money is not frozen yet."""
    phase: Phase | None
    """Which part of a case the stage belongs to; null while the money is not frozen yet."""
    reason: str
    """Code of the reason it was opened for."""
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    claimant: Role
    """Who opened it: `buyer` or `seller`."""
    policy: PolicyView
    """The edition that it follows to its end."""
    funds: DisputedFundsView
    """What is disputed, and where the money is."""
    explanation: str
    """What happened, in the words of whoever opened it."""
    reopens: str | None
    """The withdrawn dispute of this escrow that this one reopens; what was left of its clocks runs on."""
    transaction: TransactionView | None
    """The deal as the opening describes it; null where the policy does not ask for that."""
    need: str | None
    """Why completion must be substantiated, in the opener's words; null where the policy does not ask for that."""
    options: list[SolutionView]
    """Solutions that the opening asks for."""
    awaiting: list[Role]
    """Whose turn it is; empty if nobody's."""
    allowed_actions: list[AllowedAction]
    """What you may do now, each with its address, deadline and limits. What is not listed is refused."""
    next_automatic_action: NextAutomaticAction | None
    """What happens by itself if nobody acts; null if nothing does."""
    forecast: list[ForecastStepView]
    """Everything that happens by itself if nobody acts, in order."""
    pending: PendingView | None
    """What another service has not confirmed yet; null if nothing."""
    negotiation: NegotiationView | None
    """Where the talks are; null without any."""
    evidence_requests: list[WantedEvidenceView]
    """What evidence was asked of whom."""
    videos: list[VideoFindingView]
    """What was found of live recordings."""
    credibility: list[CredibilityView]
    """How complete each party's case is, as far as you may see it."""
    presumption: RulingKind | None
    """What the policy presumes where only the claimant gave evidence: shown to operators, decides nothing (K11)."""
    deadlines: list[DeadlineView]
    """Clocks that run, by the names by which they can be extended."""
    paused_at: str | None
    """When an operator stopped the clocks (UTC); null while they run."""
    assignee: str | None
    """For operators and the platform only, like `overdue_since`."""
    office: OfficeView | None
    """Office of the platform that has the case, and since when; null while the parties are among themselves."""
    overdue_since: str | None
    """Since when operators are late with what they owe."""
    verification: TransactionVerificationView | None
    """What an operator found of the transaction; null before."""
    ruling: RulingView | None
    """The latest ruling; null before."""
    earlier_rulings: list[RulingView]
    """Rulings before it, the first one first."""
    appeal: AppealView | None
    """The appeal against a ruling; null without one."""
    obligation: ObligationView | None
    """What was promised in goods, and how far it is; null if nothing was."""
    settlement: SettlementView | None
    """How the money was ordered to be divided; null before."""
    outcome: DisputeOutcome | None
    """How it ended; null before."""
    why: str | None
    """Why it ended without a settlement, as a code; null if it did not."""
    cause: CauseView | None
    """Where silence has brought the outcome about, or what is promised: whose, and what was carried out for it."""
    opened_at: str
    """When it was opened (UTC)."""
    frozen_at: str | None
    """When the money was frozen (UTC); null before."""
    closed_at: str | None
    """When it ended (UTC); null before."""
    expanded: NotRequired[ExpandedParts | None]
    """What `expand` asked for; not there without it."""


class ForecastView(TypedDict):
    """Forecast of what happens if nobody acts: computed by the very rules that will run."""

    dispute: str
    """Id of the dispute."""
    version: int
    """Version of the case that it was computed from."""
    computed_at: str
    """When it was computed (UTC)."""
    steps: list[ForecastStepView]
    """What happens by itself, in order."""


class CaseMovementView(TypedDict):
    """Step of the case: from where to where, why, and by whom."""

    seq: int
    """Its number in the log, from 1."""
    from_state: str
    """Where the case was."""
    to_state: str
    """State that the case went into."""
    cause: str
    """What brought it about."""
    actor: ActorView
    """Who did it; `system` for what happened by itself."""
    on_behalf_of: BehalfView | None
    """Where an operator did what a party had asked for."""
    at: str
    """When it took effect; of what happened by itself, the instant at which it was due; of what came in time and was
    decided late, its receipt.
    """
    recorded_at: str | None
    """When it was carried out, where it had taken effect before."""

"""Answers of general. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import TypedDict

from parley_client.generated.models.general.answers import (
    AllowedAction,
    AppealView,
    CauseView,
    CredibilityView,
    DeadlineView,
    EffectView,
    MoneyView,
    NextAutomaticAction,
    PointTextView,
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
    WantedPointView,
)
from parley_client.generated.models.general.choices import (
    DisputeOutcome,
    DisputeViewerState,
    Phase,
    Role,
    RulingKind,
    StandingStatus,
    Status,
    WantedEvidenceRequestedBy,
    WantedEvidenceState,
)


class WantedEvidenceView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    party: Role
    """Party that owes the evidence."""
    kinds: list[str]
    """Kinds of evidence; one of them satisfies."""
    level: str
    """`required`, one of several (`one_of`), or `optional`."""
    requested_by: WantedEvidenceRequestedBy
    """Whether the policy or an operator asks for it."""
    note: str | None
    """What an operator who asked wants to be shown."""
    due_at: str
    """Until when, excluded (UTC)."""
    stays_open: bool
    """Evidence is taken beyond `due_at`, too, while the case is in the stages that decide about it."""
    since_asked: bool
    """What was given before counts only once it is attached to the request."""
    state: WantedEvidenceState | None
    """Null while what the other party gives is sealed from you (T8). `closed`: the case ended before."""
    satisfied: bool | None
    """Whether it has been satisfied."""
    satisfied_by: str | None
    """Id of the evidence that satisfies it; null while none does."""
    checklist: list[WantedPointView]
    """What good evidence shows."""
    on_silence: ForecastStepView | None
    """What follows at `due_at` if nothing comes; null once it is over."""


class DisputeView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    escrow: str
    """Id of the escrow whose money is disputed."""
    status: Status
    """Where the case is, in words that all policies share."""
    viewer_state: DisputeViewerState
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


class FineTermsView(TypedDict):
    """Fine for an act, in basis points of the disputed amount, and between which the operator may choose."""

    basis_points: int
    """Usual fine, in basis points of the disputed amount."""
    least_basis_points: int
    """Least that the operator may choose."""
    most_basis_points: int
    """Most that the operator may choose."""
    from_warning: int
    """From which warning on it is due."""


class PenalisedActView(TypedDict):
    act: str
    """Code of the act that is penalised."""
    points: int
    """Ranking points that it costs those named in `points_for`."""
    fine: FineTermsView | None
    """The fine for it; null if none is due."""
    closed_at_warning: int
    """The account is closed for good at this warning for the act; 1: at once."""


class PenaltyTermsView(TypedDict):
    """Acts that can be penalised in a ruling, and what each further one brings."""

    points_for: list[Role]
    """Whose acts bring points."""
    suspended_at_warning: int
    """From this warning for the same act on; warnings are counted for each act by itself."""
    suspension: str
    """How long a suspension lasts."""
    acts: list[PenalisedActView]
    """Acts, and what each brings."""


class OptionTermsView(TypedDict):
    """Solution that can be asked for. `stage`: it begins with goods there, and the money follows."""

    code: str
    """Stable code, for programs."""
    label: str
    """What people call it, in the language of the answer."""
    help: str | None
    """A sentence that explains it to people; null if there is none."""
    names_amount: bool
    """Whether an amount has to be named with it."""
    stage: str | None
    """Stage in which the goods are waited for; null if money moves at once."""


class TermView(TypedDict):
    """Word of an edition: the code that the API speaks, and what people call it."""

    code: str
    """Stable code, for programs."""
    label: str
    """What people call it, in the language of the answer."""
    help: str | None
    """A sentence that explains it to people; null if there is none."""


class EvidenceTermsView(TypedDict):
    """Evidence that is asked for: of whom, which kinds, what it should show, for how long, and what silence brings."""

    stage: str
    """Stage in which it is asked for."""
    party: str
    """Who is asked."""
    kinds: list[TermView]
    """Kinds of evidence; one of them satisfies."""
    level: str
    """`required`, one of several (`one_of`), or `optional`."""
    term: str
    """For how long, as in `72 hours`."""
    sealed_until_all_are_in: bool
    """Whether each sees the other's once both are in, or the time is over."""
    resubmissions: int | None
    """None: as often as there is time for."""
    checklist: list[PointTextView]
    """What good evidence shows."""
    reminders: list[str]
    """How long before its end it reminds."""
    on_silence: EffectView | None
    """What follows if nothing comes; null if nothing does."""


class NoteView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    author: str
    """User id of the operator."""
    text: str
    """What was written."""
    at: str
    """When it happened (UTC)."""


class ImposedView(TypedDict):
    """Penalty, and the ruling that is its cause."""

    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    instance: int
    """In which ruling of the case it was stated: 1 for the first."""
    party: Role
    """The party it is about: `buyer` or `seller`."""
    act: str
    """Code of the act that was penalised."""
    points: int
    """Points that it brought."""
    warning: int
    """Which warning for this act it is: 1 for the first."""
    fine: MoneyView | None
    """The fine; null without one."""
    fine_instruction: str | None
    """Id of the order that charged the fine; null without one."""
    suspended_until: str | None
    """Until when the participant is suspended (UTC); null if not."""
    closed: bool
    """Whether it closed the participant's account."""
    imposed_at: str
    """From when on it counts (UTC)."""
    reversed_at: str | None
    """When it was reversed (UTC); null if it stands."""
    reversal_reason: str | None
    """Why it was reversed, in words; null if it stands."""


class WarningView(TypedDict):
    act: str
    """Code of the act that the warning is for."""
    count: int
    """Warnings for it so far."""


class StandingView(TypedDict):
    participant: str
    """The participant's user id on your platform."""
    status: StandingStatus
    """`active`, `suspended` or `closed`."""
    points: int
    """Points that count now."""
    suspended_until: str | None
    """Until when the participant is suspended (UTC); null if not."""
    warnings: list[WarningView]
    """Warnings that count now, by the act they were given for."""
    fines: list[MoneyView]
    """The sum of those that stand, by currency."""
    penalties: list[ImposedView]
    """All there ever were, each with its cause; what was reversed counts no more."""
    version: int
    """Number of the standing's changes."""

"""Answers of mediations. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.general.answers import (
    AllowedAction,
    BehalfView,
    MoneyEffect,
    MoneyView,
    NextAutomaticAction,
)
from parley_client.generated.models.general.choices import AnswerKind, OptionKind, Side
from parley_client.generated.models.mediations.choices import (
    AgreementBasis,
    FollowsAction,
    MediationViewerState,
    Mediator,
    ProposalState,
    State,
)


class WalkAnswerView(TypedDict):
    question: str
    """Code of the question."""
    text: str
    """The question, as it was asked."""
    value: str | bool | int | MoneyView
    """What was answered: a choice's code, `true` or `false`, a number, or an amount."""
    says: str
    """The answer in words."""
    answered_at: str
    """When it was answered (UTC)."""
    withdrawn: bool
    """Taken back by going back to this question or an earlier one."""


class ChoiceView(TypedDict):
    code: str
    """What to send as the answer."""
    text: str
    """What people read."""


class FollowsView(TypedDict):
    """Consequence of an agreement elsewhere, and where to watch it."""

    action: FollowsAction
    """`settlement`: money is divided. `obligation`: goods come first."""
    dispute: str
    """Id of the dispute."""
    href: str
    """Address of the dispute, where it is seen."""


class ForetoldOptionView(TypedDict):
    """Solution that nobody has offered yet, and what accepting it would pay."""

    kind: OptionKind
    """Which kind of solution it is."""
    to_buyer: MoneyView | None
    """What the buyer gets; null where goods decide first."""
    to_seller: MoneyView | None
    """What the seller gets: a fee that the seller pays is taken off."""
    fee: MoneyView | None
    """What the platform takes; null where goods decide first."""
    reduction: MoneyView | None
    """What goes back to the buyer at once, beside goods."""
    money_effect: MoneyEffect | None
    """What accepting it would pay, net, whoever pays the fee: as `accept` says it of a proposal. Null: something has
    to be done first.
    """


class MediationSummary(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    escrow: str
    """Id of the escrow whose money the two negotiate about."""
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    state: State
    """How far the negotiation is."""
    awaiting: Side | None
    """Whose turn it is; null if nobody's."""
    asked: list[Side]
    """Who is to answer what stands; both, of a mediator's proposal."""
    due_at: str | None
    """Until when, excluded (UTC); null if nobody is waited for."""
    created_at: str
    """When it was created (UTC)."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""


class OptionView(TypedDict):
    """Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount."""

    kind: OptionKind
    """Which kind of solution it is."""
    to_buyer: MoneyView | None
    """What the buyer gets; null where goods decide first."""
    to_seller: MoneyView | None
    """What the seller gets: a fee that the seller pays is taken off."""
    fee: MoneyView | None
    """What the platform takes; null where goods decide first."""
    reduction: MoneyView | None
    """What goes back to the buyer at once, beside goods."""


class OvertakenView(TypedDict):
    """What came before an agreement, and how the case stood then."""

    why: str
    """`case_ended`, `money_ordered`, `deadline_passed` (`due_at` says when), or `stage_left`: the case is where no
    agreement counts.
    """
    case_state: str
    """Stage of the case, or `settling`, `reversing`, `closed`."""
    outcome: str | None
    """Outcome of the case, where it had one."""
    due_at: str | None
    """When the turn that it came into would have ended (UTC); null if none."""


class ProposalView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    number: int
    """Its number in the negotiation, from 1."""
    version: int
    """Number of its wordings, from 1: what is accepted names it."""
    by: Side | Mediator
    """`operator`: a mediator has put it to both sides."""
    consents: list[Side]
    """Sides that have accepted a mediator's proposal so far."""
    round: int
    """0 is the opening proposal, each counter-offer one more."""
    state: ProposalState
    """What has become of it."""
    options: list[OptionView]
    """Solutions to choose from; they are accepted by their place, from 0."""
    created_at: str
    """When it was made (UTC)."""
    expires_at: str | None
    """Until when it can be answered, excluded (UTC); null if it stands without a deadline."""
    chosen: int | None
    """Index of the option that is carried out."""
    accepted_at: str | None
    """When it was accepted (UTC); null if it was not."""
    reason: str | None
    """Why it was rejected."""
    note: str | None
    """What its author wrote with it."""
    overtaken: OvertakenView | None
    """What came before an agreement on it."""
    worded_on_behalf_of: BehalfView | None
    """Its author, where an operator has worded it for them."""
    answered_on_behalf_of: BehalfView | None
    """Who answered it, where an operator did so for them."""


class SubmittedView(TypedDict):
    """Agreement that disputes still has to decide on; read again in a second."""

    what: Literal["agreement"]
    """Always `agreement`."""
    of: Literal["disputes"]
    """Always `disputes`: it decides what ends a case."""
    proposal: int
    """Number of the proposal."""
    option: int
    """Number of the option, from 0."""
    basis: AgreementBasis
    """`acceptance`, or `silence` that counts as one."""
    received_at: str
    """What it is judged by: receipt of the acceptance, or the deadline."""


class QuestionView(TypedDict):
    """Question with all it takes to answer it, so that one click does."""

    code: str
    """Name it in the answer."""
    text: str
    """The question, for people."""
    kind: AnswerKind
    """How it is answered."""
    choices: list[ChoiceView]
    """Of `choice`: what there is to choose; else empty."""
    least: int | None
    """Of `number` and `amount`: the least that is taken; else null."""
    most: int | None
    """Of `number` and `amount`: the most that is taken; else null."""
    currency: str | None
    """Currency of an amount that is asked for; else null."""


class SuggestedView(TypedDict):
    """Option that fits, and between which amounts a partial refund may be proposed."""

    option: OptionView
    """The solution, in money."""
    text: str
    """What people read about it."""
    least: MoneyView | None
    """Least that may be proposed as a partial refund; null for other solutions."""
    most: MoneyView | None
    """Most that may be proposed as a partial refund; null for other solutions."""


class TreeRef(TypedDict):
    edition: str
    """Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published."""
    title: str
    """Title for people."""
    hash: str
    """SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later."""


class WalkView(TypedDict):
    """Claimant's way through the tree. The other side sees it once it has come to a proposal."""

    tree: TreeRef
    """The edition of the tree that is walked."""
    answer_by: str | None
    """Until when it has to end; None once it has ended."""
    question: QuestionView | None
    """What is asked now; null at the end."""
    trace: list[WalkAnswerView]
    """What was asked and answered so far, in order."""
    suggestions: list[SuggestedView] | None
    """What the answers lead to; for the claimant and the operators."""


class MediationView(TypedDict):
    """Negotiation as the caller may see it, with what they may do and what happens if nobody does."""

    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    escrow: str
    """Id of the escrow whose money the two negotiate about."""
    state: State
    """How far the negotiation is."""
    viewer_state: MediationViewerState
    """Whether it is your turn."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""
    amount: MoneyView
    """What is in dispute."""
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    claimant: Side
    """Who opened the dispute."""
    round: int
    """Number of the round: it rises with each counter-offer."""
    max_rounds: int
    """Rounds that the policy allows."""
    proposals: list[ProposalView]
    """Every proposal, the first one first."""
    awaiting: Side | None
    """Whose turn it is; null if nobody's."""
    asked: list[Side]
    """Who is to answer what stands; both, of a mediator's proposal."""
    due_at: str | None
    """Until when, excluded (UTC); null if nobody is waited for."""
    paused_at: str | None
    """Since when the case stands still; `due_at` moves on with it."""
    allowed_actions: list[AllowedAction]
    """What you may do now, each with its address, deadline and limits. What is not listed is refused. Where the case
    then goes, and what follows by itself, is said beside the same action of the case, `GET
    /v1/disputes/{dispute}`.
    """
    next_automatic_action: NextAutomaticAction | None
    """What happens by itself if nobody acts; null if nothing does."""
    follows: FollowsView | None
    """What an agreement has led to; null without one."""
    pending: SubmittedView | None
    """Agreement that is not decided on yet; no act is possible."""
    walk: WalkView | None
    """How the claimant was guided to the first proposal."""
    created_at: str
    """When it was created (UTC)."""


class MediationSummaryPage(TypedDict):
    data: list[MediationSummary]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class PendingAgreementView(TypedDict):
    """Acceptance received, and neither agreed nor refused yet: `href` tells the outcome."""

    state: Literal["pending"]
    """Always `pending`."""
    mediation: str
    """Id of the negotiation."""
    dispute: str
    """Id of the dispute."""
    proposal: int
    """Number of the proposal."""
    option: int
    """Number of the accepted option, from 0."""
    received_at: str
    """When the acceptance was received (UTC): it counts as of then."""
    href: str
    """Address that tells the outcome."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""

"""Request and response bodies: negotiations, proposals and their options, and walks through a decision tree."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from common.contracts import disputes
from common.kernel.ids import CanonicalNumber, DisputeId, EscrowId, MediationId, ProposalId
from common.kernel.money import MAX_MINOR, Money
from common.persistence.paging import CommaList, PageFilters
from common.web.schemas import (
    AllowedAction,
    BasisPoints,
    BehalfBody,
    BehalfView,
    Body,
    Code,
    MoneyBody,
    MoneyEffect,
    MoneyView,
    NextAutomaticAction,
    Prose,
    UtcTime,
    View,
)

from .domain.options import MAX_OPTIONS, OptionKind, RequestedOption
from .domain.proposal import ProposalState
from .domain.states import State
from .domain.submission import AgreementBasis
from .domain.terms import Author, Side
from .domain.tree import MAX_ANSWER, AnswerKind, AnswerValue

ProposalVersion = Annotated[
    int, Field(strict=True, ge=1, le=1_000_000, description="The proposal's version you have read.", examples=[1])
]
PlainAnswer = (
    StrictBool | Annotated[StrictInt, Field(ge=-MAX_ANSWER, le=MAX_ANSWER)] | Annotated[StrictStr, Field(max_length=64)]
)
ViewerState = Literal["required_action", "optional_action", "waiting", "over"]
"""`required_action`: it is your turn, as the case says it, too."""


class MediationFilters(PageFilters):
    dispute: DisputeId | None = None
    """Mediation of one case."""
    state: CommaList[State] | None = None
    """States, separated by commas."""
    awaiting: Side | None = None
    """Whose turn it is."""


class OptionQuery(BaseModel):
    """Solution that somebody thinks of offering."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: disputes.OptionKind = Field(
        description="One of `constraints.kinds` of the action.", examples=["refund_partial"]
    )
    amount: CanonicalNumber | None = Field(
        None,
        ge=1,
        le=MAX_MINOR,
        description="Where the kind names one: for the buyer, in minor units.",
        examples=[4000],
    )

    def to_requested_option(self, currency: str) -> RequestedOption:
        return RequestedOption(OptionKind(self.kind), None if self.amount is None else Money(self.amount, currency))


class OptionBody(Body):
    """Solution to offer. A partial refund names an amount or its share in basis points.

    So may a replacement, where `constraints.with_reduction` of the action lists it: that much goes back to the buyer at
    once, and the replacement is about the rest. The other kinds name neither.
    """

    kind: disputes.OptionKind
    amount: MoneyBody | None = None
    basis_points: BasisPoints | None = None

    def to_requested_option(self) -> RequestedOption:
        amount = None if self.amount is None else self.amount.to_money()
        return RequestedOption(OptionKind(self.kind), amount, self.basis_points)


class ProposeBody(BehalfBody):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "options": [
                        {"kind": "refund_partial", "amount": {"amount": 4000, "currency": "EUR"}},
                        {"kind": "replacement"},
                    ]
                }
            ]
        }
    )

    options: list[OptionBody] = Field(
        min_length=1, max_length=MAX_OPTIONS, description="Ranked: the first is what you prefer."
    )
    note: Prose | None = Field(None, description="In your own words; shown to the other party and the operator.")

    def requested_options(self) -> tuple[RequestedOption, ...]:
        return tuple(option.to_requested_option() for option in self.options)


class RewordBody(ProposeBody):
    """New options, bound to the version of the proposal that they answer or replace."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "version": 1,
                    "options": [{"kind": "refund_partial", "amount": {"amount": 4000, "currency": "EUR"}}],
                }
            ]
        }
    )

    version: ProposalVersion


class AcceptBody(BehalfBody):
    version: ProposalVersion
    option: int = Field(strict=True, ge=0, le=MAX_OPTIONS - 1, description="Index of the chosen option.", examples=[0])


class RejectBody(BehalfBody):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"version": 1, "reason": "That would not pay the repair."}]}
    )

    version: ProposalVersion | None = None
    reason: Prose | None = Field(None, description="In your own words; shown to the other party and the operator.")


class OptionView(View):
    """Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount."""

    kind: OptionKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None = Field(description="What the seller gets: a fee that the seller pays is taken off.")
    fee: MoneyView | None
    reduction: MoneyView | None = Field(description="What goes back to the buyer at once, beside goods.")


class ForetoldOptionView(OptionView):
    """Solution that nobody has offered yet, and what accepting it would pay."""

    money_effect: MoneyEffect | None = Field(
        description="What accepting it would pay, net, whoever pays the fee: as `accept` says it of a proposal. Null: "
        "something has to be done first."
    )


class OvertakenView(View):
    """What came before an agreement, and how the case stood then."""

    why: str = Field(
        description="`case_ended`, `money_ordered`, `deadline_passed` (`due_at` says when), or `stage_left`: the case "
        "is where no agreement counts."
    )
    case_state: str = Field(description="Stage of the case, or `settling`, `reversing`, `closed`.")
    outcome: str | None = Field(description="Outcome of the case, where it had one.")
    due_at: UtcTime | None


class SubmittedView(View):
    """Agreement that disputes still has to decide on; read again in a second."""

    what: Literal["agreement"]
    of: Literal["disputes"]
    proposal: int
    option: int
    basis: AgreementBasis
    received_at: UtcTime = Field(description="What it is judged by: receipt of the acceptance, or the deadline.")


class PendingAgreementView(View):
    """Acceptance received, and neither agreed nor refused yet: `href` tells the outcome."""

    ANSWERED_WITH: ClassVar[int | None] = 202

    state: Literal["pending"]
    mediation: MediationId
    dispute: DisputeId
    proposal: int
    option: int
    received_at: UtcTime
    href: str
    version: int


class ProposalView(View):
    id: ProposalId
    number: int
    version: int
    by: Author = Field(description="`operator`: a mediator has put it to both sides.")
    consents: list[Side] = Field(description="Sides that have accepted a mediator's proposal so far.")
    round: int = Field(description="0 is the opening proposal, each counter-offer one more.")
    state: ProposalState
    options: list[OptionView]
    created_at: UtcTime
    expires_at: UtcTime | None
    chosen: int | None = Field(description="Index of the option that is carried out.")
    accepted_at: UtcTime | None
    reason: str | None = Field(description="Why it was rejected.")
    note: str | None = Field(description="What its author wrote with it.")
    overtaken: OvertakenView | None = Field(description="What came before an agreement on it.")
    worded_on_behalf_of: BehalfView | None = Field(description="Its author, where an operator has worded it for them.")
    answered_on_behalf_of: BehalfView | None = Field(description="Who answered it, where an operator did so for them.")


class AnswerBody(BehalfBody):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "damage", "value": "partly"},
                {"question": "repairable", "value": True},
                {"question": "repair_cost", "value": {"amount": 4500, "currency": "EUR"}},
            ]
        }
    )

    question: Code = Field(description="What is asked, or an earlier question to go back to.", examples=["damage"])
    value: PlainAnswer | MoneyBody = Field(description="A choice's code, true or false, a number, or an amount.")

    def to_answer(self) -> AnswerValue | Money:
        return self.value.to_money() if isinstance(self.value, MoneyBody) else self.value


class ChoiceView(View):
    code: str
    text: str


class QuestionView(View):
    """Question with all it takes to answer it, so that one click does."""

    code: str
    text: str
    kind: AnswerKind
    choices: list[ChoiceView]
    least: int | None
    most: int | None
    currency: str | None = Field(description="Currency of an amount that is asked for; else null.")


class AnswerView(View):
    question: str
    text: str
    """The question, as it was asked."""
    value: str | bool | int | MoneyView
    says: str
    """The answer in words."""
    answered_at: UtcTime
    withdrawn: bool
    """Taken back by going back to this question or an earlier one."""


class SuggestedView(View):
    """Option that fits, and between which amounts a partial refund may be proposed."""

    option: OptionView
    text: str
    least: MoneyView | None
    most: MoneyView | None


class SuggestionsView(View):
    data: list[SuggestedView] = Field(description="Ranked: the first fits best.")


class TreeRef(View):
    edition: str
    title: str
    hash: str


class WalkView(View):
    """Claimant's way through the tree. The other side sees it once it has come to a proposal."""

    tree: TreeRef
    answer_by: UtcTime | None
    """Until when it has to end; None once it has ended."""
    question: QuestionView | None
    trace: list[AnswerView]
    suggestions: list[SuggestedView] | None
    """What the answers lead to; for the claimant and the operators."""


class FollowsView(View):
    """Consequence of an agreement elsewhere, and where to watch it."""

    action: Literal["settlement", "obligation"]
    dispute: DisputeId
    href: str


class MediationSummary(View):
    id: MediationId
    dispute: DisputeId
    escrow: EscrowId
    buyer: str
    seller: str
    state: State
    awaiting: Side | None
    asked: list[Side] = Field(description="Who is to answer what stands; both, of a mediator's proposal.")
    due_at: UtcTime | None
    created_at: UtcTime
    version: int


class MediationView(View):
    """Negotiation as the caller may see it, with what they may do and what happens if nobody does."""

    id: MediationId
    dispute: DisputeId
    escrow: EscrowId
    state: State
    viewer_state: ViewerState
    version: int
    amount: MoneyView
    buyer: str
    seller: str
    claimant: Side
    round: int
    max_rounds: int
    proposals: list[ProposalView]
    awaiting: Side | None
    asked: list[Side] = Field(description="Who is to answer what stands; both, of a mediator's proposal.")
    due_at: UtcTime | None
    paused_at: UtcTime | None = Field(description="Since when the case stands still; `due_at` moves on with it.")
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None
    follows: FollowsView | None
    pending: SubmittedView | None = Field(description="Agreement that is not decided on yet; no act is possible.")
    walk: WalkView | None = Field(description="How the claimant was guided to the first proposal.")
    created_at: UtcTime

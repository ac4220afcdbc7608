"""Views: what the API shows of a negotiation and of a walk, to the party or the onlooker who asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from common.execution.commands import Context
from common.kernel.behalf import ContactMeans
from common.kernel.deal_money import DealMoney
from common.kernel.errors import InvariantViolated
from common.kernel.ids import format_id
from common.kernel.languages import Language
from common.kernel.money import Money
from common.kernel.principal import Principal, Role
from common.web.schemas import AllowedAction, MoneyView, behalf_view

from .domain.assignment import may_act_in
from .domain.limits import action_limits
from .domain.mediation import Mediation
from .domain.options import Option, deducted_fee
from .domain.proposal import Overtaking, Proposal
from .domain.silent_ends import find_end_of_turn
from .domain.states import ENDED_STATES, Action, State
from .domain.terms import PARTY_SIDES, Side
from .domain.tree import AnswerKind, AnswerValue, Question, Suggestion, Tree
from .domain.walk import Answer, Walk
from .loading import GuidedMediation
from .money_views import consequence, list_accepted_alone, list_effects, next_automatic_action
from .schemas import (
    AnswerView,
    ChoiceView,
    FollowsView,
    MediationView,
    OptionView,
    OvertakenView,
    PendingAgreementView,
    ProposalView,
    QuestionView,
    SubmittedView,
    SuggestedView,
    SuggestionsView,
    TreeRef,
    ViewerState,
    WalkView,
)
from .trees.texts import COMMON_WORDS, read_texts, translate_tree

ALL_MEANS: Final = [means.value for means in ContactMeans]
COUNTED_KINDS: Final = frozenset({AnswerKind.NUMBER, AnswerKind.AMOUNT})


def mediation_view(
    mediation: Mediation, tree: Tree | None, viewer: Principal, at: datetime, language: Language
) -> MediationView:
    """Show a negotiation to a caller. `tree` is the edition that was walked, in that language."""
    side, case, snapshot = PARTY_SIDES.get(viewer.role), mediation.case, mediation.snapshot
    return MediationView(
        id=mediation.id,
        dispute=case.dispute,
        escrow=case.escrow,
        state=snapshot.state,
        viewer_state=_viewer_state(mediation, side, at),
        version=mediation.version,
        amount=MoneyView.from_money(case.amount),
        buyer=case.buyer,
        seller=case.seller,
        claimant=snapshot.claimant,
        round=snapshot.round,
        max_rounds=snapshot.terms.max_rounds,
        proposals=[proposal_view(proposal, mediation.money) for proposal in snapshot.proposals],
        awaiting=snapshot.awaiting,
        asked=sorted(snapshot.asked_sides),
        due_at=find_end_of_turn(mediation),
        paused_at=snapshot.paused_at,
        allowed_actions=_allowed_actions(mediation, viewer, at),
        next_automatic_action=next_automatic_action(mediation),
        follows=_follows_view(mediation),
        pending=submitted_view(mediation),
        walk=None
        if snapshot.walk is None or tree is None
        else walk_view(mediation, snapshot.walk, tree, side, language),
        created_at=mediation.created_at,
    )


def changed_mediation_view(
    result: GuidedMediation, context: Context, language: Language = Language.ENGLISH
) -> MediationView:
    """Show a negotiation to the party that has just changed it."""
    tree = None if result.tree is None else translate_tree(result.tree, language)
    return mediation_view(result.mediation, tree, context.principal, context.timing.now, language)


def mediation_href(view: MediationView) -> str:
    return f"/v1/mediations/{format_id('med', view.id)}"


def proposal_view(proposal: Proposal, money: DealMoney | None) -> ProposalView:
    return ProposalView(
        id=proposal.id,
        number=proposal.number,
        version=proposal.version,
        by=proposal.by,
        round=proposal.round,
        state=proposal.state,
        options=[option_view(option, money) for option in proposal.options],
        created_at=proposal.created_at,
        expires_at=proposal.expires_at,
        chosen=proposal.chosen,
        accepted_at=proposal.accepted_at,
        reason=proposal.reason,
        note=proposal.note,
        consents=sorted(proposal.consents),
        overtaken=overtaken_view(proposal.overtaking),
        worded_on_behalf_of=behalf_view(proposal.worded_for),
        answered_on_behalf_of=behalf_view(proposal.answered_for),
    )


def option_view(option: Option, money: DealMoney | None) -> OptionView:
    if option.split is None:
        reduction = None if option.reduction is None else MoneyView.from_money(option.reduction)
        return OptionView(kind=option.kind, to_buyer=None, to_seller=None, fee=None, reduction=reduction)
    fee = Money(deducted_fee(option, money), option.split.to_seller.currency)
    return OptionView(
        kind=option.kind,
        to_buyer=MoneyView.from_money(option.split.to_buyer),
        to_seller=MoneyView.from_money(option.split.to_seller - fee),
        fee=MoneyView.from_money(fee),
        reduction=None,
    )


def _viewer_state(mediation: Mediation, side: Side | None, at: datetime) -> ViewerState:
    snapshot = mediation.snapshot
    if snapshot.state in ENDED_STATES:
        return "over"
    if side is None or not snapshot.allowed_actions(side, at):
        return "waiting"
    return "required_action" if side in snapshot.asked_sides else "optional_action"


def _allowed_actions(mediation: Mediation, viewer: Principal, at: datetime) -> list[AllowedAction]:
    """List what can be done now: a party sees its own, everybody else who may look sees both parties'.

    An operator who decides on cases sees how to do it for a party that has asked for it (PRM-27).
    """
    snapshot, side = mediation.snapshot, PARTY_SIDES.get(viewer.role)
    acts_for_parties = viewer.role is Role.OPERATOR and "decide" in viewer.scopes and may_act_in(mediation, viewer)
    offered = [
        AllowedAction(
            rel=action,
            href=_action_href(mediation, action),
            actor=Role(actor),
            available_until=_available_until(mediation, action),
            constraints=action_limits(snapshot, mediation.case.amount, action),
            **effect._asdict(),
        )
        for actor, action, effect in list_effects(mediation, list(Side) if side is None else [side], at)
    ]
    if len(snapshot.asked_sides) == 1:
        offered = [_accept_only(a, [choice.given["option"] for choice in a.choices or []]) for a in offered]
    if acts_for_parties and not mediation.awaits_approval:
        offered = [_offer_on_behalf(mediation, action) for action in offered]
    return offered + (_mediator_actions(mediation, viewer) if side is None else [])


def _offer_on_behalf(mediation: Mediation, action: AllowedAction) -> AllowedAction:
    """Say how an operator does it for a party; of what would take a second one, nothing."""
    if action.rel == Action.ACCEPT:
        if not (alone := list_accepted_alone(mediation)):
            return action
        action = _accept_only(action, alone)
    behalf = {"on_behalf_of": action.actor, "means": ALL_MEANS}
    return action.model_copy(update={"constraints": action.constraints | behalf})


def _accept_only(action: AllowedAction, options: Sequence[int]) -> AllowedAction:
    """Offer to accept some of the options only, where others would be refused."""
    if action.rel != Action.ACCEPT or action.constraints["options"] == len(options):
        return action
    choices = [choice for choice in action.choices or [] if choice.given["option"] in options]
    constraints = action.constraints | {"acceptable_options": list(options)}
    return action.model_copy(update={"constraints": constraints, "choices": choices})


def _mediator_actions(mediation: Mediation, viewer: Principal) -> list[AllowedAction]:
    """List what an operator may do: put one solution to both sides, once they have not agreed by themselves."""
    snapshot = mediation.snapshot
    is_refused = viewer.role is Role.OPERATOR and not ("decide" in viewer.scopes and may_act_in(mediation, viewer))
    if is_refused or not snapshot.mediator_may_propose:
        return []
    limits = action_limits(snapshot, mediation.case.amount, Action.PROPOSE) | {"max_options": 1}
    href = _action_href(mediation, Action.PROPOSE)
    return [AllowedAction(rel=Action.PROPOSE, href=href, actor=Role.OPERATOR, constraints=limits)]


def _available_until(mediation: Mediation, action: Action) -> datetime | None:
    """A new offer of the later phases can be made whenever the one that stands ends; nothing once the case does."""
    snapshot = mediation.snapshot
    is_free = action is Action.PROPOSE and snapshot.state is State.OPEN
    return None if is_free or snapshot.paused_at is not None else find_end_of_turn(mediation)


def _action_href(mediation: Mediation, action: Action) -> str:
    href = f"/v1/mediations/{format_id('med', mediation.id)}"
    match action:
        case Action.ANSWER:
            return f"{href}/answers"
        case Action.PROPOSE:
            return f"{href}/proposals"
        case _:
            return f"{href}/proposals/{mediation.snapshot.proposals[-1].number}/{action}"


def _follows_view(mediation: Mediation) -> FollowsView | None:
    option = mediation.snapshot.agreed_option
    if mediation.snapshot.state is State.CLOSED or option is None:
        return None
    return FollowsView(
        action=consequence(option),
        dispute=mediation.case.dispute,
        href=f"/v1/disputes/{format_id('dsp', mediation.case.dispute)}",
    )


def walk_view(mediation: Mediation, walk: Walk, tree: Tree, viewer: Side | None, language: Language) -> WalkView:
    """Show a walk. The other side sees none of it while it lasts, and never the suggestions."""
    snapshot, currency = mediation.snapshot, mediation.case.amount.currency
    guiding, may_see_all = snapshot.state is State.GUIDING, viewer is not snapshot.claimant.other
    question = walk.question if may_see_all and guiding else None
    suggestions = walk.suggest_options(tree, snapshot.terms) if may_see_all and walk.question is None else None
    return WalkView(
        tree=TreeRef(edition=tree.edition, title=tree.title, hash=walk.hash),
        answer_by=snapshot.due_at if guiding else None,
        question=None if question is None else _question_view(tree.questions[question], currency),
        trace=[
            _answer_view(answer, tree.questions[answer.question], currency, language)
            for answer in walk.trace
            if may_see_all or not guiding
        ],
        suggestions=None
        if suggestions is None
        else [_suggested_view(suggestion, mediation.money) for suggestion in suggestions],
    )


def suggestions_view(suggestions: tuple[Suggestion, ...], money: DealMoney | None) -> SuggestionsView:
    return SuggestionsView(data=[_suggested_view(suggestion, money) for suggestion in suggestions])


def _suggested_view(suggestion: Suggestion, money: DealMoney | None) -> SuggestedView:
    return SuggestedView(
        option=option_view(suggestion.option, money),
        text=suggestion.text,
        least=_money_view(suggestion.least),
        most=_money_view(suggestion.most),
    )


def _money_view(money: Money | None) -> MoneyView | None:
    return None if money is None else MoneyView.from_money(money)


def _question_view(question: Question, currency: str) -> QuestionView:
    counted = question.kind in COUNTED_KINDS
    return QuestionView(
        code=question.code,
        text=question.text,
        kind=question.kind,
        choices=[ChoiceView(code=code, text=text) for code, text in question.choices.items()],
        least=question.least if counted else None,
        most=question.most if counted else None,
        currency=currency if question.kind is AnswerKind.AMOUNT else None,
    )


def _answer_view(answer: Answer, question: Question, currency: str, language: Language) -> AnswerView:
    is_amount = question.kind is AnswerKind.AMOUNT
    return AnswerView(
        question=answer.question,
        text=question.text,
        value=MoneyView(amount=int(answer.value), currency=currency) if is_amount else answer.value,
        says=_answer_text(answer.value, question, currency, read_texts(COMMON_WORDS, language)),
        answered_at=answer.at,
        withdrawn=answer.withdrawn,
    )


def _answer_text(value: AnswerValue, question: Question, currency: str, words: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return words["Yes"] if value else words["No"]
    if isinstance(value, str):
        return question.choices[value]
    return MoneyView(amount=value, currency=currency).spell() if question.kind is AnswerKind.AMOUNT else str(value)


def pending_agreement_view(result: GuidedMediation, context: Context) -> PendingAgreementView:
    """Show an agreement on which disputes has not decided yet, and where the outcome can be read."""
    mediation = result.mediation
    proposal, submission = mediation.snapshot.proposals[-1], mediation.snapshot.submission
    if submission is None:
        raise InvariantViolated("an acceptance is submitted before it is answered")
    return PendingAgreementView(
        state="pending",
        mediation=mediation.id,
        dispute=mediation.case.dispute,
        proposal=proposal.number,
        option=submission.option,
        received_at=submission.received_at,
        href=f"/v1/mediations/{format_id('med', mediation.id)}",
        version=mediation.version,
    )


def overtaken_view(overtaking: Overtaking | None) -> OvertakenView | None:
    if overtaking is None:
        return None
    return OvertakenView(
        why=overtaking.why,
        case_state=overtaking.case_state,
        outcome=overtaking.case_outcome,
        due_at=overtaking.due_at,
    )


def submitted_view(mediation: Mediation) -> SubmittedView | None:
    submission = mediation.snapshot.submission
    if submission is None:
        return None
    return SubmittedView(
        what="agreement",
        of="disputes",
        proposal=mediation.snapshot.proposals[-1].number,
        option=submission.option,
        basis=submission.basis,
        received_at=submission.received_at,
    )

"""Parts of which the explanation of an edition is made: each word of it with its text."""

from __future__ import annotations

from collections.abc import Iterable

from common.kernel.principal import Role
from disputes.editions.views import penalty_terms_view
from disputes.policy.model import (
    ChecklistPoint,
    Close,
    Effect,
    Enter,
    EvidenceRequestTerms,
    Execute,
    ExecuteLastProposal,
    ExecuteRuling,
    NegotiationTerms,
    PayAll,
    PayPromised,
    Policy,
    Stage,
    StageDeadline,
)
from disputes.policy.texts import Section, TextBook, effect_code
from disputes.policy.vocabulary import Act, OptionKind, PermissionCondition, SilenceRule, Trigger

from .schemas import (
    ActView,
    ClockView,
    EffectView,
    EvidenceTermsView,
    FollowUpView,
    NegotiationTermsView,
    OptionTermsView,
    PenaltiesView,
    PointTextView,
    StageView,
    TermView,
)

MONEY_EFFECTS = (Execute, ExecuteLastProposal, ExecuteRuling, PayPromised, PayAll, Close)
"""Effects that pay, or let the money take its ordinary course."""
NEGOTIATION = "negotiation"


def term_view(book: TextBook, section: Section, code: str) -> TermView:
    text = book.find(section, code)
    return TermView(code=code, label=text.label, help=text.help)


def term_views(book: TextBook, section: Section, codes: Iterable[str]) -> list[TermView]:
    return [term_view(book, section, code) for code in codes]


def effect_view(book: TextBook, effect: Effect) -> EffectView:
    return EffectView(
        effect=effect_code(effect),
        stage=effect.stage if isinstance(effect, Enter) else None,
        text=book.describe_effect(effect),
        moves_money=isinstance(effect, MONEY_EFFECTS),
    )


def silence_view(book: TextBook, rule: SilenceRule) -> EffectView:
    code = f"silence_{rule}"
    text = book.find(Section.EFFECTS, code).label
    return EffectView(effect=code, stage=None, text=text, moves_money=rule is SilenceRule.EXECUTE)


def point_views(book: TextBook, owner: str, points: Iterable[ChecklistPoint]) -> list[PointTextView]:
    return [
        PointTextView(code=p.code, text=book.find_point(owner, p.code, p.text), required=p.required) for p in points
    ]


def clock_view(book: TextBook, deadline: StageDeadline) -> ClockView:
    text = book.find(Section.DEADLINES, deadline.kind)
    return ClockView(
        code=deadline.kind,
        label=text.label,
        help=text.help,
        owed_by=deadline.owed_by,
        term=str(deadline.term),
        starts_with=deadline.since,
        reminders=[str(term) for term in deadline.remind],
        on_silence=effect_view(book, deadline.effect),
    )


def negotiation_clock_view(book: TextBook, terms: NegotiationTerms, respondent: Role) -> ClockView:
    text = book.find(Section.DEADLINES, NEGOTIATION)
    return ClockView(
        code=NEGOTIATION,
        label=text.label,
        help=text.help,
        owed_by=respondent,
        term=str(terms.term),
        starts_with="stage",
        reminders=[str(term) for term in terms.remind],
        on_silence=silence_view(book, terms.on_silence),
    )


def evidence_terms_view(book: TextBook, name: str, stage: Stage, ask: EvidenceRequestTerms) -> EvidenceTermsView:
    lapsed = stage.effects.get(Trigger.EVIDENCE_LAPSED)
    return EvidenceTermsView(
        stage=name,
        party=ask.party,
        kinds=term_views(book, Section.EVIDENCE_KINDS, ask.kinds),
        level=ask.level,
        term=str(ask.term),
        sealed_until_all_are_in=ask.sealed,
        resubmissions=ask.max_resubmissions,
        checklist=point_views(book, ask.party, ask.checklist),
        reminders=[str(term) for term in ask.remind],
        on_silence=effect_view(book, lapsed) if lapsed is not None else None,
    )


def stage_view(book: TextBook, name: str, policy: Policy) -> StageView:
    stage, text = policy.stages[name], book.find(Section.STAGES, name)
    return StageView(
        code=name,
        label=text.label,
        help=text.help,
        phase=term_view(book, Section.PHASES, stage.phase),
        status=term_view(book, Section.STATUSES, stage.status),
        negotiates=stage.negotiates,
        acts=_act_views(book, stage, policy),
        evidence=[evidence_terms_view(book, name, stage, ask) for ask in stage.evidence_requests],
        clocks=[clock_view(book, deadline) for deadline in stage.deadlines],
        follow_ups=[
            FollowUpView(when=trigger, then=effect_view(book, effect)) for trigger, effect in stage.effects.items()
        ],
    )


def _act_views(book: TextBook, stage: Stage, policy: Policy) -> list[ActView]:
    granted = sorted((by, p.act, p.condition) for by, permissions in stage.permissions.items() for p in permissions)
    return [_act_view(book, by, act, condition, policy) for by, act, condition in granted]


def _act_view(book: TextBook, by: str, act: Act, condition: PermissionCondition, policy: Policy) -> ActView:
    text = book.find(Section.ACTS, act)
    return ActView(
        code=act,
        label=text.label,
        help=text.help,
        by=by,
        only_when_asked=condition is PermissionCondition.TO_ANSWER,
        checklist=point_views(book, act, policy.checklists.get(act, ())),
    )


def option_terms_view(book: TextBook, kind: OptionKind, policy: Policy) -> OptionTermsView:
    text = book.find(Section.OPTIONS, kind)
    return OptionTermsView(
        code=kind,
        label=text.label,
        help=text.help,
        names_amount=kind is OptionKind.REFUND_PARTIAL,
        stage=policy.obligation_stages.get(kind),
    )


def negotiation_terms_view(book: TextBook, terms: NegotiationTerms) -> NegotiationTermsView:
    return NegotiationTermsView(
        first_to_answer=terms.first_to_answer,
        term=str(terms.term),
        on_silence=silence_view(book, terms.on_silence),
        counter_term=str(terms.counter_term),
        on_silence_to_counter=silence_view(book, terms.counter_silence),
        rejection=terms.reject,
        max_rounds=terms.max_rounds,
        amendable=terms.amendable,
        tree=tree_href(terms.guide.tree) if terms.guide else None,
        walk_term=str(terms.guide.term) if terms.guide else None,
        reminders=[str(term) for term in terms.remind],
    )


def penalties_view(book: TextBook, policy: Policy) -> PenaltiesView | None:
    ladder = policy.penalties
    if ladder is None:
        return None
    return PenaltiesView(terms=penalty_terms_view(ladder), acts=term_views(book, Section.PENALTIES, ladder.acts))


def opening_field_views(book: TextBook, policy: Policy) -> list[TermView]:
    """List what must be said at the opening: the amount and the explanation always, the rest as the edition asks."""
    return term_views(book, Section.REQUIREMENTS, ("claimed", "explanation", *sorted(policy.opening_requirements)))


def tree_href(tree: str) -> str:
    return f"/v1/trees/{tree}"

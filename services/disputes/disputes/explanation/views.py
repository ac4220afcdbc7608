"""Views that explain: an edition as JSON, and whether a problem can be reported, in the language of the reader."""

from __future__ import annotations

from common.kernel.errors import DomainError
from common.kernel.principal import Role
from common.web.schemas import PolicyView
from disputes.policy.model import Policy
from disputes.policy.options import claimable_kinds_of, option_kinds_of
from disputes.policy.texts import OFFERED_ACTS, Section, TextBook, list_evidence_kinds
from disputes.policy.vocabulary import Condition, Outcome, Status

from .model import PARTIES, Eligibility
from .schemas import (
    AmountLimitsView,
    AppealTermsView,
    CalendarTermsView,
    ClockView,
    CompletenessView,
    EligibilityView,
    EvidenceTermsView,
    FilingView,
    PolicyDocument,
    ReasonEligibilityView,
    ReasonView,
    RulingsView,
    TermView,
    WhyNotView,
)
from .view_parts import (
    clock_view,
    evidence_terms_view,
    negotiation_clock_view,
    negotiation_terms_view,
    opening_field_views,
    option_terms_view,
    penalties_view,
    stage_view,
    term_view,
    term_views,
    tree_href,
)

ROLES = ("buyer", "seller", "representative", "operator", "claimant", "respondent", "system")


def policy_document(policy: Policy, book: TextBook, *, current: bool, is_own: bool) -> PolicyDocument:
    title = book.find(Section.PROGRAMME, policy.name)
    hard_cap = [policy.hard_cap] if policy.hard_cap else []
    return PolicyDocument(
        name=policy.name,
        edition=policy.edition,
        hash=policy.hash,
        current=current,
        origin="platform" if is_own else "parley",
        language=book.language,
        title=title.label,
        summary=title.help,
        calendar=_calendar_view(policy),
        first_stage=policy.first_stage,
        must_say=opening_field_views(book, policy),
        reasons=[_reason_view(book, code, policy) for code in policy.reasons],
        filing=_filing_view(policy),
        options=[option_terms_view(book, kind, policy) for kind in policy.option_kinds],
        max_options=policy.max_options if policy.option_kinds else 0,
        negotiation=negotiation_terms_view(book, policy.negotiation) if policy.negotiation else None,
        stages=[stage_view(book, name, policy) for name in policy.stages],
        case_clocks=[clock_view(book, clock) for clock in (*(c.deadline for c in policy.clocks), *hard_cap)],
        rulings=_rulings_view(book, policy),
        appeal=_appeal_view(policy),
        completeness=_completeness_view(policy),
        penalties=penalties_view(book, policy),
        represented=policy.represented_role,
        evidence_kinds=term_views(book, Section.EVIDENCE_KINDS, list_evidence_kinds(policy)),
        acts=term_views(book, Section.ACTS, OFFERED_ACTS),
        outcomes=term_views(book, Section.OUTCOMES, Outcome),
        conditions=term_views(book, Section.CONDITIONS, Condition),
        statuses=term_views(book, Section.STATUSES, Status),
        roles=term_views(book, Section.ROLES, ROLES),
    )


def eligibility_view(eligibility: Eligibility, book: TextBook) -> EligibilityView:
    policy, available = eligibility.policy, eligibility.available
    return EligibilityView(
        escrow=eligibility.escrow.id,
        policy=PolicyView(name=policy.name, edition=policy.edition, hash=policy.hash),
        language=book.language,
        title=book.find(Section.PROGRAMME, policy.name).label,
        roles=list(eligibility.roles),
        allowed=eligibility.is_allowed,
        why_not=_why_not_view(book, _common_refusal(eligibility)),
        dispute=eligibility.blocking_dispute,
        opens_at=eligibility.opens_at,
        closes_at=eligibility.closes_at,
        closed_at=eligibility.closed_at,
        amount=AmountLimitsView(min=min(1, available.minor), max=available.minor, currency=available.currency),
        reasons=[_reason_eligibility_view(eligibility, book, code) for code in policy.reasons],
        must_say=opening_field_views(book, policy),
        options=[option_terms_view(book, kind, policy) for kind in policy.option_kinds],
        max_options=policy.max_options if policy.option_kinds else 0,
    )


def _common_refusal(eligibility: Eligibility) -> DomainError | None:
    """Find why none of the reasons can be given."""
    if eligibility.is_allowed:
        return None
    return eligibility.refusal or next(iter(eligibility.refusals_by_reason.values()), None)


def _why_not_view(book: TextBook, refusal: DomainError | None) -> WhyNotView | None:
    if refusal is None:
        return None
    return WhyNotView(code=refusal.code, text=book.find(Section.REFUSALS, refusal.code).label)


def _reason_eligibility_view(eligibility: Eligibility, book: TextBook, code: str) -> ReasonEligibilityView:
    policy, text = eligibility.policy, book.find(Section.REASONS, code)
    refusal = eligibility.find_refusal(code)
    return ReasonEligibilityView(
        code=code,
        label=text.label,
        help=text.help,
        allowed=refusal is None,
        why_not=_why_not_view(book, refusal),
        openers=sorted(policy.reasons[code].openers),
        options=list(claimable_kinds_of(policy, code, _claimants(eligibility, code))),
        tree=_tree_of_reason(policy, code),
        evidence=_expected_evidence(book, policy, code),
        on_silence=_first_clocks(eligibility, book),
    )


def _claimants(eligibility: Eligibility, reason: str) -> list[Role]:
    """List in whose name it can be reported for this reason; of a reason that none of them may give, all who asked."""
    openers = eligibility.policy.reasons[reason].openers
    return [role for role in eligibility.roles if role in openers] or list(eligibility.roles)


def _tree_of_reason(policy: Policy, code: str) -> str | None:
    guide = policy.negotiation.guide if policy.negotiation else None
    tree = policy.reasons[code].tree or (guide.tree if guide else None)
    return tree_href(tree) if guide is not None and tree is not None else None


def _expected_evidence(book: TextBook, policy: Policy, code: str) -> list[EvidenceTermsView]:
    """List what is asked for from the first stage on, and in the one that this reason escalates to."""
    stages = dict.fromkeys((policy.first_stage, policy.reasons[code].escalates_to))
    return [
        evidence_terms_view(book, name, policy.stages[name], ask)
        for name in stages
        for ask in policy.stages[name].evidence_requests
    ]


def _first_clocks(eligibility: Eligibility, book: TextBook) -> list[ClockView]:
    policy = eligibility.policy
    first, terms = policy.stages[policy.first_stage], policy.negotiation
    clocks = [clock_view(book, deadline) for deadline in first.deadlines]
    if not first.negotiates or terms is None:
        return clocks
    openers = {role for reason in policy.reasons.values() for role in reason.openers} & set(eligibility.roles)
    claimant = min(openers, default=PARTIES[0])
    respondent = next(role for role in PARTIES if role is not claimant)
    return [negotiation_clock_view(book, terms, respondent), *clocks]


def _reason_view(book: TextBook, code: str, policy: Policy) -> ReasonView:
    reason, text = policy.reasons[code], book.find(Section.REASONS, code)
    return ReasonView(
        code=code,
        label=text.label,
        help=text.help,
        openers=sorted(reason.openers),
        escalates_to=reason.escalates_to,
        rulings=term_views(book, Section.RULINGS, reason.rulings or policy.rulings.allowed),
        options=term_views(book, Section.OPTIONS, option_kinds_of(policy, code)),
        tree=_tree_of_reason(policy, code),
    )


def _calendar_view(policy: Policy) -> CalendarTermsView:
    calendar = policy.calendar
    return CalendarTermsView(
        zone=calendar.zone,
        weekdays=sorted(calendar.weekdays),
        opens=calendar.opens.strftime("%H:%M"),
        closes=calendar.closes.strftime("%H:%M") if calendar.closes else None,
        named=policy.calendar_name,
    )


def _filing_view(policy: Policy) -> FilingView | None:
    filing = policy.filing
    if filing is None:
        return None
    return FilingView(
        since=list(filing.since),
        opens_after=str(filing.earliest) if filing.earliest else None,
        closes_after=str(filing.term),
        zone=filing.calendar.zone,
    )


def _rulings_view(book: TextBook, policy: Policy) -> RulingsView:
    rulings = policy.rulings
    presumed: TermView | None = None
    if rulings.presumed_without_answer is not None:
        presumed = term_view(book, Section.RULINGS, rulings.presumed_without_answer)
    return RulingsView(
        allowed=term_views(book, Section.RULINGS, rulings.allowed),
        reason_codes=term_views(book, Section.REASON_CODES, rulings.reason_codes),
        execution=rulings.execution,
        presumed_without_answer=presumed,
    )


def _appeal_view(policy: Policy) -> AppealTermsView | None:
    appeal = policy.appeal
    if appeal is None:
        return None
    return AppealTermsView(
        stage=appeal.stage,
        window=str(policy.deadlines_by_kind()[appeal.window].term),
        explanation_characters=appeal.explanation,
    )


def _completeness_view(policy: Policy) -> CompletenessView | None:
    weights = policy.completeness
    if weights is None:
        return None
    return CompletenessView(
        evidence=weights.evidence,
        explanation=weights.explanation,
        comments=weights.comments,
        full_explanation_characters=weights.full_explanation,
        full_comments=weights.full_comments,
    )

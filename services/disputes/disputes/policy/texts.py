"""Texts for people: what each word of an edition is called in a language, and which words need a text. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from common.kernel.languages import Language

from .model import (
    Alert,
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteLastProposal,
    ExecuteRuling,
    PayAll,
    PayPromised,
    Policy,
    Proceed,
    Revisit,
)
from .vocabulary import EVIDENCE_KINDS, Act, Condition, Outcome, Phase, Status


class Section(StrEnum):
    PROGRAMME = "programme"
    REASONS = "reasons"
    OPTIONS = "options"
    EVIDENCE_KINDS = "evidence_kinds"
    STAGES = "stages"
    PHASES = "phases"
    STATUSES = "statuses"
    ACTS = "acts"
    DEADLINES = "deadlines"
    EFFECTS = "effects"
    OUTCOMES = "outcomes"
    CONDITIONS = "conditions"
    RULINGS = "rulings"
    REASON_CODES = "reason_codes"
    POINTS = "points"
    PENALTIES = "penalties"
    REQUIREMENTS = "requirements"
    ROLES = "roles"
    REFUSALS = "refusals"


class Text(NamedTuple):
    label: str
    help: str | None = None


class TextKey(NamedTuple):
    section: Section
    code: str


@dataclass(frozen=True, slots=True)
class TextBook:
    """Texts of one programme in one language."""

    language: Language
    texts: Mapping[TextKey, Text]

    def find(self, section: Section, code: str) -> Text:
        """Find the text; a code that no text is written for, as in a platform's own edition, is spelled out."""
        return self.texts.get(TextKey(section, code)) or Text(code.replace("_", " ").capitalize())

    def find_point(self, owner: str, code: str, written: str) -> str:
        """Find the text of a point of a check list, of a party or an act; else what the edition says."""
        for key in point_keys(owner, code):
            if (text := self.texts.get(key)) is not None:
                return text.label
        return written

    def describe_effect(self, effect: Effect) -> str:
        text = self.find(Section.EFFECTS, effect_code(effect)).label
        stage = self.find(Section.STAGES, effect.stage).label if isinstance(effect, Enter) else ""
        return text.replace("{stage}", stage)


def point_keys(owner: str, code: str) -> tuple[TextKey, ...]:
    """Keys under which the text of a point is looked for: the owner's own, then the one for all."""
    return TextKey(Section.POINTS, f"{owner}_{code}"), TextKey(Section.POINTS, code)


def effect_code(effect: Effect) -> str:
    """Name an effect by one word, under which its text is found."""
    match effect:
        case PayAll(recipient=recipient):
            return f"pay_all_{recipient}"
        case ExecuteLastProposal(proposer=proposer):
            return f"execute_last_proposal_of_{proposer}"
        case Close(outcome=outcome):
            return f"close_{outcome}"
        case _:
            return PLAIN_EFFECT_CODES[type(effect)]


PLAIN_EFFECT_CODES: Mapping[type, str] = {
    Enter: "enter",
    Escalate: "escalate",
    Execute: "execute",
    ExecuteRuling: "execute_ruling",
    PayPromised: "pay_promised",
    Proceed: "proceed",
    Revisit: "revisit",
    Alert: "alert",
}


def list_text_keys(policy: Policy) -> Iterator[tuple[TextKey, ...]]:
    """List what needs a text in an edition: each a choice of keys, of which one must be there."""
    single: dict[Section, Iterable[str]] = {
        Section.PROGRAMME: {policy.name},
        Section.REASONS: set(policy.reasons),
        Section.OPTIONS: {*policy.option_kinds, *(kind.option for kind in policy.rulings.allowed if kind.option)},
        Section.RULINGS: set(policy.rulings.allowed),
        Section.REASON_CODES: set(policy.rulings.reason_codes),
        Section.REQUIREMENTS: {"explanation", "claimed", *policy.opening_requirements},
        Section.STAGES: set(policy.stages),
        Section.DEADLINES: set(policy.deadlines_by_kind()) | ({"negotiation"} if policy.negotiation else set()),
        Section.PENALTIES: set(policy.penalties.acts) if policy.penalties else set(),
        Section.EFFECTS: {effect_code(effect) for effect in _list_effects(policy)} | _silence_codes(policy),
        Section.ACTS: set(OFFERED_ACTS),
        Section.OUTCOMES: set(Outcome),
        Section.CONDITIONS: set(Condition),
        Section.PHASES: set(Phase),
        Section.STATUSES: set(Status),
        Section.ROLES: {"buyer", "seller", "representative", "operator", "claimant", "respondent", "system"},
    }
    single[Section.EVIDENCE_KINDS] = set(list_evidence_kinds(policy))
    for section, codes in single.items():
        yield from ((TextKey(section, code),) for code in sorted(codes))
    for stage in policy.stages.values():
        for ask in stage.evidence_requests:
            yield from (point_keys(ask.party, point.code) for point in ask.checklist)
    for act, points in policy.checklists.items():
        yield from (point_keys(act, point.code) for point in points)


OFFERED_ACTS: Final = (
    *Act, "provide_evidence", "accept", "reject", "counter", "amend", "propose", "answer", "take_over", "approve",
    "reject-approval",
)  # fmt: skip
"""Acts that a case offers, those of other services and of the desk included."""


def list_evidence_kinds(policy: Policy) -> list[str]:
    """List what a case can be asked for, by its edition or by an operator."""
    own = (kind for stage in policy.stages.values() for ask in stage.evidence_requests for kind in ask.kinds)
    return sorted({*EVIDENCE_KINDS, *own})


def _list_effects(policy: Policy) -> Iterator[Effect]:
    for stage in policy.stages.values():
        yield from stage.effects.values()
    yield from (deadline.effect for deadline in policy.deadlines_by_kind().values())
    yield from (Close(Outcome.INCONCLUSIVE) for kind in policy.rulings.allowed if kind.option is None)


def _silence_codes(policy: Policy) -> set[str]:
    terms = policy.negotiation
    return {f"silence_{rule}" for rule in (terms.on_silence, terms.counter_silence)} if terms else set()

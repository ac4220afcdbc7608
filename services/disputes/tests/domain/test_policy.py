from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from disputes import policies
from disputes.domain.policy import Enter, Phase, Stage, StageDeadline, Status, Trigger
from disputes.testing import POLICIES, POLICY

TEXT = policies.sources()[POLICY.edition]


def test_every_published_edition_can_be_read() -> None:
    assert sorted(POLICIES) == ["agreement_first-2026-11"]


def test_the_hash_is_of_the_content_not_of_its_layout() -> None:
    assert policies.parse(f"# a comment\n\n{TEXT}").hash == POLICY.hash
    assert policies.parse(TEXT.replace('term = "5 days" ', 'term = "6 days" ')).hash != POLICY.hash


@pytest.mark.parametrize(
    ("good", "bad", "place"),
    [
        ('first = "negotiation"', 'first = "parley"', "first leads to unknown stage 'parley'"),
        (
            'evidence_satisfied = { enter = "review" }',
            'evidence_satisfied = { enter = "x" }',
            "'shipment_proof' evidence_s",
        ),
        ('escalates_to = "defect_proof"', 'escalates_to = "x"', "reason 'significantly_not_as_described'"),
        ('operator = ["assign", "decide"]', 'operator = ["assign"]', "'review' is a dead end"),
        ('decided = "execute"\n', "", "'review' does not say what follows 'decided'"),
        ('evidence_lapsed = { pay_all = "seller" }\n', "", "'defect_proof' does not say what follows"),
        ('negotiation_failed = "escalate"', 'negotiation_failed = "execute"', "no option at hand"),
        ('evidence_lapsed = { pay_all = "seller" }', 'evidence_lapsed = { enter = "defect_proof" }', "circles"),
        ('execute_standing = "buyer"', 'execute_standing = "seller"', "need not have made one"),
        ('kinds = ["refund_full"', 'kinds = ["replacement", "refund_full"', "begins an obligation"),
        ('close = "withdrawn"', 'close = "decision"', "without saying who gets the money"),
    ],
)
def test_an_edition_that_leads_nowhere_is_refused_and_the_place_is_named(good: str, bad: str, place: str) -> None:
    assert good in TEXT

    with pytest.raises(ValueError, match=place):
        policies.parse(TEXT.replace(good, bad))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('operator = ["assign", "decide"]', 'operator = ["assign", "pay"]'),
        ('status = "under_review"', 'status = "lost"'),
        ('term = "60 days"', 'term = "sixty days"'),
        ("max_rounds = 1", "max_rounds = 1\nsurprise = 2"),
        ('reject = "counter_required"', 'reject = "perhaps"'),
    ],
)
def test_words_an_edition_does_not_have_are_refused(good: str, bad: str) -> None:
    with pytest.raises(ValidationError):
        policies.parse(TEXT.replace(good, bad))


def test_silence_never_goes_round_in_circles_between_stages() -> None:
    clock = POLICY.stages["review"].deadlines[0]

    def waits(kind: str, target: str) -> Stage:
        ahead = StageDeadline(kind, clock.term, clock.owed_by, Enter(target))
        return Stage(phase=Phase.ESCALATED, status=Status.UNDER_REVIEW, deadlines=(ahead,))

    with pytest.raises(ValueError, match="round in circles"):
        replace(POLICY, stages=POLICY.stages | {"a": waits("one", "b"), "b": waits("two", "a")})


def test_no_trigger_of_the_engine_is_unknown_to_every_edition() -> None:
    said = {trigger for policy in POLICIES.values() for stage in policy.stages.values() for trigger in stage.on}

    assert said == set(Trigger)

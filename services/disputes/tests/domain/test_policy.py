from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from disputes.policy.files import loader
from disputes.policy.model import Enter, Stage, StageDeadline
from disputes.policy.vocabulary import Phase, Status, Trigger
from disputes.testing import POLICIES, POLICY

TEXT = loader.read_sources()[POLICY.edition]


def test_every_published_edition_can_be_read() -> None:
    folder = Path(loader.__file__).parent
    first = {f"{name}-2026-11" for name in ("agreement_first", "guided_solutions", "live_video", "report_review")}

    assert set(POLICIES) == {file.stem for file in folder.glob("*.toml")}
    assert first <= set(POLICIES), "an edition that was published stays"
    assert {edition: policy.edition for edition, policy in POLICIES.items()} == {name: name for name in POLICIES}


def test_the_hash_is_of_the_content_not_of_its_layout() -> None:
    assert loader.parse_edition(f"# a comment\n\n{TEXT}").hash == POLICY.hash
    assert loader.parse_edition(TEXT.replace('term = "5 days" ', 'term = "6 days" ')).hash != POLICY.hash


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
        ('operator = ["decide"]', 'operator = ["assign"]', "'review' is a dead end"),
        ('decided = "execute"\n', "", "'review' does not say what follows 'decided'"),
        ('evidence_lapsed = { pay_all = "seller" }\n', "", "'defect_proof' does not say what follows"),
        ('negotiation_failed = "escalate"', 'negotiation_failed = "execute"', "no option at hand"),
        ('evidence_lapsed = { pay_all = "seller" }', 'evidence_lapsed = { enter = "defect_proof" }', "circles"),
        ('execute_standing = "buyer"', 'execute_standing = "seller"', "need not have made one"),
        (', replacement = "replacement" }', " }", "begins an obligation"),
        ('return_received = "pay_promised"', 'return_received = "execute_ruling"', "nobody need have ruled"),
        ('claim_accepted = { pay_all = "claimant" }', 'claim_accepted = "pay_promised"', "nobody need have promised"),
        ('seller = ["give_return_address"]', 'seller = ["give_return_address", "fulfil"]', "what follows 'fulfilled'"),
        ('operator = ["decide"]', 'operator = ["decide"]\nseller = ["confirm"]', "what follows 'confirmed'"),
        ('term = "120 days"\n', 'term = "120 days"\n[appeal]\nstage = "x"\nwindow = "y"\nexplanation = 1\n', "'x'"),
        ('kind = "dispute_hard_cap"', 'kind = "obligation"', "two deadlines are called 'obligation'"),
        ('close = "withdrawn"', 'close = "decision"', "without saying who gets the money"),
    ],
)
def test_an_edition_that_leads_nowhere_is_refused_and_the_place_is_named(good: str, bad: str, place: str) -> None:
    assert good in TEXT

    with pytest.raises(ValueError, match=place):
        loader.parse_edition(TEXT.replace(good, bad))


@pytest.mark.parametrize(
    ("good", "bad", "word"),
    [
        ('operator = ["decide"]', 'operator = ["pay"]', "stages.review.may.operator"),
        ('status = "under_review"', 'status = "lost"', "stages.review.status"),
        (
            'enter = "review" }\n\n[always.may]',
            'enter = "lost" }\n\n[always.may]',
            "hard cap leads to unknown stage 'lost'",
        ),
        ('term = "60 days"', 'term = "sixty days"', "hard_cap.term"),
        ("max_rounds = 1", "max_rounds = 1\nsurprise = 2", "negotiation.surprise"),
        ('reject = "counter_required"', 'reject = "perhaps"', "negotiation.reject"),
        ('contested = { enter = "review" }', 'contested = { pay = "seller" }', "return_confirmation.on.contested"),
        ('escalates_to = "defect_proof"', 'escalates_to = "lost"', "reason 'significantly_not_as_described'"),
        ("[calendar]", '[calendar]\ncountry = "XX"', "no public holidays are known for 'XX'"),
        ('name = "agreement_first"', "name = ", "line 3"),
    ],
)
def test_words_an_edition_does_not_have_are_refused_and_the_line_is_named(good: str, bad: str, word: str) -> None:
    assert good in TEXT
    lines = TEXT.replace(good, bad, 1).splitlines()
    changed = next(n for n, (old, new) in enumerate(zip(TEXT.splitlines(), lines, strict=False), 1) if old != new)

    with pytest.raises(loader.EditionInvalid) as refused:
        loader.parse_edition("\n".join(lines))

    assert word in str(refused.value)
    named = re.search(r"line (\d+)", str(refused.value))
    assert named is not None
    assert abs(int(named[1]) - changed) <= 3, (str(refused.value), changed)


def test_silence_never_goes_round_in_circles_between_stages() -> None:
    clock = POLICY.stages["review"].deadlines[0]

    def waits(kind: str, target: str) -> Stage:
        ahead = StageDeadline(kind, clock.term, clock.owed_by, Enter(target))
        return Stage(phase=Phase.ESCALATED, status=Status.UNDER_REVIEW, deadlines=(ahead,))

    with pytest.raises(ValueError, match="round in circles"):
        replace(POLICY, stages=POLICY.stages | {"a": waits("one", "b"), "b": waits("two", "a")})


NEW = loader.read_sources()["agreement_first-2026-12"]
TIMED_REVIEW = '[stages.review]\ndeadlines = [{{ kind = "late", term = "5 days", owed_by = "operator", then = {} }}]\n'
CONTEST = """
[appeal]
stage = "contest"
window = "appeal_window"
explanation = 1

[stages.contest]
phase = "escalated"
status = "decided"
deadlines = [{ kind = "appeal_window", term = "3 days", since = "ruling", owed_by = "system", then = "execute_ruling" }]
may = { buyer = ["appeal"] }
on = { appealed = { enter = "review" }, claim_accepted = "pay_promised" }
"""


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        (
            {
                'evidence_satisfied = { enter = "review" }\nevidence_lapsed = { execute': (
                    'evidence_satisfied = { pay_all = "seller" }\nevidence_lapsed = { execute'
                ),
                'evidence_satisfied = { enter = "review" }\nevidence_lapsed = { pay_all': (
                    'evidence_satisfied = { pay_all = "buyer" }\nevidence_lapsed = { pay_all'
                ),
                "[stages.review] # D7, D9\n": TIMED_REVIEW.format('"pay_promised"'),
            },
            "'review' late: nobody need have promised anything",
        ),
        ({"[stages.review] # D7, D9\n": TIMED_REVIEW.format('{ enter = "shipment_proof" }')}, "circles"),
        (
            {
                'counter_silence = "escalate"': 'counter_silence = "execute"',
                'negotiation_failed = "escalate"': 'negotiation_failed = { enter = "negotiation" }',
            },
            "circles at 'negotiation'",
        ),
        ({"[hard_cap]": CONTEST + "\n[hard_cap]"}, "'contest' claim_accepted: nobody need have promised anything"),
    ],
    ids=["goods before a promise", "review and back", "silence that escalates", "contest without a promise"],
)
def test_prm_16_d6_every_way_that_a_case_can_go_is_walked(changes: dict[str, str], word: str) -> None:
    """What an operator alone has worded goes to where operators decide; what is ruled is contested."""
    text = NEW
    for good, bad in changes.items():
        assert good in text
        text = text.replace(good, bad, 1)

    with pytest.raises(ValueError, match=re.escape(word)):
        loader.parse_edition(text)


def test_no_trigger_of_the_engine_is_unknown_to_every_edition() -> None:
    said = {trigger for policy in POLICIES.values() for stage in policy.stages.values() for trigger in stage.effects}

    assert said == set(Trigger)

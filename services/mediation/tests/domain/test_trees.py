"""A tree that could lead somebody astray is refused as a whole, naming every place (O2)."""

from __future__ import annotations

import copy

import pytest

from common.kernel.languages import Language
from common.kernel.money import Money
from mediation.domain.conditions import Expression, InvalidExpression
from mediation.domain.errors import TreeUnsound
from mediation.domain.options import OptionKind
from mediation.testing import some_terms
from mediation.trees.catalogue import builtin_trees
from mediation.trees.format import EXAMPLE_TREE, TreeBody, parse_tree_file
from mediation.trees.texts import COMMON_WORDS, list_sentences, read_texts, translate_body, translate_tree


def a_tree(**differently) -> dict:
    """A two-step tree that is sound."""
    said = {
        "name": "t",
        "edition": "t-1",
        "title": "T",
        "first": [{"to": "a"}],
        "questions": {
            "a": {
                "text": "A?",
                "kind": "choice",
                "choices": {"x": "X", "y": "Y"},
                "next": [{"when": "answers.a == 'x'", "to": "b"}, {"to": "suggestions"}],
            },
            "b": {"text": "B?", "kind": "number", "least": 1, "most": 9, "next": [{"to": "suggestions"}]},
        },
        "suggestions": [{"kind": "refund_full", "text": "All"}],
    }
    return {**copy.deepcopy(said), **differently}


def with_question(code: str, **differently) -> dict:
    tree = a_tree()
    tree["questions"][code] = {**tree["questions"].get(code, {"text": "?", "kind": "yes_no"}), **differently}
    return tree


END = [{"to": "suggestions"}]
FULL = {"kind": "refund_full", "text": "All"}
PART = {"kind": "refund_partial", "text": "Part"}
UNSOUND = {
    "unknown question": (with_question("b", next=[{"to": "zzz"}]), "questions.b.next[0].to: there is no question"),
    "unknown first": (a_tree(first=[{"to": "zzz"}]), "first[0].to: there is no question 'zzz'"),
    "unreachable": (with_question("c", next=END), "questions.c: is never asked"),
    "circle": (with_question("b", next=[{"to": "a"}]), "questions.a.next: leads back to itself"),
    "circle of one": (
        with_question("b", next=[{"when": "answers.b == 1", "to": "b"}, *END]), "questions.b.next: leads back",
    ),
    "no way out": (
        with_question("b", next=[{"when": "answers.b == 1", "to": "suggestions"}]), "questions.b.next[0].when",
    ),
    "way never taken": (with_question("b", next=[*END, *END]), "questions.b.next[0].when: all but the last"),
    "one choice": (with_question("a", choices={"x": "X"}), "questions.a.choices"),
    "choices of a number": (with_question("b", choices={"x": "X", "y": "Y"}), "questions.b.choices"),
    "bounds": (with_question("b", least=9, most=1), "questions.b.least: is more than most"),
    "does not parse": (a_tree(first=[{"when": "amount >", "to": "a"}, {"to": "a"}]), "(line 1, column 9)"),
    "unknown fact": (a_tree(first=[{"when": "weather == 'wet'", "to": "a"}, {"to": "a"}]), "weather"),
    "unknown answer": (
        a_tree(first=[{"when": "answers.zzz == 1", "to": "a"}, {"to": "a"}]),
        "first[0].when: there is no question 'zzz'",
    ),
    "no truth value": (a_tree(first=[{"when": "amount", "to": "a"}, {"to": "a"}]), "first[0].when: gives int"),
    "wrong types": (a_tree(first=[{"when": "amount > 'x'", "to": "a"}, {"to": "a"}]), "first[0].when"),
    "may be missing": (
        a_tree(suggestions=[{**FULL, "when": "answers.b > 3"}, FULL]), "suggestions[0].when",
    ),
    "overflow": (a_tree(suggestions=[{**PART, "amount": "amount * 1000000"}, FULL]), "suggestions[0].amount"),
    "amount no number": (a_tree(suggestions=[{**PART, "amount": "reason"}, FULL]), "suggestions[0].amount: gives str"),
    "loops": (a_tree(suggestions=[{**PART, "amount": "size([1].map(amount, amount))"}, FULL]), "loops"),
    "foreign function": (a_tree(first=[{"when": "reason.matches('x')", "to": "a"}, {"to": "a"}]), "matches"),
    "all conditional": (a_tree(suggestions=[{**FULL, "when": "amount > 1"}]), "suggestions: one that"),
    "only partial": (a_tree(suggestions=[{**PART, "basis_points": 1}]), "suggestions: one that"),
    "amount twice": (a_tree(suggestions=[{**PART, "basis_points": 1, "amount": "1"}, FULL]), "suggestions[0]"),
    "no amount": (a_tree(suggestions=[PART, FULL]), "suggestions[0]: a partial refund has exactly one"),
    "amount of the whole": (a_tree(suggestions=[{**FULL, "basis_points": 1}, FULL]), "suggestions[0]: only a partial"),
    "bounds crossed": (
        a_tree(suggestions=[{**PART, "basis_points": 1, "at_least": 5, "at_most": 4}, FULL]), "suggestions[0]: least",
    ),
    "question named as the end": (with_question("suggestions", next=END), "questions.suggestions"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(UNSOUND))
def test_o2_a_tree_that_leads_astray_is_refused_naming_the_place(name) -> None:
    tree, place = UNSOUND[name]

    with pytest.raises(TreeUnsound) as refused:
        TreeBody.model_validate(tree).build_tree()

    assert any(place in fault for fault in refused.value.faults), refused.value.faults


def test_too_many_answers_in_one_condition_are_refused() -> None:
    codes = [f"q{i}" for i in range(4)]
    choices = {f"c{i}": "C" for i in range(10)}
    following = [*codes[1:], "suggestions"]
    questions = {
        code: {"text": "?", "kind": "choice", "choices": choices, "next": [{"to": to}]}
        for code, to in zip(codes, following, strict=True)
    }
    all_of_them = " && ".join(f"answers.{code} == 'c1'" for code in codes)
    said = a_tree(first=[{"to": "q0"}], questions=questions, suggestions=[{**FULL, "when": all_of_them}, FULL])

    with pytest.raises(TreeUnsound, match="walked") as refused:
        TreeBody.model_validate(said).build_tree()

    assert "too many answers" in refused.value.faults[0]


def test_a_file_that_is_wrong_stops_the_start_and_says_where() -> None:
    with pytest.raises(ValueError, match=r"t-1\.toml: .*title: Field required"):
        parse_tree_file("t-1.toml", 'name = "t"\nedition = "t-1"')
    with pytest.raises(ValueError, match=r"t-1\.toml: .*line 1"):
        parse_tree_file("t-1.toml", "name = = 1")


def test_every_published_tree_is_sound_and_its_hash_is_of_its_content() -> None:
    assert "guided_solutions-2026-11" in builtin_trees()
    for body in (*(parsed.body for parsed in builtin_trees().values()), TreeBody.model_validate(EXAMPLE_TREE)):
        assert len(body.build_tree().hash) == 64

    changed = TreeBody.model_validate({**EXAMPLE_TREE, "title": "Another"})
    assert changed.build_tree().hash != TreeBody.model_validate(EXAMPLE_TREE).build_tree().hash


def test_an_edition_begins_with_its_name() -> None:
    with pytest.raises(ValueError, match="begins with its tree's name"):
        TreeBody.model_validate(a_tree(edition="other-1"))


def suggested(suggestion: dict, whole: Money, *bounds: OptionKind, **facts):
    tree = TreeBody.model_validate(a_tree(suggestions=[suggestion, FULL])).build_tree()
    given = {"amount": whole.minor, "currency": whole.currency, "reason": "r", "category": "", "price": whole.minor,
             "delivered": True, "days_since_delivery": 1, "answers": {"a": None, "b": None}}  # fmt: skip
    return tree.suggest_options({**given, **facts}, whole, some_terms(with_reduction=frozenset(bounds)))


@pytest.mark.parametrize(
    ("said", "minor", "least", "most"),
    [
        ({"basis_points": 2_000}, 2_000, 2_000, 2_000),
        ({"basis_points": 2_000, "at_least": 1_000, "at_most": 3_000}, 2_000, 1_000, 3_000),
        ({"basis_points": 2_000, "at_least": 3_000}, 3_000, 3_000, 9_999),
        ({"fixed": {"amount": 500, "currency": "EUR"}}, 500, 500, 500),
        ({"fixed": {"amount": 50_000, "currency": "EUR"}}, 9_999, 9_999, 9_999),
        ({"amount": "amount / 3"}, 3_333, 3_333, 3_333),
        ({"amount": "0 - 5", "at_most": 5_000}, 1, 1, 5_000),
    ],
)
def test_o3_amounts_come_as_shares_fixed_or_computed_within_bounds(said, minor, least, most) -> None:
    first = suggested({**PART, **said}, Money(10_000, "EUR"))[0]

    assert (first.option.split.to_buyer.minor, first.least.minor, first.most.minor) == (minor, least, most)


def test_prm_26_goods_may_come_with_a_reduction_within_bounds_where_the_policy_knows_that() -> None:
    both = {"kind": "replacement", "text": "B", "basis_points": 1_000, "at_least": 500, "at_most": 3_000}
    whole, goods = Money(10_000, "EUR"), OptionKind.REPLACEMENT

    first, second = suggested(both, whole, goods)

    assert (first.option.kind, first.option.reduction, first.option.split) == (goods, Money(1_000, "EUR"), None)
    assert (first.least, first.most) == (Money(500, "EUR"), Money(3_000, "EUR"))
    assert second.option.kind is OptionKind.REFUND_FULL
    assert [one.option.kind for one in suggested(both, whole)] == [OptionKind.REFUND_FULL]


def test_prm_26_the_shipped_tree_of_this_release_suggests_goods_and_money_together() -> None:
    rules = builtin_trees()["guided_solutions-2026-12"].tree.suggestions

    assert [rule.kind for rule in rules if rule.has_amount and rule.kind is not OptionKind.REFUND_PARTIAL] == [
        OptionKind.REPLACEMENT
    ]


@pytest.mark.parametrize("language", Language)
def test_prm_34_what_every_tree_says_of_answers_is_there_in_each_language(language) -> None:
    words = read_texts(COMMON_WORDS, language)

    assert set(words) == set(read_texts(COMMON_WORDS, Language.ENGLISH))
    assert all(words.values())
    assert (words["Yes"] == "Yes") == (language is Language.ENGLISH)


def test_what_comes_to_nothing_is_not_suggested() -> None:
    in_dollars = {**PART, "fixed": {"amount": 500, "currency": "USD"}}

    assert [s.option.kind for s in suggested(in_dollars, Money(10_000, "EUR"))] == [OptionKind.REFUND_FULL]
    assert [s.option.kind for s in suggested({**PART, "basis_points": 5_000}, Money(1, "EUR"))] == [
        OptionKind.REFUND_FULL
    ]


def test_what_cannot_be_computed_after_all_is_not_suggested() -> None:
    by_nothing = {**PART, "amount": "amount / (days_since_delivery - 7)"}

    found = suggested(by_nothing, Money(10_000, "EUR"), days_since_delivery=7)

    assert [s.option.kind for s in found] == [OptionKind.REFUND_FULL]


def test_strings_are_not_mistaken_for_questions_or_loops() -> None:
    assert Expression("reason == 'answers.x .map(' && answers.y == 1").question_codes == frozenset({"y"})
    with pytest.raises(InvalidExpression, match="which"):
        Expression("size(answers) > 1")
    with pytest.raises(InvalidExpression, match="300"):
        Expression("1 == 1 && " * 40 + "true")


OTHER_LANGUAGES = [language for language in Language if language is not Language.ENGLISH]


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
@pytest.mark.parametrize("name", sorted({parsed.body.name for parsed in builtin_trees().values()}))
def test_prm_34_each_sentence_of_a_shipped_tree_is_there_in_each_language_and_none_is_left_over(name, language) -> None:
    editions = [parsed.body for parsed in builtin_trees().values() if parsed.body.name == name]
    sentences = {sentence for body in editions for sentence in list_sentences(body)}

    texts = read_texts(name, language)

    assert set(texts) == sentences
    assert all(text.strip() == text and text and text != sentence for sentence, text in texts.items())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("edition", sorted(builtin_trees()))
def test_prm_34_a_tree_is_walked_in_a_language_as_in_its_own(edition, language) -> None:
    body, tree = builtin_trees()[edition]

    told, shown = translate_tree(tree, language), translate_body(body, language)

    assert told.title == shown.title
    assert {code: question.text for code, question in told.questions.items()} == {
        code: question.text for code, question in shown.questions.items()
    }
    for code, question in told.questions.items():
        assert (question.next, list(question.choices)) == (
            tree.questions[code].next,
            list(tree.questions[code].choices),
        )
    assert [rule.when for rule in told.suggestions] == [rule.when for rule in tree.suggestions]
    assert (told.hash, told.title == tree.title) == (tree.hash, language is Language.ENGLISH)

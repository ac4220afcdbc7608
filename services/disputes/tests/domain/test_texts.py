"""PRM-34: every word of every shipped edition is there for people, in four languages: none missing, none left over."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from common.kernel.languages import Language, choose_language
from disputes.cases.allowed_actions import ANSWERS, JUDGING, TAKE_OVER
from disputes.engine.values import EVIDENCE_ACTS
from disputes.explanation.model import OPENING_REFUSALS
from disputes.policy.files import text_files
from disputes.policy.files.text_files import SHARED, get_text_book, read_text_file
from disputes.policy.texts import OFFERED_ACTS, Section, Text, TextKey, list_evidence_kinds, list_text_keys
from disputes.policy.vocabulary import EVIDENCE_KINDS, Act
from disputes.testing import POLICIES

PROGRAMMES = sorted({policy.name for policy in POLICIES.values()})
REFUSALS = {(TextKey(Section.REFUSALS, refusal.code),) for refusal in OPENING_REFUSALS}
FILES = [SHARED, *PROGRAMMES]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("edition", sorted(POLICIES))
def test_prm_34_no_word_of_an_edition_lacks_its_text(edition: str, language: Language) -> None:
    policy = POLICIES[edition]
    texts = get_text_book(policy.name, language).texts

    missing = [keys for keys in {*list_text_keys(policy), *REFUSALS} if not any(key in texts for key in keys)]

    assert missing == [], f"write them in policy/files/texts/{language}/{SHARED}.toml or {policy.name}.toml"


@pytest.mark.parametrize("language", Language)
def test_prm_34_no_text_is_left_over(language: Language) -> None:
    used: set[tuple[str, TextKey]] = set()
    for policy in POLICIES.values():
        own = read_text_file(policy.name, language)
        for keys in {*list_text_keys(policy), *REFUSALS}:
            key = next((key for key in keys if key in get_text_book(policy.name, language).texts), keys[0])
            used.add((policy.name if key in own else SHARED, key))

    assert [(name, key) for name in FILES for key in read_text_file(name, language) if (name, key) not in used] == []


@pytest.mark.parametrize("language", [language for language in Language if language is not Language.ENGLISH])
@pytest.mark.parametrize("name", FILES)
def test_prm_34_the_languages_say_the_same_and_none_is_left_in_english(name: str, language: Language) -> None:
    english, other = read_text_file(name, Language.ENGLISH), read_text_file(name, language)

    assert set(english) == set(other)
    for key, text in english.items():
        assert (text.help is None) == (other[key].help is None), key
        assert placeholders(text) == placeholders(other[key]), key
        if len(text.label.split()) > 2:
            assert text.label != other[key].label, key
        if language is Language.FRENCH:
            assert not re.search(r"\w'\w", f"{other[key].label} {other[key].help}"), f"{key}: typed, not set"
        if language is Language.CHINESE:
            assert re.search("[一-鿿]", other[key].label), key


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", FILES)
def test_prm_34_texts_are_sentences_and_names_as_they_are_printed(name: str, language: Language) -> None:
    for key, text in read_text_file(name, language).items():
        for part in filter(None, text):
            assert part == part.strip(), key
            assert "  " not in part, key
        if text.help is not None:
            assert text.help[-1] in ".?\u3002\uff1f", key


def test_every_file_of_texts_is_read() -> None:
    folder = files(text_files.__package__) / "texts"
    there = {f"{language.name}/{file.name}" for language in folder.iterdir() for file in language.iterdir()}
    assert there == {f"{language}/{name}.toml" for language in Language for name in FILES}


def test_the_english_check_lists_are_the_editions_own_words() -> None:
    for policy in POLICIES.values():
        book = get_text_book(policy.name, Language.ENGLISH)
        for stage in policy.stages.values():
            for ask in stage.evidence_requests:
                for point in ask.checklist:
                    assert book.find_point(ask.party, point.code, "") == point.text
        for act, points in policy.checklists.items():
            assert [book.find_point(act, point.code, "") for point in points] == [point.text for point in points]


def test_a_platforms_own_words_are_spelled_out() -> None:
    book = get_text_book("house_rules", Language.FRENCH)

    assert book.find(Section.REASONS, "wrong_colour") == Text("Wrong colour")
    assert book.find(Section.OPTIONS, "refund_full").label == "Remboursement intégral"
    assert book.find_point("buyer", "label", "The label, please.") == "The label, please."


@pytest.mark.parametrize(
    ("named", "header", "chosen"),
    [
        (None, "", "en"),
        (None, "fr", "fr"),
        (None, "pt-BR,pt;q=0.9,en;q=0.1", "pt"),
        (None, "de, zh-Hant;q=0.4, fr;q=0.3", "zh"),
        (None, "fr;q=0, en;q=0.2", "en"),
        (None, "*", "en"),
        (None, "de", "en"),
        (None, "fr;q=0.5, *;q=0.6", "en"),
        (None, "nonsense;;;, FR ; q=0.1", "fr"),
        (None, ",".join(["de"] * 500), "en"),
        (Language.CHINESE, "fr", "zh"),
    ],
)
def test_prm_34_a_language_is_chosen_as_it_is_asked_for(named: Language | None, header: str, chosen: str) -> None:
    assert choose_language(named, header) == chosen


def placeholders(text: Text) -> list[str]:
    return re.findall(r"{\w+}", f"{text.label} {text.help}")


def test_prm_34_every_act_that_a_case_offers_has_its_words() -> None:
    offered = {*Act, *EVIDENCE_ACTS, *ANSWERS, "propose", "answer", TAKE_OVER, *JUDGING}

    assert set(OFFERED_ACTS) == offered
    assert all(set(EVIDENCE_KINDS) <= set(list_evidence_kinds(policy)) for policy in POLICIES.values())

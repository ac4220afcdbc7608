"""Texts of decision trees in other languages than their own, English: beside the editions, sentence by sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Final

from common.kernel.languages import Language
from mediation.domain.tree import Question, SuggestionRule, Tree

from .format import QuestionBody, SuggestionBody, TreeBody

COMMON_WORDS: Final = "common"
"""Name of the file with what every tree says of answers."""


@cache
def read_texts(tree: str, language: Language) -> Mapping[str, str]:
    """Read the sentences of a tree, by what they are in English; none where there is no file."""
    file = resources.files(__package__) / "texts" / language / f"{tree}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def list_sentences(body: TreeBody) -> Iterator[str]:
    """List what a tree says to people."""
    yield body.title
    for question in body.questions.values():
        yield question.text
        yield from question.choices.values()
    yield from (suggestion.text for suggestion in body.suggestions)


def translate_tree(tree: Tree, language: Language) -> Tree:
    """Give the tree in a language. A sentence that nobody has translated stays as it is."""
    texts = read_texts(tree.name, language)
    if not texts:
        return tree
    return replace(
        tree,
        title=_translate(tree.title, texts),
        questions={code: _translate_question(question, texts) for code, question in tree.questions.items()},
        suggestions=tuple(_translate_rule(rule, texts) for rule in tree.suggestions),
    )


def translate_body(body: TreeBody, language: Language) -> TreeBody:
    texts = read_texts(body.name, language)
    questions = {code: _translate_written_question(question, texts) for code, question in body.questions.items()}
    suggestions = [_translate_written_suggestion(suggestion, texts) for suggestion in body.suggestions]
    changed = {"title": _translate(body.title, texts), "questions": questions, "suggestions": suggestions}
    return body.model_copy(update=changed)


def _translate(sentence: str, texts: Mapping[str, str]) -> str:
    return texts.get(sentence, sentence)


def _translate_question(question: Question, texts: Mapping[str, str]) -> Question:
    choices = {code: _translate(text, texts) for code, text in question.choices.items()}
    return replace(question, text=_translate(question.text, texts), choices=choices)


def _translate_rule(rule: SuggestionRule, texts: Mapping[str, str]) -> SuggestionRule:
    return replace(rule, text=_translate(rule.text, texts))


def _translate_written_question(question: QuestionBody, texts: Mapping[str, str]) -> QuestionBody:
    choices = {code: _translate(text, texts) for code, text in question.choices.items()}
    return question.model_copy(update={"text": _translate(question.text, texts), "choices": choices})


def _translate_written_suggestion(suggestion: SuggestionBody, texts: Mapping[str, str]) -> SuggestionBody:
    return suggestion.model_copy(update={"text": _translate(suggestion.text, texts)})

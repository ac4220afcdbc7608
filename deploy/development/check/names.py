"""Measures the vocabulary of a package: words in function names, openings of docstrings, words that name nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from .sources import Module

FILLER_WORDS: Final = frozenset({"do", "handle", "process"})
FUNCTION_WORDS: Final = frozenset({
    "a", "all", "an", "and", "as", "each", "for", "from", "how", "if", "in", "it", "nobody", "nothing", "of", "on",
    "one", "only", "that", "the", "this", "those", "to", "what", "when", "where", "whether", "who", "whose", "why",
    "with",
})  # fmt: skip
"""Words nobody searches for: a docstring begins with a verb or a noun."""
BANNED_WORDS: Final = frozenset({"found", "told", "said", "held", "kept", "gone", "fresh"})
"""Participles that say what happened to a value, and not what it is."""
WORD_START: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")


class Place(NamedTuple):
    """File and line of a name or an opening."""

    path: str
    line: int
    text: str


class Vocabulary(NamedTuple):
    """Counts of one package, and the places that weigh on them."""

    functions: int
    words: int
    docstrings: int
    one_word_functions: list[Place]
    function_word_openings: list[Place]

    @property
    def one_word_percentage(self) -> float:
        return _as_percentage(len(self.one_word_functions), self.functions)

    @property
    def words_per_function(self) -> float:
        return self.words / self.functions if self.functions else 0.0

    @property
    def function_word_percentage(self) -> float:
        return _as_percentage(len(self.function_word_openings), self.docstrings)


def measure_vocabulary(modules: Iterable[Module]) -> Vocabulary:
    functions, words, docstrings = 0, 0, 0
    one_word: list[Place] = []
    openings: list[Place] = []
    for module in modules:
        for function in list_functions(module.tree):
            functions += 1
            length = count_words(function.name)
            words += length
            if length == 1:
                one_word.append(Place(module.path, function.lineno, function.name))
        for line, opening in list_openings(module.tree):
            docstrings += 1
            if opening in FUNCTION_WORDS:
                openings.append(Place(module.path, line, opening))
    return Vocabulary(functions, words, docstrings, one_word, openings)


def count_words(name: str) -> int:
    """Counts the words of a name; a filler in front (`do_`, `handle_`, `process_`) adds none."""
    words = [word for word in WORD_START.split(name.strip("_")) if word]
    if len(words) > 1 and words[0] in FILLER_WORDS:
        words = words[1:]
    return max(len(words), 1)


def list_functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method whose name is ours to choose."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("__"):
            yield node


def list_openings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and first word of each docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module):
            text = ast.get_docstring(node)
            if text and text.split():
                yield getattr(node, "lineno", 1), re.sub(r"\W", "", text.split()[0].lower())


def find_banned(module: Module, banned: Collection[str] = BANNED_WORDS) -> Iterator[Place]:
    """Uses of a banned word as a whole identifier: variable, parameter, attribute, function, class, import or file."""
    if module.path.rpartition("/")[2].removesuffix(".py") in banned:
        yield Place(module.path, 1, module.path.rpartition("/")[2])
    for node in ast.walk(module.tree):
        for identifier in _identifiers_of(node):
            if identifier.strip("_").lower() in banned:
                yield Place(module.path, getattr(node, "lineno", 1), identifier)


def _identifiers_of(node: ast.AST) -> Iterator[str]:
    for field in ("id", "arg", "attr", "name", "asname", "rest"):
        if isinstance(value := getattr(node, field, None), str):
            yield value
    yield from getattr(node, "kwd_attrs", ())


def _as_percentage(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0

"""Holds names, docstrings and sizes of every package to the limits of figures.toml: `make check` runs it.

Prints the figures of each package, then what to do about those beyond a limit; exit code 1 if there are any.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from .limits import FILE, Limits, Rules, read_rules
from .names import Place, Vocabulary, find_banned, measure_vocabulary
from .sizes import find_oversized
from .sources import Module, read_packages

LISTED_FILES: Final = 25
"""The worst files are named, not all: mending them is a day's work already."""


def find_violations(packages: Mapping[str, Sequence[Module]], rules: Rules) -> Iterator[str]:
    """Everything that is beyond its limit, as sentences that say what to do."""
    for package, modules in packages.items():
        limits = rules.limits_for_package(package)
        yield from judge_vocabulary(package, measure_vocabulary(modules), limits)
        yield from find_oversized(modules, limits)
    yield from judge_words([module for modules in packages.values() for module in modules], rules)
    for package in rules.overrides.keys() - packages.keys():
        yield f"{FILE.name}: there is no package {package}; remove its limits"


def judge_vocabulary(package: str, vocabulary: Vocabulary, limits: Limits) -> Iterator[str]:
    if vocabulary.one_word_percentage > limits.one_word_functions:
        yield (
            f"{package}: {vocabulary.one_word_percentage:.1f} % of the function names are one word, the limit is "
            f"{limits.one_word_functions} %. Name a function with verb and noun (release_escrow); one word is enough "
            "for a method whose class gives the noun (Escrow.release); do_, handle_ and process_ add no word:"
            + _by_file(vocabulary.one_word_functions)
        )
    if vocabulary.functions and vocabulary.words_per_function < limits.words_per_function:
        yield (
            f"{package}: {vocabulary.words_per_function:.2f} words a function name, the least is "
            f"{limits.words_per_function}. Say of what and to what: which amount does `amount` compute?"
        )
    if vocabulary.function_word_percentage > limits.function_word_docstrings:
        yield (
            f"{package}: {vocabulary.function_word_percentage:.1f} % of the docstrings begin with a function word, the "
            f"limit is {limits.function_word_docstrings} %. Begin with the verb or the noun that somebody would search "
            '("Releases …", "Value objects of …"):' + _by_file(vocabulary.function_word_openings)
        )


def judge_words(modules: Iterable[Module], rules: Rules) -> Iterator[str]:
    """Banned words in use, and exemptions that nothing needs any more."""
    unused = dict.fromkeys(rules.exemptions)
    for module in modules:
        lines: dict[str, set[int]] = defaultdict(set)
        for place in find_banned(module):
            covering = [entry for entry in rules.exemptions if entry.covers(place.path, place.text)]
            for entry in covering:
                unused.pop(entry, None)
            if not covering:
                lines[place.text].add(place.line)
        for word, numbers in lines.items():
            listing = ", ".join(map(str, sorted(numbers)))
            yield (
                f"{module.path}: `{word}` names nothing (line {listing}). Say what the value is; "
                f"a word of the wire is exempted in {FILE.name}, with the reason"
            )
    for entry in unused:
        yield f"{FILE.name}: nothing in {entry.files} uses `{entry.word}` any more; remove the exemption"


def _by_file(places: Iterable[Place]) -> str:
    files: dict[str, list[str]] = defaultdict(list)
    for place in places:
        files[place.path].append(f"{place.text}:{place.line}")
    worst = sorted(files.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    lines = [f"\n    {path}: {', '.join(names)}" for path, names in worst[:LISTED_FILES]]
    return "".join(lines) + (f"\n    … and {len(worst) - LISTED_FILES} more files" if len(worst) > LISTED_FILES else "")


def render_table(packages: Mapping[str, Sequence[Module]]) -> str:
    """Renders the figures, one package a line."""
    lines = [f"{'':24}{'functions':>10}{'one word':>10}{'words':>7}{'docstrings by function word':>30}{'files':>7}"]
    for package, modules in packages.items():
        vocabulary = measure_vocabulary(modules)
        lines.append(
            f"{package:24}{vocabulary.functions:>10}{vocabulary.one_word_percentage:>8.0f} %"
            f"{vocabulary.words_per_function:>7.2f}{vocabulary.function_word_percentage:>28.0f} %{len(modules):>7}"
        )
    return "\n".join(lines)


def main(root: Path) -> int:
    packages = read_packages(root)
    violations = list(find_violations(packages, read_rules()))
    print("\n".join([render_table(packages), "", *violations]))
    return bool(violations)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()))

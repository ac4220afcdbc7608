"""The page of rules: every sentence of the catalogue, with the places that enforce it and the tests that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from deploy.development.check.rule_mentions import Mention, Survey, survey_repository
from deploy.development.check.rules import Rule, read_catalogue, resolve_place, resolve_test

PROGRAMMES: Final = {"T": "live_video", "O": "guided_solutions", "D": "agreement_first", "K": "report_review"}
SECTIONS: Final = {"INV": "Invariants", "ROW": "Bad input", "FLT": "Faults", "SEC": "Security"}


def rules_page() -> str:
    """Written by `make docs` to docs/programmes/rules.md."""
    survey = survey_repository()
    sections: dict[str, list[Rule]] = {}
    for rule in read_catalogue().values():
        sections.setdefault(_section(rule), []).append(rule)
    tables = [f"## {title}\n\n{_table(rules, survey)}" for title, rules in sections.items()]
    return (
        "# Rules\n\nEvery rule that a test, a docstring or an edition names: what it says, where it is enforced, and "
        "which tests prove it. Written by `make docs` from [the catalogue](../rules.toml), which `make check` compares "
        "with the repository in both directions.\n\n" + "\n\n".join(tables) + "\n"
    )


def _section(rule: Rule) -> str:
    prefix, dash, _ = rule.id.partition("-")
    return SECTIONS.get(prefix, rule.kind) if dash else PROGRAMMES[rule.id[0]]


def _table(rules: Iterable[Rule], survey: Survey) -> str:
    rows = [
        f"| {rule.id} | {rule.says.replace('|', '/')} | {'<br>'.join(_places(rule, survey))} "
        f"| {'<br>'.join(_tests(rule, survey))} |"
        for rule in rules
    ]
    return "| rule | says | enforced | tests |\n|---|---|---|---|\n" + "\n".join(rows)


def _places(rule: Rule, survey: Survey) -> Iterator[str]:
    named = [mention for reference in rule.enforced if (mention := resolve_place(reference))]
    yield from dict.fromkeys(_link(mention) for mention in [*survey.places.get(rule.id, ()), *named])


def _tests(rule: Rule, survey: Survey) -> Iterator[str]:
    named = [mention for reference in rule.tests if (mention := resolve_test(reference))]
    yield from dict.fromkeys(_link(mention) for mention in [*survey.tests.get(rule.id, ()), *named])


def _link(mention: Mention) -> str:
    """By symbol where there is one; lines only in what has no symbols, such as an edition."""
    file = Path(mention.path)
    if mention.symbol or file.suffix == ".py":
        return f"[{mention.symbol or file.name}](../../{mention.path})"
    edition = file.stem.rpartition("-20")[0] or file.stem
    return f"[{edition}:{mention.line}](../../{mention.path}#L{mention.line})"

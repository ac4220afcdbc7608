"""Pages of the policy editions, drawn from the editions themselves."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deploy.development.docs.rules import rules_page
from deploy.local.place import REPO

DISPUTES: Final = REPO / "services" / "disputes" / "disputes"
FOLDER: Final = REPO / "docs" / "programmes"
EDITION_NAME: Final = re.compile("[a-z_]{1,40}-[0-9]{4}-[0-9]{2}[a-z]?")
"""As the format of an edition has it."""
PROGRAMME_TITLES: Final = {
    "live_video": "Both sides show it live on video, an operator decides.",
    "guided_solutions": "The buyer is led to solutions, the seller picks one.",
    "agreement_first": "The parties negotiate; failing that, an operator rules on evidence.",
    "report_review": "A report is reviewed on the evidence of both sides, and can be contested.",
}

Json = dict[str, Any]


@dataclass(frozen=True)
class Edge:
    start: str
    end: str
    why: str


def render_pages() -> dict[str, str]:
    """Markdown by file name."""
    editions = read_newest_editions()
    return {f"{edition['name']}.md": render_programme(edition) for edition in editions} | {
        "README.md": render_index(editions),
        "rules.md": rules_page(),
    }


def read_newest_editions() -> list[Json]:
    """Selects the last edition of each programme."""
    editions = [tomllib.loads(file.read_text()) for file in edition_files().values()]
    return list({edition["name"]: edition for edition in editions}.values())


def edition_files() -> dict[str, Path]:
    """Lists the files of the editions by the name of the edition, oldest first."""
    files = [file for file in DISPUTES.rglob("*.toml") if EDITION_NAME.fullmatch(file.stem)]
    return {file.stem: file for file in sorted(files, key=lambda file: file.stem)}


def render_index(editions: list[Json]) -> str:
    rows = "\n".join(
        f"| [{edition['name']}]({edition['name']}.md) | {PROGRAMME_TITLES.get(edition['name'], '')} |"
        for edition in editions
    )
    return (
        "# Dispute programmes\n\nDrawn from the editions by `make docs`. "
        "How to write one: [writing a policy](../guides/policies.md). Where every rule is: [rules](rules.md).\n\n"
        f"| programme | in short |\n|---|---|\n{rows}\n"
    )


def render_programme(edition: Json) -> str:
    parts = [
        f"# {edition['name']}",
        PROGRAMME_TITLES.get(edition["name"], ""),
        _render_edition_link(edition),
        render_state_diagram(edition),
        "## Who may open a dispute",
        _render_openers_table(edition),
        _describe_reopening(edition),
        "## Stage by stage",
        _render_stages_table(edition),
        "## If nobody acts",
        _render_silence_table(edition),
        "## What an operator may rule",
        _describe_allowed_rulings(edition),
        "*[reading]*: the rules that the programmes come from leave this open, and it is how Parley reads them.",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _render_edition_link(edition: Json) -> str:
    file = edition_files()[edition["edition"]].relative_to(REPO)
    return f"Edition [`{edition['edition']}`](../../{file}). This page is drawn from it."


def _describe_allowed_rulings(edition: Json) -> str:
    kinds, execute = edition["rulings"]["allowed"], edition["rulings"]["execute"]
    when = "at once" if execute == "at_once" else "after the time for an appeal"
    narrowed = {name: reason["rulings"] for name, reason in edition["reasons"].items() if "rulings" in reason}
    exceptions = [
        f" For `{name}` only {_list_codes(rulings)}."
        for name, rulings in narrowed.items()
        if set(rulings) != set(kinds)
    ]
    return f"{_list_codes(kinds)}. Carried out {when}.{''.join(exceptions)}"


def _list_codes(codes: list[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def render_state_diagram(edition: Json) -> str:
    lines = ["[*] --> opening: opened, freeze requested", f"opening --> {edition['first']}: frozen"]
    grouped: dict[tuple[str, str], list[str]] = {}
    for edge in list_diagram_edges(edition):
        grouped.setdefault((edge.start, edge.end), []).append(edge.why)
    for (start, end), whys in grouped.items():
        lines.append(f"{start} --> {end}: {', '.join(dict.fromkeys(whys))}")
    lines += ["opening --> closed: freeze refused", "settling --> closed: escrow confirmed", "closed --> [*]"]
    return "```mermaid\nstateDiagram-v2\n    " + "\n    ".join(lines) + "\n```"


def list_diagram_edges(edition: Json) -> Iterator[Edge]:
    always = edition.get("always", {}).get("on", {})
    for name, stage in edition["stages"].items():
        on = stage.get("on", {})
        for trigger, effect in on.items():
            for end, beside in _list_effect_ends(edition, on, effect):
                yield Edge(name, end, _plain_words(trigger) + beside)
        for deadline in stage.get("deadlines", ()):
            for end, beside in _list_effect_ends(edition, on, deadline["then"]):
                yield Edge(name, end, f"{_plain_words(deadline['kind'])} over{beside}")
        if stage.get("negotiates"):
            yield from _list_negotiation_edges(edition, name, {**always, **on})


def _list_negotiation_edges(edition: Json, name: str, on: Json) -> Iterator[Edge]:
    for trigger in ("agreed", "claim_accepted", "withdrawn"):
        if trigger in on:
            for end, beside in _list_effect_ends(edition, on, on[trigger]):
                yield Edge(name, end, _plain_words(trigger) + beside)
    terms = edition["negotiation"]
    if terms["on_silence"] == "execute":
        yield Edge(name, "settling", "silence of who answers first")


def _list_effect_ends(edition: Json, on: Json, effect: Any) -> Iterator[tuple[str, str]]:
    """Stages an effect leads to, each with what to say beside its cause."""
    match effect:
        case {"enter": stage}:
            yield stage, ""
        case {"close": outcome}:
            yield "closed", "" if outcome == "withdrawn" else f" ({_plain_words(outcome)})"
        case {"pay_all": who}:
            yield "settling", f" (all to {who})"
        case "escalate":
            reasons: dict[str, list[str]] = {}
            for reason, about in edition["reasons"].items():
                reasons.setdefault(about["escalates_to"], []).append(_plain_words(reason))
            for stage, names in reasons.items():
                yield stage, f" ({' or '.join(names)})" if len(reasons) > 1 else ""
        case "execute" | "execute_ruling" | {"execute_standing": _}:
            yield from _list_execution_ends(edition, effect)
        case "proceed":
            yield from _list_effect_ends(edition, on, on.get("evidence_satisfied", "revisit"))
        case "revisit" | {"alert": _}:
            return
        case _:
            yield "settling", ""


def _list_execution_ends(edition: Json, effect: Any) -> Iterator[tuple[str, str]]:
    """Paid at once, or first what is promised; a ruling can also be that nobody can tell."""
    beside = f" (the {effect['execute_standing']}'s last proposal)" if isinstance(effect, dict) else ""
    yield "settling", beside
    for kind, stage in edition.get("options", {}).get("obligations", {}).items():
        yield stage, f" ({_plain_words(kind)})"
    if "inconclusive" in edition["rulings"]["allowed"] and not isinstance(effect, dict):
        yield "closed", " (inconclusive)"


def _render_openers_table(edition: Json) -> str:
    rows = "\n".join(
        f"| `{reason}` | {' or '.join(about['openers'])} | {_plain_words(about['escalates_to'])} |"
        for reason, about in edition["reasons"].items()
    )
    filing = edition.get("filing")
    until = f"\n\nWithin {filing['term']} of the latest of: {', '.join(filing['since'])}." if filing else ""
    return f"| reason | who | escalates to |\n|---|---|---|\n{rows}{until}"


def _describe_reopening(edition: Json) -> str:
    """Say what a withdrawal leaves open, which is the same in every edition (PRM-22)."""
    first = " A party's own first dispute counts as none." if len(_list_openers(edition)) > 1 else ""
    return (
        "An escrow has one reopening *[reading]*: whoever withdraws their own dispute can open it again."
        f"{first} What was left of its clocks then runs on, counted in each clock's own time, without pauses and with"
        " the extensions given;"
        " of a clock that had nearly run out 24 hours are left."
    )


def _list_openers(edition: Json) -> set[str]:
    return {opener for about in edition["reasons"].values() for opener in about["openers"]}


def _render_stages_table(edition: Json) -> str:
    always = edition.get("always", {}).get("may", {})
    rows = []
    for name, stage in edition["stages"].items():
        may = {
            who: [*always.get(who, []), *stage.get("may", {}).get(who, [])] for who in {*always, *stage.get("may", {})}
        }
        acts = "; ".join(
            f"{who}: {', '.join(_plain_words(_act_name(act)) for act in may[who])}" for who in sorted(may) if may[who]
        )
        owed = [
            f"{ask['party']}: {' or '.join(map(_plain_words, ask['kinds']))} within {ask['term']}"
            for ask in stage.get("asks", ())
        ]
        if stage.get("negotiates"):
            terms = edition["negotiation"]
            owed.append(f"{terms['first_to_answer']}: an answer within {terms['term']}")
            if terms["max_rounds"]:
                owed.append(f"the other: an answer to a counter-offer within {terms['counter_term']}")
        owed += [
            f"{d['owed_by']}: {_plain_words(d['kind'].removeprefix(d['owed_by'] + '_'))} within {d['term']}"
            for d in stage.get("deadlines", ())
        ]
        rows.append(
            f"| {_plain_words(name)} | {stage['phase']} | {'; '.join(owed) or 'an operator decides'} | {acts} |"
        )
    return "| stage | phase | who owes what | who may do what |\n|---|---|---|---|\n" + "\n".join(rows)


def _render_silence_table(edition: Json) -> str:
    rows = []
    if "negotiation" in edition:
        terms = edition["negotiation"]
        rows.append(f"| no answer within {terms['term']} | {_describe_effect(terms['on_silence'])} |")
        if terms["max_rounds"]:
            effect = _describe_effect(terms["counter_silence"])
            rows.append(f"| no answer to a counter-offer within {terms['counter_term']} | {effect} |")
    for name, stage in edition["stages"].items():
        if stage.get("asks") and "evidence_lapsed" in stage.get("on", {}):
            rows += _render_grace_rows(name, stage)
            rows.append(f"| no evidence in {_plain_words(name)} | {_describe_effect(stage['on']['evidence_lapsed'])} |")
        rows += map(_render_deadline_row, stage.get("deadlines", ()))
    rows += map(_render_deadline_row, edition.get("clocks", ()))
    rows += [_render_deadline_row(edition["hard_cap"])] if "hard_cap" in edition else []
    rows.append("| a pause over (30 days *[reading]*) | all clocks go on with what was left of them |")
    return "| | then |\n|---|---|\n" + "\n".join(rows)


def _render_grace_rows(name: str, stage: Json) -> list[str]:
    graces = {(g["at"], g["term"], g.get("since")): None for ask in stage["asks"] if (g := ask.get("grace"))}
    return [
        f"| nobody has given any evidence in {_plain_words(name)} within {at} "
        f"| all have {term} more {'than the cut-off gave' if since == 'cut_off' else 'from then on'}, once |"
        for at, term, since in graces
    ]


def _render_deadline_row(deadline: Json) -> str:
    return f"| {_plain_words(deadline['kind'])} over ({deadline['term']}) | {_describe_effect(deadline['then'])} |"


def _describe_effect(effect: Any) -> str:
    match effect:
        case {"enter": stage}:
            return f"the case goes to {_plain_words(stage)}"
        case {"close": _}:
            return "the case is closed, the money unfrozen"
        case {"pay_all": who}:
            return f"all that is disputed goes to the {who}"
        case {"execute_standing": who}:
            return f"the {who}'s last proposal is carried out"
        case {"alert": level}:
            return f"people are told ({level}); no money moves"
        case "execute":
            return "the proposal is carried out"
        case "execute_ruling":
            return "the ruling is carried out"
        case "proceed":
            return "the case goes on if all evidence is in"
        case "escalate":
            return "the case is escalated"
        case _:
            return _plain_words(str(effect))


def _act_name(act: Any) -> str:
    return act["act"] if isinstance(act, dict) else str(act)


def _plain_words(name: str) -> str:
    return name.replace("_", " ")


def write_pages() -> list[Path]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in render_pages().items():
        (FOLDER / name).write_text(text)
    return sorted(FOLDER.iterdir())

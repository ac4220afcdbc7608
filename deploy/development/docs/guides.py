"""Renders the guides and the services' first paragraphs from Markdown to what the pages show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt

from deploy.local.place import REPO
from deploy.local.suite import SERVICES

from .diagrams import draw_diagram
from .programmes import PROGRAMME_TITLES, read_newest_editions, render_programme

FOLDER: Final = REPO / "docs" / "guides"
CHANGELOG: Final = REPO / "CHANGELOG.md"
# In the order of a first acquaintance. What is for people who work on Parley itself stays in the repository.
GUIDE_ORDER: Final = (
    "authentication", "errors", "webhooks", "sandbox", "pages", "policies", "live-video",
    "going-live", "support-desk", "administration", "operating",
)  # fmt: skip
LOCAL_ORIGIN: Final = "http://127.0.0.1:8000"
_COMMENT: Final = re.compile(r"<!-- (?:run|node|answer|event) -->\n")
_DIAGRAM: Final = re.compile(r"^```mermaid\n.*?^```\n", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r'<a href="([^"]+)">(.*?)</a>', re.DOTALL)
_CODE_IN_TEXT: Final = re.compile(r"(?<!<pre>)<code>([^<]+)</code>")
_BREAK_IN_NAME: Final = re.compile(r"(?<=[\w}])([/._])(?=[\w{])")
_OPTION: Final = re.compile(r"(?<![\w-])--?\w+")
_PROGRAMME: Final = re.compile(r"\.\./programmes/(README|[a-z_]+(?<!rules))\.md")
_HEADING: Final = re.compile(r"^# (.+)\n")
_FIRST_PARAGRAPH: Final = re.compile(r"^# .+\n\n((?:.+\n)+)", re.MULTILINE)
_SECTION: Final = re.compile(r"<h2>(.*?)</h2>")
_TABLE: Final = re.compile(r"<table>\n<thead>\n(.*?)</thead>\n(.*?)</table>", re.DOTALL)
_COLUMN: Final = re.compile(r"<th(?: [^>]*)?>(.*?)</th>")
_ROW: Final = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL: Final = re.compile(r"<td(?=[ >])")
_TAG: Final = re.compile(r"<[^>]+>")
STACKED_COLUMNS: Final = 3
"""So many are too narrow on a phone."""


def render_guides() -> list[dict[str, str]]:
    return [render_guide(FOLDER / f"{name}.md") for name in GUIDE_ORDER]


def render_changelog() -> dict[str, str]:
    return render_page("changelog", CHANGELOG.read_text())


def render_guide(file: Path) -> dict[str, str]:
    return render_page(file.stem, _COMMENT.sub("", file.read_text()))


def render_page(name: str, text: str) -> dict[str, str]:
    """Render a page. Its diagrams are drawn here: a page runs no script that could draw them."""
    title = _HEADING.match(text)
    if title is None:
        raise ValueError(f"{name} does not begin with a heading")
    html = MarkdownIt("commonmark").enable("table").render(_DIAGRAM.sub(_draw_found_diagram, text[title.end() :]))
    html = _TABLE.sub(_let_rows_stack, _CODE_IN_TEXT.sub(_break_between_words, html))
    return {
        "name": name,
        "title": title[1],
        "html": _SECTION.sub(_add_heading_anchor, _LINK.sub(_map_served_link, html)),
    }


def _break_between_words(code: re.Match[str]) -> str:
    """Let a phone break an address behind its strokes, and not in the middle of a word."""
    broken = _BREAK_IN_NAME.sub(r"\1<wbr>", code[1])
    # Behind a stroke a browser breaks by itself: `curl -` and `d` below it.
    whole = _OPTION.sub(r'<span class="whole">\g<0></span>', broken)
    return f"<code>{whole}</code>"


def _let_rows_stack(table: re.Match[str]) -> str:
    """Say in each cell but the first what its column is called: on a phone a row stands as a block, cell below cell."""
    columns = [_TAG.sub("", column) for column in _COLUMN.findall(table[1])]
    if len(columns) < STACKED_COLUMNS:
        return table[0]
    named = ["<td", *(f'<td data-column="{column}"' if column else "<td" for column in columns[1:])]

    def name_cells(row: re.Match[str]) -> str:
        cells = iter(named)
        return _CELL.sub(lambda _: next(cells), row[0])

    return f'<table class="stacks">\n<thead>\n{table[1]}</thead>\n{_ROW.sub(name_cells, table[2])}</table>'


def _draw_found_diagram(block: re.Match[str]) -> str:
    return draw_diagram(block[0])


def render_programmes() -> list[dict[str, str]]:
    return [
        {**render_page(edition["name"], render_programme(edition)), "about": PROGRAMME_TITLES.get(edition["name"], "")}
        for edition in read_newest_editions()
    ]


def describe_services() -> list[dict[str, str]]:
    """Describes each service in the words of its own README."""
    return [{"name": name, "about": _read_first_sentence(REPO / "services" / name / "README.md")} for name in SERVICES]


def _read_first_sentence(file: Path) -> str:
    match = _FIRST_PARAGRAPH.search(file.read_text())
    if match is None:
        raise ValueError(f"{file} does not begin with a heading and a paragraph")
    return re.split(r"(?<=\.) ", " ".join(match[1].split()).replace("`", ""))[0]


def _map_served_link(link: re.Match[str]) -> str:
    """Maps a link of the repository to where it leads on the site; what is not served is left as its text."""
    target, text = link[1].removeprefix(LOCAL_ORIGIN), link[2]
    name, _, section = target.partition("#")
    if name.removesuffix(".md") in GUIDE_ORDER:
        target = f"/docs/guides/{name.removesuffix('.md')}" + (f"#{section}" if section else "")
    elif (programme := _PROGRAMME.fullmatch(name)) is not None:
        target = "/docs#programmes" if programme[1] == "README" else f"/docs/programmes/{programme[1]}"
    elif not target.startswith(("/", "#", "https://")):
        return text
    return f'<a href="{target}">{text}</a>'


def _add_heading_anchor(section: re.Match[str]) -> str:
    plain = _TAG.sub("", section[1]).lower()
    return f'<h2 id="{re.sub(r"[^a-z0-9]+", "-", plain).strip("-")}">{section[1]}</h2>'

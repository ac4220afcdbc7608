"""The guides and the services' first paragraphs, from Markdown to what the pages show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt

from deploy.local.place import REPO
from deploy.local.suite import SERVICES

from .programmes import TITLES, newest, page

FOLDER: Final = REPO / "docs" / "guides"
# In the order of a first acquaintance. What is for people who work on Parley itself stays in the repository.
ORDER: Final = ("authentication", "errors", "webhooks", "sandbox", "policies", "live-video", "operating")
LOCAL: Final = "http://127.0.0.1:8000"
_COMMENT: Final = re.compile(r"<!-- (?:run|answer) -->\n")
_DIAGRAM: Final = re.compile(r"^```mermaid\n.*?^```\n", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r'<a href="([^"]+)">(.*?)</a>', re.DOTALL)
_HEADING: Final = re.compile(r"^# (.+)\n")
_FIRST_PARAGRAPH: Final = re.compile(r"^# .+\n\n((?:.+\n)+)", re.MULTILINE)
_SECTION: Final = re.compile(r"<h2>(.*?)</h2>")


def guides() -> list[dict[str, str]]:
    return [guide(FOLDER / f"{name}.md") for name in ORDER]


def guide(file: Path) -> dict[str, str]:
    return rendered(file.stem, _COMMENT.sub("", file.read_text()))


def rendered(name: str, text: str) -> dict[str, str]:
    """Diagrams stay in the repository: a page runs no script that could draw them."""
    title = _HEADING.match(text)
    if title is None:
        raise ValueError(f"{name} does not begin with a heading")
    html = MarkdownIt("commonmark").enable("table").render(_DIAGRAM.sub("", text[title.end() :]))
    return {"name": name, "title": title[1], "html": _SECTION.sub(_anchored, _LINK.sub(_served, html))}


def programmes() -> list[dict[str, str]]:
    return [
        {**rendered(edition["name"], page(edition)), "about": TITLES.get(edition["name"], "")} for edition in newest()
    ]


def services() -> list[dict[str, str]]:
    """Each in the words of its own README."""
    return [{"name": name, "about": _about(REPO / "services" / name / "README.md")} for name in SERVICES]


def _about(file: Path) -> str:
    found = _FIRST_PARAGRAPH.search(file.read_text())
    if found is None:
        raise ValueError(f"{file} does not begin with a heading and a paragraph")
    return re.split(r"(?<=\.) ", " ".join(found[1].split()).replace("`", ""))[0]


def _served(link: re.Match[str]) -> str:
    """Where a link of the repository leads on the site; what is not served is left as its text."""
    target, text = link[1].removeprefix(LOCAL), link[2]
    name, _, section = target.partition("#")
    if name.removesuffix(".md") in ORDER:
        target = f"/docs/guides/{name.removesuffix('.md')}" + (f"#{section}" if section else "")
    elif not target.startswith(("/", "#", "https://")):
        return text
    return f'<a href="{target}">{text}</a>'


def _anchored(section: re.Match[str]) -> str:
    plain = re.sub(r"<[^>]+>", "", section[1]).lower()
    return f'<h2 id="{re.sub(r"[^a-z0-9]+", "-", plain).strip("-")}">{section[1]}</h2>'

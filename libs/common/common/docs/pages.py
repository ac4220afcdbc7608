"""Served pages beside the API descriptions: start, problems, events, guides.

This is only the rendering. What the pages say is the product's: the texts are in `site/`, next to `content.json`, which
`make docs` writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from common.contracts import catalogue
from common.contracts.envelope import Event
from common.kernel.errors import NotFound

from . import asyncapi
from .explorer import explorer_page, reference_page
from .openapi.problem_answers import CODES_EXTENSION
from .public_events import public_asyncapi_document
from .static_assets import Asset, KeptPage, answer_asset, make_asset

SITE: Final = files("common.docs") / "site"
STYLE: Final = (SITE / "style.css").read_text()
CONTENT: Final[dict[str, Any]] = json.loads((SITE / "content.json").read_text())
PLACE: Final = re.compile(r"\{[^{}]*\}")
"""Place in a sentence that the case at hand fills."""
PROBLEMS_BY_SLUG: Final = {problem["code"].replace("_", "-"): problem for problem in CONTENT["problems"]}
JOINED_PATH: Final = "/docs/openapi.json"
ENVELOPE_MEMBERS: Final = frozenset(Event.model_fields)
PAGE_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
}
"""Nothing on a page runs, and nothing is loaded from elsewhere."""


def _read_template(name: str) -> Template:
    return Template((SITE / name).read_text())


PAGE: Final = _read_template("page.html")
START_PAGE: Final = _read_template("start.html")
PROBLEMS_PAGE: Final = _read_template("problems.html")
PROBLEM_PAGE: Final = _read_template("problem.html")
EVENTS_PAGE: Final = _read_template("events.html")

LISTED_OPERATIONS: Final = 40
"""Of a problem that more operations have, a list of them helps nobody."""

router = APIRouter(include_in_schema=False)


@router.get("/")
async def show_start_page() -> HTMLResponse:
    """Start page: services, guides, programmes, catalogues."""
    services = "".join(_render_service_row(service) for service in CONTENT["services"])
    guides = "".join(
        f'<li><a href="/docs/guides/{guide["name"]}">{escape(guide["title"])}</a></li>' for guide in CONTENT["guides"]
    )
    programmes = "".join(
        f'<tr><th><a href="/docs/programmes/{one["name"]}">{one["name"]}</a></th><td>{escape(one["about"])}</td></tr>'
        for one in CONTENT["programmes"]
    )
    body = START_PAGE.substitute(services=services, guides=guides, programmes=programmes)
    return _render_page("Parley", "Parley", body)


def _render_service_row(service: dict[str, str]) -> str:
    name = service["name"]
    return (
        f'<tr><th><a href="/docs/{name}">{name}</a></th><td>{escape(service["about"])}</td>'
        f'<td class="more"><a href="/docs/{name}/openapi.json">OpenAPI</a> '
        f'<a href="/health/{name}/ready">health</a></td></tr>'
    )


@router.get("/problems")
async def list_problems() -> HTMLResponse:
    """Catalogue of problems."""
    rows = "".join(
        f'<tr><td class="status">{_spell_statuses(about)}</td>'
        f'<th><a href="/problems/{slug}"><code>{_break_between_words(about["code"])}</code></a></th>'
        f"<td>{_escape_marked_text(about['when'])}</td></tr>"
        for slug, about in sorted(PROBLEMS_BY_SLUG.items(), key=lambda item: (item[1]["statuses"], item[0]))
    )
    return _render_text_page("Problems", PROBLEMS_PAGE.substitute(rows=rows))


@router.get("/problems/{slug}")
async def show_problem(slug: str) -> HTMLResponse:
    """Page of one problem, the target of its `type`."""
    if (about := PROBLEMS_BY_SLUG.get(slug)) is None:
        raise NotFound("problem")
    when = f"<h2>When it happens</h2><p>{_escape_marked_text(about['when'])}</p>" if about["when"] else ""
    body = PROBLEM_PAGE.substitute(
        statuses=_spell_statuses(about),
        services=escape(", ".join(about["services"])),
        sentences="".join(f"<blockquote>{escape(PLACE.sub('…', text))}</blockquote>" for text in about["says"]),
        when=when,
        fix=_escape_marked_text(about["fix"]),
        operations=_render_refusing_operations(about["code"]),
    )
    code = escape(about["code"])
    return _render_page(f"{code} · Parley", f"<code>{code}</code>", body)


def _render_refusing_operations(code: str) -> str:
    operations = list_operations_by_code().get(code, [])
    if not operations:
        return ""
    if len(operations) > LISTED_OPERATIONS:
        return f"<h2>Where it happens</h2><p>In {len(operations)} operations, as far as it concerns them.</p>"
    rows = "".join(
        f"<tr><th><code>{method} {_break_address(path)}</code></th><td>{escape(summary)}</td></tr>"
        for method, path, summary in operations
    )
    return f"<h2>Where it happens</h2><table><tbody>{rows}</tbody></table>"


@cache
def list_operations_by_code() -> Mapping[str, Sequence[tuple[str, str, str]]]:
    """Operations by the code of a problem that they can answer with: method, address and summary."""
    operations: dict[str, list[tuple[str, str, str]]] = {}
    for path, item in json.loads(read_joined_description())["paths"].items():
        for method, operation in item.items():
            codes = {code for answer in operation["responses"].values() for code in answer.get(CODES_EXTENSION, ())}
            for code in codes:
                operations.setdefault(code, []).append((method.upper(), path, operation["summary"]))
    return operations


def _spell_statuses(about: dict[str, Any]) -> str:
    return " or ".join(map(str, about["statuses"]))


@router.get("/docs/events")
async def list_events() -> HTMLResponse:
    """Catalogue of the events that partners receive."""
    publishers = "".join(_render_publisher_table(name) for name in catalogue.PUBLISHERS)
    return _render_text_page("Events", EVENTS_PAGE.substitute(publishers=publishers))


def _render_publisher_table(name: str) -> str:
    public = [event for event in catalogue.events_of(name) if event.public]
    if not public:
        return ""
    shared = [
        member for member in _list_data_members(public[0]) if all(member in event.model_fields for event in public)
    ]
    rows = "".join(_render_event_row(event, shared) for event in public)
    beside = f"<p>All of them: <span class='fields'>{_render_code_list(shared)}</span></p>" if shared else ""
    return (
        f'<h2>{name}</h2>{beside}<table class="stacks"><thead><tr><th>type</th><th>tells</th><th>data</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _render_event_row(event: type[Event], shared: list[str]) -> str:
    own = [member for member in _list_data_members(event) if member not in shared]
    description = _escape_marked_text(asyncapi.description_of(event))
    return (
        f'<tr id="{event.public}"><th><code>{_break_between_words(str(event.public))}</code></th><td>{description}</td>'
        f'<td class="fields" data-column="data">{_render_code_list(own)}</td></tr>'
    )


def _list_data_members(event: type[Event]) -> list[str]:
    hidden = ENVELOPE_MEMBERS | event.internal_members
    return [name for name in event.model_fields if name not in hidden]


def _render_code_list(names: Iterable[str]) -> str:
    return " ".join(f"<code>{_break_between_words(name)}</code>" for name in names)


def _break_between_words(name: str) -> str:
    """Let a narrow page break a name behind its points and strokes, and neither inside a word nor inside an option."""
    broken = re.sub(r"([._])", r"\1<wbr>", escape(name))
    return re.sub(r"(?<![\w-])--?\w+", r'<span class="whole">\g<0></span>', broken)


def _break_address(path: str) -> str:
    """Let a phone break an address behind its strokes."""
    return re.sub(r"(?<=.)/", "/<wbr>", escape(path))


@router.get("/docs/events/asyncapi.json")
async def show_asyncapi_document(request: Request) -> Response:
    """AsyncAPI description of the events that partners receive."""
    return answer_asset(_asyncapi_document(), request.headers)


@cache
def _asyncapi_document() -> Asset:
    text = json.dumps(public_asyncapi_document(), ensure_ascii=False, separators=(",", ":"))
    return make_asset(text.encode(), "application/json")


@router.get("/docs/api")
async def show_joined_explorer() -> HTMLResponse:
    """Every operation of all services on one page, to be tried."""
    return explorer_page("Parley · API", JOINED_PATH)


@router.get("/docs/reference")
async def show_reference() -> HTMLResponse:
    """Every operation of all services on one page, to be read."""
    return reference_page("Parley · Reference", JOINED_PATH)


@router.get("/docs/openapi.json")
async def show_joined_description(request: Request) -> Response:
    """OpenAPI description of all services at one address."""
    return answer_asset(_joined_description(), request.headers)


@cache
def _joined_description() -> Asset:
    return make_asset(read_joined_description(), "application/json")


@cache
def read_joined_description() -> bytes:
    """Drawn by `make docs`: no service knows the others."""
    return (SITE / "openapi.json").read_bytes()


@router.get("/docs/guides/{name}")
async def show_guide(name: str) -> HTMLResponse:
    """Guide, as `docs/guides` has it."""
    return _render_written_page(_find_written_page("guides", name))


@router.get("/docs/programmes/{name}")
async def show_programme(name: str) -> HTMLResponse:
    """Page of one dispute programme."""
    return _render_written_page(_find_written_page("programmes", name))


@router.get("/docs/changelog")
async def show_changelog() -> HTMLResponse:
    """What has changed, release by release."""
    return _render_written_page(CONTENT["changelog"])


def _find_written_page(kind: str, name: str) -> dict[str, str]:
    page: dict[str, str] | None = next((one for one in CONTENT[kind] if one["name"] == name), None)
    if page is None:
        raise NotFound("page")
    return page


def _render_written_page(page: Mapping[str, str]) -> HTMLResponse:
    """Written by us and turned into HTML beforehand, so it goes out as it is."""
    return _render_text_page(page["title"], page["html"])


def _escape_marked_text(text: str) -> str:
    """Escape a text; `code` in backticks is marked up, as in our Markdown."""
    parts = text.split("`")
    return "".join(
        f"<code>{_break_between_words(part)}</code>" if index % 2 else escape(part) for index, part in enumerate(parts)
    )


def _render_text_page(title: str, body: str) -> HTMLResponse:
    return _render_page(f"{escape(title)} · Parley", escape(title), body)


def _render_page(window_title: str, heading: str, body: str) -> HTMLResponse:
    page = PAGE.substitute(window_title=window_title, style=STYLE, heading=heading, body=body)
    return KeptPage(page, headers=PAGE_HEADERS)

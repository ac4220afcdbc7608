"""The pages beside the API descriptions: start, problems, events, guides. Their content is in `site/` (`make docs`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse

from common.contracts import catalogue
from common.contracts.envelope import Event
from common.kernel.errors import NotFound

from . import asyncapi

SITE: Final = files("common.docs") / "site"
STYLE: Final = (SITE / "style.css").read_text()
CONTENT: Final[dict[str, Any]] = json.loads((SITE / "content.json").read_text())
PROBLEMS_BY_SLUG: Final = {problem["code"].replace("_", "-"): problem for problem in CONTENT["problems"]}
ENVELOPE_MEMBERS: Final = frozenset(Event.model_fields)
# Nothing here runs, and nothing is loaded from elsewhere.
PAGE_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
}
NAVIGATION: Final = " ".join(
    f'<a href="{path}">{name}</a>'
    for path, name in {"/": "Parley", "/#guides": "Guides", "/docs/events": "Events", "/problems": "Problems"}.items()
)

router = APIRouter(include_in_schema=False)


@router.get("/")
async def show_start_page() -> HTMLResponse:
    services = "".join(_service_row(service) for service in CONTENT["services"])
    guides = "".join(
        f'<li><a href="/docs/guides/{guide["name"]}">{escape(guide["title"])}</a></li>' for guide in CONTENT["guides"]
    )
    programmes = "".join(
        f'<tr><th><a href="/docs/programmes/{one["name"]}">{one["name"]}</a></th><td>{escape(one["about"])}</td></tr>'
        for one in CONTENT["programmes"]
    )
    return _render_page(
        "Parley",
        f"""<p class="lede">Escrow and dispute resolution for marketplaces: five services behind this address.</p>
        <h2>APIs</h2><table><tbody>{services}</tbody></table>
        <p>Every API page has an <em>Authorize</em> button: your client id and secret, or a token of one of your
        users.</p>
        <h2 id="guides">Guides</h2><ul>{guides}</ul>
        <h2>Dispute programmes</h2><table><tbody>{programmes}</tbody></table>
        <h2>Catalogues</h2><ul>
        <li><a href="/docs/events">Events</a>: what webhooks and the feed tell, also as
            <a href="/docs/events/asyncapi.json">AsyncAPI 3</a></li>
        <li><a href="/problems">Problems</a>: every refusal by its code, when it happens and what to do</li></ul>""",
        home=True,
    )


def _service_row(service: dict[str, str]) -> str:
    name = service["name"]
    return (
        f'<tr><th><a href="/docs/{name}">{name}</a></th><td>{escape(service["about"])}</td>'
        f'<td class="more"><a href="/docs/{name}/openapi.json">OpenAPI</a> '
        f'<a href="/health/{name}/ready">health</a></td></tr>'
    )


@router.get("/problems")
async def list_problems() -> HTMLResponse:
    rows = "".join(
        f'<tr><td class="status">{_spell_statuses(about)}</td>'
        f'<th><a href="/problems/{slug}"><code>{about["code"]}</code></a></th>'
        f"<td>{escape(about['when'])}</td></tr>"
        for slug, about in sorted(PROBLEMS_BY_SLUG.items(), key=lambda item: (item[1]["statuses"], item[0]))
    )
    return _render_page(
        "Problems",
        f"""<p class="lede">Every refusal has a stable <code>code</code> and a page here. How they are put, and what to
        do in general: <a href="/docs/guides/errors">idempotency and errors</a>.</p>
        <table><thead><tr><th>status</th><th>code</th><th>when</th></tr></thead><tbody>{rows}</tbody></table>""",
    )


@router.get("/problems/{slug}")
async def show_problem(slug: str) -> HTMLResponse:
    if (about := PROBLEMS_BY_SLUG.get(slug)) is None:
        raise NotFound("problem")
    when = f"<h2>When it happens</h2><p>{_escape_marked_text(about['when'])}</p>" if about["when"] else ""
    says = "".join(f"<blockquote>{escape(text)}</blockquote>" for text in about["says"])
    return _render_page(
        about["code"],
        f"""<p class="lede">HTTP {_spell_statuses(about)}, from {escape(", ".join(about["services"]))}.</p>
        {says}{when}
        <h2>What to do</h2><p>{_escape_marked_text(about["fix"])}</p>
        <p class="back"><a href="/problems">All problems</a></p>""",
        code=True,
    )


def _spell_statuses(about: dict[str, Any]) -> str:
    return " or ".join(map(str, about["statuses"]))


@router.get("/docs/events")
async def list_events() -> HTMLResponse:
    parts = "".join(_publisher_table(name) for name in catalogue.PUBLISHERS)
    return _render_page(
        "Events",
        f"""<p class="lede">What webhooks and <code>GET /v1/events</code> tell, one type for each step of a deal or a
        case. How to receive them: <a href="/docs/guides/webhooks">webhooks</a>. For generators:
        <a href="/docs/events/asyncapi.json">AsyncAPI 3</a>.</p>
        <p>Each has <code>id</code>, <code>type</code>, <code>timestamp</code>, <code>subject</code>,
        <code>sequence</code>, <code>actor</code>, <code>cause</code> and <code>data</code>, whose members are listed
        here.</p>{parts}""",
    )


def _publisher_table(name: str) -> str:
    public = [event for event in catalogue.events_of(name) if event.public]
    if not public:
        return ""
    shared = [member for member in _data_members(public[0]) if all(member in event.model_fields for event in public)]
    rows = "".join(
        f'<tr id="{event.public}"><th><code>{event.public}</code></th>'
        f"<td>{_escape_marked_text(asyncapi.description_of(event))}</td>"
        f'<td class="fields">{_code_list(member for member in _data_members(event) if member not in shared)}</td></tr>'
        for event in public
    )
    beside = f"<p>All of them: <span class='fields'>{_code_list(shared)}</span></p>" if shared else ""
    return (
        f"<h2>{name}</h2>{beside}<table><thead><tr><th>type</th><th>tells</th><th>data</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _data_members(event: type[Event]) -> list[str]:
    return [name for name in event.model_fields if name not in ENVELOPE_MEMBERS]


def _code_list(names: Iterable[str]) -> str:
    return " ".join(f"<code>{name}</code>" for name in names)


@router.get("/docs/events/asyncapi.json")
async def show_asyncapi_document() -> JSONResponse:
    return JSONResponse(asyncapi.asyncapi_document())


@router.get("/docs/guides/{name}")
async def show_guide(name: str) -> HTMLResponse:
    return _written_page("guides", name)


@router.get("/docs/programmes/{name}")
async def show_programme(name: str) -> HTMLResponse:
    return _written_page("programmes", name)


def _written_page(kind: str, name: str) -> HTMLResponse:
    """Written by us and turned into HTML beforehand, so it goes out as it is."""
    found = next((one for one in CONTENT[kind] if one["name"] == name), None)
    if found is None:
        raise NotFound("page")
    return _render_page(found["title"], found["html"])


def _escape_marked_text(text: str) -> str:
    """`code` in backticks, as in our Markdown."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))


def _render_page(title: str, body: str, *, home: bool = False, code: bool = False) -> HTMLResponse:
    heading = f"<code>{escape(title)}</code>" if code else escape(title)
    name = "Parley" if home else f"{escape(title)} · Parley"
    return HTMLResponse(
        f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{name}</title><style>{STYLE}</style></head>
<body><nav>{NAVIGATION}</nav>
<main><h1>{heading}</h1>{body}</main></body></html>""",
        headers=PAGE_HEADERS,
    )

"""What developers read: five API descriptions without gaps, and pages that say what the code says."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from common.contracts import catalogue
from common.docs import asyncapi
from common.docs.openapi.texts import SITE
from common.web.problems import MEDIA_TYPE
from deploy.development.docs import guides, problems, programmes
from deploy.development.docs.__main__ import CONTENT, build_page_content, format_json
from deploy.local.suite import SERVICES
from deploy.proof.testing.served import serve_apps

MADE = serve_apps()
# What can be answered before a route is asked, or by its database.
ALWAYS = {"400", "406", "422", "429", "500", "503"}
KNOWN = {"401", "403", "404"}
BODY = {"408", "413", "415"}


def operations() -> Iterator[Any]:
    for service, app in MADE.items():
        for path, methods in app.openapi()["paths"].items():
            for method, operation in methods.items():
                yield pytest.param(method, operation, id=f"{service} {method} {path}")


EVERY = list(operations())
APIS = f"/(docs|health)/({'|'.join(SERVICES)})|/openapi.json"  # of other services, or the gateway's


@pytest.mark.parametrize(("method", "operation"), EVERY)
def test_an_operation_is_described(method: str, operation: dict[str, Any]) -> None:
    summary, description = operation["summary"], operation["description"]
    assert summary[0].isupper()
    assert not summary.endswith(".")
    assert len(description) >= 15
    assert operation["operationId"]
    assert operation["tags"]


@pytest.mark.parametrize(("method", "operation"), EVERY)
def test_an_operation_shows_an_example_of_everything_it_takes_and_gives(method: str, operation: dict[str, Any]) -> None:
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    contents = [(kind, content) for body in bodies for kind, content in body.get("content", {}).items()]
    for kind, shown in contents:
        if kind in ("application/json", MEDIA_TYPE):
            assert {"example", "examples"} & shown.keys()


@pytest.mark.parametrize(("method", "operation"), EVERY)
def test_an_operation_announces_all_its_problems(method: str, operation: dict[str, Any]) -> None:
    wanted = set(ALWAYS)
    if operation.get("security") != []:
        named = {one["name"]: one for one in operation.get("parameters", ())}
        wanted |= KNOWN | ({"409"} if "Idempotency-Key" in named else set())
        if "If-Match" in named:
            wanted |= {"412", "428"} if named["If-Match"]["required"] else {"412"}
            assert named["If-Match"]["required"] or "428" not in operation["responses"], "what never comes"
    if "requestBody" in operation:
        wanted |= BODY
    assert wanted <= operation["responses"].keys()
    for status in wanted - {"400", "401"}:  # the token address answers those as OAuth says
        assert MEDIA_TYPE in operation["responses"][status]["content"]


@pytest.mark.parametrize("service", SERVICES)
def test_operation_ids_are_unique(service: str) -> None:
    ids = [
        operation["operationId"] for path in MADE[service].openapi()["paths"].values() for operation in path.values()
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("service", SERVICES)
def test_examples_have_the_form_they_are_examples_of(service: str) -> None:
    """Every pattern of an id, and every required member."""
    document = MADE[service].openapi()
    for path in document["paths"].values():
        for operation in path.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if body is not None:
                _fits(body["schema"], body.get("example"), document["components"]["schemas"])


def _fits(schema: dict[str, Any], value: Any, schemas: dict[str, Any]) -> None:
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, str) and "pattern" in schema:
        assert re.search(schema["pattern"], value), (schema, value)
    if isinstance(value, dict):
        assert set(schema.get("required", ())) <= value.keys(), (schema, value)
        for name, member in schema.get("properties", {}).items():
            if name in value:
                _fits(member, value[name], schemas)


HOMES = {"/docs": "/"}
"""Behind the gateway the start page has a second address."""


def test_the_pages_are_up_to_date() -> None:
    """If this fails: `make docs`."""
    assert json.loads(CONTENT.read_text()) == json.loads(format_json(build_page_content(MADE)))


def test_the_pages_about_programmes_are_up_to_date() -> None:
    """If this fails: `make docs`. The list of rules follows every test, so it may lag behind."""
    stale = [name for name, text in programmes.render_pages().items()
             if name != "rules.md" and (programmes.FOLDER / name).read_text() != text]  # fmt: skip
    assert stale == []


def test_every_problem_says_its_way_out_and_no_way_out_is_left_over() -> None:
    """If this fails: write it in docs/problems.toml, then `make docs`."""
    assert problems.compare_ways_out(MADE) == ([], [])


def test_asyncapi_describes_every_event_and_every_reference_resolves() -> None:
    document = asyncapi.asyncapi_document()
    assert document["channels"].keys() == catalogue.EVENT_OF_TOPIC.keys()
    for reference in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document)):
        found: Any = document
        for part in reference.split("/"):
            found = found[part]


@pytest.fixture(params=SERVICES)
def app(request: pytest.FixtureRequest) -> FastAPI:
    return MADE[request.param]


async def get(app: FastAPI, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://parley.test") as client:
        return await client.get(path)


async def test_every_type_a_problem_can_have_leads_to_a_page(app: FastAPI) -> None:
    for kind in app.state.statuses:
        page = await get(app, f"/problems/{kind.code.replace('_', '-')}")
        assert (page.status_code, kind.code in page.text) == (200, True)


async def test_every_link_of_the_pages_leads_to_a_page() -> None:
    escrow, seen, ahead = MADE["escrow"], set[str](), ["/"]
    while ahead:
        path = ahead.pop()
        page = await get(escrow, path)
        assert page.status_code == 200, path
        seen.add(path)
        links = re.findall(r'href="(/[^"#]*)', page.text if "html" in page.headers["content-type"] else "")
        ahead += {link for link in links if not re.match(APIS, link)} - seen
    assert len(seen) > 100


async def test_dor_w28_every_link_to_a_section_leads_to_one() -> None:
    written = [f"/docs/guides/{name}" for name in guides.GUIDE_ORDER]
    pages = {path: (await get(MADE["escrow"], path)).text for path in ("/", "/docs/events", "/problems", *written)}
    described = [MADE[service].openapi()["info"]["description"] for service in SERVICES]
    named = {link for page in pages.values() for link in re.findall(r'href="(/[^"#]*#[^"]+)', page)}
    named |= {link for text in described for link in re.findall(r"\]\((/[^)]*#[^)]+)\)", text)}
    sections = (link.partition("#") for link in named)
    lost = [f"{path}#{name}" for path, _, name in sections if f'id="{name}"' not in pages[HOMES.get(path, path)]]
    assert len(named) > 2
    assert lost == []


def test_dor_w28_a_guide_leads_to_the_programmes_on_the_site() -> None:
    page = guides.render_page("one", "# One\n\n[all](../programmes/README.md) [one](../programmes/live_video.md)\n")
    assert re.findall('href="([^"]+)"', page["html"]) == ["/docs#programmes", "/docs/programmes/live_video"]


@pytest.mark.parametrize("edition", programmes.read_newest_editions(), ids=lambda edition: edition["name"])
def test_dor_w28_the_page_of_a_programme_explains_its_marks(edition: dict[str, Any]) -> None:
    page = programmes.render_programme(edition)
    assert page.count("\n*[reading]*: the rules") == 1


@pytest.mark.parametrize("edition", programmes.read_newest_editions(), ids=lambda edition: edition["name"])
def test_k10_the_page_of_a_programme_tells_of_every_grace(edition: dict[str, Any]) -> None:
    page = programmes.render_programme(edition)
    graces = [ask["grace"] for stage in edition["stages"].values() for ask in stage.get("asks", ()) if "grace" in ask]
    assert [grace for grace in graces if f"within {grace['at']} | all have {grace['term']} more" not in page] == []


async def test_dor_w28_the_start_page_leads_to_the_changelog_with_every_release() -> None:
    start, page = await get(MADE["escrow"], "/"), await get(MADE["escrow"], "/docs/changelog")
    assert 'href="/docs/changelog"' in start.text
    releases = re.findall(r"^## (.+)$", guides.CHANGELOG.read_text(), re.MULTILINE)
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page.text) == releases


async def test_dor_w16_every_guide_for_users_is_on_the_site() -> None:
    start = await get(MADE["escrow"], "/")
    for_users = {file.stem for file in guides.FOLDER.glob("*.md")} - {"architecture"}
    assert set(re.findall(r"/docs/guides/([\w-]+)", start.text)) == for_users


async def test_dor_w12_the_page_of_a_problem_lists_the_operations_that_have_it() -> None:
    rare = await get(MADE["escrow"], "/problems/title-taken")
    everywhere = await get(MADE["escrow"], "/problems/not-found")
    assert "POST /v1/reason-texts" in rare.text.replace("<wbr>", "")
    assert "/withdraw" not in rare.text.replace("<wbr>", "")
    assert re.search(r"In \d{3} operations", everywhere.text)


async def test_an_unknown_problem_is_not_found() -> None:
    assert (await get(MADE["escrow"], "/problems/nonsense")).status_code == 404


def test_every_public_event_says_what_it_tells() -> None:
    silent = [
        event.public
        for event in catalogue.EVENT_OF_TOPIC.values()
        if event.public and not asyncapi.description_of(event)
    ]
    assert silent == []


async def test_pages_run_nothing_and_load_nothing() -> None:
    page = await get(MADE["escrow"], "/docs/guides/webhooks")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert not re.search(r"<script|src=|onclick|@import", page.text)


async def test_dor_w28_no_page_shows_the_places_of_a_sentence() -> None:
    for problem in json.loads(CONTENT.read_text())["problems"]:
        page = await get(MADE["escrow"], f"/problems/{problem['code'].replace('_', '-')}")
        assert [one for one in re.findall(r"<blockquote>(.*?)</blockquote>", page.text) if "{" in one] == []


async def test_dor_w28_a_phone_scrolls_wide_tables_and_keeps_their_headings() -> None:
    page = await get(MADE["escrow"], "/problems")
    assert "\n  thead { display: none" not in page.text
    assert "table { display: block; overflow-x: auto }" in page.text
    assert '<table class="stacks">' in page.text, "three columns with long codes are wider than a phone"
    assert "width=device-width" in page.text


def test_dor_w28_no_table_of_a_guide_is_wider_than_a_phone_can_be_scrolled() -> None:
    """Of eleven columns the first three are seen, and nothing says that there are more."""
    pages = [guide["html"] for guide in build_page_content(MADE)["guides"]]
    heads = [head for page in pages for head in re.findall(r"<thead>.*?</thead>", page, re.DOTALL)]

    assert heads
    assert [head for head in heads if head.count("<th>") > 5] == []


def test_dor_w28_a_row_of_three_cells_stands_as_a_block_on_a_phone_and_each_says_its_column() -> None:
    page = guides.render_page(
        "one", "# One\n\n| who | may `do` | |\n|---|--:|---|\n| a | b | c |\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    assert '<table class="stacks">' in page["html"]
    assert '<td>a</td>\n<td data-column="may do" style="text-align:right">b</td>\n<td>c</td>' in page["html"]
    assert page["html"].count("data-column") == 1, "two columns fit beside each other"


@pytest.mark.parametrize("path", ["/docs/guides/operating", "/docs/programmes/report_review", "/docs/events"])
async def test_dor_w28_no_table_is_wider_than_a_phone(path: str) -> None:
    page = await get(MADE["escrow"], path)
    wide = [table for table in page.text.split("<table")[1:] if table.partition("</thead>")[0].count("<th>") > 2]
    assert wide
    for table in wide:
        columns = [column for column in re.findall("<th>(.*?)</th>", table.partition("</thead>")[0])[1:] if column]
        assert 'class="stacks"' in table[:20]
        assert "data-column=" in table or not columns, table


def test_dor_w28_the_page_of_a_programme_shows_its_diagram_with_every_arrow() -> None:
    for edition in programmes.read_newest_editions():
        page = guides.render_page(edition["name"], programmes.render_programme(edition))["html"]
        arrows = list(programmes.list_diagram_edges(edition))
        assert page.count("<svg") == page.count("</svg>") == 1
        for name in {name for arrow in arrows for name in (arrow.start, arrow.end)}:
            assert f">{name.replace('_', ' ')}</text>" in page
        assert all(html.escape(arrow.why) in page for arrow in arrows)
        assert "mermaid" not in page


@pytest.mark.parametrize("edition", programmes.read_newest_editions(), ids=lambda edition: edition["name"])
def test_dor_w28_a_phone_shows_all_of_a_diagram_with_words_that_can_be_read(edition: dict[str, Any]) -> None:
    page = guides.render_page(edition["name"], programmes.render_programme(edition))["html"]
    left, _, width, _ = map(int, re.findall(r'viewBox="([^"]+)"', page)[0].split())

    words = int(re.findall(r"\.diagram svg \{[^}]*font: (\d+)px", (SITE / "style.css").read_text())[0])
    assert words * min(1, (390 - 2 * 16) / width) >= 11, "a phone leaves that between its margins"
    for begin, bend in re.findall(r'<path d="M(-?\d+) -?\d+C(-?\d+) ', page):
        furthest = int(begin) + 0.75 * (int(bend) - int(begin))
        assert left < furthest < left + width


@pytest.mark.parametrize("path", ["/docs/events", "/problems", "/problems/already-disputed"])
async def test_dor_w28_no_page_shows_the_marks_of_its_source(path: str) -> None:
    page = await get(MADE["escrow"], path)
    assert "<code>dispute</code>" in page.text
    assert "`" not in page.text.partition("</style>")[2]


def test_dor_w28_an_address_in_a_guide_breaks_between_its_words_on_a_phone() -> None:
    page = guides.render_page("one", "# One\n\n| a |\n|---|\n| `PUT /v1/a_b/{id}` |\n\n```\nkeep/this_one\n```\n")
    assert "<code>PUT /v1/<wbr>a_<wbr>b/<wbr>{id}</code>" in page["html"]
    assert "keep/this_one" in page["html"]


async def test_dor_w28_an_option_of_a_command_stays_with_its_strokes() -> None:
    page = guides.render_page("one", "# One\n\nWith `verify --seal-key A-B` or `-d`.\n")
    assert re.findall(r'<span class="whole">(.*?)</span>', page["html"]) == ["--seal", "-d"]
    problem = await get(MADE["escrow"], "/problems")
    assert 'curl <span class="whole">-d</span>' in problem.text
    assert ".whole { white-space: nowrap }" in problem.text


def test_dor_w28_a_heading_is_larger_than_what_stands_below_it() -> None:
    """In the changelog what a change is called looked like whom it concerns, a bold line."""
    sizes = [float(size) for size in re.findall(r"\nh\d \{ font-size: ([\d.]+)", (SITE / "style.css").read_text())]
    assert (len(sizes), [*sizes, 1]) == (3, sorted({*sizes, 1}, reverse=True))


@pytest.mark.parametrize("path", ["/docs/events", "/problems"])
async def test_dor_w28_a_name_breaks_between_its_words_on_a_phone(path: str) -> None:
    """Or a phone shows `escrow.crea` and `ted` below it."""
    page = await get(MADE["escrow"], path)

    names = re.findall(r"<th>(?:<a [^>]+>)?<code>([^ ]+?)</code>", page.text)
    assert len(names) > 50
    assert [name for name in names if re.search(r"[._](?!<wbr>)", name)] == []
    assert "@media (min-width: 60rem) { tbody :is(th, td:first-child) wbr { display: none } }" in page.text


async def test_dor_w28_an_address_on_the_page_of_a_problem_breaks_behind_its_strokes() -> None:
    page = await get(MADE["escrow"], "/problems/link-refused")
    assert "<code>GET /v1/<wbr>evidence/<wbr>items/<wbr>{item}/<wbr>content</code>" in page.text


async def test_dor_w28_every_link_of_the_start_page_is_within_a_phones_width() -> None:
    """Links that stand beside one another and never break reach beyond it."""
    style = (SITE / "style.css").read_text()
    narrow = style[style.index("@media (max-width: 40rem)") :]
    assert re.search(r"\.more a \{[^}]*display: block", narrow)

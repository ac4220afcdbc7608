"""Pages of the API in a real browser: they show every operation, load nothing from elsewhere and fill keys (DOR-W8)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from common.embedding import embed_service
from deploy.development.docs.__main__ import apps
from deploy.local import place, ports
from deploy.proof.testing import chromium
from deploy.proof.testing.chromium import Tab

UNREADABLE_TEXTS = (Path(__file__).parent / "readable_text.js").read_text()
WRITTEN_PAGES = [
    "/", "/docs/changelog", "/docs/events", "/docs/guides/going-live", "/docs/programmes/report_review", "/problems",
    "/problems/already-disputed",
]  # fmt: skip
DRAWING_SECONDS = 240.0
"""The page answers nothing while it draws."""
DRAWN_OPERATIONS = """(async () => {
  const drawn = () => document.querySelectorAll('[id*="operation/"]').length;
  while (drawn() === 0) await new Promise((done) => setTimeout(done, 200));
  return drawn();
})()"""


@pytest.fixture
async def site() -> AsyncIterator[str]:
    [port] = ports.pick_free_ports(1)
    served = embed_service(list(apps().values()))
    server = uvicorn.Server(uvicorn.Config(served, host="127.0.0.1", port=port, lifespan="off", log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    with contextlib.suppress(asyncio.CancelledError):
        await serving


@pytest.fixture
async def tab() -> AsyncIterator[Tab]:
    try:
        program = chromium.find_program(place.state_folder())
    except place.CannotRun as reason:
        pytest.skip(f"THE API'S PAGES ARE NOT TESTED: {reason}")
    async with chromium.open_browser(program) as browser, browser.tab() as tab:
        yield tab


async def loaded_addresses(tab: Tab) -> list[str]:
    addresses: list[str] = await tab.run("performance.getEntriesByType('resource').map(one => one.name)")
    return addresses


async def test_dor_w8_the_explorer_sends_a_key_of_its_own_and_loads_nothing_from_elsewhere(site: str, tab: Tab) -> None:
    await tab.open(f"{site}/docs/mediation")
    await tab.until("document.querySelectorAll('.opblock').length >= 12", 60)
    assert [address for address in await loaded_addresses(tab) if not address.startswith(site)] == []

    key = await tab.run(
        "ui.specSelectors.specJson().toJS().paths['/v1/mediations/{mediation}/proposals/{number}/accept'].post"
        ".parameters.find((one) => one.name === 'Idempotency-Key')"
    )
    assert key["description"].startswith("Required. Left empty, this page sends a new one")
    assert key["required"] is False
    request: dict[str, Any] = await tab.run(
        f"completeRequest({{url: '{site}/v1/mediations/med_1/proposals/1/accept', method: 'POST', headers: {{}}}})"
    )
    again: dict[str, Any] = await tab.run(
        f"completeRequest({{url: '{site}/v1/mediations/med_1/proposals/1/accept', method: 'POST', headers: {{}}}})"
    )
    reading: dict[str, Any] = await tab.run(
        f"completeRequest({{url: '{site}/v1/mediations', method: 'GET', headers: {{}}}})"
    )
    assert len(request["headers"]["Idempotency-Key"]) == 32
    assert request["headers"]["Idempotency-Key"] != again["headers"]["Idempotency-Key"]
    assert reading["headers"] == {}
    assert [line for line in tab.log if "Content Security Policy" in line] == []


async def test_dor_w8_the_login_says_why_it_is_refused(site: str, tab: Tab) -> None:
    await tab.open(f"{site}/docs/mediation")
    await tab.until("typeof installLoginForm === 'function'", 60)
    await tab.run(
        "(() => { const form = document.getElementById('login').elements;"
        " form.client.value = 'nobody'; form.secret.value = 'nothing'; })()"
    )
    await tab.click("#login button")
    assert await tab.until("document.getElementById('login-problem').textContent", 30)
    assert await tab.run("sessionStorage.length") == 0


async def test_dor_w8_the_reference_is_drawn_from_here_alone(site: str, tab: Tab) -> None:
    await tab.open(f"{site}/docs/reference")
    await tab.until("typeof Redoc !== 'undefined'", 60)
    assert await tab.run(DRAWN_OPERATIONS, DRAWING_SECONDS) > 170, "all of them, and what is received"
    assert [address for address in await loaded_addresses(tab) if not address.startswith(site)] == []
    assert [line for line in tab.log if "Content Security Policy" in line] == []


async def test_dor_w8_on_a_phone_the_text_of_a_tag_has_room(site: str, tab: Tab) -> None:
    """Beside a long name it once had the width of one letter."""
    texts = "[...document.querySelectorAll('.opblock-tag small')]"
    await tab.phone()
    await tab.open(f"{site}/docs/api")
    await tab.until(f"{texts}.length >= 12", 60)
    assert await tab.run(f"{texts}.filter((each) => each.clientWidth < 200).map((each) => each.innerText)") == []
    assert await tab.run("document.documentElement.scrollWidth <= screen.width")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_dor_w28_everybody_can_read_every_text_of_the_pages(site: str, tab: Tab, scheme: str) -> None:
    await tab.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    unreadable = {}
    for path in WRITTEN_PAGES:
        await tab.open(site + path)
        await tab.until(f"location.pathname === '{path}' && document.readyState === 'complete'", 60)
        unreadable[path] = await tab.run(UNREADABLE_TEXTS, DRAWING_SECONDS)
    assert {path: texts for path, texts in unreadable.items() if texts} == {}


async def test_dor_w28_everybody_can_read_every_text_of_the_explorer(site: str, tab: Tab) -> None:
    await tab.open(f"{site}/docs/mediation")
    await tab.until("document.querySelectorAll('.opblock').length >= 12", 60)
    await tab.run("document.querySelector('.opblock-post .opblock-summary-control').click()", DRAWING_SECONDS)
    await tab.until("document.querySelector('.opblock.is-open .responses-wrapper') !== null", DRAWING_SECONDS)
    assert await tab.run(UNREADABLE_TEXTS, DRAWING_SECONDS) == {}

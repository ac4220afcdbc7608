"""DOR-W1, W3, W5: the example page of a marketplace, in a real browser and from another origin than Parley's."""

from __future__ import annotations

import asyncio
import base64
import shutil
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from PIL import Image

from deploy.local import place
from deploy.proof.testing import chromium, npm_packages
from deploy.proof.testing.chromium import Tab
from deploy.proof.testing.market import Case, Market, wait_until
from deploy.proof.testing.shop_server import serve_shop
from evidence.testing import a_film

PAGE = place.REPO / "docs/examples/marketplace.html"
PLAIN = place.REPO / "deploy/proof/testing/plain_tus.mjs"
CASE, PROBLEM = "document.getElementById('state').title", "document.getElementById('problem').textContent"
READ_PROBLEM = """(async () => {
  const given = new URLSearchParams(location.hash.slice(1));
  const headers = {Authorization: `Bearer ${given.get("token")}`, "Idempotency-Key": "k", "If-Match": 'W/"1"'};
  const answer = await fetch(given.get("parley") + "%s", {method: "POST", headers});
  return [answer.status, (await answer.json()).code, answer.headers.get("X-Request-Id")];
})()"""
GIVE_FILE = """(async () => {
  const bytes = Uint8Array.from(atob("%s"), (letter) => letter.charCodeAt(0));
  const input = document.querySelector("input[type=file]"), files = new DataTransfer();
  files.items.add(new File([bytes], "%s", {type: "%s"}));
  input.files = files.files;
  input.dispatchEvent(new Event("change", {bubbles: true}));
})()"""

FILM_PLAYS = """(() => {
  const film = document.querySelector("#pictures video");
  if (film?.paused) film.play().catch(() => {});
  return (film?.currentTime ?? 0) > 0;
})()"""
SEEK_FILM = """new Promise((done, failed) => {
  const film = document.querySelector("#pictures video");
  film.pause();
  film.onerror = () => failed(film.error);
  film.onseeked = () => done([film.videoWidth, film.currentTime]);
  film.currentTime = 1.5;
})"""


@pytest.fixture(scope="module")
def program() -> chromium.Program:
    try:
        return chromium.find_program(place.state_folder())
    except place.CannotRun as reason:
        pytest.skip(f"NO BROWSER IS TESTED: {reason}")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("shop")
    shutil.copy(PAGE, folder)
    try:
        uppy = npm_packages.find_package(npm_packages.UPPY, place.state_folder()) / "dist"
        for name in ("uppy.min.mjs", "uppy.min.css"):
            shutil.copy(uppy / name, folder)
    except place.CannotRun as reason:
        print(f"UPPY IS NOT TESTED, plain tus is: {reason}", file=sys.__stderr__)
        shutil.copy(PLAIN, folder / "uppy.min.mjs")
    with serve_shop(folder) as address:
        yield f"{address}/{PAGE.name}"


async def open_page(tab: Tab, shop: str, parley: str, market: Market, escrow: str) -> None:
    await tab.open(f"{shop}#{urlencode({'parley': parley, 'token': market.buyer.token, 'escrow': escrow})}")
    await tab.until("!!document.querySelector('[name=open]')")


async def report_problem(tab: Tab, market: Market) -> Case:
    """Disputes hears of the escrow a moment after escrow has answered: until then the page shows a problem."""

    async def press() -> str:
        await tab.run("document.querySelector('[name=open]')?.click()")
        await asyncio.sleep(0.3)
        return str(await tab.run(f"{CASE} || {PROBLEM}"))

    dispute = await wait_until("the case is open", press, lambda seen: seen.startswith("dsp_"))
    return Case(market, f"/v1/disputes/{dispute}")


async def test_dor_w1_w3_w5_a_marketplaces_page_opens_uploads_shows_writes_and_hears_it_settle(
    served: str, market: Market, program: chromium.Program, shop: str, tmp_path: Path
) -> None:
    deal = await market.deliver_deal()
    async with chromium.open_browser(program) as browser, browser.tab() as tab:
        await open_page(tab, shop, served, market, deal.id)
        case = await report_problem(tab, market)
        await tab.until("document.getElementById('state').textContent.startsWith('waiting_for_seller')")

        await tab.run(
            "document.querySelector('#say input').value = 'Here it is.'; document.querySelector('#say button').click()"
        )
        await tab.until("document.getElementById('story').textContent.includes('Here it is.')")

        await tab.until("!!document.querySelector('input[type=file]')")
        await tab.run(GIVE_FILE % (base64.b64encode(a_picture()).decode(), "lampe.png", "image/png"))
        await tab.until("document.querySelector('#pictures img')?.naturalWidth > 100", seconds=90)
        await tab.until("!!document.querySelector('input[type=file]')")
        film = a_film("webm", "libvpx", frames=48)
        await tab.run(GIVE_FILE % (base64.b64encode(film).decode(), "lampe.webm", "video/webm"))
        await tab.until(FILM_PLAYS, seconds=90)
        assert await tab.run(SEEK_FILM) == [64, 1.5], "a part of it was asked for, and came"

        await market.seller.perform_act(f"{case.path}/messages", {"text": "Sorry! You get it all back."})
        await tab.until("document.getElementById('story').textContent.includes('You get it all back')")
        await market.seller.perform_act(f"{case.path}/accept-claim")
        await tab.until("document.getElementById('state').textContent.startsWith('closed')")

        status, code, request_id = await tab.run(READ_PROBLEM % f"{case.path}/escalate")
        assert (status, code, request_id.startswith("req-")) == (412, "version_conflict", True)
        await tab.screenshot(tmp_path / "marketplace.png")


def a_picture() -> bytes:
    buffer = BytesIO()
    Image.effect_noise((640, 480), 40).convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()

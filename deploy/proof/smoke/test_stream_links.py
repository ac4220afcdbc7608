"""DOR-W1, W3: the EventSource of a real browser, from another origin, by the code that the guide shows."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

import pytest

from deploy.local import place, ports
from deploy.proof.testing import chromium
from deploy.proof.testing.market import Market

GUIDE: Final = place.REPO / "docs/guides/webhooks.md"
SHOWN: Final = re.compile(r"^```js\n(function follow\(.*?)^```$", re.MULTILINE | re.DOTALL)
FOLLOW: Final = """
window.seen = []; window.links = [];
const link = async () => { const one = await getLink("%s", "%s", "%s"); links.push(one); return one; };
window.stop = follow(link, (event) => seen.push(event));
"""


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        shown = SHOWN.search(GUIDE.read_text())
        assert shown is not None
        body = f"<!doctype html><title>Shop</title><script>{shown[1]}</script>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def shop() -> Iterator[str]:
    """The marketplace's own server: another origin."""
    server = ThreadingHTTPServer((ports.HOST, 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


async def test_dor_w3_a_browsers_own_event_source_follows_a_case_from_another_origin(
    served: str, market: Market, shop: str
) -> None:
    try:
        program = chromium.find_program(place.state_folder())
    except place.CannotRun as reason:
        pytest.skip(f"NO BROWSER IS TESTED: {reason}")
    case = await (await market.deliver_deal()).open_negotiated()
    async with chromium.open_browser(program) as browser, browser.tab() as tab:
        await tab.open(shop)
        await tab.until("typeof follow === 'function'")
        await tab.run(FOLLOW % (served, f"{case.path}/stream", market.seller.token))
        await tab.until("links.length === 1")
        await market.buyer.perform_act(f"{case.path}/messages", {"text": "Heard?"})
        await tab.until("seen.some((event) => event.text === 'Heard?')")

        await tab.run("stop()")
        await market.buyer.perform_act(f"{case.path}/messages", {"text": "Missed"})
        await tab.run("void (window.again = [], follow(async () => links[0], (event) => again.push(event)))")
        await tab.until("again.some((event) => event.text === 'Missed')")

        wrong = f"new Promise((done) => {{ const source = new EventSource('{served}{case.path}/stream?token=x'); "
        state = await tab.run(wrong + "source.onerror = () => done(source.readyState); })")
        texts = await tab.run("[seen, again].map((all) => all.map((event) => event.text).filter((text) => text))")

    assert (state, texts) == (2, [["Heard?"], ["Heard?", "Missed"]])

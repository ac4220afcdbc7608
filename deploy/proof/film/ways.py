"""Ways a recording may go, honestly over good and poor networks or by somebody who cheats, and what must come of it."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from deploy.proof.demo import recorder
from deploy.proof.testing.chromium import Tab

CHEATS_SCRIPT: Final = Path(__file__).with_name("cheats.js")
ONLY_LIVE: Final = frozenset({"live"})
ONLY_NOT_LIVE: Final = frozenset({"not_shown_live"})
NEVER_LIVE: Final = frozenset({"not_shown_live", "partly_live"})
BUSY_LOOP: Final = "while True: pass"


class Way(NamedTuple):
    name: str
    about: str
    expected: frozenset[str]
    happens: Callable[[Tab, random.Random, int], Awaitable[None]]
    """While it is recorded; given how many seconds are to be recorded."""
    cheat: str | None = None
    busy: int = 0
    """Other programs that want the processor meanwhile."""


async def record_plainly(tab: Tab, chance: random.Random, seconds: int) -> None:
    del chance
    await recorder.wait_for_seconds(tab, seconds)


async def cut_network(tab: Tab, chance: random.Random, seconds: int) -> None:
    """Cuts the network, once or twice, for a while."""
    for at in sorted(chance.sample(range(4, max(6, seconds - 2)), chance.choice((1, 2)))):
        await recorder.wait_for_seconds(tab, at)
        await tab.offline(True)
        await asyncio.sleep(chance.uniform(1, 12))
        await tab.offline(False)
    await recorder.wait_for_seconds(tab, seconds)


async def slow_network(tab: Tab, chance: random.Random, seconds: int) -> None:
    await tab.slow(latency_ms=chance.randrange(200, 600), upload_bytes=chance.randrange(60_000, 120_000))
    await recorder.wait_for_seconds(tab, seconds)


async def thin_network(tab: Tab, chance: random.Random, seconds: int) -> None:
    """Less than the film needs."""
    await tab.slow(latency_ms=chance.randrange(200, 800), upload_bytes=chance.randrange(25_000, 40_000))
    await recorder.wait_for_seconds(tab, seconds)


async def close_page(tab: Tab, chance: random.Random, seconds: int) -> None:
    """Closes the page in the middle and opens it again by its link."""
    await recorder.wait_for_seconds(tab, seconds * 2 // 3)
    url = await tab.run("location.href")
    await tab.open("about:blank")
    await asyncio.sleep(chance.uniform(2, 10))
    await tab.open(url)
    await recorder.begin_recording(tab)
    await recorder.wait_for_seconds(tab, seconds * 2 // 3)


HONEST_WAYS: Final = (
    Way("plain", "nothing happens", ONLY_LIVE, record_plainly),
    Way("cuts", "the network goes for some seconds", ONLY_LIVE, cut_network),
    Way("slow", "a slow network", ONLY_LIVE, slow_network),
    Way("thin", "a network slower than the film", ONLY_LIVE, thin_network),
    Way("closed", "the page is closed and opened again", ONLY_LIVE, close_page),
    Way("busy", "a machine with much else to do", ONLY_LIVE, record_plainly, busy=4),
    Way("busy cuts", "and a network that goes", ONLY_LIVE, cut_network, busy=4),
)
CHEATING_WAYS: Final = (
    Way("late", "each piece is worked on before it is sent", ONLY_NOT_LIVE, record_plainly, "late"),
    Way("held", "some pieces are held back and worked on", NEVER_LIVE, record_plainly, "held"),
    Way("dropped", "pieces are left out of the middle", ONLY_NOT_LIVE, record_plainly, "dropped"),
    Way("frozen", "one mark for all of it", ONLY_NOT_LIVE, record_plainly, "frozen"),
    Way("forged", "marks of its own making", ONLY_NOT_LIVE, record_plainly, "forged"),
    Way("stolen", "marks of another session", ONLY_NOT_LIVE, record_plainly, "stolen"),
    # What no check can find is shown as what it is: the words and the scene are for the operator's eye and ear.
    Way("prepared", "a prepared film, drawn live: not found", ONLY_LIVE, record_plainly, "prepared"),
)


async def install_cheat(tab: Tab, cheat: str, other: Mapping[str, Any]) -> None:
    path, _, secret = other["recorder_url"].partition("#")
    names = f"const CHEAT = {json.dumps(cheat)}, OTHER = {json.dumps({'path': path, 'secret': secret})};"
    script = await asyncio.to_thread(CHEATS_SCRIPT.read_text, "utf-8")
    await tab.send("Page.addScriptToEvaluateOnNewDocument", source=f"(() => {{ {names}\n{script} }})();")


@asynccontextmanager
async def occupy_processors(count: int) -> AsyncIterator[None]:
    """Others that want the processor, a little less urgently than the browser does."""
    command = [sys.executable, "-c", f"import os; os.nice(3)\n{BUSY_LOOP}"]
    others = [subprocess.Popen(command) for _ in range(count)]  # noqa: ASYNC220 (started, not waited for)
    try:
        yield
    finally:
        for other in others:
            other.kill()
            await asyncio.to_thread(other.wait)

"""Chromium without an installation: where it is, and a private one with a camera and a microphone of its own."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from websockets.asyncio.client import ClientConnection, connect

from deploy.local import debian
from deploy.local.place import CannotRun

PROGRAM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
UNPACKED_PROGRAM: Final = "usr/lib/chromium/chromium"
LIBRARY_PATTERNS: Final = ("usr/lib/*-linux-gnu*", "lib/*-linux-gnu*", "usr/lib/*-linux-gnu*/pulseaudio")
MACHINE_FONTS: Final = Path("/etc/fonts/fonts.conf")
START_SECONDS: Final = 60.0
CHROMIUM_FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-quic",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-dev-shm-usage", "--no-proxy-server", "--mute-audio", "--password-store=basic",
    # A moving test picture and a beep instead of devices, and nobody to ask whether they may be used.
    "--use-fake-device-for-media-stream=fps=15", "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
)  # fmt: skip


@dataclass(frozen=True)
class Program:
    path: Path
    environment: dict[str, str] = field(default_factory=dict)


def find_program(state: Path) -> Program:
    """Finds the machine's own, else Debian's package unpacked into `state`. Raises CannotRun."""
    for name in PROGRAM_NAMES:
        if path := shutil.which(name):
            return Program(Path(path))
    root = debian.unpack_package("chromium", state)
    if root is not None and (root / UNPACKED_PROGRAM).exists():
        return Program(root / UNPACKED_PROGRAM, _library_environment(root))
    raise CannotRun("No Chromium found. Install it (Debian: apt-get install chromium), or use a machine that has apt.")


def _library_environment(root: Path) -> dict[str, str]:
    """Lets an unpacked program find its libraries and fonts, wherever the folder is."""
    folders = [folder for place in LIBRARY_PATTERNS for folder in sorted(root.glob(place))]
    libraries = {"LD_LIBRARY_PATH": ":".join(map(str, folders))} if folders else {}
    if MACHINE_FONTS.exists() or not (fonts := root / "usr/share/fonts").exists():
        return libraries
    settings = root / "fonts.conf"
    settings.write_text(f'<fontconfig><dir>{fonts}</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>\n')
    return libraries | {"FONTCONFIG_FILE": str(settings)}


ANSWER_SECONDS: Final = 30.0


class PageLost(RuntimeError):
    """Raised where the page has crashed or the browser has gone, so that nothing will be answered any more."""


class Tab:
    """Page of the browser, spoken to in the DevTools protocol."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self.session: str | None = None
        self.log: list[str] = []
        self._listening = asyncio.create_task(self._listen_to_page())

    async def send(self, method: str, **parameters: Any) -> Any:
        return await self._ask(method, parameters, ANSWER_SECONDS)

    async def _ask(self, method: str, parameters: dict[str, Any], patience: float) -> Any:
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self.session is not None:
            message["sessionId"] = self.session
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._connection.send(json.dumps(message))
        async with asyncio.timeout(patience):
            return await self._waiting[number]

    async def run(self, script: str, patience: float = ANSWER_SECONDS) -> Any:
        """Evaluates an expression in the page; a promise is waited for."""
        evaluation = {"expression": script, "awaitPromise": True, "returnByValue": True}
        answer = await self._ask("Runtime.evaluate", evaluation, patience)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:500])
        return answer["result"].get("value")

    async def until(self, script: str, seconds: float = 30.0) -> Any:
        """Wait until an expression is true; one that fails is not, such as in a page that is still loading. Raises
        TimeoutError with what the page has logged."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    try:
                        if value := await self.run(script):
                            return value
                    except PageLost:
                        raise
                    except RuntimeError:
                        pass
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise TimeoutError(f"{script} stayed false; the page said: {self.log[-5:]}") from None

    async def open(self, url: str) -> None:
        await self.send("Page.navigate", url=url)

    async def click(self, selector: str) -> None:
        await self.run(f"document.querySelector({json.dumps(selector)}).click()")

    async def offline(self, offline: bool) -> None:
        await self.send(
            "Network.emulateNetworkConditions", offline=offline, latency=0, downloadThroughput=-1, uploadThroughput=-1
        )

    async def slow(self, *, latency_ms: int, upload_bytes: int) -> None:
        await self.send(
            "Network.emulateNetworkConditions", offline=False, latency=latency_ms, downloadThroughput=upload_bytes,
            uploadThroughput=upload_bytes,
        )  # fmt: skip

    async def phone(self, width: int = 390, height: int = 844, scale: int = 2) -> None:
        await self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=True
        )

    async def screenshot(self, file: Path) -> None:
        answer = await self.send("Page.captureScreenshot", format="png")
        await asyncio.to_thread(file.write_bytes, base64.b64decode(answer["data"]))

    async def close(self) -> None:
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)

    async def _listen_to_page(self) -> None:
        try:
            async for text in self._connection:
                self._take(json.loads(text))
        finally:
            self._give_up("the browser has gone")

    def _take(self, message: dict[str, Any]) -> None:
        if (answer := self._waiting.pop(message.get("id", 0), None)) is not None and not answer.done():
            if "error" in message:
                answer.set_exception(RuntimeError(message["error"]["message"]))
            else:
                answer.set_result(message["result"])
        elif message.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"):
            self.log.append(json.dumps(message["params"])[:300])
        elif message.get("method") in ("Inspector.targetCrashed", "Target.targetCrashed"):
            self._give_up("the page has crashed")

    def _give_up(self, why: str) -> None:
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(PageLost(why))
        self._waiting.clear()


class Browser:
    def __init__(self, process: asyncio.subprocess.Process, address: str) -> None:
        self._process, self._address = process, address

    @asynccontextmanager
    async def tab(self) -> AsyncIterator[Tab]:
        async with connect(self._address, proxy=None, max_size=None, ping_interval=None) as connection:
            tab = Tab(connection)
            try:
                target = (await tab.send("Target.createTarget", url="about:blank"))["targetId"]
                attached = await tab.send("Target.attachToTarget", targetId=target, flatten=True)
                tab.session = attached["sessionId"]
                for domain in ("Page", "Runtime", "Network", "Log", "Inspector"):
                    await tab.send(f"{domain}.enable")
                try:
                    yield tab
                finally:
                    with contextlib.suppress(Exception):  # or its connections are missing to the next
                        await tab.send("Target.closeTarget", targetId=target)
            finally:
                await tab.close()

    @classmethod
    async def start(cls, program: Program, folder: Path, *flags: str) -> Self:
        process = await asyncio.create_subprocess_exec(
            program.path, *CHROMIUM_FLAGS, *flags, f"--user-data-dir={folder}", "--remote-debugging-port=0",
            "about:blank",
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder), **program.environment}, start_new_session=True,
        )  # fmt: skip
        chosen = folder / "DevToolsActivePort"
        try:
            async with asyncio.timeout(START_SECONDS):
                while not chosen.exists() or chosen.read_text().count("\n") < 1:
                    if process.returncode is not None:
                        raise CannotRun(f"{program.path} ended at once with {process.returncode}.")
                    await asyncio.sleep(0.05)
        except BaseException:
            await _stop_browser(process)
            raise
        port, path = chosen.read_text().split("\n")[:2]
        return cls(process, f"ws://127.0.0.1:{port}{path}")

    async def stop(self) -> None:
        await _stop_browser(self._process)


@asynccontextmanager
async def open_browser(program: Program, *flags: str) -> AsyncIterator[Browser]:
    """Starts a browser with a new profile, gone afterwards with all its processes."""
    with tempfile.TemporaryDirectory(prefix="parley-chromium-", ignore_cleanup_errors=True) as folder:
        browser = await Browser.start(program, Path(folder), *flags)
        try:
            yield browser
        finally:
            await browser.stop()


async def _stop_browser(process: asyncio.subprocess.Process) -> None:
    for signal in (15, 9):
        try:
            os.killpg(process.pid, signal)
        except ProcessLookupError:
            return
        try:
            async with asyncio.timeout(5):
                await process.wait()
        except TimeoutError:
            continue

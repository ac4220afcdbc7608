"""A recorder written in Python, which films in no time at all: it can be honest, have a poor network, or cheat."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Final

import av
import httpx
import pytest
from fastapi import FastAPI
from PIL import Image, ImageDraw

from common.kernel.ids import parse_id
from evidence.cases.execution import CommandRunner
from evidence.external_video.worker import ExternalVideoWorker
from evidence.live_video.domain.mark import BAND_PIXELS, CELL_PIXELS, MARGIN_PIXELS, MARK_COLUMNS, MARK_ROWS
from evidence.live_video.worker import VideoWorker
from evidence.testing import NOON

WIDTH: Final = 320
TALL: Final = 176
RATE: Final = 6
SLICE: Final = 1.5


@dataclass(frozen=True)
class Frame:
    at: float
    cells: bytes | None
    shade: int
    film_at: float = 0.0


@dataclass(frozen=True)
class Piece:
    data: bytes
    until: float
    """When it was recorded to its end, in seconds since the start."""
    gap: float = 0.0


@dataclass
class Take:
    """One session and what its recorder has filmed."""

    studio: Studio
    opened: dict[str, Any]
    segments: int = 0
    sent: int = 0
    frames: list[Frame] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.opened["id"])

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Session-Secret": self.opened["recorder_url"].partition("#")[2]}

    def address(self, path: str) -> str:
        return f"/v1/evidence/video-sessions/{self.id}/record/{path}"

    async def start(self, media_type: str = "video/webm;codecs=vp8,opus", **differently: Any) -> httpx.Response:
        body = {"code": self.opened["challenge"]["code"], "media_type": media_type, **differently}
        response = await self.studio.client.post(self.address("segments"), json=body, headers=self.headers)
        self.segments += response.status_code == 201
        return response

    async def token(self) -> httpx.Response:
        return await self.studio.client.get(self.address("token"), headers=self.headers)

    async def film(self, seconds: float, *, start: float = 0.0) -> list[Frame]:
        """With tokens fetched as their time comes: nobody gets them in another way."""
        frames, cells, due = [], b"", start
        for number in range(int(seconds * RATE)):
            at = start + number / RATE
            if at >= due:
                self.studio.set(at)
                said = (await self.token()).json()
                cells, due = bytes.fromhex(said["cells"]), at + said["next_ms"] / 1000 + 0.05
            frames.append(Frame(at, cells, number * 7 % 200, at - start))
        self.frames += frames
        return frames

    async def send(self, piece: bytes, *, n: int | None = None, **query: Any) -> httpx.Response:
        about = {"n": self.sent if n is None else n, "segment": self.segments - 1, "gap_ms": 0, **query}
        response = await self.studio.client.post(
            self.address("chunks"), params=about, content=piece, headers=self.headers
        )
        if n is None:
            self.sent += response.status_code == 200
        return response

    async def send_all(self, pieces: Sequence[Piece], *, delay: float = 0.4) -> None:
        """Each as soon as it is recorded, and `delay` on its way."""
        for piece in pieces:
            self.studio.set(piece.until + delay)
            response = await self.send(piece.data, gap_ms=int(piece.gap * 1000))
            assert response.status_code == 200, response.text

    async def finish(self, **differently: Any) -> httpx.Response:
        body = {"chunks": self.sent, **differently}
        return await self.studio.client.post(self.address("finish"), json=body, headers=self.headers)

    async def verdict(self) -> dict[str, Any]:
        """Finish, let the worker check it, and read what it found."""
        response = await self.finish()
        assert response.status_code == 200, response.text
        assert await self.studio.worker.run_pass() == 1
        return await self.read()

    async def read(self, by: str = "seller") -> dict[str, Any]:
        return dict((await self.studio.world.get(f"/video-sessions/{self.id}", by=by)).json())


class Studio:
    def __init__(self, app: FastAPI, world: Any, clock: Any) -> None:
        self.world, self.clock, self.client = world, clock, world.client
        self.began = clock.time
        service = app.state.service
        deps = service.deps
        runner = CommandRunner(service.executor)
        self.worker = VideoWorker(
            service.database, deps.begin, runner, deps.encrypted_blobs, deps.video_keys.signer, deps.recording_finisher
        )
        self.external_worker = ExternalVideoWorker(service.executor, deps.encrypted_blobs)

    def set(self, seconds: float) -> datetime:
        self.clock.time = self.began + timedelta(seconds=seconds)
        return self.clock.time

    async def take(self, by: str = "seller", *, start: bool = True, **about: Any) -> Take:
        response = await self.world.client.post(
            "/v1/evidence/video-sessions", json={"dispute": self.world.dsp, **about}, headers=self.world.token(by)
        )
        assert response.status_code == 201, response.text
        take = Take(self, response.json())
        if start:
            assert (await take.start()).status_code == 201
        return take

    encode = staticmethod(lambda frames, **how: list(encoded(frames, **how)))


def picture(frame: Frame) -> Image.Image:
    image = Image.new("RGB", (WIDTH, TALL + BAND_PIXELS), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, TALL), fill=(40, frame.shade, 90))
    draw.ellipse((frame.shade, 20, frame.shade + 90, 110), fill=(230, 200, frame.shade))
    for cell in range(MARK_COLUMNS * MARK_ROWS):
        if frame.cells is None or frame.cells[cell // 8] >> (7 - cell % 8) & 1:
            continue
        x, y = (
            MARGIN_PIXELS + cell % MARK_COLUMNS * CELL_PIXELS,
            TALL + MARGIN_PIXELS + cell // MARK_COLUMNS * CELL_PIXELS,
        )
        draw.rectangle((x, y, x + CELL_PIXELS - 1, y + CELL_PIXELS - 1), fill="black")
    return image


class Sink(io.RawIOBase):
    """Takes what a muxer writes, as a network would: nothing can be changed afterwards."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.written += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self.written)
        self.written.clear()
        return taken


def encoded(frames: Sequence[Frame], *, codec: str = "libvpx", bit_rate: int = 400_000) -> Iterator[Piece]:
    """WebM in pieces of a second and a half, every frame at its `film_at`."""
    sink = Sink()
    options = {"cluster_time_limit": "500", "live": "1"}
    with av.open(sink, "w", format="webm", options=options) as film:
        stream = film.add_stream(
            codec, rate=RATE, options={"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"}
        )
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = WIDTH, TALL + BAND_PIXELS, "yuv420p", bit_rate
        stream.codec_context.gop_size = RATE
        begun = frames[0].at
        for frame in frames:
            shot = av.VideoFrame.from_image(picture(frame)).reformat(format="yuv420p")
            shot.pts, shot.time_base = int(frame.film_at * 1000), Fraction(1, 1000)
            film.mux(stream.encode(shot))
            if frame.at - begun >= SLICE and sink.written:
                yield Piece(sink.take(), frame.at)
                begun = frame.at
        film.mux(stream.encode(None))
    yield Piece(sink.take(), frames[-1].at)


@pytest.fixture
async def studio(app: FastAPI, world: Any, clock: Any) -> Studio:
    await world.asked(kinds=("live_video",), due_at=NOON + timedelta(hours=72))
    return Studio(app, world, clock)


def item_id(session: dict[str, Any]) -> Any:
    return parse_id("evd", session["item"])


__all__ = ["Frame", "Piece", "Studio", "Take", "replace"]

"""`python -m deploy.proof.bench.upload [MEGABYTES]`: memory and speed of a large upload, through the gateway."""

from __future__ import annotations

import base64
import io
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx

from deploy.proof.demo.deals import Case, Deal
from deploy.proof.demo.receiver import Receiver
from deploy.proof.demo.stage import Stage
from deploy.proof.demo.suite import Suite, use_running_suite

MEGABYTE: Final = 1 << 20
USUAL_MEGABYTES: Final = 1_000
PART_BYTES: Final = 64 * MEGABYTE
UPLOADS_PATH: Final = "/v1/evidence/uploads/resumable"
TUS: Final = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
SERVICE_COMMAND: Final = "evidence.app:create_app"
ANSWER_SECONDS: Final = 300.0


def main() -> int:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL_MEGABYTES
    with use_running_suite() as suite:
        run_upload(suite, megabytes)
    return 0


def run_upload(suite: Suite, megabytes: int) -> None:
    with (
        Receiver() as receiver,
        httpx.Client(base_url=suite.url, timeout=ANSWER_SECONDS, trust_env=False) as client,
    ):
        measure_upload(suite, client, receiver, megabytes)


def measure_upload(suite: Suite, client: httpx.Client, receiver: Receiver, megabytes: int) -> None:
    stage = Stage(client, receiver, name=f"upload-{int(time.time())}", administrator=suite.admin_secret)
    deal = Deal.create_paid(stage, "A film", 10_000).ship().deliver()
    options = [{"kind": "refund_full"}]
    case = Case.open_dispute(
        deal, stage.buyer, reason="significantly_not_as_described", options=options, why="See the film."
    )
    film = Film(megabytes * MEGABYTE)
    before = read_memory_peaks()
    begun = time.perf_counter()
    path = begin_upload(stage, case.id, film.size)
    sent = send_film(stage, path, film)
    done = time.perf_counter()
    after = read_memory_peaks()
    print(f"file                      {film.size / MEGABYTE:10.0f} MB in parts of {PART_BYTES // MEGABYTE} MB")
    print(f"received at               {film.size / MEGABYTE / sent:10.0f} MB/s")
    print(f"looked into, hashed, kept {done - begun - sent:10.1f} s")
    for pid, peak in after.items():
        print(f"peak memory of {pid:<11}{peak / 1024:10.0f} MB ({(peak - before.get(pid, 0)) / 1024:+.0f} MB)")


class Film:
    """Real film of a second, made as long as wanted by a box that players skip."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._film = encode_one_second()
        self._padding = size - len(self._film)

    def read_part(self, start: int, end: int) -> Iterator[bytes]:
        head = self._film + struct.pack(">I4sQ", 1, b"free", self._padding)
        while start < end:
            until = min(start + MEGABYTE, end)
            here = head[start:until]
            yield here + bytes(until - start - len(here))
            start = until


def encode_one_second() -> bytes:
    import av
    from PIL import Image

    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        stream: Any = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        frame: Any = av.VideoFrame
        for shade in range(24):
            container.mux(stream.encode(frame.from_image(Image.new("RGB", (320, 240), (shade, 80, 120)))))
        container.mux(stream.encode())
    return buffer.getvalue()


def begin_upload(stage: Stage, dispute: str, size: int) -> str:
    about = {"dispute": dispute, "kind": "video", "filename": "film.mp4"}
    metadata = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in about.items())
    headers = {**stage.buyer.renewed_auth_headers(), **TUS, "Upload-Length": str(size), "Upload-Metadata": metadata}
    answer = stage.client.post(UPLOADS_PATH, headers=headers)
    stage.check(f"the upload begins ({answer.text})", answer.status_code, 201)
    return answer.headers["location"]


def send_film(stage: Stage, path: str, film: Film) -> float:
    """Measures how long all but the last byte took: with that the file is looked into before the answer."""
    at, begun = 0, time.perf_counter()
    while at < film.size - 1:
        end = min(at + PART_BYTES, film.size - 1)
        at = _send_part(stage, path, film, at, end)
    sent = time.perf_counter() - begun
    _send_part(stage, path, film, at, film.size)
    return sent


def _send_part(stage: Stage, path: str, film: Film, at: int, end: int) -> int:
    headers = {**stage.buyer.renewed_auth_headers(), **TUS, "Upload-Offset": str(at), "Content-Length": str(end - at)}
    answer = stage.client.patch(path, content=film.read_part(at, end), headers=headers)
    stage.check(f"a part is kept ({answer.text})", answer.status_code, 204)
    return int(answer.headers["upload-offset"])


def read_memory_peaks() -> dict[int, int]:
    """Reads the most memory, in KB, that each of the evidence service's processes on this machine has had."""
    peaks = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if SERVICE_COMMAND in (process / "cmdline").read_text() and (process / "cwd").resolve() == Path.cwd():
                lines = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
                peaks[int(process.name)] = int(lines["VmHWM"].split()[0])
        except (OSError, ValueError, KeyError):
            continue
    return peaks


if __name__ == "__main__":
    sys.exit(main())

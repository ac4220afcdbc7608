"""Files on their way while the service that takes them is being killed: at once, in parts that are cut, and as a
recording. Whatever was acknowledged is remembered, to be looked for when all is over."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
import random
from contextlib import suppress
from io import BytesIO
from typing import Any, Final

import httpx
from PIL import Image

from deploy.proof.testing.market import Case, Market, Person

UPLOADS: Final = "/v1/evidence/uploads"
RESUMABLE: Final = f"{UPLOADS}/resumable"
SESSIONS: Final = "/v1/evidence/video-sessions"
PART_COUNT: Final = 5
TUS: Final = {"Tus-Resumable": "1.0.0"}
# A recording begins as WebM does. That nothing of it is live is the verification's to find out.
WEBM_HEADER: Final = b"\x1a\x45\xdf\xa3"
PIECE_COUNT: Final = 4
PIECE_BYTES: Final = 100_000

Acknowledged = dict[str, bytes]
"""SHA-256 of every file whose receipt was acknowledged, by the id of the evidence."""


def make_photo() -> bytes:
    """Noise, so that no two are alike and none can be packed small."""
    photo = BytesIO()
    Image.frombytes("RGB", (320, 240), os.urandom(320 * 240 * 3)).save(photo, "PNG")
    return photo.getvalue()


async def upload_at_once(market: Market, case: Case, acknowledged: Acknowledged) -> None:
    photo = make_photo()
    path = f"{UPLOADS}?dispute={case.id}&kind=photo&filename=crack.png"
    item = await market.buyer.perform_act(path, photo)
    await expect_download(market.buyer, item["id"], photo, acknowledged)


async def upload_in_parts(market: Market, case: Case, acknowledged: Acknowledged) -> None:
    """Cuts the connection anywhere, and goes on from where the server says the upload is."""
    photo, dice = make_photo(), random.Random()
    about = {"dispute": case.id, "kind": "photo", "filename": "crack.png"}
    metadata = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in about.items())
    announced = {"Upload-Length": str(len(photo)), "Upload-Metadata": metadata}
    created = await market.buyer.post(RESUMABLE, b"", **TUS, **announced)
    assert created.status_code == 201, created.text
    place = created.headers["location"]
    while (upload := await market.buyer.get(place))["state"] != "done":
        assert upload["state"] in ("receiving", "finishing"), upload
        if upload["state"] == "receiving":
            start = upload["offset"]
            part = photo[start : start + max(1, len(photo) // PART_COUNT)]
            await (_send_cut_part if dice.random() < 0.4 else _send_whole_part)(market.buyer, place, start, part)
        await asyncio.sleep(0.05)
    await expect_download(market.buyer, upload["item"], photo, acknowledged)


async def film_session(market: Market, case: Case, acknowledged: Acknowledged) -> None:
    """Sends a recording as the recorder page does: piece by piece, each repeated until its receipt is here."""
    opened = await market.seller.perform_act(SESSIONS, {"dispute": case.id})
    home, pieces = f"{SESSIONS}/{opened['id']}/record", [os.urandom(PIECE_BYTES) for _ in range(PIECE_COUNT)]
    pieces[0] = WEBM_HEADER + pieces[0]
    recorder = _Recorder(market.seller.client, opened["recorder_url"].partition("#")[2])
    start = {"code": opened["challenge"]["code"], "media_type": "video/webm;codecs=vp8,opus"}
    segment = (await recorder.post_json(f"{home}/segments", json=start))["segment"]
    for n, piece in enumerate(pieces):
        about = {"n": n, "segment": segment, "gap_ms": 0}
        receipt = await recorder.post_json(f"{home}/chunks", params=about, content=piece)
        assert receipt["sha256"] == hashlib.sha256(piece).hexdigest(), receipt
    ended = await recorder.post_json(f"{home}/finish", json={"chunks": PIECE_COUNT})
    await expect_download(market.seller, ended["item"], b"".join(pieces), acknowledged)


async def expect_download(giver: Person, item: str, content: bytes, acknowledged: Acknowledged) -> None:
    """Remembers the item and downloads it: from here on it must be there, now and when all is over."""
    acknowledged[item] = hashlib.sha256(content).digest()
    link = await giver.perform_act(f"/v1/evidence/items/{item}/download", {})
    served = await giver.client.get(link["url"], headers={"Authorization": f"Bearer {giver.token}"})
    assert served.status_code == 200, served.text
    assert served.content == content, f"{item} is not what was given"


class _Recorder:
    def __init__(self, client: httpx.AsyncClient, secret: str) -> None:
        self._client, self._headers = client, {"X-Session-Secret": secret}

    async def post_json(self, path: str, **what: Any) -> dict[str, Any]:
        answer = await self._client.post(path, headers=self._headers, **what)
        assert answer.is_success, (path, answer.text)
        return dict(answer.json())


async def _send_whole_part(giver: Person, place: str, start: int, part: bytes) -> None:
    """Sent again after its answer was lost, it is refused, since it has been kept: then the offset says so."""
    checksum = base64.b64encode(hashlib.sha256(part).digest()).decode()
    answer = await giver.client.patch(
        place, content=part, headers=_build_tus_headers(giver, start) | {"Upload-Checksum": f"sha256 {checksum}"}
    )
    assert answer.status_code in (204, 409, 410), answer.text


async def _send_cut_part(giver: Person, place: str, start: int, part: bytes) -> None:
    """Say that all of it comes, send less, and hang up."""
    origin = giver.client.base_url
    sent = part[: random.randrange(len(part))]
    lines = {"Host": origin.netloc.decode(), "Content-Length": str(len(part)), **_build_tus_headers(giver, start)}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    with suppress(OSError):
        _, writer = await asyncio.open_connection(origin.host, origin.port)
        writer.write(f"PATCH {place} HTTP/1.1\r\n{head}\r\n".encode() + sent)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


def _build_tus_headers(giver: Person, start: int) -> dict[str, str]:
    return {
        **TUS,
        "Authorization": f"Bearer {giver.token}",
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": str(start),
    }

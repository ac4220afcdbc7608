"""Evidence and requests as tests want them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from PIL import Image

from common.kernel.ids import new_id
from common.kernel.principal import Actor, Participant, Principal, Role
from evidence.cases.model import Case, CaseState, Side
from evidence.items.model import SHIPMENT_RECORD, Item, ShipmentRecord
from evidence.requests.model import EvidenceRequest
from evidence.requests.parts import Level, Window

NOON: Final = datetime(2026, 3, 2, 12, tzinfo=UTC)
DUE: Final = NOON + timedelta(days=3)
INSTANT: Final = timedelta(microseconds=1)
BUYER: Final = Actor(Role.BUYER, "buyer-1")
SELLER: Final = Actor(Role.SELLER, "seller-1")
OPERATOR: Final = Actor(Role.OPERATOR, "operator-1")


def a_principal(actor: Actor, **limits: Any) -> Principal:
    return Principal(UUID(int=9), *actor, **limits)


def a_case(**differently: Any) -> Case:
    parts: dict[str, Any] = {
        "id": new_id(),
        "escrow": new_id(),
        "buyer": Participant(BUYER.id),
        "seller": Participant(SELLER.id),
        "state": CaseState.OPEN,
    }
    return Case(**{**parts, **differently})


def a_request(**differently: Any) -> EvidenceRequest:
    parts: dict[str, Any] = {
        "id": new_id(),
        "dispute": UUID(int=1),
        "side": Side.SELLER,
        "kinds": (SHIPMENT_RECORD,),
        "level": Level.REQUIRED,
        "window": Window(NOON, DUE, "natural"),
        "opened_at": NOON,
        "group": UUID(int=2),
        "version": 1,
        "event_count": 1,
    }
    return EvidenceRequest(**{**parts, **differently})


def an_item(**differently: Any) -> Item:
    parts: dict[str, Any] = {
        "id": new_id(),
        "dispute": UUID(int=1),
        "kind": SHIPMENT_RECORD,
        "side": Side.SELLER,
        "by": SELLER,
        "content": ShipmentRecord("DHL", "JD014600003RU"),
        "received_at": NOON,
        "version": 1,
        "event_count": 1,
    }
    return Item(**{**parts, **differently})


def an_image(format: str = "PNG", size: tuple[int, int] = (320, 240)) -> bytes:
    buffer = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(buffer, format)
    return buffer.getvalue()


def a_pdf() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (60, 80), "white").save(buffer, "PDF")
    return buffer.getvalue()


def a_film(
    format: str = "mp4", codec: str = "libx264", *, frames: int = 24, rate: int = 24, size: tuple[int, int] = (64, 48)
) -> bytes:
    import av

    buffer = BytesIO()
    with av.open(buffer, "w", format=format) as container:
        stream: Any = container.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for shade in range(frames):
            picture = Image.new("RGB", size, (shade % 256, 80, 120))
            frame: Any = av.VideoFrame
            container.mux(stream.encode(frame.from_image(picture)))
        container.mux(stream.encode())
    return buffer.getvalue()


def a_sound(format: str = "mp3", codec: str = "libmp3lame", *, tracks: int = 1) -> bytes:
    import av

    buffer = BytesIO()
    with av.open(buffer, "w", format=format) as container:
        streams: list[Any] = [container.add_stream(codec, rate=44_100) for _ in range(tracks)]
        for stream in streams:
            stream.layout = "mono"
        samples = av.AudioFrame(format=streams[0].codec_context.format.name, layout="mono", samples=1_152)
        for plane in samples.planes:
            plane.update(bytes(plane.buffer_size))
        samples.sample_rate = 44_100
        for number in range(20):
            for stream in streams:
                samples.pts = number * 1_152
                container.mux(stream.encode(samples))
        for stream in streams:
            container.mux(stream.encode(None))
    return buffer.getvalue()

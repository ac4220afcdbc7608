"""Films and sound: which container it is, that it keeps within bounds, and that it really decodes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from .rejection import Rejected

MAX_SECONDS: Final = 4 * 3600
MAX_SIDE_PIXELS: Final = 8_192
MAX_PIXELS: Final = 36_000_000
MAX_FRAMES_PER_SECOND: Final = 240
MAX_TRACKS: Final = 32
"""Phones and action cameras write a track for each of their sensors; none of those is decoded."""
MAX_PICTURE_TRACKS: Final = 4
MAX_SOUND_TRACKS: Final = 8
DECODED_FRAMES: Final = 5
LARGE_FRAME_PIXELS: Final = 16_000_000
"""Of a film whose frames are larger (8K) only the first is decoded: each takes 50 MB and more."""
VIDEO_CODECS: Final = frozenset({"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "h263", "mjpeg", "prores"})
SOUND_CODECS: Final = frozenset({"aac", "mp3", "opus", "vorbis", "flac", "alac", "amrnb", "amrwb", "amr_nb", "amr_wb"})

MP3_SYNC_BYTES: Final = frozenset({0xFA, 0xFB, 0xF2, 0xF3, 0xE2, 0xE3})
"""Second bytes of layer III: of MPEG-1, of MPEG-2 with half the samples, of 2.5 with a quarter, as dictating machines
and recorders of calls write."""


class Signature(NamedTuple):
    container: str
    """The one demuxer that may touch it."""
    video_type: str | None
    sound_type: str | None


def detect_signature(head: bytes) -> Signature | None:
    if head[4:8] == b"ftyp":
        return _signature_of_brand(head[8:12])
    if head[4:8] in (b"moov", b"wide", b"mdat", b"free"):
        return Signature("mov", "video/quicktime", None)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return Signature("matroska", "video/webm", "audio/webm") if b"\x42\x82\x84webm" in head[:64] else None
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return Signature("wav", None, "audio/wav")
    if head.startswith(b"OggS"):
        return Signature("ogg", None, "audio/ogg")
    if head.startswith(b"fLaC"):
        return Signature("flac", None, "audio/flac")
    if head.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return Signature("amr", None, "audio/amr")
    if head.startswith(b"caff\0\x01"):
        return Signature("caf", None, "audio/x-caf")
    if head[:2] in (b"\xff\xf1", b"\xff\xf9"):
        return Signature("aac", None, "audio/aac")
    if head.startswith(b"ID3") or (head[:1] == b"\xff" and len(head) > 1 and head[1] in MP3_SYNC_BYTES):
        return Signature("mp3", None, "audio/mpeg")
    return None


def _signature_of_brand(brand: bytes) -> Signature:
    return Signature("mov", "video/quicktime" if brand == b"qt  " else "video/mp4", "audio/mp4")


def examine_film(file: Path, signature: Signature) -> str:
    try:
        with open_film(file, signature) as container:
            media_type = _examine_streams(container, signature)
            fast = [stream.index for stream in container.streams.video if _is_said_to_be_fast(stream)]
        if fast:
            with open_film(file, signature) as container:
                _require_usual_rates(container, fast)
        return media_type
    except Rejected:
        raise
    except Exception:  # decoders raise whatever they like on broken input
        raise Rejected("damaged") from None


def open_film(file: Path, signature: Signature) -> Any:
    import av

    av.logging.set_level(None)
    return av.open(str(file), format=signature.container, options={"protocol_whitelist": "file", "enable_drefs": "0"})


def _examine_streams(container: Any, signature: Signature) -> str:
    videos, sounds = list(container.streams.video), list(container.streams.audio)
    if len(container.streams) > MAX_TRACKS or len(sounds) > MAX_SOUND_TRACKS or len(videos) > MAX_PICTURE_TRACKS:
        raise Rejected("too_many_tracks")
    if container.streams.attachments:
        raise Rejected("attachments")
    pictures = [stream for stream in videos if not _is_cover(stream)]
    media_type = signature.video_type if pictures else signature.sound_type
    if media_type is None or not (pictures or sounds):
        raise Rejected("other_coding")
    for stream in pictures:
        _require_usual_picture(stream)
    known_sounds = [stream for stream in sounds if _is_known_sound_codec(_codec_name(stream))]
    if sounds and not known_sounds:
        raise Rejected("other_coding")
    seconds = _read_header_seconds(container)
    if seconds is not None and not 0 < seconds <= MAX_SECONDS:
        raise Rejected("too_long" if seconds > MAX_SECONDS else "damaged")
    _require_decodable(container, (pictures or known_sounds)[0], measured=seconds is not None)
    return media_type


def _require_usual_picture(stream: Any) -> None:
    context = stream.codec_context
    if _codec_name(stream) not in VIDEO_CODECS and context.name not in ("libdav1d", "libvpx", "libvpx-vp9"):
        raise Rejected("other_coding")
    if max(context.width, context.height) > MAX_SIDE_PIXELS or context.width * context.height > MAX_PIXELS:
        raise Rejected("too_many_pixels")


def _is_said_to_be_fast(stream: Any) -> bool:
    rates = [rate for rate in (stream.average_rate, stream.base_rate) if rate]
    return bool(rates) and not _is_cover(stream) and min(rates) > MAX_FRAMES_PER_SECOND


def _require_usual_rates(container: Any, indices: list[int]) -> None:
    """Count them. What browsers record says no rate, and their demuxer then names that of its clock: 1,000."""
    times: dict[int, tuple[int, float, float]] = {}
    for packet in container.demux([container.streams[index] for index in indices]):
        if packet.pts is not None:
            at = float(packet.pts * packet.time_base)
            count, first, last = times.get(packet.stream.index, (0, at, at))
            times[packet.stream.index] = count + 1, min(first, at), max(last, at)
    if any(count - 1 > MAX_FRAMES_PER_SECOND * (last - first) for count, first, last in times.values()):
        raise Rejected("too_many_frames")


def _codec_name(stream: Any) -> str:
    """Of a track that no decoder is there for (spatial sound, say) there is no context, and so no name."""
    return "" if stream.codec_context is None else str(stream.codec_context.name)


def _is_known_sound_codec(codec: str) -> bool:
    return codec in SOUND_CODECS or codec.startswith(("pcm_", "mp3", "libopus", "libvorbis", "amr"))


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition & stream.disposition.attached_pic)


def _read_header_seconds(container: Any) -> float | None:
    """Read how long the header says it is; recordings of browsers say nothing."""
    return None if container.duration is None else container.duration / 1_000_000


def _require_decodable(container: Any, stream: Any, *, measured: bool) -> None:
    if not sum(1 for _ in islice(container.decode(stream), _count_frames_to_decode(stream))):
        raise Rejected("damaged")
    if measured:
        return
    last = max(_packet_times(container, stream), default=0.0)
    if last > MAX_SECONDS:
        raise Rejected("too_long")


def _count_frames_to_decode(stream: Any) -> int:
    width, height = getattr(stream, "width", 0), getattr(stream, "height", 0)
    return 1 if (width or 0) * (height or 0) > LARGE_FRAME_PIXELS else DECODED_FRAMES


def _packet_times(container: Any, stream: Any) -> Iterator[float]:
    for packet in container.demux(stream):
        if packet.pts is not None:
            yield float(packet.pts * packet.time_base)

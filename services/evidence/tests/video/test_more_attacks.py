"""What a patient adversary tries who speaks to the service as the page does. What cannot be found is said so (T6)."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction

import av
import pytest

from evidence.live_video.domain.mark import decode_mark, encode_mark

pytestmark = pytest.mark.slow


def outcomes(session) -> dict[str, str]:
    return {check["check"]: check["outcome"] for check in session["verification"]["checks"]}


def failed(session) -> set[str]:
    return {name for name, outcome in outcomes(session).items() if outcome == "fail"}


def reason(session, name: str) -> str:
    return next(c["reason"] for c in session["verification"]["checks"] if c["check"] == name)


async def test_a_prepared_film_under_live_marks_is_not_found_and_the_findings_say_so(studio) -> None:
    """The page is in the hands of whoever runs it: a picture made before, drawn now, is a picture drawn now."""
    take = await studio.take()
    prepared = [replace(frame, shade=n % 12 * 16) for n, frame in enumerate(await take.film(15))]
    await take.send_all(studio.encode(prepared))

    found = await take.verdict()

    assert found["result"] == "live"
    assert outcomes(found)["words_spoken"] == "unknown"
    assert "No machine can tell a scene from a prepared film" in reason(found, "words_spoken")


async def test_half_the_speed_is_found(studio) -> None:
    take = await studio.take()
    frames = [replace(f, film_at=f.film_at * 2) for f in await take.film(20)]
    await take.send_all(studio.encode(frames))

    assert failed(await take.verdict()) == {"duration_matches_clock"}


async def test_a_reversed_film_is_found(studio) -> None:
    take = await studio.take()
    frames = await take.film(16)
    turned = [replace(f, cells=b.cells, shade=b.shade) for f, b in zip(frames, reversed(frames), strict=True)]
    await take.send_all(studio.encode(turned), delay=16)

    found = await take.verdict()

    assert found["result"] == "not_shown_live"
    assert "tokens_in_order" in failed(found)


async def test_a_looped_film_is_found(studio) -> None:
    """Its marks come again with it."""
    take = await studio.take()
    frames = await take.film(12)
    again = [replace(f, film_at=f.film_at + 12, at=f.at + 12) for f in frames]
    await take.send_all(studio.encode([*frames, *again]))

    found = await take.verdict()

    assert found["result"] == "not_shown_live"
    assert "tokens_in_order" in failed(found)


async def test_pieces_left_out_and_the_ranks_closed_are_found(studio) -> None:
    take = await studio.take()
    pieces = studio.encode(await take.film(24))
    await take.send_all([*pieces[:4], *pieces[9:]])

    found = await take.verdict()

    assert found["result"] == "not_shown_live"
    assert "are not in the film" in reason(found, "file_decodes")


async def test_a_piece_that_never_came_is_told_and_never_live(studio, rows) -> None:
    take = await studio.take()
    pieces = studio.encode(await take.film(18))
    for n, piece in enumerate(pieces):
        studio.set(piece.until + 0.4)
        if n != 5:
            assert (await take.send(piece.data, n=n)).status_code == 200
    refused = await take.finish(chunks=len(pieces))
    await rows("UPDATE evidence.video_sessions SET last_chunk_at = clock_timestamp() - interval '16 minutes'")
    await studio.worker.run_pass()

    found = await take.read()

    assert (refused.status_code, refused.json()["missing"]) == (409, [5])
    assert found["result"] != "live"
    assert "missing" in {gap["kind"] for gap in found["gaps"]}
    assert outcomes(found)["chain_unbroken"] == "unknown"


def made_anew(film: bytes) -> bytes:
    """Decoded and encoded again, as an editor does."""
    out = io.BytesIO()
    with av.open(io.BytesIO(film)) as source, av.open(out, "w", format="webm") as target:
        stream = target.add_stream("libvpx", rate=6, options={"deadline": "realtime", "cpu-used": "8"})
        pictures = source.streams.video[0]
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = (
            pictures.width,
            pictures.height,
            "yuv420p",
            400_000,
        )
        for frame in source.decode(pictures):
            frame.pts, frame.time_base = int(frame.time * 1000), Fraction(1, 1000)
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out.getvalue()


async def test_a_finished_film_encoded_anew_is_found_by_its_lateness(studio) -> None:
    """In the session its marks belong to: the only one where they are genuine."""
    take = await studio.take()
    film = made_anew(b"".join(piece.data for piece in studio.encode(await take.film(20))))
    studio.set(35)
    await take.send(film)

    found = await take.verdict()

    assert found["result"] == "not_shown_live"
    assert "received_in_time" in failed(found)


async def test_the_mark_of_another_session_under_this_ones_case_code_is_found(studio) -> None:
    other, take = await studio.take(), await studio.take()
    code = decode_mark(bytes.fromhex((await take.token()).json()["cells"])).code
    frames = await other.film(15)
    marked = [replace(f, cells=encode_mark(decode_mark(f.cells)._replace(code=code))) for f in frames]
    await take.send_all(studio.encode(marked))

    found = await take.verdict()

    assert (found["result"], failed(found)) == ("not_shown_live", {"tokens_genuine"})


async def test_a_genuine_mark_under_another_case_code_is_found(studio) -> None:
    take = await studio.take()
    frames = await take.film(15)
    marked = [replace(f, cells=encode_mark(decode_mark(f.cells)._replace(code=1))) for f in frames]
    await take.send_all(studio.encode(marked))

    found = await take.verdict()

    assert (found["result"], failed(found)) == ("not_shown_live", {"challenge_shown"})


@pytest.mark.parametrize("gap_ms", [0, 40, 5_000])
async def test_pieces_held_back_and_worked_on_are_found(studio, gap_ms) -> None:
    """The rest is sent in time meanwhile; a little pause is declared in the middle of what was held."""
    take = await studio.take()
    pieces = studio.encode(await take.film(45))
    held = range(6, 10)
    for n, piece in enumerate(pieces):
        if n not in held:
            studio.set(piece.until + 0.4)
            assert (await take.send(piece.data, n=n)).status_code == 200
    studio.set(90)
    for n in held:
        assert (await take.send(pieces[n].data, n=n, gap_ms=gap_ms if n == 8 else 0)).status_code == 200
    take.sent = len(pieces)

    found = await take.verdict()

    assert found["result"] != "live"
    assert outcomes(found)["received_in_time"] != "pass"


async def test_flt_f7_pieces_in_any_order_and_repeated_are_one_film(studio) -> None:
    take = await studio.take()
    pieces = studio.encode(await take.film(15))
    for n in sorted(range(len(pieces)), key=lambda n: n ^ 1):
        studio.set(pieces[min(n | 1, len(pieces) - 1)].until + 0.4)
        assert [(await take.send(pieces[n].data, n=n)).status_code for _ in range(2)] == [200, 200]
    take.sent = len(pieces)

    assert (await take.verdict())["result"] == "live"

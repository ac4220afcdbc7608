"""Recordings that are live, and those that only look so (T6, T8). Each attack is caught by the check named for it."""

from __future__ import annotations

from dataclasses import replace

import pytest


def outcomes(session) -> dict[str, str]:
    return {check["check"]: check["outcome"] for check in session["verification"]["checks"]}


def failed(session) -> set[str]:
    return {name for name, outcome in outcomes(session).items() if outcome == "fail"}


async def test_t6_an_honest_recording_is_live(studio) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(15)))

    found = await take.verdict()

    assert (found["result"], found["state"]) == ("live", "verified"), found["verification"]
    assert outcomes(found).pop("words_spoken") == "unknown"


@pytest.mark.parametrize("how", [{"bit_rate": 60_000}, {"codec": "libvpx-vp9", "bit_rate": 80_000}])
async def test_the_mark_survives_hard_compression(studio, how) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12), **how))

    assert (await take.verdict())["result"] == "live"


async def test_flt_f7_a_recording_over_a_poor_network_is_live(studio) -> None:
    """Slow all the way, pieces out of order and repeated, and a connection that is gone for a minute."""
    take = await studio.take()
    before = await take.film(20)
    after = [replace(f, film_at=f.film_at + 20) for f in await take.film(20, start=80)]
    pieces = studio.encode([*before, *after])
    cut = next(n for n, piece in enumerate(pieces) if piece.until > 79)
    lost = cut - 2  # what was in hand when the connection went came when it was back
    for n in (1, 0, *range(2, lost)):
        studio.set(pieces[n].until + 5)
        assert (await take.send(pieces[n].data, n=n)).status_code == 200
        assert (await take.send(pieces[n].data, n=n)).status_code == 200
    for n in range(lost, len(pieces)):
        studio.set(max(pieces[n].until, 80) + 4)
        sent = await take.send(pieces[n].data, n=n, gap_ms=60_000 if n == cut else 0)
        assert sent.status_code == 200
    take.sent = len(pieces)

    found = await take.verdict()

    assert found["result"] == "live", str(found["verification"])
    assert found["gaps"] == [{"before_chunk": cut, "seconds": 60.0, "kind": "paused"}]


async def test_flt_f7_a_page_that_was_closed_for_five_minutes_goes_on(studio) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    studio.set(312)
    assert (await take.start()).json() == {"segment": 1, "next_chunk": take.sent}
    await take.send_all(studio.encode(await take.film(12, start=312)))

    found = await take.verdict()

    assert [gap["kind"] for gap in found["gaps"]] == ["restarted"]
    assert found["gaps"][0]["seconds"] > 290
    assert found["result"] == "partly_live", found["verification"]
    assert not failed(found)


async def test_a_pre_recorded_file_is_found(studio) -> None:
    take = await studio.take()
    blank = [replace(frame, cells=None) for frame in await take.film(15)]
    await take.send_all(studio.encode(blank))

    found = await take.verdict()

    assert (found["result"], failed(found)) == ("not_shown_live", {"tokens_genuine"})
    [check] = [c for c in found["verification"]["checks"] if c["outcome"] == "fail"]
    assert check["frame"] == 0
    assert "No mark" in check["reason"]


async def test_a_replay_of_another_session_is_found(studio) -> None:
    first = await studio.take()
    pieces = studio.encode(await first.film(15))
    await first.send_all(pieces)
    assert (await first.verdict())["result"] == "live"

    second = await studio.take()
    await second.send_all(pieces)

    found = await second.verdict()
    assert (found["result"], failed(found)) == ("not_shown_live", {"tokens_genuine"})


async def test_a_splice_is_found(studio) -> None:
    """Twelve seconds are cut out and the rest moved together; every piece is sent in time."""
    take = await studio.take()
    frames = await take.film(36)
    kept = [f for f in frames if f.film_at < 12] + [replace(f, film_at=f.film_at - 12) for f in frames if f.at >= 24]
    await take.send_all(studio.encode(kept))

    found = await take.verdict()

    assert (found["result"], failed(found)) == ("not_shown_live", {"duration_matches_clock"})
    [check] = [c for c in found["verification"]["checks"] if c["outcome"] == "fail"]
    assert "s are missing" in check["reason"]
    assert check["at_seconds"] == pytest.approx(12, abs=1)


async def test_inserted_film_is_found(studio) -> None:
    """Fifteen seconds of something else, with the mark of the moment before."""
    take = await studio.take()
    frames = await take.film(24)
    middle = frames[12 * 6]
    other = [replace(middle, film_at=12 + n / 6, shade=n % 150) for n in range(90)]
    rest = [replace(f, film_at=f.film_at + 15) for f in frames[12 * 6 :]]
    await take.send_all(studio.encode([*frames[: 12 * 6], *other, *rest]))

    found = await take.verdict()

    assert found["result"] == "not_shown_live"
    assert "duration_matches_clock" in failed(found)


async def test_twice_the_speed_is_found(studio) -> None:
    take = await studio.take()
    frames = [replace(f, film_at=f.film_at / 2) for f in await take.film(30)]
    await take.send_all(studio.encode(frames))

    found = await take.verdict()

    assert (found["result"], failed(found)) == ("not_shown_live", {"duration_matches_clock"})


async def test_tokens_copied_late_are_found(studio) -> None:
    """Made with genuine tokens at the right pace, but worked on for a minute before it was sent."""
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(15)), delay=60)

    found = await take.verdict()

    assert (found["result"], failed(found)) == ("not_shown_live", {"received_in_time"})


async def test_saying_there_was_a_gap_excuses_little(studio) -> None:
    """A pause declared before every piece does not make late film live."""
    take = await studio.take()
    pieces = [replace(piece, gap=5.0) for piece in studio.encode(await take.film(20))]
    await take.send_all(pieces, delay=40)

    assert (await take.verdict())["result"] != "live"


async def test_tokens_in_the_wrong_order_are_found(studio) -> None:
    take = await studio.take()
    frames = await take.film(20)
    turned = [replace(f, cells=frames[-1 - n].cells) for n, f in enumerate(frames)]
    await take.send_all(studio.encode(turned), delay=20)

    assert "tokens_in_order" in failed(await take.verdict())


async def test_a_token_cannot_be_shown_before_its_time(studio) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(15)), delay=-8)

    assert "received_in_time" in failed(await take.verdict())


async def test_a_still_picture_is_not_shown_to_be_live(studio) -> None:
    take = await studio.take()
    await take.send_all(studio.encode([replace(f, shade=90) for f in await take.film(15)]))

    found = await take.verdict()

    assert (found["result"], outcomes(found)["picture_moves"]) == ("partly_live", "unknown")


async def test_a_piece_changed_in_the_store_is_found(studio, home) -> None:
    take = await studio.take()
    await take.send_all(studio.encode(await take.film(12)))
    await take.finish()
    [stored] = [file for file in (home / "objects").rglob("*") if file.is_file()]
    stored.chmod(0o600)
    data = bytearray(stored.read_bytes())
    data[len(data) // 2] ^= 1
    stored.write_bytes(data)

    assert await studio.worker.run_pass() == 1

    assert "chain_unbroken" in failed(await take.read())


async def test_garbage_behind_the_head_of_a_film_does_not_decode(studio) -> None:
    take = await studio.take()
    pieces = studio.encode(await take.film(12))
    await take.send_all([pieces[0], *(replace(p, data=b"\x00" * len(p.data)) for p in pieces[1:])])

    assert (await take.verdict())["result"] == "not_shown_live"

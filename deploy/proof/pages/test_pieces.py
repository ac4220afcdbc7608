"""Evidence at the desk and with its parties: read, played, looked at frame by frame, and judged."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from urllib.parse import urlencode

import asyncpg
import av
import pytest
from PIL import Image

from common.kernel.ids import parse_id
from deploy.local import postgres
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Case, Market
from evidence.live_video.domain.check_lease import MAX_FAILURES

from .conftest import Site
from .reader import DESKTOP, NARROW, PHONE, open_reader, texts_of

EN, FR, PT = texts_of("en"), texts_of("fr"), texts_of("pt")
SCOPES = ["read", "decide"]
HOSTILE = "<img src=x onerror=\"document.title='taken'\">"
NOT_TAKEN = "!document.title.includes('taken') && !document.querySelector('main script, main img[src=x]')"


async def give_statement(case: Case, text: str) -> str:
    body = {"dispute": case.id, "kind": "statement", "text": text}
    return str((await case.market.buyer.perform_act("/v1/evidence/items", body))["id"])


async def test_pag_31_a_piece_of_evidence_is_read_by_both_sides_and_judged_at_the_desk(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal()).open_negotiated()
    statement = await give_statement(case, f"The shade is cracked. {HOSTILE}")
    await market.settle_events()
    async with open_reader(browser, *PHONE) as seller, open_reader(browser, *DESKTOP) as olga:
        await seller.open(await site.link("seller", "sam", language="fr", dispute=case.id))
        await seller.follow(f"/piece/{statement}")
        await seller.wait_for(HOSTILE)
        await seller.require_sound(anew=True)
        assert not await seller.reads(FR["piece.signals"])

        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en", dispute=case.id))
        await olga.follow(f"/piece/{statement}")
        await olga.wait_for(EN["piece.number"])
        assert not await olga.reads(EN["piece.signals"]), "they are of files"
        await olga.press(EN["piece.invalidate"])
        await olga.choose("unreadable")
        await olga.write(EN["standing.why"], HOSTILE)
        await olga.require_sound(anew=True)
        await olga.send()
        await olga.wait_for(EN["evidence.invalid"])
        assert await olga.tab.run(NOT_TAKEN)
    seen = await market.seller.get(f"/v1/evidence/items/{statement}")
    assert (seen["state"], seen["invalidation"]["reason"]) == ("invalid", HOSTILE)


def make_film(frames: int = 30) -> bytes:
    """A white line that wanders down, two seconds of it."""
    film = io.BytesIO()
    with av.open(film, "w", format="webm") as target:
        stream = target.add_stream("libvpx", rate=15)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for number in range(frames):
            picture = Image.new("RGB", (320, 240), "#333")
            picture.paste("#fff", (0, number * 8, 320, number * 8 + 8))
            frame = av.VideoFrame(320, 240, "rgb24")
            frame.planes[0].update(picture.tobytes())
            target.mux(stream.encode(frame))
        target.mux(stream.encode())
    return film.getvalue()


async def ask_for_films(market: Market) -> Case:
    """Open a case of `live_video` that is verified, and has both sides asked for a video."""
    deal = await market.deliver_deal(policy="live_video")
    stated = {"item": "A lamp", "agreed_price": {"amount": 12_000, "currency": "EUR"}}
    case = await deal.open_dispute(transaction=stated, need="The lamp works and was handed over.")
    checks = [{"code": code, "finding": "yes"} for code in ("item", "agreed_price", "terms")]
    await case.judge_case("verification", {"result": "verified", "checks": checks})
    await case.judge_case("video-request", {})
    await market.settle_events()
    return case


async def give_file(case: Case, kind: str, filename: str, content: bytes) -> str:
    about = urlencode({"dispute": case.id, "kind": kind, "filename": filename})
    return str((await case.market.buyer.perform_act(f"/v1/evidence/uploads?{about}", content))["id"])


@pytest.mark.slow
async def test_pag_31_a_film_is_played_frame_by_frame_and_a_file_used_twice_is_seen(
    site: Site, market: Market, browser: Browser
) -> None:
    first = await (await market.deliver_deal()).open_negotiated()
    case = await (await market.deliver_deal()).open_negotiated()
    content = make_film()
    earlier = await give_file(first, "video", "earlier.webm", content)
    film = await give_file(case, "video", f"{HOSTILE[:60]}.webm", content)
    message = {"text": "See the film.", "attachments": [film]}
    await market.buyer.perform_act(f"{case.path}/messages", message)
    await market.settle_events()
    async with open_reader(browser, *DESKTOP) as olga, open_reader(browser, *PHONE) as seller:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en"))
        await olga.go(f"review/{case.id}")
        await olga.wait_for("See the film.")
        await olga.tab.run("document.querySelector('.message a').click()")
        await olga.wait_for(EN["reused.same_file"])
        await olga.tab.until("document.querySelector('video')?.readyState >= 2")
        await olga.press(EN["piece.frame_on"])
        await olga.press(EN["piece.frame_on"])
        await olga.tab.until("document.querySelector('video').currentTime > 0.05")
        await olga.press(EN["piece.frame_back"])
        await olga.tab.until("document.querySelector('video').currentTime < 0.05")
        await olga.tab.until("document.querySelectorAll('.shown.whole img').length === 1")  # the contact sheet
        for size in (NARROW, DESKTOP):
            await olga.size(*size)
            await olga.require_sound(anew=True)
        await olga.follow(f"/piece/{earlier}")
        await olga.wait_for("earlier.webm")

        await seller.open(await site.link("seller", "sam", language="fr", dispute=case.id))
        await seller.follow(f"/piece/{film}")
        await seller.wait_for("onerror=document")
        await seller.tab.until("document.querySelector('video')?.readyState >= 2")
        await seller.require_sound(anew=True)
        await seller.go(f"piece/{earlier}")  # of another case than the link is for
        await seller.wait_for(FR["trouble.missing_title"])
        assert await seller.tab.run(NOT_TAKEN)


async def break_checks_off(site: Site, call: str) -> None:
    """What is left in the database where each process that checked the recording of a call was killed."""
    connection = await asyncpg.connect(site.suite.access.dsn(postgres.ADMIN))
    await connection.execute("SET row_security = off")
    changed = await connection.execute(
        "UPDATE evidence.external_videos SET findings = '[]', checked_at = NULL, attempts = $2 WHERE item = $1",
        parse_id("evd", call),
        MAX_FAILURES,
    )
    await connection.close()
    assert changed == "UPDATE 1"


@pytest.mark.slow
async def test_pag_31_checks_that_could_not_be_run_are_run_again_from_the_page(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await ask_for_films(market)
    now = datetime.fromisoformat((await market.platform.get("/v1/test-clock"))["now"])
    recording = await give_file(case, "video", "call.webm", make_film())
    hours = {"started_at": f"{now - timedelta(hours=3):%FT%TZ}", "ended_at": f"{now - timedelta(hours=2):%FT%TZ}"}
    call_body = {"dispute": case.id, "link": CALL, "provider": "Meet", "recording": recording, **hours}
    call = str((await market.buyer.perform_act("/v1/evidence/external-videos", call_body))["id"])
    await market.settle_events()
    async with open_reader(browser, *DESKTOP) as olga:
        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="fr", dispute=case.id))
        await olga.go(f"piece/{call}")
        await olga.wait_for(FR["found.frames_read"].format(frames=30))
        assert not await olga.reads(FR["piece.recheck"])
        await break_checks_off(site, call)
        await market.settle_events()
        await olga.go(f"review/{case.id}")
        await olga.go(f"piece/{call}")
        await olga.wait_for(FR["found.checks_not_run"])
        await olga.require_sound(anew=True)
        await olga.press(FR["piece.recheck"])
        await olga.wait_for(FR["found.frames_read"].format(frames=30))
        assert not await olga.reads(FR["piece.recheck"])
        await olga.require_sound(anew=True)


CALL = "https://meet.example/abc-defg?next=%3Cscript%3E"


@pytest.mark.slow
async def test_pag_31_a_call_on_another_platform_is_told_of_and_confirmed_by_an_operator(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await ask_for_films(market)
    now = datetime.fromisoformat((await market.platform.get("/v1/test-clock"))["now"])
    async with open_reader(browser, *PHONE) as seller, open_reader(browser, *DESKTOP) as olga:
        await seller.open(await site.link("seller", "sam", language="pt", dispute=case.id))
        await seller.follow("/provide_evidence")
        await seller.choose("1")
        await seller.write(PT["call.link"], CALL)
        await seller.write(PT["call.provider"], HOSTILE)
        for label, hours in (("call.began", 3), ("call.ended", 2)):
            local = f"{now - timedelta(hours=hours):%Y-%m-%dT%H:%M}"
            await seller.write(PT[label], local)
        for box in range(await seller.tab.run("document.querySelectorAll('.tick input').length")):
            await seller.tab.run(f"document.querySelectorAll('.tick input')[{box}].click()")
            await seller.tab.until(f"document.querySelectorAll('.tick input')[{box}].checked")
        await seller.require_sound(anew=True)
        await seller.press(PT["files.send"])
        await seller.wait_for(PT["timeline.title"])
        await seller.wait_for(PT["lacks.not_attested"])

        await olga.open(await site.link("operator", "olga", scopes=SCOPES, language="en", dispute=case.id))
        await olga.wait_for(EN["sufficiency.not_attested"])
        await olga.follow("/piece/")
        await olga.wait_for(CALL)
        await olga.wait_for(HOSTILE)
        await olga.press(EN["piece.attest"])
        await olga.choose("as_stated")
        await olga.write(EN["piece.statement"], f"I led the call. {HOSTILE}")
        await olga.size(*NARROW)
        await olga.require_sound(anew=True)
        await olga.send()
        await olga.wait_for(EN["held.as_stated"])
        await olga.require_sound(anew=True)
        assert await olga.tab.run(NOT_TAKEN)
    given = (await market.operator.get(f"/v1/evidence?dispute={case.id}"))["data"]
    assert [each["sufficiency"] for each in given if each["kind"] == "external_video"] == ["sufficient"]

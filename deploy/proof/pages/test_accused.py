"""The seller who is accused, on a phone and with its keyboard alone: from the link to what was paid."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market

from .conftest import Site
from .keyboard import Keyboard
from .reader import DESKTOP, PHONE, Reader, open_reader, texts_of
from .test_pages import deliver
from .test_stories import decide

pytestmark = pytest.mark.slow
EN = texts_of("en")
STORY = "Half of the pictures are missing, and the others are out of focus."
DEFENCE = "All forty pictures were handed over on the day itself, as the signed receipt says. " * 2
CONTEST = "Contest the decision"
NEEDED = (
    "Screenshots of the full conversation, from start to end.",
    "The start and the end of the call.",
    "A capture of the other's contact id.",
)
OVERLAPPING = """(() => {
  const places = [...document.querySelectorAll('.strip .step')].map((each) => each.getBoundingClientRect());
  const after = ({ right }, n) => places.slice(n + 1).filter(({ left }) => left < right);
  return places.length < 2 ? ['too few'] : places.flatMap(after);
})()"""
"""Names of steps that stand upon each other."""
CHOOSER = "document.querySelector('main input[type=file]')"


@pytest.mark.usefixtures("pages_alone")
async def test_pag_29_the_accused_defends_contests_and_sees_what_was_paid_with_a_phones_keyboard(
    site: Site, market: Market, browser: Browser, photo: Path, tmp_path: Path
) -> None:
    receipt = tmp_path / "receipt.pdf"
    Image.open(photo).save(receipt)
    escrow = await deliver(market, policy="report_review", title="Portrait session")
    # What an act rests on is heard of a moment later than by whoever acts: the pages send it again.
    site.refuse("POST /v1/evidence/uploads/resumable", 409, "not_known_yet", retry_after=1)
    site.refuse("POST /v1/disputes/.*/appeal", 409, "not_known_yet", retry_after=1)
    async with open_reader(browser, *DESKTOP) as buyer, open_reader(browser, *PHONE) as seller:
        dispute = await report(buyer, await site.link("buyer", "anna", language="en", escrow=escrow), photo)
        keys = Keyboard(seller)
        await seller.open(await site.link("seller", "shop", language="en", dispute=dispute))
        await seller.wait_for(EN["turn.yours"])
        await seller.wait_for(STORY)
        await seller.require_sound(anew=True)
        await look_at_piece(seller, keys)
        await give_file(seller, keys, EN["kind.photo"], photo)
        await give_file(seller, keys, EN["kind.document"], receipt)
        await market.advance_clock(by="4 days")
        await decide(site, browser, dispute, "olga", amount="50")

        await seller.wait_for(EN["ruling.contest_until"])
        await seller.require_sound(anew=True)
        assert await seller.tab.run(OVERLAPPING) == []
        await keys.do(CONTEST)
        await seller.wait_for(EN["appeal.lacks"])
        await seller.require_sound(anew=True)
        await give_file(seller, keys, EN["kind.screenshot"], photo, *NEEDED)
        await keys.do(CONTEST)
        await seller.wait_for(EN["appeal.complete"])
        await seller.require_sound(anew=True)
        await keys.go_to(EN["appeal.explanation"])
        await keys.type(DEFENCE)
        await keys.do(CONTEST)
        await seller.wait_for(EN["turn.theirs"].format(who=EN["role.operator"]))
        await seller.require_sound(anew=True)
        await decide(site, browser, dispute, "oscar", amount="10")

        await seller.wait_for(EN["turn.closed"])
        await seller.wait_for("\u20ac107.25")  # 120.00 less 10.00, less the fee of 2.5 %
        await seller.require_sound(anew=True)
        await keys.do(EN["ledger.open"])
        await seller.wait_for("\u20ac107.25")
        await seller.require_sound(anew=True)
    assert [refusal.times for refusal in site.door.refusals] == [0, 0]
    await market.renew_tokens()
    settled = await market.platform.get(f"/v1/escrows/{escrow}")
    assert settled["funds"]["refunded"]["amount"] == 1_000


async def test_pag_21_a_photo_that_was_refused_with_its_report_is_sent_again_from_there(
    site: Site, market: Market, browser: Browser, photo: Path
) -> None:
    escrow = await deliver(market, policy="report_review", title="Portrait session")
    site.refuse("POST /v1/evidence/uploads/resumable", 409, "assigned_to_another")
    async with open_reader(browser, *PHONE) as buyer:
        await send_report(buyer, await site.link("buyer", "anna", language="en", escrow=escrow), photo)
        await buyer.wait_for(EN["report.files_failed"])
        await buyer.wait_for(EN["problem.assigned_to_another"])
        await buyer.require_sound(anew=True)
        await buyer.press(EN["try_again"])
        await buyer.wait_for(EN["timeline.title"])
        dispute = await buyer.tab.run("location.pathname.split('/')[3]")
    given = (await market.operator.get(f"/v1/evidence?dispute={dispute}"))["data"]
    assert len([each for each in given if each["file"] is not None]) == 1


async def report(buyer: Reader, link: str, photo: Path) -> str:
    """What the buyer says and shows; the case's id."""
    await send_report(buyer, link, photo)
    await buyer.wait_for(EN["timeline.title"])
    return str(await buyer.tab.run("location.pathname.split('/')[3]"))


async def send_report(buyer: Reader, link: str, photo: Path) -> None:
    await buyer.open(link)
    await buyer.choose("service_not_as_described")
    await buyer.press(EN["continue"])
    await buyer.write(EN["report.explanation"], STORY)
    for _ in range(2):
        await buyer.press(EN["continue"])
    await buyer.pick_file(photo)
    await buyer.press(EN["continue"])
    await buyer.press(EN["report.send"])


async def look_at_piece(seller: Reader, keys: Keyboard) -> None:
    """Looks at what the other side gave, and comes back to the case."""
    await keys.go_to(EN["kind.photo"])
    await keys.press("Enter")
    await seller.tab.until("document.activeElement.matches('main h1')")
    await seller.require_sound(anew=True)
    await keys.do(EN["act.back"])
    await seller.wait_for(EN["timeline.title"])


async def give_file(seller: Reader, keys: Keyboard, kind: str, file: Path, *points: str) -> None:
    """Chooses the kind, has the files of the phone opened, says what one of them shows, and sends it."""
    await keys.do(EN["act.provide_evidence"])
    await seller.tab.until("document.activeElement.matches('main h1')")
    label = (
        f"[...document.querySelectorAll('label.choice')].find((each) => each.innerText.startsWith({json.dumps(kind)}))"
    )
    await keys.choose(await seller.tab.run(f"({label}).querySelector('input').value"))
    await seller.tab.send("Page.setInterceptFileChooserDialog", enabled=True)
    await seller.tab.run(f"{CHOOSER}.addEventListener('click', () => {{ window.opened = {json.dumps(kind)}; }})")
    await keys.do(EN["files.choose"])
    await seller.tab.until(f"window.opened === {json.dumps(kind)}")
    await seller.pick_file(file)
    for point in points:
        await keys.go_to(point)
        await keys.press(" ")
    await seller.require_sound(anew=True)
    await keys.do(EN["files.send"])
    await seller.wait_for(EN["timeline.title"])

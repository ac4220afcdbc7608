"""How the pages look in a marketplace's own colours, by day, by night and on paper."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from deploy.proof.bench.pages import BUDGET_BYTES, measure_first_views
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.market import Market

from .conftest import Site
from .reader import DESKTOP, PHONE, open_reader, texts_of
from .test_pages import deliver

pytestmark = pytest.mark.slow
EN = texts_of("en")
LINKS = [
    {"kind": kind, "url": f"https://shop.example/{kind}?a=<b>"} for kind in ("terms", "privacy", "imprint", "help")
]


def a_logo() -> str:
    picture = io.BytesIO()
    Image.new("RGB", (200, 60), "#7a1fa2").save(picture, "PNG")
    return base64.b64encode(picture.getvalue()).decode()


async def dress(market: Market, **branding: object) -> None:
    answer = await market.platform.put(f"/v1/platforms/{market.id}/branding", branding)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("primary", "accent"), [("#ffe600", "#0b0b0b"), ("#101010", "#ffd1dc"), ("#7f7f7f", "#7f7f7f")]
)
async def test_pag_22_pages_in_a_marketplaces_own_colours_can_be_read_by_day_and_by_night(
    site: Site, market: Market, browser: Browser, primary: str, accent: str
) -> None:
    await deliver(market)
    await dress(market, primary=primary, accent=accent, links=LINKS, logo=a_logo())
    async with open_reader(browser, *PHONE) as buyer:
        await buyer.wear("light")
        await buyer.open(await site.link("buyer", "anna", language="en"))
        await buyer.tab.until("document.querySelector('.logo')?.naturalWidth === 200")
        shown = await buyer.tab.run("[...document.querySelectorAll('.foot a')].map((each) => each.href)")
        assert shown == [link["url"].replace("<", "%3C").replace(">", "%3E") for link in LINKS]
        await buyer.follow("/report/")
        for scheme in ("light", "dark"):
            await buyer.wear(scheme)
            await buyer.choose("significantly_not_as_described")
            await buyer.require_sound(anew=True)
        await buyer.size(*DESKTOP)
        await buyer.require_sound(anew=True)


async def test_pag_8_first_views_stay_within_their_budget_as_a_browser_counts_it(
    site: Site, market: Market, browser: Browser
) -> None:
    case = await (await market.deliver_deal(policy="report_review")).open_dispute(reason="service_not_as_described")
    links = {
        "deals": await site.link("buyer", "anna"),
        "case": await site.link("seller", "sam", dispute=case.id),
        "desk": await site.link("operator", "olga", scopes=["read", "decide", "lead"]),
        "review": await site.link("operator", "olga", scopes=["read", "decide"], dispute=case.id),
    }
    views = await measure_first_views(browser, links)
    print(views)
    assert [view for view in views if not 10_000 < view.bytes <= BUDGET_BYTES] == []
    assert all(view.interactive_ms > 0 for view in views)

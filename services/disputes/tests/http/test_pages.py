"""How the pages are served: one page for every address, its files for good, and a policy that lets nothing else in."""

from __future__ import annotations

import gzip
import re
from posixpath import dirname, join, normpath
from uuid import UUID

from common.kernel.ids import format_id
from disputes.pages.assets import FOLDER, PageAssets

BUDGET = 60 * 1024
SCREENS = re.compile(r'import\("\./([\w/-]+\.js)"\)')
IMPORTS = re.compile(r'^import (?:[^"]* from )?"(\.[^"]+\.js)"', re.MULTILINE)
OF_ALL = ("page.html", "style.css", "oneline.js", "texts/frame/fr.js", "texts/fr.js", "colour.js")
"""Of everybody who opens a link: in French, whose texts are the longest, in a marketplace's own colours."""
OF_OPERATORS = ("desk/nav.js", "desk/desk.css", "texts/desk/fr.js")
OF_PARTIES = ("texts/party/fr.js",)
OF_FORMS = ("forms.css", "texts/acts/fr.js")
OF_SCREENS = {
    "desk.js": ("tables.css",),
    "piece.js": (*OF_FORMS, "texts/pieces/fr.js"),
    "report.js": (*OF_FORMS, "texts/report/fr.js"),
    "ledger.js": ("tables.css", "texts/ledger/fr.js"),
    "desk/analytics.js": ("tables.css", "desk/figures.css", "texts/figures/fr.js"),
    "desk/policies.js": ("tables.css", "desk/figures.css", "texts/figures/fr.js", "texts/policies/fr.js"),
    "desk/webhooks.js": ("tables.css", "texts/webhooks/fr.js"),
    "desk/standing.js": ("tables.css", "texts/ledger/fr.js", "texts/standing/fr.js"),
}
"""What some screens alone have beside their modules."""
CLOCK = ("clock.js", "texts/clock/fr.js")
PARTICULARS = ("particulars.js", *OF_FORMS)
LATER_IMPORTS = re.compile(r'import\("(\.[^"]+\.js)"\)')
ACTS = {"case.js": ("acts.js", ""), "review.js": ("deskacts.js", "texts/ruling/fr.js")}
LATER = {
    "case.js": [("overview.js", *CLOCK, *PARTICULARS)],
    "review.js": [("desk/whole.js", "desk/waiting.js", *CLOCK, *PARTICULARS)],
}
"""What comes into a screen while it is drawn, one of these at a time; forms are found by what loads them."""
ROOM = 1_024
"""What each first view leaves of its budget, for the next thing that somebody needs."""


async def test_pag_8_every_address_sends_the_same_page_under_a_strict_policy(api) -> None:
    for address in ("/pages", "/pages/open", "/pages/case/dsp_01", "/pages/desk"):
        answer = await api.http.get(address)
        assert answer.status_code == 200, address
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-cache"
        assert "<script>" not in answer.text
        assert " style=" not in answer.text


async def test_pag_8_files_are_kept_for_good_under_the_sum_of_all_of_them(api) -> None:
    page = (await api.http.get("/pages/open")).text
    addresses = re.findall(r'(?:href|src)="(/pages/assets/[^"]+)"', page)
    assert len(addresses) >= 4
    for address in addresses:
        answer = await api.http.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] == "gzip"
        older = await api.http.get(re.sub(r"assets/[0-9a-f]+", "assets/0123456789abcdef", address))
        assert older.headers["cache-control"] == "no-cache"
    for missing in ("nothing.js", "vendor/vendor.toml", "vendor/LICENSES.txt", "..%2fapi.py"):
        assert (await api.http.get(f"/pages/assets/0/{missing}")).status_code == 404, missing


def ancestors(answer) -> str:
    return answer.headers["content-security-policy"].partition("frame-ancestors ")[2]


async def test_pag_10_only_pages_of_the_origins_that_a_platform_has_named_may_show_the_page_in_a_frame(api) -> None:
    shop, other = UUID(int=5), UUID(int=6)
    api.app.state.origins.replace({shop: ["https://shop.example"]})
    api.app.state.origins.loopback = False
    framed = await api.http.get(f"/pages/in/{format_id('plt', shop)}/open")
    assert ancestors(framed) == "https://shop.example"
    assert "x-frame-options" not in framed.headers
    for address in (f"/pages/in/{format_id('plt', other)}/open", "/pages/open"):
        answer = await api.http.get(address)
        assert ancestors(answer) == "'none'", address
        assert answer.headers["x-frame-options"] == "DENY"
    assert (await api.http.get("/pages/in/plt_x/open")).status_code in (404, 422)


async def test_pag_10_what_makes_the_frame_is_loaded_by_pages_of_those_origins(api) -> None:
    api.app.state.origins.replace({UUID(int=5): ["https://shop.example"]})
    for origin, allowed in (("https://shop.example", "https://shop.example"), ("https://evil.example", None)):
        answer = await api.http.get("/pages/embed.js", headers={"Origin": origin})
        assert answer.status_code == 200
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert "javascript" in answer.headers["content-type"]


def test_pag_8_the_first_view_of_any_page_stays_within_its_budget() -> None:
    assets = PageAssets()
    weights = {}
    for screen in SCREENS.findall(source(assets, "app.js")):
        at_desk = screen in ("desk.js", "review.js", "piece.js", "ledger.js") or screen.startswith("desk/")
        own = {*(OF_OPERATORS if at_desk else OF_PARTIES), *OF_SCREENS.get(screen, ())}
        for later in [*LATER.get(screen, [()]), *forms_within(assets, screen)]:
            scripts = {name for each in ("app.js", screen, *later) for name in imported_by(assets, each)}
            sizes = {name: len(assets.find_asset(name).compressed) for name in {*OF_ALL, *own, *scripts}}
            weights[screen, *later] = sum(sizes.values())
    assert {("review.js", "deskacts.js", "ruling.js"), ("review.js", "desk/behalf.js", "giving.js")} <= {
        each[:3] for each in weights
    }
    assert {each: weight for each, weight in weights.items() if weight > BUDGET - ROOM} == {}
    assert gzip.decompress(assets.get_page().compressed) == assets.get_page().content


def forms_within(assets: PageAssets, screen: str) -> list[tuple[str, ...]]:
    """Each form that a screen of a case can be opened at by its own address, with all that it then loads."""
    if screen not in ACTS:
        return []
    acts, texts = ACTS[screen]
    forms = [(acts, form, *OF_FORMS, *filter(None, [texts])) for form in loaded_later(assets, acts)]
    if screen == "review.js":
        forms += [("desk/behalf.js", form, *OF_FORMS, "texts/behalf/fr.js") for form in loaded_later(assets, "acts.js")]
    return forms


def loaded_later(assets: PageAssets, name: str) -> set[str]:
    return {normpath(join(dirname(name), path)) for path in LATER_IMPORTS.findall(source(assets, name))}


def imported_by(assets: PageAssets, name: str) -> set[str]:
    """The file and all that has to be there before it runs."""
    found, todo = set(), {name}
    while todo:
        found.add(each := todo.pop())
        if not each.endswith(".js"):
            continue
        named = IMPORTS.findall(source(assets, each))
        todo |= {normpath(join(dirname(each), path)) for path in named} - found
    return found


def source(assets: PageAssets, name: str) -> str:
    return assets.find_asset(name).content.decode()


def test_pag_8_comments_stay_at_home_and_every_line_keeps_its_number() -> None:
    assets = PageAssets()
    for file in sorted(FOLDER.rglob("*.js")):
        name, written = file.relative_to(FOLDER).as_posix(), file.read_text()
        served = source(assets, name)
        if name.startswith("vendor/"):
            assert served == written, "its licence and its sum are of what its makers wrote"
            continue
        assert len(served.splitlines()) == len(written.splitlines()), name
        assert not re.search(r"^\s*//", served, re.MULTILINE), name
        for sent, line in zip(served.splitlines(), written.splitlines(), strict=True):
            assert sent == line or (sent == "" and line.lstrip().startswith("// ")), (name, line)
        code = ""
        for line in written.splitlines():
            assert not line.lstrip().startswith("//") or code.count("`") % 2 == 0, f"{name}: {line} is text, no comment"
            code += "" if line.lstrip().startswith("//") else line


def test_pag_8_the_edition_changes_with_any_file(tmp_path) -> None:
    (tmp_path / "page.html").write_text("{edition}")
    (tmp_path / "a.js").write_text("1")
    first = PageAssets(tmp_path)
    (tmp_path / "a.js").write_text("2")
    second = PageAssets(tmp_path)
    assert first.edition != second.edition
    assert first.get_page().content == first.edition.encode()

"""DOR-W4: what never changes is loaded once, and compressed."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from common.docs import explorer, pages, served_docs
from common.docs.static_assets import StaticAssets
from common.web.route_table import add_routes

TEXT = b"body { color: green }\n" * 200


@pytest.fixture
def assets(tmp_path: Path) -> StaticAssets:
    (tmp_path / "style.css").write_bytes(TEXT)
    (tmp_path / "dot.png").write_bytes(bytes(5_000))
    return StaticAssets(tmp_path)


@pytest.fixture
def client(assets: StaticAssets) -> httpx.AsyncClient:
    app = FastAPI()
    app.mount("/_docs", assets)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t")


async def test_dor_w4_a_hashed_name_is_for_good_and_its_content_compressed(
    assets: StaticAssets, client: httpx.AsyncClient
) -> None:
    name = assets.hashed_name("style.css")
    answer = await client.get(f"/_docs/{name}", headers={"Accept-Encoding": "br, gzip"})

    assert answer.content == TEXT
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert int(answer.headers["content-length"]) < len(TEXT) / 5


async def test_dor_w4_a_plain_name_is_asked_for_again_and_costs_nothing(client: httpx.AsyncClient) -> None:
    first = await client.get("/_docs/style.css", headers={"Accept-Encoding": "identity, gzip;q=0"})
    again = await client.get("/_docs/style.css", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == "public, no-cache"
    assert "content-encoding" not in first.headers
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["style.000000000000.css", "nothing.css", "../secret", "", "style.css/x", "dot"])
async def test_there_is_nothing_else(client: httpx.AsyncClient, name: str) -> None:
    assert (await client.get(f"/_docs/{name}")).status_code == 404


async def test_a_picture_is_compressed_already(client: httpx.AsyncClient) -> None:
    answer = await client.get("/_docs/dot.png", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers


async def test_dor_w4_a_description_is_compressed_and_not_sent_again_to_whoever_has_it() -> None:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    served_docs.install_docs(app, title="Mediation", service="mediation")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
        for address in ("/openapi.json", "/docs/openapi.json"):
            first = await client.get(address)
            again = await client.get(address, headers={"If-None-Match": first.headers["etag"]})
            assert (first.headers["content-encoding"], first.json()["openapi"]) == ("gzip", "3.1.0")
            assert (again.status_code, again.content) == (304, b"")


async def test_dor_w4_all_services_pages_load_the_same_assets_once() -> None:
    app = FastAPI(docs_url=None, redoc_url=None)
    served_docs.install_docs(app, title="Mediation", service="mediation")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
        page = (await client.get("/docs")).text
        for name in ("swagger-ui-bundle.js", "swagger-ui.css"):
            url = explorer.asset_url(name)
            assert url in page
            asset = await client.get(url.removeprefix("/docs/escrow"), headers={"Accept-Encoding": "gzip"})
            assert asset.headers["cache-control"].endswith("immutable")
            assert int(asset.headers["content-length"]) < 600_000


@pytest.mark.parametrize("path", ["/", "/docs/guides/errors", "/problems", "/docs/events/asyncapi.json", "/docs/api"])
async def test_dor_w3_a_page_of_the_docs_is_sent_once(path: str) -> None:
    app = FastAPI()
    add_routes(app, pages.router)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t")
    first = await client.get(path)
    again = await client.get(path, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    other = await client.get(path, headers={"If-None-Match": 'W/"0123456789ab"'})

    assert (first.status_code, first.headers["cache-control"]) == (200, "public, no-cache")
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert not {"content-length", "content-type"} & again.headers.keys()
    assert (other.status_code, other.content) == (200, first.content)

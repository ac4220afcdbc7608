"""Who finds a weakness finds whom to tell (RFC 9116), where whoever runs Parley has named somebody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from pydantic import ValidationError

from common.messaging.bus import InMemoryBus
from escrow.app import create_app

PATH = "/.well-known/security.txt"


async def read_contact(settings, contact: str, **others: str) -> httpx.Response:
    named = type(settings).model_validate(settings.model_dump() | {"security_contact": contact} | others)
    transport = httpx.ASGITransport(create_app(named, bus=InMemoryBus()))
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
        return await client.get(PATH)


@pytest.mark.parametrize("contact", ["mailto:security@shop.example", "https://shop.example/security", "tel:+4930123"])
async def test_dor_w28_a_contact_that_is_named_is_found_where_tools_look_for_it(settings, contact: str) -> None:
    answer = await read_contact(settings, contact)
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == contact
    now = datetime.now(UTC)
    assert now + timedelta(days=30) < datetime.fromisoformat(fields["Expires"]) < now + timedelta(days=365)


@pytest.mark.parametrize(("url", "is_named"), [("https://parley.example", True), ("http://127.0.0.1:8000", False)])
async def test_dor_w28_its_own_address_is_named_where_it_is_one_by_tls(settings, url: str, is_named: bool) -> None:
    answer = await read_contact(settings, "mailto:a@shop.example", public_url=url)

    assert (f"Canonical: {url}{PATH}" in answer.text.splitlines(), "Canonical" in answer.text) == (is_named, is_named)


async def test_dor_w28_without_one_there_is_none(settings) -> None:
    answer = await read_contact(settings, "")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("contact", ["security@shop.example", "http://shop.example", "mailto:a b", "mailto:a\nX: y"])
async def test_dor_w28_what_is_no_address_stops_the_start(settings, contact: str) -> None:
    with pytest.raises(ValidationError, match="security_contact"):
        await read_contact(settings, contact)

"""A broker that stands still: a real RabbitMQ, whose processes a signal has stopped. Connections stay open and nothing
answers on them; people read what is under way, and once it goes on, how it ended."""

from __future__ import annotations

import json
import os
import secrets
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from common.internal.service_peers import HttpPeers, PeerAway
from common.messaging.rabbitmq import RabbitBus
from deploy.local import place, ports, rabbitmq
from deploy.local.definitions import render_broker_definitions
from deploy.local.suite import SERVICES
from deploy.proof.pages.conftest import Site
from deploy.proof.pages.reader import DESKTOP, PATIENCE, PHONE, Reader, open_reader, texts_of
from deploy.proof.smoke.suite import Suite, environment, serving
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.databases import Databases
from deploy.proof.testing.market import PRICE, Market

pytestmark = pytest.mark.slow
EN, FR = texts_of("en"), texts_of("fr")
VHOST = "parley"


@pytest.fixture(scope="module")
def passwords() -> dict[str, str]:
    return {user: secrets.token_hex(16) for user in SERVICES}


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory, passwords: dict[str, str]) -> Iterator[rabbitmq.Broker]:
    """A node of its own: whoever shares the one of the run would stand still with it."""
    programs = rabbitmq.find_programs(place.state_folder())
    if programs is None:
        if os.environ.get("PARLEY_TESTS_NEED_BROKER"):
            pytest.fail("no RabbitMQ on this machine and no packages of it")
        pytest.skip("no RabbitMQ on this machine and no packages of it")
    [port] = ports.pick_free_ports()
    definitions = render_broker_definitions(passwords, [VHOST])
    node = rabbitmq.Broker(programs, tmp_path_factory.mktemp("broker"), port, definitions)
    node.start()
    try:
        node.wait_until_ready()
        yield node
    finally:
        node.stop()


@pytest.fixture(scope="module")
async def suite(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory, node: rabbitmq.Broker, passwords: dict[str, str]
) -> AsyncIterator[Suite]:
    state: Path = tmp_path_factory.mktemp("suite")
    carriers = {service: RabbitBus(node.url(service, passwords[service], VHOST), service) for service in SERVICES}
    async with databases.clone() as database:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment(database, state).items():
                patch.setenv(name, value)
            async with serving(database, state, carriers) as suite:
                yield suite


@contextmanager
def frozen(node: rabbitmq.Broker) -> Iterator[None]:
    [*_, server] = node.processes
    os.killpg(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(server.pid, signal.SIGCONT)


@contextmanager
def unreachable() -> Iterator[None]:
    """The services do not reach each other directly either, as where a network has come apart."""

    async def be_away(self: HttpPeers, service: str, path: str, body: dict[str, Any]) -> bytes:
        raise PeerAway(service)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HttpPeers, "_post", be_away)
        yield


async def tells(reader: Reader, *ways: str) -> str:
    """The first of these that the page says, to somebody who looks at it."""
    await reader.tab.send("Page.bringToFront")
    first = f"{json.dumps(ways)}.find((each) => document.body.innerText.includes(each))"
    try:
        return str(await reader.tab.until(first, PATIENCE))
    except TimeoutError:
        raise AssertionError(await reader.tab.run("document.querySelector('main').innerText.slice(0, 900)")) from None


@pytest.mark.parametrize("direct", [True, False], ids=["reached directly", "not reached at all"])
async def test_pag_21_while_the_broker_is_frozen_both_sides_read_what_is_under_way_and_then_the_truth(
    site: Site, market: Market, browser: Browser, node: rabbitmq.Broker, direct: bool
) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    await market.settle_events()
    async with open_reader(browser, *PHONE) as buyer, open_reader(browser, *DESKTOP) as seller:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await seller.open(await site.link("seller", "sam", language="fr", dispute=case.id))
        await seller.go(f"case/{case.id}/accept_claim")
        with frozen(node), nullcontext() if direct else unreachable():
            await seller.send()
            for reader, texts in ((seller, FR), (buyer, EN)):
                sentence = await tells(reader, texts["pending.settlement"], texts["turn.closed"])
                is_paid = (await deal.read_funds())["refunded"] == PRICE
                assert sentence == texts["pending.settlement"] or (direct and is_paid), (
                    "nothing is told before it is so"
                )
                await reader.require_sound(anew=True)
            # What needs no other service is done all the same, and seen by the other side.
            if not direct:
                await buyer.write(EN["messages.write"], "Thank you.")
                await buyer.press(EN["messages.send"])
                await seller.wait_for("Thank you.")
                assert (await deal.read_funds())["refunded"] == 0
        for reader, texts in ((seller, FR), (buyer, EN)):
            await reader.wait_for(texts["turn.closed"])
            assert not await reader.reads(texts["pending.settlement"])
    assert (await deal.read_funds())["refunded"] == PRICE

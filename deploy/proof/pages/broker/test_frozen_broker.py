"""A broker that stands still: a real RabbitMQ, whose processes a signal has stopped. Connections stay open and nothing
answers on them; people read what is under way, and once it goes on, how it ended."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from common.messaging.rabbitmq import RabbitBus
from deploy.local import place, ports, rabbitmq
from deploy.local.definitions import render_broker_definitions
from deploy.local.suite import SERVICES
from deploy.proof.pages.conftest import Site
from deploy.proof.pages.reader import DESKTOP, PHONE, open_reader, texts_of
from deploy.proof.smoke.suite import Suite, environment, serving
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.databases import Databases
from deploy.proof.testing.market import Market, euro_amount

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


async def test_pag_21_while_the_broker_is_frozen_both_sides_read_what_is_under_way_and_then_the_truth(
    site: Site, market: Market, browser: Browser, node: rabbitmq.Broker
) -> None:
    deal = await market.deliver_deal()
    case = await deal.open_negotiated()
    await market.settle_events()
    async with open_reader(browser, *PHONE) as buyer, open_reader(browser, *DESKTOP) as seller:
        await buyer.open(await site.link("buyer", "anna", language="en", dispute=case.id))
        await seller.open(await site.link("seller", "sam", language="fr", dispute=case.id))
        await seller.go(f"case/{case.id}/accept_claim")
        with frozen(node):
            await seller.send()
            for reader, texts in ((seller, FR), (buyer, EN)):
                await reader.wait_for(texts["pending.settlement"])
                await reader.require_sound(anew=True)
                assert not await reader.reads(texts["turn.closed"])
            # What needs no other service is done all the same, and seen by the other side.
            await buyer.write(EN["messages.write"], "Thank you.")
            await buyer.press(EN["messages.send"])
            await seller.wait_for("Thank you.")
            assert (await deal.read_funds())["refunded"] == 0
            await asyncio.sleep(1)
        for reader, texts in ((seller, FR), (buyer, EN)):
            await reader.wait_for(texts["turn.closed"])
            assert not await reader.reads(texts["pending.settlement"])
    assert (await deal.read_funds())["refunded"] == euro_amount(12_000)["amount"]

"""Before a request lapses, mediation and disputes are asked for what came in time and is still under way (PRM-1)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from common.contracts.disputes import DeadlineExtended, OptionRef
from common.contracts.envelope import ActorRef, Event, MoneyRef
from common.contracts.mediation import AgreementSubmitted
from common.internal.service_peers import PeerAway
from common.jobs.deadlines import FIRING_GRACE
from common.kernel.ids import new_id
from common.messaging.bus import Message
from evidence.testing import DUE, INSTANT
from services.evidence.tests.conftest import World

TRY_AGAIN = "UPDATE evidence.deadlines SET retry_at = NULL"
LATER = DUE + timedelta(days=1)


def message_of(event: Event) -> Message:
    return Message(event.id, event.topic, event.model_dump_json().encode())


@dataclass
class Peers:
    """Mediation with what it has submitted, and disputes, which decides on it unless it is told not to."""

    submitted: list[AgreementSubmitted] = field(default_factory=list)
    told: list[Event] = field(default_factory=list)
    handed_over: list[UUID] = field(default_factory=list)
    decides: bool = True
    away: set[str] = field(default_factory=set)

    async def query_events(
        self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Mapping[UUID, int]
    ) -> list[Message]:
        if publisher in self.away or publisher != "disputes":
            raise PeerAway(publisher)
        return [message_of(event) for event in self.told if event.topic in topics]

    async def query_events_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> list[Message]:
        if publisher in self.away or publisher != "mediation":
            raise PeerAway(publisher)
        return [message_of(event) for event in self.submitted if event.dispute in concerning and event.topic in topics]

    async def deliver_event(self, reader: str, message: Message) -> bool:
        if reader in self.away or reader != "disputes":
            raise PeerAway(reader)
        self.handed_over.append(message.id)
        return self.decides

    async def close(self) -> None: ...


@pytest.fixture
def peers() -> Peers:
    return Peers()


@pytest.fixture
async def asking(serving: Any, keys: Any, peers: Peers) -> AsyncIterator[World]:
    async with (
        serving(peers, exchange_secret="between services") as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        world = World(app, client, keys)
        await world.opened()
        yield world


def agreement(world: World, received_at: Any, basis: str = "acceptance") -> AgreementSubmitted:
    return AgreementSubmitted.model_validate(
        {
            "tenant": world.tenant, "subject": new_id(), "sequence": 3, "version": 3, "occurred_at": received_at,
            "actor": ActorRef(role="buyer", id="buyer-1"), "cause": "request", "dispute": world.dispute,
            "proposal": new_id(), "option": OptionRef(kind="replacement", to_buyer=None, to_seller=None),
            "basis": basis, "by": "seller", "received_at": received_at,
            "amount": MoneyRef(amount=8000, currency="EUR"),
        }
    )  # fmt: skip


async def sweep(world: World, clock: Any) -> None:
    clock.time = DUE + FIRING_GRACE
    await world.app.state.service.sweeper.fire_due()


async def test_prm_1_an_agreement_in_time_is_decided_before_evidence_lapses(asking, clock, peers, rows) -> None:
    request = await asking.asked()
    accepted = agreement(asking, DUE - INSTANT)
    peers.submitted, peers.decides = [accepted], False

    await sweep(asking, clock)

    assert (await asking.state(request), peers.handed_over) == ("open", [accepted.id])
    peers.decides = True
    await rows(TRY_AGAIN)
    await sweep(asking, clock)
    assert await asking.state(request) == "lapsed"


@pytest.mark.parametrize("who", ["mediation", "disputes"])
async def test_prm_1_nothing_lapses_while_it_cannot_be_known(asking, clock, peers, rows, who: str) -> None:
    request = await asking.asked()
    peers.away = {who}

    await sweep(asking, clock)

    assert await asking.state(request) == "open"
    peers.away = set()
    await rows(TRY_AGAIN)
    await sweep(asking, clock)
    assert await asking.state(request) == "lapsed"


async def test_prm_1_an_agreement_that_came_later_waits_for_the_lapse_and_not_the_other_way(
    asking, clock, peers
) -> None:
    request = await asking.asked()
    peers.submitted, peers.decides = [agreement(asking, DUE)], False

    await sweep(asking, clock)

    assert (await asking.state(request), peers.handed_over) == ("lapsed", [])


async def test_prm_1_silence_that_agrees_comes_first_at_the_same_instant(asking, clock, peers) -> None:
    request = await asking.asked()
    peers.submitted, peers.decides = [agreement(asking, DUE, "silence")], False

    await sweep(asking, clock)

    assert await asking.state(request) == "open"


async def test_prm_1_more_time_given_in_time_is_heard_of_before_the_lapse(asking, clock, peers) -> None:
    request = await asking.asked()
    peers.told = [
        DeadlineExtended(
            tenant=asking.tenant, subject=asking.dispute, sequence=8, version=8, occurred_at=DUE - INSTANT,
            actor=ActorRef(role="operator", id="olga"), cause="request", escrow=asking.escrow, deadline="evidence",
            request=request, due_at=LATER, reason_code="holiday", received_at=DUE - INSTANT,
        )
    ]  # fmt: skip

    await sweep(asking, clock)

    assert await asking.state(request) == "open"


async def test_prm_5_a_request_lapses_at_its_cut_off_however_late_the_worker(asking, clock, rows) -> None:
    await asking.asked()
    clock.time = DUE + timedelta(seconds=47)

    await asking.app.state.service.sweeper.fire_due()

    told = await rows(
        "SELECT convert_from(body, 'UTF8')::jsonb ->> 'occurred_at', convert_from(body, 'UTF8')::jsonb "
        "->> 'recorded_at' FROM evidence.outbox WHERE topic = 'evidence.request-lapsed.v1'"
    )
    assert [tuple(map(datetime.fromisoformat, row)) for row in told] == [(DUE, clock.time)]

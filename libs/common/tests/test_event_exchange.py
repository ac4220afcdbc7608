"""Events asked of their owner, or handed to their reader, before the broker has carried them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from common.execution.catching_up import CatchUpOutcome
from common.internal.event_exchange import event_exchange_router
from common.internal.service_peers import Heard, HttpPeers, PeerAway, PeerCatchUp
from common.kernel.errors import DomainError, Forbidden
from common.messaging.inbox import EventConsumer
from common.web.problems import install_problem_handlers

from .conftest import OTHER_PLATFORM, PLATFORM, Toy, ToyTx
from .test_inbox import Effects, a_message, reader_of
from .test_outbox import a_fact

SECRET = SecretStr("only the services know")


@asynccontextmanager
async def peers_of(
    toy: Toy, reader: EventConsumer[ToyTx], *, secret: str = "", concerning: Mapping[UUID, UUID] | None = None
) -> AsyncIterator[HttpPeers]:
    async def subjects_concerning(tx: ToyTx, asked: Sequence[UUID]) -> list[UUID]:
        return [concerning[one] for one in asked if concerning and one in concerning]

    app = FastAPI()
    install_problem_handlers(app, {Forbidden: 403})
    resolver = None if concerning is None else subjects_concerning
    app.include_router(event_exchange_router(toy.begin, reader, SECRET, resolver))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
        yield HttpPeers(client, {"escrow": "http://owner", "toy": "http://owner"}, secret or SECRET.get_secret_value())


async def publish(toy: Toy, *facts) -> None:
    for fact in facts:
        async with toy.begin(fact.tenant) as tx:
            await tx.publish([fact])


async def test_prm_2_what_is_under_way_is_fetched_from_its_owner_and_takes_effect_once(toy: Toy) -> None:
    effects, fact = Effects(), a_fact()
    reader = reader_of(toy, effects)
    await publish(toy, fact)
    async with peers_of(toy, reader) as peers:
        catch_up = PeerCatchUp(reader, peers)

        first = await catch_up.catch_up_with("escrow", PLATFORM, [fact.subject])
        second = await catch_up.catch_up_with("escrow", PLATFORM, [fact.subject])
        await reader.consume_message(a_message(fact))

    assert (first, second) == (CatchUpOutcome.CAUGHT_UP, CatchUpOutcome.UP_TO_DATE)
    assert effects.done == 1


async def test_prm_2_another_platforms_events_are_not_given(toy: Toy) -> None:
    effects, fact = Effects(), a_fact()
    reader = reader_of(toy, effects)
    await publish(toy, fact)
    async with peers_of(toy, reader) as peers:
        outcome = await PeerCatchUp(reader, peers).catch_up_with("escrow", OTHER_PLATFORM, [fact.subject])

    assert (outcome, effects.done) == (CatchUpOutcome.UP_TO_DATE, 0)


async def test_prm_1_an_event_handed_over_takes_effect_once_even_after_a_failure(toy: Toy) -> None:
    effects, fact = Effects(failures=1), a_fact()
    reader = reader_of(toy, effects)
    async with peers_of(toy, reader) as peers:
        assert await peers.deliver_event("toy", a_message(fact))
        assert await peers.deliver_event("toy", a_message(fact))

    assert effects.done == 1
    assert await toy.scalar("SELECT state FROM escrow.inbox") == "done"


async def test_prm_1_what_cannot_take_effect_yet_is_said_to_wait_and_is_not_lost(toy: Toy) -> None:
    effects = Effects(failures=9)
    reader = reader_of(toy, effects)
    async with peers_of(toy, reader) as peers:
        handled = await peers.deliver_event("toy", a_message(a_fact()))

    assert not handled
    assert await toy.scalar("SELECT state FROM escrow.inbox") == "retry"


async def test_prm_2_an_owner_that_is_away_is_said_to_be_away(toy: Toy) -> None:
    reader = reader_of(toy, Effects())
    async with peers_of(toy, reader, secret="a wrong one") as peers:
        assert await PeerCatchUp(reader, peers).catch_up_with("escrow", PLATFORM, []) is CatchUpOutcome.AWAY
        with pytest.raises(PeerAway):
            await peers.deliver_event("nobody", a_message(a_fact()))


def test_prm_2_a_refusal_names_what_it_rests_on_beside_its_members() -> None:
    assert DomainError("no").rests_on == ()


async def test_wal_f1_what_concerns_a_subject_of_the_asker_is_heard_whole_or_said_to_be_missing(toy: Toy) -> None:
    effects, fact, escrow = Effects(), a_fact(), uuid4()
    reader = reader_of(toy, effects)
    await publish(toy, fact)
    async with peers_of(toy, reader, concerning={escrow: fact.subject}) as peers:
        catch_up = PeerCatchUp(reader, peers)
        assert await catch_up.hear_all_concerning("escrow", PLATFORM, [fact.topic], [escrow, uuid4()]) is Heard.ALL
        assert await catch_up.hear_all_concerning("escrow", PLATFORM, [fact.topic], [escrow]) is Heard.ALL
        assert await catch_up.hear_all_concerning("nobody", PLATFORM, [fact.topic], [escrow]) is not Heard.ALL

    assert effects.done == 1


async def test_wal_f1_what_was_heard_and_could_not_take_effect_is_not_certain(toy: Toy) -> None:
    effects, fact, escrow = Effects(failures=9), a_fact(), uuid4()
    reader = reader_of(toy, effects)
    await publish(toy, fact)
    async with peers_of(toy, reader, concerning={escrow: fact.subject}) as peers:
        assert (
            await PeerCatchUp(reader, peers).hear_all_concerning("escrow", PLATFORM, [fact.topic], [escrow])
            is not Heard.ALL
        )


async def test_wal_f1_a_service_that_cannot_say_what_concerns_others_never_answers_nothing(toy: Toy) -> None:
    reader = reader_of(toy, Effects())
    async with peers_of(toy, reader) as peers:
        assert (
            await PeerCatchUp(reader, peers).hear_all_concerning("escrow", PLATFORM, ["x"], [uuid4()]) is not Heard.ALL
        )

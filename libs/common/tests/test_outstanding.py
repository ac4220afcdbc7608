"""What waits in an inbox or is parked there: it is neither lost nor passed for heard."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from common.contracts.escrow import PlatformOpened
from common.execution.catching_up import CatchUpOutcome
from common.internal import event_exchange, service_peers
from common.internal.handover import PeerHandover
from common.internal.service_peers import Heard, PeerAway, PeerCatchUp
from common.messaging.bus import Message
from common.messaging.cleaning import OUTBOX_KEPT
from common.messaging.delivery_groups import Delivery
from common.persistence.transaction import EVERY_PLATFORM

from .conftest import PLATFORM, Toy, ToyTx
from .test_event_exchange import peers_of, publish
from .test_groups import deliveries_of, reader_that
from .test_inbox import Effects, a_message, reader_of
from .test_outbox import a_fact

TRY_AGAIN = """UPDATE escrow.inbox SET state = 'retry', attempts = 0, waits = 0, next_attempt_at = now()
WHERE state = 'parked' RETURNING 1"""
AGE = "UPDATE escrow.outbox SET created_at = now() - interval '50 days' RETURNING 1"


async def test_wal_f2_a_message_that_was_malformed_is_carried_out_once_it_can_be_read(toy: Toy) -> None:
    effects, fact = Effects(), a_fact()
    reader = reader_of(toy, effects)
    message = a_message(fact)
    await reader.consume_group([Delivery(str(message.id), message.topic, b"{}")])
    assert await toy.scalar("SELECT state || tenant_id FROM escrow.inbox") == f"parked{EVERY_PLATFORM}"

    # Its reader has been mended, and understands these very bytes.
    await toy.scalar("UPDATE escrow.inbox SET body = :body RETURNING 1", body=message.body)
    await toy.scalar(TRY_AGAIN)
    assert await reader.retry_due() == 1

    assert effects.done == 1
    assert await reader.retry_due() == 0
    row = "SELECT concat_ws(' ', state, tenant_id, subject, sequence) FROM escrow.inbox"
    assert await toy.scalar(row) == f"done {PLATFORM} {fact.subject} 1"


async def test_wal_f2_a_message_that_is_still_malformed_is_parked_again(toy: Toy) -> None:
    reader = reader_of(toy, Effects())
    await reader.consume_group([Delivery("x", PlatformOpened.topic, b"")])
    await toy.scalar(TRY_AGAIN)

    assert (await reader.retry_due(), await reader.retry_due()) == (1, 0)
    assert await toy.scalar("SELECT state FROM escrow.inbox") == "parked"


@pytest.mark.parametrize("failure", [OSError, TimeoutError])
async def test_an_event_whose_handler_lost_its_connection_is_not_taken_for_done(
    toy: Toy, failure: type[Exception]
) -> None:
    done: list[UUID] = []
    failing = {(first := a_fact()).id}

    async def take(tx: ToyTx, context: object, fact: PlatformOpened) -> None:
        if fact.id in failing:
            raise failure
        done.append(fact.id)

    reader, second = reader_that(toy, take), a_fact()
    await reader.consume_group(deliveries_of(first, second))
    assert await toy.scalar("SELECT state FROM escrow.inbox WHERE event_id = :id", id=first.id) == "retry"
    failing.clear()
    await toy.scalar("UPDATE escrow.inbox SET next_attempt_at = now() WHERE state = 'retry' RETURNING 1")
    await reader.retry_due()

    assert done[-1] == first.id
    assert await toy.scalar("SELECT count(*) FROM escrow.inbox WHERE state = 'done'") == 2


# Hearing


async def test_wal_f1_more_events_than_fit_into_one_answer_are_fetched_part_by_part(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_exchange, "MAX_EVENTS", 2)
    effects, subjects = Effects(), [uuid4(), uuid4()]
    reader = reader_of(toy, effects)
    await publish(toy, *(a_fact(subject=subject, sequence=n) for n in (1, 2, 3) for subject in subjects))
    async with peers_of(toy, reader) as peers:
        catch_up = PeerCatchUp(reader, peers)
        assert await catch_up.hear_all_of("escrow", PLATFORM, subjects) is Heard.ALL
        assert effects.done == 6

        monkeypatch.setattr(service_peers, "MAX_PARTS", 2)
        assert await catch_up.hear_all_of("escrow", PLATFORM, subjects) is Heard.NOT_ALL
        assert await catch_up.catch_up_with("escrow", PLATFORM, subjects) is CatchUpOutcome.AWAY
        assert await catch_up.hear_all_of("escrow", PLATFORM, subjects[:1]) is Heard.ALL


async def test_wal_f1_what_is_parked_here_is_not_heard_however_old(toy: Toy) -> None:
    subject, mentioned, other = uuid4(), uuid4(), uuid4()
    parked = a_fact(subject=subject, default_policy=f"agreement_of_{mentioned}")
    await publish(toy, parked)
    await toy.scalar(AGE)
    reader = reader_of(toy, Effects(failures=99))
    await reader.consume_message(a_message(parked))
    async with peers_of(toy, reader, concerning={}) as peers:
        catch_up = PeerCatchUp(reader, peers)
        assert await catch_up.hear_all_of("escrow", PLATFORM, [subject]) is Heard.NOT_ALL
        for one, heard in ((mentioned, Heard.NOT_ALL), (other, Heard.ALL)):
            assert await catch_up.hear_all_concerning("escrow", PLATFORM, [parked.topic], [one]) is heard


class Receiving:
    """Peers of whom one is handed events."""

    def __init__(self) -> None:
        self.handed: list[UUID] = []

    async def query_events(self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]) -> list:
        raise PeerAway(publisher)

    async def deliver_event(self, reader: str, message: Message) -> bool:
        self.handed.append(message.id)
        return True


async def test_what_its_reader_may_have_forgotten_is_not_handed_over_again(toy: Toy) -> None:
    subject, peers = uuid4(), Receiving()
    old, young = (a_fact(subject=subject, sequence=n) for n in (1, 2))
    await publish(toy, old)
    await toy.scalar(AGE)
    await publish(toy, young)
    handover = PeerHandover(toy.begin, PeerCatchUp(reader_of(toy, Effects()), peers))  # type: ignore[arg-type]

    await handover.hand_over("toy", PLATFORM, young.topic, subject, answers_with=subject)

    assert peers.handed == [young.id]
    assert OUTBOX_KEPT.days < 50

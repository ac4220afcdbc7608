"""What an answer said is what happens: a case opened a moment ago takes evidence, and evidence is told by its case."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from common.contracts.disputes import (
    ActionRequired,
    DeadlineExtended,
    DisputeClosed,
    DisputeOpened,
    EvidenceAsked,
    TimeoutRef,
)
from common.contracts.envelope import ActorRef, Event, MoneyRef
from common.contracts.evidence import ItemReceived
from common.internal.service_peers import PeerAway
from common.kernel.ids import format_id, new_id
from common.messaging.bus import Message
from evidence.testing import DUE, NOON, an_image
from services.evidence.tests.conftest import World

SECRET = "a secret between services"


@dataclass
class FakeDisputes:
    """Disputes as a peer, with what it has told."""

    told: list[Event] = field(default_factory=list)
    away: bool = False
    asked: int = 0

    async def query_events(
        self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]
    ) -> list[Message]:
        self.asked += 1
        if self.away or publisher != "disputes":
            raise PeerAway(publisher)
        return [
            Message(event.id, event.topic, event.model_dump_json().encode())
            for event in self.told
            if event.subject in subjects and event.topic in topics
        ]

    async def query_events_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> list[Message]:
        """Disputes finds the case of a request that it has just asked for."""
        asking = [e.subject for e in self.told if isinstance(e, EvidenceAsked) and e.request in concerning]
        return await self.query_events(publisher, tenant, topics, asking)

    async def deliver_event(self, reader: str, message: Message) -> bool:
        if self.away:
            raise PeerAway(reader)
        return True

    async def close(self) -> None:
        pass


@pytest.fixture
def disputes() -> FakeDisputes:
    return FakeDisputes()


@pytest.fixture
async def young(serving: Any, keys: Any, disputes: FakeDisputes) -> AsyncIterator[World]:
    """A case that was opened a moment ago, of which disputes knows and the bus has not brought a word."""
    async with (
        serving(disputes, exchange_secret=SECRET) as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        world = World(app, client, keys)
        disputes.told.append(
            DisputeOpened(
                tenant=world.tenant, subject=world.dispute, sequence=1, version=1, occurred_at=NOON, cause="request",
                actor=ActorRef(role="buyer", id="buyer-1"), escrow=world.escrow, buyer="buyer-1", seller="seller-1",
                claimant="buyer", reason="item_not_received", amount=MoneyRef(amount=8000, currency="EUR"),
                edition="agreement_first-2026-11", stage="agreement",
            )
        )  # fmt: skip
        yield world


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "a-photo"}], ids=["without a key", "with a key"])
async def test_prm_2_a_case_opened_a_moment_ago_takes_a_file(young: World, headers: dict[str, str]) -> None:
    given = await young.upload(an_image("JPEG"), headers=headers)

    assert given.status_code == 201, given.text


async def test_prm_2_a_case_opened_a_moment_ago_takes_a_resumable_upload(young: World) -> None:
    about = f"dispute {encoded(young.dsp)},kind {encoded('photo')},filename {encoded('a.jpg')}"
    headers = {**young.token("buyer"), "Tus-Resumable": "1.0.0", "Upload-Length": "100", "Upload-Metadata": about}

    made = await young.client.post("/v1/evidence/uploads/resumable", headers=headers)

    assert made.status_code == 201, made.text


def encoded(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


async def test_prm_2_a_case_opened_a_moment_ago_shows_its_evidence_and_takes_a_record(young: World) -> None:
    listed = await young.client.get("/v1/evidence", params={"dispute": young.dsp}, headers=young.token("buyer"))
    submitted = await young.submit()

    assert (listed.status_code, listed.json()["data"]) == (200, [])
    assert submitted.status_code == 201, submitted.text


async def test_prm_2_with_disputes_away_a_young_case_is_not_known_yet(young: World, disputes: FakeDisputes) -> None:
    disputes.away = True

    given = await young.upload(an_image("JPEG"), headers={"Idempotency-Key": "a-photo"})
    disputes.away = False
    again = await young.upload(an_image("JPEG"), headers={"Idempotency-Key": "a-photo"})

    assert (given.status_code, given.json()["code"], again.status_code) == (409, "not_known_yet", 201)


@pytest.mark.parametrize("knows", [True, False], ids=["disputes has asked", "disputes has not"])
async def test_prm_2_a_request_made_a_moment_ago_is_read_and_given_for(
    young: World, disputes: FakeDisputes, knows: bool
) -> None:
    photo = (await young.upload(an_image("JPEG"))).json()["id"]
    request = new_id()
    asked = EvidenceAsked(
        tenant=young.tenant, subject=young.dispute, sequence=2, version=2, occurred_at=NOON, cause="request",
        actor=ActorRef(role="operator", id="operator-1"), escrow=young.escrow, request=request, buyer="buyer-1",
        seller="seller-1", party="buyer", kinds=("photo",), level="required", due_at=DUE, anchor_at=NOON,
        since_asked=True,
    )  # fmt: skip
    disputes.told += [asked] if knows else []
    path = f"/v1/evidence/requests/{format_id('req', request)}"

    attached = await young.client.post(f"{path}/items", json={"item": photo}, headers=young.token("buyer"))
    read = await young.client.get(path, headers=young.token("buyer"))

    assert (attached.status_code, read.status_code) == ((200, 200) if knows else (404, 404)), attached.text
    disputes.away = True
    later = f"/v1/evidence/requests/{format_id('req', new_id())}"
    unknown = await young.client.get(later, headers=young.token("buyer"))
    assert (unknown.status_code, unknown.json()["code"]) == (409, "not_known_yet")


async def test_prm_2_an_old_case_that_is_not_known_is_unknown_at_once(young: World, disputes: FakeDisputes) -> None:
    old = format_id("dsp", UUID("01900000-0000-7000-8000-000000000001"))

    listed = await young.client.get("/v1/evidence", params={"dispute": old}, headers=young.token("buyer"))

    assert (listed.status_code, disputes.asked) == (404, 0)


async def test_prm_2_evidence_is_told_to_services_that_ask_by_its_case(young: World) -> None:
    item = (await young.upload(an_image("JPEG"))).json()
    body = {"tenant": str(young.tenant), "topics": [ItemReceived.topic], "concerning": [str(young.dispute)]}

    async def ask(**differently: Any) -> list[Any]:
        answer = await young.client.post(
            "/internal/events/query", json=body | differently, headers={"X-Internal-Secret": SECRET}
        )
        assert answer.status_code == 200, answer.text
        return list(answer.json()["events"])

    [told] = await ask()
    assert format_id("evd", ItemReceived.model_validate_json(told["body"]).subject) == item["id"]
    assert await ask(concerning=[str(new_id())]) == []
    assert await ask(tenant=str(new_id())) == []


def told_of(world: World, event: type[Event], sequence: int, **given: Any) -> Event:
    envelope = {"tenant": world.tenant, "subject": world.dispute, "sequence": sequence, "version": sequence}
    actor = ActorRef(role="operator", id="olga")
    return event(**envelope, occurred_at=NOON, cause="request", actor=actor, escrow=world.escrow, **given)


def asked_for(world: World, request: UUID) -> Event:
    parties = {"buyer": "buyer-1", "seller": "seller-1", "party": "buyer", "kinds": ("photo",)}
    window = {"anchor_at": NOON, "due_at": DUE, "level": "required"}
    return told_of(world, EvidenceAsked, 2, request=request, **parties, **window)


async def test_prm_2_a_request_made_a_moment_ago_takes_what_is_given_for_it(young: World, disputes: Any) -> None:
    await young.submit()
    request = new_id()
    disputes.told.append(asked_for(young, request))

    given = await young.upload(an_image("JPEG"), request=format_id("req", request))
    asked = disputes.asked
    old = await young.upload(an_image("JPEG"), request=format_id("req", UUID("01900000-0000-7000-8000-000000000001")))

    assert given.status_code == 201, given.text
    assert (old.status_code, disputes.asked) == (404, asked)


@pytest.mark.parametrize("named", [True, False], ids=["named", "by its kind"])
async def test_prm_2_time_given_a_moment_ago_counts(young: World, disputes: Any, clock: Any, named: bool) -> None:
    request = new_id()
    disputes.told.append(asked_for(young, request))
    about = {"request": format_id("req", request)} if named else {}
    assert (await young.upload(an_image("JPEG"), **about)).status_code == 201
    clock.time = DUE
    late = await young.upload(an_image("JPEG"), **about)
    assert (late.status_code, late.json()["code"]) == (409, "deadline_passed")

    more = {"deadline": "evidence", "request": request, "due_at": DUE + timedelta(days=1), "reason_code": "x"}
    disputes.told.append(told_of(young, DeadlineExtended, 3, **more, received_at=NOON))

    assert (await young.upload(an_image("JPEG"), **about)).status_code == 201


async def test_prm_2_an_answer_owed_since_a_moment_ago_may_be_proved(young: World, disputes: Any, clock: Any) -> None:
    disputes.told.append(asked_for(young, new_id()))
    assert (await young.upload(an_image("JPEG"))).status_code == 201
    clock.time = DUE
    assert (await young.upload(an_image("JPEG"), kind="other")).status_code == 409
    owed = {"of": "buyer", "acts": ("confirm",), "due_at": DUE + timedelta(days=1)}
    disputes.told.append(told_of(young, ActionRequired, 3, **owed))

    given = await young.upload(an_image("JPEG"), kind="other")

    assert given.status_code == 201, given.text


async def test_prm_35_a_case_that_is_over_says_how_and_when_and_by_whose_silence(world: World) -> None:
    silent = TimeoutRef(deadline="seller_response", owed_by="seller", due_at=NOON, executed="execute_buyer_solution")
    await world.ordered()
    money_is_moving = (await world.submit()).json()
    await world.tell(DisputeClosed, outcome="timeout", timeout=silent)

    over = (await world.submit()).json()

    assert (money_is_moving["code"], money_is_moving["outcome"]) == ("case_closed", "agreement")
    assert (over["code"], over["outcome"], over["ended_at"]) == ("case_closed", "timeout", money_is_moving["ended_at"])
    assert (over["cause"]["owed_by"], over["cause"]["due_at"]) == ("seller", over["due_at"])

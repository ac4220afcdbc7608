"""What an answer said is what happens: deals paid a moment ago, and money that is safe once that was said."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import httpx
import pytest
from asgi_lifespan import LifespanManager
from sqlalchemy import text

from common.contracts.disputes import FreezeRequested
from common.contracts.envelope import Event
from common.contracts.escrow import EscrowCreated, EscrowEvent, EscrowFunded, FreezeRefused
from common.contracts.evidence import ItemReceived, RequestLapsed, RequestSatisfied
from common.contracts.mediation import MediationEvent
from common.internal.service_peers import PeerAway
from common.kernel.ids import new_id, parse_id
from common.messaging.bus import InMemoryBus, Message
from disputes import testing as facts
from disputes.app import create_app
from disputes.cases.queries import list_disputes_concerning
from disputes.testing import BUYER, OPERATOR, SELLER, TENANT, agreed, escrow_told, failed


@dataclass
class FakeEscrow:
    """Escrow as a peer: what it has told, and what it answers to a request for a freeze."""

    told: list[EscrowEvent] = field(default_factory=list)
    away: bool = False
    deaf: bool = False
    """It answers questions and takes nothing."""
    refuses: bool = False
    given: list[Event] = field(default_factory=list)
    """What evidence has received of the case."""
    talks: list[MediationEvent] = field(default_factory=list)
    """What mediation has told of the case."""
    meanwhile: Callable[[], Awaitable[None]] | None = None
    """What happens while it is asked."""
    requests: list[FreezeRequested] = field(default_factory=list)
    asked: int = 0

    async def query_events(
        self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]
    ) -> list[Message]:
        self.asked += 1
        if self.meanwhile is not None:
            await self.meanwhile()
        if self.away or publisher != "escrow":
            raise PeerAway(publisher)
        return [
            Message(event.id, event.topic, event.model_dump_json().encode())
            for event in self.told
            if event.subject in subjects and event.topic in topics
        ]

    async def query_events_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> list[Message]:
        if publisher == "mediation":
            return [Message(event.id, event.topic, event.model_dump_json().encode()) for event in self.talks]
        assert publisher == "evidence"
        return [
            Message(event.id, event.topic, event.model_dump_json().encode())
            for event in self.given
            if event.topic in topics and event.dispute in concerning
        ]

    async def deliver_event(self, reader: str, message: Message) -> bool:
        if self.away or self.deaf or reader != "escrow":
            raise PeerAway(reader)
        if message.topic != FreezeRequested.topic:
            return True
        request = FreezeRequested.model_validate_json(message.body)
        if request.subject not in [earlier.subject for earlier in self.requests]:
            self.requests.append(request)
            self.told.append(self._answer(request))
        return True

    async def close(self) -> None:
        pass

    def _answer(self, request: FreezeRequested) -> EscrowEvent:
        if not self.refuses:
            return facts.frozen(request.subject, request.escrow)
        given = {"version": 2, "state": "released", "held": 0, "dispute": request.subject, "why": "escrow_ended"}
        return escrow_told(FreezeRefused, request.escrow, **given)


@pytest.fixture
def escrow() -> FakeEscrow:
    return FakeEscrow()


@pytest.fixture
async def peered(app, api, clock, escrow):
    """The same service, which has escrow to ask."""
    peered_app = create_app(app.state.service.settings, bus=InMemoryBus(), clock=clock, peers=escrow)
    async with (
        LifespanManager(peered_app, startup_timeout=30, shutdown_timeout=30),
        httpx.AsyncClient(transport=httpx.ASGITransport(peered_app), base_url="http://test") as http,
    ):
        api.app, api.http = peered_app, http
        yield api


def paid(id: UUID, version: int = 1) -> EscrowEvent:
    return escrow_told(EscrowFunded, id, version=version)


def unpaid(id: UUID) -> EscrowEvent:
    return escrow_told(EscrowCreated, id, state="awaiting_funds", held=0, funded_at=None)


async def test_prm_2_a_deal_paid_a_moment_ago_can_be_disputed(peered, escrow, body) -> None:
    deal = new_id()
    escrow.told.append(paid(deal))

    opened = await peered.post(BUYER, "", body(deal))

    assert opened.status_code == 201, opened.text


async def test_prm_2_a_payment_not_heard_of_yet_is_asked_for(peered, escrow, body) -> None:
    deal = new_id()
    await peered.tell(unpaid(deal))
    escrow.told.append(paid(deal, version=2))

    opened = await peered.post(BUYER, "", body(deal))

    assert opened.status_code == 201, opened.text


async def test_prm_2_a_payment_that_the_broker_brings_while_escrow_is_asked_counts(peered, escrow, body) -> None:
    deal = new_id()
    await peered.tell(unpaid(deal))
    escrow.told.append(paid(deal, version=2))
    escrow.meanwhile = lambda: peered.tell(*escrow.told)

    opened = await peered.post(BUYER, "", body(deal))

    assert opened.status_code == 201, opened.text


async def test_prm_2_evidence_given_a_moment_ago_counts_in_a_contest(peered, escrow, start, ruling) -> None:
    edition, why = "report_review-2026-11", "The whole conversation shows another course of things. " * 3
    case = await start(edition, freeze=False)
    await case.tell(RequestSatisfied, "buyer")
    await case.tell(RequestSatisfied, "seller")
    await case.pass_time(hours=48)
    await case.do(OPERATOR, "decision", ruling(edition))
    incomplete = await case.refused(SELLER, "appeals", {"explanation": why})
    given = {"dispute": case.id, "kind": "screenshot", "by": SELLER, "party": "seller", "sha256": "0" * 64}
    given |= {"covers": ("conversation", "contact_id", "call_start_and_end"), "media_type": "image/png", "size": 10}
    escrow.given.append(ItemReceived.model_validate(facts.envelope(new_id(), occurred_at=case.clock.time) | given))

    contested = await case.do(SELLER, "appeals", {"explanation": why})

    assert incomplete["code"] == "appeal_incomplete"
    assert contested["stage"] == "second_review"


async def test_prm_2_with_escrow_away_it_is_not_known_yet_and_the_same_key_is_answered_anew(
    peered, escrow, body
) -> None:
    deal, key = new_id(), {"Idempotency-Key": "an-opening"}
    escrow.told.append(paid(deal))
    escrow.away = True

    early = await peered.post(BUYER, "", body(deal), headers=key)
    escrow.away = False
    later = await peered.post(BUYER, "", body(deal), headers=key)

    assert (early.status_code, early.json()["code"]) == (409, "not_known_yet")
    assert "Retry-After" in early.headers
    assert later.status_code == 201
    assert "Idempotent-Replayed" not in later.headers


async def test_prm_2_what_escrow_confirms_is_refused_as_it_stands(peered, escrow, body) -> None:
    deal = new_id()
    escrow.told.append(unpaid(deal))

    refused = await peered.post(BUYER, "", body(deal))

    assert (refused.status_code, refused.json()["code"]) == (409, "escrow_not_funded")


async def test_prm_2_an_old_or_a_foreign_id_is_unknown_at_once(peered, escrow, body) -> None:
    old, foreign = UUID("01900000-0000-7000-8000-000000000001"), new_id()
    await peered.tell(paid(foreign))

    answers = [
        await peered.post(BUYER, "", body(old)),
        await peered.post("stranger-1", "", body(foreign)),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert escrow.asked == 0


async def test_prm_2_a_young_id_that_escrow_has_not_heard_of_is_unknown(peered, escrow, body) -> None:
    answer = await peered.post(BUYER, "", body(new_id()))

    assert (answer.status_code, escrow.asked) == (404, 1)


async def test_prm_3_an_opening_is_answered_with_the_money_frozen_and_the_clocks_running(peered, escrow, body) -> None:
    deal = new_id()
    await peered.tell(paid(deal))

    opened = (await peered.post(BUYER, "", body(deal))).json()

    assert opened["funds"]["state"] == "frozen"
    assert opened["pending"] == {"what": "negotiation", "of": "mediation"}, "where it is, mediation has not told yet"
    assert opened["status"] == "waiting_for_seller"
    assert opened["next_automatic_action"] is not None
    assert len(escrow.requests) == 1
    assert (await peered.get(SELLER, "/" + opened["id"])).json()["status"] == opened["status"]


async def test_prm_3_the_same_key_is_given_the_answer_that_the_opener_was_given(peered, body) -> None:
    deal, key = new_id(), {"Idempotency-Key": "an-opening"}
    await peered.tell(paid(deal))

    first = await peered.post(BUYER, "", body(deal), headers=key)
    again = await peered.post(BUYER, "", body(deal), headers=key)

    assert again.headers["Idempotent-Replayed"] == "true"
    assert (again.json(), again.headers["ETag"]) == (first.json(), first.headers["ETag"])
    assert again.json()["funds"]["state"] == "frozen"


async def test_prm_3_money_that_has_gone_is_said_to_be_gone(peered, escrow, body) -> None:
    deal = new_id()
    await peered.tell(paid(deal))
    escrow.refuses = True

    opened = await peered.post(BUYER, "", body(deal))

    assert opened.status_code == 201
    assert (opened.json()["status"], opened.json()["outcome"]) == ("closed", "void")
    assert opened.json()["funds"]["state"] == "unfrozen"


@pytest.mark.parametrize("how", ["away", "deaf"])
async def test_prm_3_with_escrow_away_the_answer_says_that_the_money_is_not_safe_yet(
    peered, escrow, body, begin, how
) -> None:
    deal = new_id()
    await peered.tell(paid(deal))
    setattr(escrow, how, True)

    opened = await peered.post(BUYER, "", body(deal))

    assert opened.status_code == 201
    assert (opened.json()["status"], opened.json()["funds"]["state"]) == ("opening", "freeze_requested")
    assert opened.json()["pending"] == {"what": "freeze", "of": "escrow"}
    async with begin(facts.TENANT) as tx:
        waiting = "SELECT count(*) FROM disputes.outbox WHERE topic = :topic AND published_at IS NULL"
        assert (await tx.execute(text(waiting), {"topic": FreezeRequested.topic})).scalar_one() == 1


async def test_prm_3_whatever_fails_after_the_opening_it_is_answered_as_it_was_committed(
    peered, escrow, body, monkeypatch
) -> None:
    deal = new_id()
    await peered.tell(paid(deal))

    async def fail(*_: object) -> bool:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(escrow, "deliver_event", fail)
    opened = await peered.post(BUYER, "", body(deal))

    assert (opened.status_code, opened.json()["pending"]["what"]) == (201, "freeze")


async def test_prm_2_a_stage_entered_by_evidence_a_moment_ago_allows_its_acts(peered, escrow, start, ruling) -> None:
    edition = "agreement_first-2026-11"
    case = await start(edition, freeze=False)
    await peered.tell(facts.failed(case.id))
    early = await case.refused(OPERATOR, "decision", ruling(edition))
    for party, request in (await case.requests()).items():
        about = {"party": party, "due_at": request["due_at"], "occurred_at": case.clock.time}
        escrow.given.append(facts.about_request(RequestSatisfied, parse_id("req", request["id"]), case.id, **about))

    changed = await case.refused(OPERATOR, "decision", ruling(edition))  # the stage was entered while it was asked
    await case.do(OPERATOR, "decision", ruling(edition))

    assert (early["code"], changed["code"]) == ("action_not_allowed_in_state", "version_conflict")


async def test_prm_2_a_clock_that_began_by_talks_ending_a_moment_ago_can_be_extended(peered, escrow, start) -> None:
    case = await start("agreement_first-2026-11", freeze=False)
    more = {"deadline": "evidence", "due_at": "2026-12-20T12:00:00Z", "reason_code": "x"}
    early = await case.refused(OPERATOR, "extend", more)
    escrow.talks.append(facts.failed(case.id))

    extended = await case.do(OPERATOR, "extend", more)

    assert early["code"] == "deadline_unknown"
    assert extended["stage"] != "agreement"


async def test_prm_2_a_case_whose_money_was_frozen_a_moment_ago_takes_acts(peered, escrow, start) -> None:
    escrow.deaf = True
    case = await start("agreement_first-2026-11", freeze=False)
    early = await case.refused(OPERATOR, "pause", {"reason_code": "x"})
    escrow.told.append(facts.frozen(case.id, case.escrow))

    await case.do(OPERATOR, "pause", {"reason_code": "x"})

    assert early["code"] == "action_not_allowed_in_state"


async def test_prm_2_the_case_of_a_request_made_a_moment_ago_is_found_by_it(start, begin) -> None:
    case, other = await start("agreement_first-2026-12"), await start("agreement_first-2026-12")
    for one in (case, other):
        await one.api.tell(failed(one.id, occurred_at=one.clock.time))
    request = parse_id("req", (await case.see())["evidence_requests"][0]["id"])

    async with begin.read(TENANT) as tx:
        by_request = await list_disputes_concerning(tx, [request])
        by_escrow = await list_disputes_concerning(tx, [other.escrow])
        by_none = [await list_disputes_concerning(tx, [unknown]) for unknown in (new_id(), UUID(int=5))]
    async with begin.read(UUID(int=8)) as tx:
        elsewhere = await list_disputes_concerning(tx, [request])

    assert (by_request, by_escrow, by_none, elsewhere) == ([case.id], [other.id], [[], []], [])


# PRM-5: what silence brings about is stamped with its deadline, whichever service's clock it was

LATE = timedelta(seconds=47)


def stamps(told: list[dict]) -> set[tuple[datetime, datetime | None]]:
    return {
        (
            datetime.fromisoformat(event["occurred_at"]),
            event["recorded_at"] and datetime.fromisoformat(event["recorded_at"]),
        )
        for event in told
    }


async def test_prm_5_what_a_lapsed_request_brings_is_stamped_with_its_cut_off_everywhere(start) -> None:
    case = await start("agreement_first-2026-12")
    await case.api.tell(failed(case.id, occurred_at=case.clock.time))
    due_at = datetime.fromisoformat((await case.requests())["seller"]["due_at"])
    case.clock.time = due_at + LATE

    await case.tell(RequestLapsed, "seller", occurred_at=due_at, recorded_at=case.clock.time, why="silence")

    [ordered] = await case.told("disputes.settlement-ordered.v1")
    assert stamps([ordered]) == {(due_at, case.clock.time)}
    seen, step = await case.see(), (await case.api.get(OPERATOR, f"{case.path}/timeline")).json()["data"][-1]
    assert datetime.fromisoformat(seen["settlement"]["ordered_at"]) == due_at
    assert (step["to_state"], *(datetime.fromisoformat(step[of]) for of in ("at", "recorded_at"))) == (
        "settling",
        due_at,
        case.clock.time,
    )


async def test_prm_5_a_clock_of_the_case_stamps_all_that_follows_and_people_stamp_their_own_acts(start) -> None:
    case = await start("live_video-2026-12")
    [cap] = [clock for clock in (await case.see())["deadlines"] if clock["deadline"] == "dispute_hard_cap"]
    due_at = datetime.fromisoformat(cap["due_at"])
    case.clock.time = due_at + LATE
    while await case.api.sweep():
        pass

    seen = await case.see()
    log = (await case.api.get(OPERATOR, f"{case.path}/timeline")).json()["data"]

    assert seen["status"] == "closed"
    assert datetime.fromisoformat(seen["closed_at"]) == due_at
    assert stamps(await case.told("disputes.closed.v1")) == {(due_at, case.clock.time)}
    assert [step["recorded_at"] is None for step in log] == [True, False, False], "the freeze happened by itself, too"
    assert datetime.fromisoformat(log[-1]["at"]) == due_at


async def test_prm_5_what_follows_from_an_act_in_mediation_or_evidence_has_one_instant_everywhere(start) -> None:
    """A seller refuses, gives the evidence, both agree: the case hears of each late, and bears its instant."""
    case = await start("agreement_first-2026-12", options=[{"kind": "refund_full"}])
    refused_at = case.clock.time
    case.clock.time = refused_at + LATE
    await case.api.tell(failed(case.id, occurred_at=refused_at))
    given_at = case.clock.time
    case.clock.time = given_at + LATE
    await case.tell(RequestSatisfied, "seller", occurred_at=given_at)
    agreed_at = case.clock.time
    case.clock.time = agreed_at + LATE

    await case.api.tell(agreed(case.id, occurred_at=agreed_at))

    log = (await case.api.get(OPERATOR, f"{case.path}/timeline")).json()["data"][-3:]
    assert [datetime.fromisoformat(step["at"]) for step in log] == [refused_at, given_at, agreed_at]
    assert [datetime.fromisoformat(step["recorded_at"]) - LATE for step in log] == [refused_at, given_at, agreed_at]
    assert stamps((await case.told("disputes.stage-entered.v1"))[-2:]) == {
        (refused_at, refused_at + LATE),
        (given_at, given_at + LATE),
    }
    assert stamps(await case.told("disputes.settlement-ordered.v1")) == {(agreed_at, agreed_at + LATE)}
    assert datetime.fromisoformat((await case.see())["settlement"]["ordered_at"]) == agreed_at


async def test_prm_5_what_follows_from_a_fact_of_escrow_has_one_instant_everywhere(start) -> None:
    """However late it is heard of: in the case, in its log, in its story, and in what everybody else is told."""
    case = await start("agreement_first-2026-12", options=[{"kind": "refund_full"}])
    await case.do(SELLER, "accept-claim")
    instruction = parse_id("ins", (await case.see())["settlement"]["instruction"])
    paid_at = case.clock.time
    paid = facts.settled(case.id, case.escrow, instruction, 8000, 0).model_copy(update={"occurred_at": paid_at})
    case.clock.time = paid_at + LATE

    await case.api.tell(paid)

    seen, log = await case.see(), (await case.api.get(OPERATOR, f"{case.path}/timeline")).json()["data"]
    story = (await case.api.get(OPERATOR, f"{case.path}/story?limit=100")).json()["data"]
    assert stamps(await case.told("disputes.closed.v1")) == {(paid_at, case.clock.time)}
    times = [seen["closed_at"], log[-1]["at"], story[-1]["at"], story[-2]["at"]]
    assert {datetime.fromisoformat(at) for at in times} == {paid_at}
    assert [entry["kind"] for entry in story[-2:]] == ["money_paid", "closed"]
    assert datetime.fromisoformat(log[-1]["recorded_at"]) == case.clock.time

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import orjson
import pytest
from asgi_lifespan import LifespanManager
from sqlalchemy import select, text

from common.contracts import evidence
from common.contracts.catalogue import EVENT_OF_TOPIC
from common.contracts.disputes import OptionRef
from common.contracts.envelope import MoneyRef
from common.contracts.escrow import EscrowFunded
from common.contracts.evidence import RequestLapsed, RequestSatisfied
from common.jobs.deadlines import FIRING_GRACE
from common.kernel.ids import format_id, new_id, parse_id
from common.kernel.money import Split
from common.messaging.bus import InMemoryBus, Message
from common.persistence.database import Database
from common.persistence.transaction import Transactions
from deploy.proof.testing.tenant_conditions import watch_statements
from disputes import schema
from disputes import testing as facts
from disputes.app import create_app, publish_editions
from disputes.cases.contract_mapping import snapshot_to_ref
from disputes.cases.rows import dispute_from_row
from disputes.cases.tables import APPROVAL_LIMIT, disputes
from disputes.editions.catalogue import EditionCatalogue
from disputes.journal.model import EntryKind
from disputes.policy.files import loader
from disputes.policy.vocabulary import Act, OpeningRequirement
from disputes.settings import Settings
from disputes.simulation.queries import get_histories
from disputes.simulation.replay import recorded_result, replay_case
from disputes.testing import (
    BUYER,
    NOON,
    OPERATOR,
    POLICIES,
    POLICY,
    TENANT,
    about_request,
    escrow_told,
    failed,
    settled,
)
from disputes.testing import frozen as frozen_fact
from disputes.transaction import DisputesTransaction, disputes_transactions

OWN = disputes.c.tenant_id == TENANT


@pytest.fixture(autouse=True)
def every_statement_asks_by_tenant():
    with watch_statements(schema.infrastructure, schema.metadata):
        yield


class Clock:
    """A present the test can move."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self):
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def begin(database, clock) -> AsyncIterator[Transactions[DisputesTransaction]]:
    opened = Database(database.url("disputes"), pool_size=2)
    begin = disputes_transactions(opened, EditionCatalogue(POLICIES), clock)
    await publish_editions(begin, POLICIES, loader.select_current_editions(POLICIES, ""))
    yield begin
    await opened.close()


@pytest.fixture
async def app(database, keys, clock, begin):
    settings = Settings(
        env="test",
        database_url=database.url("disputes"),
        bus_url="memory://",
        jwks=str(keys.jwks_path),
        secret="a secret for cursors in tests",
        workers=False,
        require_durable_database=False,
    )
    app = create_app(settings, bus=InMemoryBus(), clock=clock)
    async with LifespanManager(app, startup_timeout=30, shutdown_timeout=30):
        yield app


class Api:
    """The service as callers of several roles use it, and its inbox as others fill it."""

    def __init__(self, app, http: httpx.AsyncClient, keys) -> None:
        self.app, self.http, self.keys = app, http, keys

    def headers(self, who: str, **claims) -> dict[str, str]:
        role = who.partition("-")[0]
        given = {"tenant": TENANT, "sub": who, "role": role if role != "stranger" else "buyer", **claims}
        return {"Authorization": f"Bearer {self.keys.token(**given)}", "Idempotency-Key": str(new_id())}

    async def post(
        self, who: str, path: str, body=None, *, root="/v1/disputes", scope="decide", headers=None, **claims
    ):
        given = self.headers(who, scope=scope, **claims) | (headers or {})
        return await self.http.post(f"{root}{path}", json=body, headers=given)

    async def get(self, who: str, path: str = "", root: str = "/v1/disputes", scope="read decide lead", **claims):
        return await self.http.get(f"{root}{path}", headers=self.headers(who, scope=scope, **claims))

    async def put(self, who: str, path: str, body, *, headers=None, scope="lead", **claims):
        given = self.headers(who, scope=scope, **claims) | (headers or {})
        return await self.http.put(f"/v1{path}", json=body, headers=given)

    async def delete(self, who: str, path: str, *, scope="lead", **claims):
        return await self.http.delete(f"/v1{path}", headers=self.headers(who, scope=scope, **claims))

    async def tell(self, *facts) -> None:
        for fact in facts:
            message = Message(fact.id, fact.topic, fact.model_dump_json().encode())
            await self.app.state.service.consumer.consume_message(message)

    async def sweep(self) -> int:
        return await self.app.state.service.sweeper.fire_due()


@pytest.fixture
async def api(app, keys, replay_check) -> AsyncIterator[Api]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        yield Api(app, http, keys)


@pytest.fixture
async def replay_check(app) -> AsyncIterator[None]:
    """Fails at the end of a test whose closed cases, played again, go otherwise than they went, or whose cases have
    changed without an event for partners."""
    yield
    await assert_history_is_reproduced(app)
    await assert_everything_was_told(app)


async def assert_history_is_reproduced(app) -> None:
    """Whatever story a test has told: played again through the edition in force, its closed cases go as they went."""
    service = app.state.service
    async with service.executor.begin.read(TENANT) as tx:
        closed = (OWN, disputes.c.state == "closed", disputes.c.outcome != "void")
        rows = await tx.execute(select(disputes, APPROVAL_LIMIT).where(*closed))
        for case in [dispute_from_row(row) for row in rows]:
            journals, places = await get_histories(tx, [case.id])
            if not journals[case.id] or journals[case.id][0].kind is not EntryKind.FROZEN:
                continue  # a test has put it where it is: it has no history
            before = recorded_result(case, places[case.id], journals[case.id])
            after = replay_case(case, journals[case.id], await tx.policies.get_for_dispute(case))
            went = [(one.places, one.outcome, one.split, one.touches, one.ended_at) for one in (before, after)]
            assert went[1] == went[0], journals[case.id]


async def assert_everything_was_told(app) -> None:
    """PRM-4: whoever reads nothing but public events knows each case as it stands, by the snapshot of the last one."""
    service = app.state.service
    outbox = text("SELECT topic, body FROM disputes.outbox WHERE subject = :subject ORDER BY position")
    async with service.executor.begin.read(TENANT) as tx:
        for case in [dispute_from_row(row) for row in await tx.execute(select(disputes).where(OWN))]:
            told = [row for row in await tx.execute(outbox, {"subject": case.id}) if EVENT_OF_TOPIC[row.topic].public]
            if not told:
                continue  # a test has put it where it is
            last = json.loads(bytes(told[-1].body))
            now = snapshot_to_ref(case, await tx.policies.get_for_dispute(case))
            assert (last["version"], last["snapshot"]) == (case.version, now.model_dump(mode="json")), last["type"]


def opening(escrow, **differently) -> dict:
    given = {
        "escrow": format_id("esc", escrow),
        "reason": "item_not_received",
        "claimed": {"amount": 8000, "currency": "EUR"},
        "options": [{"kind": "refund_full"}, {"kind": "refund_partial", "basis_points": 5000}],
        "explanation": "It has not arrived.",
    }
    return given | differently


@pytest.fixture
def body():
    return opening


class Case:
    """One case of a programme, driven as its people and the other services drive it."""

    def __init__(self, api: Api, clock: Clock, begin, escrow, answer) -> None:
        self.api, self.clock, self.begin, self.escrow = api, clock, begin, escrow
        self.answer = answer
        self.path = "/" + answer["id"]
        self.id = parse_id("dsp", answer["id"])

    async def frozen(self) -> Case:
        await self.api.tell(facts.frozen(self.id, self.escrow, occurred_at=self.clock.time))
        return self

    async def see(self, who: str = OPERATOR, **claims) -> dict:
        response = await self.api.get(who, self.path, **claims)
        assert response.status_code == 200, response.text
        return response.json()

    async def try_(self, who: str, act: str, body=None, **given):
        """Whatever the answer is."""
        return await self.api.post(who, f"{self.path}/{act}", body, **given)

    async def do(self, who: str, act: str, body=None, **given) -> dict:
        if act in ("decision", "verification"):
            given.setdefault("headers", {"If-Match": f'"{(await self.see())["version"]}"'})
        response = await self.try_(who, act, body, **given)
        assert response.status_code in (200, 201), response.text
        return response.json()

    async def refused(self, who: str, act: str, body=None, **given) -> dict:
        if act in ("decision", "verification"):
            given.setdefault("headers", {"If-Match": f'"{(await self.see())["version"]}"'})
        response = await self.try_(who, act, body, **given)
        assert response.status_code >= 400, response.text
        problem = response.json()
        return {"status": response.status_code, **problem}

    async def requests(self) -> dict[str, dict]:
        return {request["party"]: request for request in (await self.see())["evidence_requests"]}

    async def tell(self, kind, party: str, **differently) -> None:
        request = (await self.requests())[party]
        id = parse_id("req", request["id"])
        given = {"party": party, "due_at": request["due_at"], "occurred_at": self.clock.time, **differently}
        await self.api.tell(facts.about_request(kind, id, self.id, **given))

    async def item(self, party: str | None, *covers: str, kind: str = "screenshot", provenance: str = "given") -> UUID:
        id = uuid4()
        by = OPERATOR if party is None else f"{party}-1"
        given = {"dispute": self.id, "kind": kind, "by": by, "party": party, "covers": covers}
        given |= {"sha256": "0" * 64, "media_type": "image/png", "size": 10, "occurred_at": self.clock.time}
        given |= {"provenance": provenance}
        await self.api.tell(evidence.ItemReceived.model_validate(facts.envelope(id) | given))
        return id

    async def agree(
        self, kind: str, to_buyer: int | None = None, *, whole: int = 8000, reduction: int | None = None, **differently
    ) -> None:
        split = None if to_buyer is None else Split(facts.eur(to_buyer), facts.eur(whole - to_buyer))
        reduced = None if reduction is None else facts.eur(reduction)
        option = OptionRef.from_split(kind, split, fee=0, reduction=reduced)
        about = {"occurred_at": self.clock.time, "amount": MoneyRef.from_money(facts.eur(whole))}
        await self.api.tell(facts.agreed(self.id, option=option, **about | differently))

    async def settled(self) -> dict:
        paid = (await self.see())["settlement"]
        parts = paid["to_buyer"]["amount"], paid["to_seller"]["amount"]
        await self.api.tell(facts.settled(self.id, self.escrow, parse_id("ins", paid["instruction"]), *parts))
        return await self.see()

    async def pass_time(self, **delta) -> dict:
        """So much time passes, and the worker comes after its grace."""
        self.clock.time += timedelta(**delta)
        self.clock.time += FIRING_GRACE
        while await self.api.sweep():
            pass
        self.clock.time -= FIRING_GRACE
        return await self.see()

    async def told(self, topic: str) -> list[dict]:
        async with self.begin(TENANT) as tx:
            query = text("SELECT body FROM disputes.outbox WHERE topic = :t AND subject = :s ORDER BY position")
            rows = (await tx.execute(query, {"t": topic, "s": self.id})).all()
        return [json.loads(bytes(row.body)) for row in rows]

    async def log(self) -> list[tuple[str, str]]:
        moves = (await self.api.get(OPERATOR, f"{self.path}/timeline")).json()["data"]
        return [(move["to_state"], move["cause"]) for move in moves]


def rel(case: dict) -> set[str]:
    return {action["rel"] for action in case["allowed_actions"]}


@pytest.fixture
def may():
    return rel


@pytest.fixture
def start(api, clock, begin):
    """Open a case of an edition; the money is frozen unless `freeze=False`."""

    async def start(edition: str, who: str = BUYER, *, freeze: bool = True, funded_at=None, **differently) -> Case:
        escrow = uuid4()
        known = {"policy": edition, "funded_at": funded_at or clock.time}
        await api.tell(facts.escrow_told(EscrowFunded, escrow, **known))
        given = opening(escrow) | {"reason": next(iter(POLICIES[edition].reasons))}
        if OpeningRequirement.OPTIONS not in POLICIES[edition].opening_requirements:
            del given["options"]
        if OpeningRequirement.NEED in POLICIES[edition].opening_requirements:
            given["need"] = "The seller says it was handed over."
        if OpeningRequirement.TRANSACTION in POLICIES[edition].opening_requirements:
            price = {"amount": 10_000, "currency": "EUR"}
            given["transaction"] = {"item": "One bicycle", "agreed_price": price, "terms": "Collected in person."}
        response = await api.post(who, "", given | differently)
        assert response.status_code == 201, response.text
        case = Case(api, clock, begin, escrow, response.json())
        return await case.frozen() if freeze else case

    return start


@pytest.fixture
def ruling():
    """The body of a decision as an edition wants it."""

    def ruling(edition: str, outcome: str = "refund_full", **differently) -> dict:
        policy = POLICIES[edition]
        points = [{"code": point.code, "finding": "yes"} for point in policy.checklists.get(Act.DECIDE, ())]
        given = {
            "outcome": outcome, "responsible": "seller", "reason_code": policy.rulings.reason_codes[0],
            "policy_reference": "Rule 1", "explanation": "So it is.",
        }  # fmt: skip
        return given | ({"checks": points} if points else {}) | differently

    return ruling


class Cases:
    """Cases brought to the point where operators decide."""

    def __init__(self, api, clock) -> None:
        self.api, self.clock = api, clock

    async def opened(self, edition=POLICY.edition, *, opened_by=BUYER, **differently) -> tuple[UUID, str]:
        escrow = uuid4()
        policy = POLICIES[edition]
        at = {"funded_at": self.clock.time, "delivered_at": self.clock.time, "policy": edition}
        at |= differently.pop("escrow", {})
        await self.api.tell(escrow_told(EscrowFunded, escrow, **at))
        body = opening(escrow, reason=next(iter(policy.reasons)))
        if OpeningRequirement.OPTIONS not in policy.opening_requirements:
            body["options"] = []
        response = await self.api.post(opened_by, "", body | differently)
        assert response.status_code == 201, response.text
        path = response.json()["id"]
        await self.api.tell(frozen_fact(parse_id("dsp", path), escrow, **at, occurred_at=self.clock.time))
        return escrow, path

    async def reviewed(self, edition=POLICY.edition, **differently) -> tuple[UUID, str]:
        """In `agreement_first` after the proof was given, in `report_review` after nothing was."""
        escrow, path = await self.opened(edition, **differently)
        dispute = parse_id("dsp", path)
        if POLICIES[edition].negotiation:
            await self.api.tell(failed(dispute, occurred_at=self.clock.time))
        over = RequestSatisfied if POLICIES[edition].negotiation else RequestLapsed
        case = (await self.api.get(OPERATOR, f"/{path}")).json()
        for asked in case["evidence_requests"]:
            at = {"due_at": self.clock.time, "occurred_at": self.clock.time, "why": "invalid"}
            await self.api.tell(about_request(over, parse_id("req", asked["id"]), dispute, **at))
        return escrow, path

    async def decide(self, path, who=OPERATOR, **differently):
        case = (await self.api.get(who, f"/{path}")).json()
        ruling = {
            "outcome": "refund_full",
            "responsible": "seller",
            "reason_code": POLICIES[case["policy"]["edition"]].rulings.reason_codes[0],
            "policy_reference": "4.2",
            "explanation": "So it is.",
        }
        return await self.api.post(
            who, f"/{path}/decision", ruling | differently, headers={"If-Match": f'"{case["version"]}"'}
        )

    async def settle(self, escrow, path) -> None:
        case = (await self.api.get(OPERATOR, f"/{path}")).json()
        to_buyer, to_seller = (case["settlement"][side]["amount"] for side in ("to_buyer", "to_seller"))
        instruction = parse_id("ins", case["settlement"]["instruction"])
        fact = settled(parse_id("dsp", path), escrow, instruction, to_buyer, to_seller)
        await self.api.tell(fact.model_copy(update={"occurred_at": self.clock.time}))


@pytest.fixture
def cases(api, clock) -> Cases:
    return Cases(api, clock)


@pytest.fixture
def told(begin):
    async def bodies(topic: str) -> list[dict]:
        query = text("SELECT body FROM disputes.outbox WHERE topic = :t ORDER BY position")
        async with begin.database.worker_transaction() as connection:
            return [orjson.loads(bytes(row.body)) for row in await connection.execute(query, {"t": topic})]

    return bodies


@pytest.fixture(scope="session")
def policy_text() -> str:
    """An edition as a platform may publish it today."""
    return loader.read_sources()["agreement_first-2026-12"]

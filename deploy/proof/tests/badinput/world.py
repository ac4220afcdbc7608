"""A suite with two platforms and their people, everything there is of each kind, and what may never change by it."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
from PIL import Image

from common.kernel.ids import parse_id
from common.messaging.bus import InMemoryBus
from deploy.local.keys import ensure_key_pair
from deploy.local.suite import SERVICES
from deploy.proof.smoke.suite import Suite, environment, serving
from deploy.proof.testing.databases import Database
from deploy.proof.testing.event_streams import cut_streams
from deploy.proof.testing.market import Case, Market, Person, euro_amount, open_market, wait_until
from deploy.proof.testing.tokens import Keys

LOCAL: Final = "127.0.0.2/32"
"""Where a receiver may stand in these tests. The usual 127.0.0.1 is forbidden here, as it is in production."""
HOOK: Final = "http://127.0.0.2:47999/hooks"
NIL: Final = UUID(int=0)


def _photo() -> bytes:
    photo = BytesIO()
    Image.new("RGB", (32, 32), "red").save(photo, "JPEG")
    return photo.getvalue()


PHOTO: Final = _photo()
SECRET: Final = "whsec_" + base64.b64encode(b"x" * 32).decode()
TEXT: Final = {"title": "Parcel lost", "reason_code": "not_delivered", "text": "The carrier has lost it."}
SCOPES: Final = "read decide lead"
PEOPLE: Final = {"buyer": "anna", "seller": "sam", "representative": "sam", "operator": "olga", "platform": "platform"}
# What happens around a request, whether or not it is refused; everything else is compared.
# Fingerprints of files are worked out in their own time.
PLUMBING: Final = ("idempotency", "log_entries", "log_chain", "inbox", "clocks", "alembic_version", "fingerprints")
# Nothing of ours may shine through an answer.
LEAKS: Final = (
    "Traceback", "sqlalchemy", "asyncpg", "pydantic", "/site-packages", ".py",
    "SELECT ", "INSERT ", "UPDATE ", "psycopg",
)  # fmt: skip
TABLES: Final = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY($1) AND NOT c.relname = ANY($2) ORDER BY 1, 2
"""


@dataclass
class Side:
    """One platform as its people see it, and the ids of what it has."""

    market: Market
    tenant: UUID
    ids: dict[str, Any]
    by_service: dict[str, dict[str, Any]] = field(default_factory=dict)
    elsewhere: dict[str, dict[str, str]] = field(default_factory=dict)
    """By service: escrow and dispute of another case of the same people, which `ids` say nothing of."""

    def of(self, service: str) -> Mapping[str, Any]:
        return {**self.ids, **self.by_service.get(service, {})}


@dataclass
class World:
    suite: Suite
    keys: Keys
    sql: asyncpg.Connection
    database: Database
    fingerprint: str
    ours: Side
    theirs: Side
    known: tuple[Any, ...] | None = None

    @property
    def client(self) -> httpx.AsyncClient:
        return self.suite.client

    def token(self, role: str, *, sub: str | None = None, side: Side | None = None, **claims: Any) -> str:
        tenant = NIL if role == "admin" else (side or self.ours).tenant
        given = {"scope": SCOPES if role == "operator" else "", "sub": sub or PEOPLE.get(role, role), **claims}
        return self.keys.token(tenant=tenant, role=role, **given)

    def headers(self, role: str, **how: Any) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(role, **how)}", "Idempotency-Key": uuid4().hex}

    async def now(self) -> tuple[Any, ...]:
        """Any write to any table of the business changes this, even one that changes nothing."""
        return tuple(await self.sql.fetchrow(self.fingerprint))

    def keep_people(self) -> None:
        """Tokens last five minutes; these tests may take longer."""
        for side in (self.ours, self.theirs):
            for role in ("platform", "buyer", "seller", "operator"):
                getattr(side.market, role).token = self.token(role, side=side)

    async def settle(self) -> None:
        """No fact is under way any more."""
        for side in (self.ours, self.theirs):
            await side.market.settle_events()
        self.known = await self.now()

    async def unchanged(self) -> None:
        assert await self.now() == self.known, f"changed: {await self.difference()}"

    async def ready(self) -> None:
        for service in SERVICES:
            answer = await self.client.get(f"/health/{service}/ready")
            assert answer.status_code == 200, answer.text

    async def difference(self) -> list[str]:
        now = await self.sql.fetchrow(self.fingerprint)
        changed = [name for (name, value), was in zip(now.items(), self.known or (), strict=False) if value != was]
        self.known = tuple(now)  # the next test is not to blame
        return changed


@asynccontextmanager
async def built(database: Database, state: Path) -> AsyncIterator[World]:
    bus = InMemoryBus(expects=len(SERVICES))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**environment(database, state), "NOTIFICATIONS_LOCAL_RECEIVERS": LOCAL}.items():
            patch.setenv(name, value)
        running = serving(database, state, dict.fromkeys(SERVICES, bus))
        suite = await running.__aenter__()
    transport = suite.client._transport
    assert isinstance(transport, httpx.ASGITransport), "the services run in this process"
    transport.app = cut_streams(transport.app)
    try:
        sql = await asyncpg.connect(database.admin_url.replace("+asyncpg", ""))
        ours, theirs = await _side(suite), await _side(suite)
        world = World(
            suite, Keys(ensure_key_pair(state / "keys")), sql, database, await _fingerprint(sql), ours, theirs
        )
        world.keep_people()
        await world.settle()
        yield world
        await sql.close()
    finally:
        await running.__aexit__(None, None, None)


async def _fingerprint(sql: asyncpg.Connection) -> str:
    """A row's xmin is the transaction that wrote it."""
    found = await sql.fetch(TABLES, list(SERVICES), list(PLUMBING))
    columns = [
        f"(SELECT count(*)::text || ':' || coalesce(sum(xmin::text::bigint), 0) FROM {name}) AS \"{name}\""
        for name in (f"{schema}.{table}" for schema, table in found)
    ]
    return f"SELECT {', '.join(columns)}"


async def _side(suite: Suite) -> Side:
    """A delivered escrow, a case under negotiation and one with requests for evidence, an endpoint and a delivery."""
    market = await open_market(suite.client, suite.admin_secret)
    plain = await market.deliver_deal()
    talking = await (await market.deliver_deal()).open_negotiated()
    argued = await (await market.deliver_deal()).open_negotiated()
    await _escalated(market, argued)
    home, _ = await talking.read_newest_proposal()
    ids: dict[str, Any] = {
        "escrow": plain.id, "dispute": talking.id, "mediation": home.split("/")[3], "number": 1,
        "participant": "anna",
        "edition": (await talking.read_case())["policy"]["edition"],
    }  # fmt: skip
    ids |= await _platform(suite, market) | await _evidence(market, argued.id) | await _webhooks(market)
    ids |= {"text": (await market.platform.perform_act("/v1/reason-texts", TEXT))["id"]}
    particular = {
        "escrow": {"buyer": "anna", "seller": "sam"},
        "disputes": {
            "text": ids.pop("text"),
            "disputes": [talking.id],
            "deadline": "negotiation",
            "from": "2026-11-23T12:00:00Z",
        },
        "evidence": {"dispute": argued.id, "tus": _tus(argued.id)},
        "mediation": {"edition": "guided_solutions-2026-11"},
        "notifications": {
            "url": HOOK,
            "secret": SECRET,
            "since": "2026-11-24T12:00:00Z",
            "until": "2026-11-25T12:00:00Z",
        },
    }
    return Side(market, parse_id("plt", ids["platform"]), ids, particular, await _elsewhere(talking, argued))


async def _elsewhere(talking: Case, argued: Case) -> dict[str, dict[str, str]]:
    both = [{"escrow": (await one.read_case())["escrow"], "dispute": one.id} for one in (talking, argued)]
    return {service: both[service != "evidence"] for service in SERVICES}


async def _escalated(market: Market, case: Case) -> None:
    proposal, version = await case.read_newest_proposal()
    offer = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
    await market.seller.perform_act(f"{proposal}/counter", offer)
    proposal, version = await case.read_newest_proposal()
    await market.buyer.perform_act(f"{proposal}/reject", {"version": version})
    await case.wait_for(stage="defect_proof")


async def _platform(suite: Suite, market: Market) -> dict[str, Any]:
    claims = json.loads(_middle(market.platform.token))
    form = {"grant_type": "client_credentials"}
    answer = await suite.client.post("/oauth/token", data=form, auth=("admin", suite.admin_secret))
    admin = Person(suite.client, answer.json()["access_token"])
    secret = await admin.perform_act(f"/v1/platforms/{claims['sub']}/secrets")
    return {"platform": claims["sub"], "secret": secret["id"], "client_secret": secret["client_secret"]}


def _middle(token: str) -> bytes:
    part = token.split(".")[1]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


async def _evidence(market: Market, dispute: str) -> dict[str, Any]:
    async def requests() -> list[dict[str, Any]]:
        return list((await market.buyer.get(f"/v1/evidence/requests?dispute={dispute}"))["data"])

    found = await wait_until("a request for evidence", requests, bool)
    upload = f"/v1/evidence/uploads?dispute={dispute}&kind=photo&filename=crack.jpg"
    item = await market.buyer.perform_act(upload, PHOTO, content_type="image/jpeg")
    begun = await market.buyer.post("/v1/evidence/uploads/resumable", b"", **_tus(dispute))
    assert begun.status_code == 201, begun.text
    return {"request": found[0]["id"], "item": item["id"], "upload": begun.headers["location"].rpartition("/")[2]}


def _tus(dispute: str) -> dict[str, str]:
    about = {"dispute": dispute, "kind": "photo", "filename": "crack.jpg"}
    told = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in about.items())
    return {"Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Metadata": told, "Upload-Offset": "0"}


async def _webhooks(market: Market) -> dict[str, Any]:
    """Disabled once it has something to show, so that nothing is sent behind the tests' backs."""
    endpoint = await market.platform.perform_act("/v1/webhook-endpoints", {"url": HOOK, "event_types": ["*"]})
    home = f"/v1/webhook-endpoints/{endpoint['id']}"
    await market.platform.perform_act(f"{home}/test")

    async def attempted() -> dict[str, Any]:
        return dict((await market.platform.get(f"{home}/deliveries"))["data"][0])

    delivery = await wait_until("an attempt", attempted, lambda seen: bool(seen["attempts"]))
    token = {"Authorization": f"Bearer {market.platform.token}"}
    changed = await market.platform.client.patch(home, json={"enabled": False}, headers=token)
    assert changed.status_code == 200, changed.text
    events = await market.platform.get("/v1/events")
    return {"endpoint": endpoint["id"], "delivery": delivery["id"], "event": events["data"][0]["id"]}


def price(minor: int, currency: str = "EUR") -> dict[str, Any]:
    return euro_amount(minor) | {"currency": currency}
